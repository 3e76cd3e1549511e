package it.sioss.sheet;

import it.sioss.catalogue.Answers;
import it.sioss.catalogue.Catalogue;
import it.sioss.catalogue.Evaluation;
import it.sioss.catalogue.Finding;
import it.sioss.catalogue.FormItem;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.SheetContext;
import it.sioss.platform.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tries a revision that is not published on every open sheet of a module: which would lose answers, which would be told
 * something new. Nothing is written.
 */
@Component
public class RevisionTrial {

    private final SheetRepository sheets;
    private final SheetContexts contexts;
    private final Catalogue catalogue;
    private final JdbcClient jdbc;

    RevisionTrial(SheetRepository sheets, SheetContexts contexts, Catalogue catalogue, JdbcClient jdbc) {
        this.sheets = sheets;
        this.contexts = contexts;
        this.catalogue = catalogue;
        this.jdbc = jdbc;
    }

    /**
     * A sheet that would notice.
     *
     * @param lost what is answered now and would be put aside as retired, by label
     * @param findings what would be found and is not now, or would block and does not now
     * @param missing how many more required answers it would lack
     */
    public record Affected(
            UUID sheet,
            String ats,
            String atsName,
            String body,
            SheetState state,
            List<String> lost,
            List<Finding> findings,
            int missing) {}

    /** @param open how many open sheets were tried */
    public record Outcome(int open, List<Affected> affected) {}

    /** @throws Refusal 422 when a rule of the candidate cannot be evaluated on a sheet */
    @Transactional(readOnly = true)
    public Outcome of(int year, ModuleRevision candidate) {
        List<UUID> open = jdbc.sql("""
                        select id from sheet where year = ? and module = ?
                        and state in %s order by ats, body""".formatted(SheetState.LIVE))
                .params(year, candidate.module())
                .query(UUID.class)
                .list();
        var affected = new ArrayList<Affected>();
        for (UUID id : open) {
            Affected one = affected(sheets.findById(id).orElseThrow(), candidate);
            if (one != null) {
                affected.add(one);
            }
        }
        return new Outcome(open.size(), List.copyOf(affected));
    }

    private @Nullable Affected affected(Sheet sheet, ModuleRevision candidate) {
        ModuleRevision current = catalogue.revision(sheet.revision());
        Answers answers = sheet.answers();
        SheetContext context = contexts.known(sheet).context();
        Evaluation now = current.evaluate(answers, context);
        Evaluation then = tried(sheet, candidate, answers, context);
        List<String> lost = lost(current, candidate, answers);
        List<Finding> findings = fresh(now, then);
        int missing = Math.max(0, missing(then) - missing(now));
        return lost.isEmpty() && findings.isEmpty() && missing == 0
                ? null
                : new Affected(
                        sheet.id(),
                        sheet.ats(),
                        contexts.ground(sheet.year(), sheet.ats()).name(),
                        sheet.bodyName(),
                        sheet.state(),
                        lost,
                        findings,
                        missing);
    }

    private static Evaluation tried(Sheet sheet, ModuleRevision candidate, Answers answers, SheetContext context) {
        try {
            return candidate.evaluate(candidate.form().retire(answers).kept(), context);
        } catch (IllegalStateException | IllegalArgumentException failure) {
            throw new Refusal(
                    422,
                    "CONTROLLI_NON_VALIDI",
                    "Una regola non si può valutare sulla scheda dell'ATS " + sheet.ats() + ": " + failure.getMessage()
                            + ".");
        }
    }

    private static List<String> lost(ModuleRevision current, ModuleRevision candidate, Answers answers) {
        Answers held = current.form().retire(answers).kept();
        return candidate.form().retire(held).retired().keys().stream()
                .map(key -> {
                    FormItem item = current.form().item(key);
                    return item == null ? key : item.label() + " (" + key + ")";
                })
                .toList();
    }

    private static List<Finding> fresh(Evaluation now, Evaluation then) {
        Map<String, Finding> known = new HashMap<>(now.findings().stream()
                .collect(Collectors.toMap(Finding::id, finding -> finding, (one, other) -> one)));
        return then.findings().stream()
                .filter(finding -> {
                    Finding before = known.get(finding.id());
                    return before == null || (finding.isBlocking() && !before.isBlocking());
                })
                .toList();
    }

    private static int missing(Evaluation evaluation) {
        return evaluation.completeness().asked() - evaluation.completeness().answered();
    }
}
