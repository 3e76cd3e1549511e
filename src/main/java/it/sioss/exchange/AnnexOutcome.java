package it.sioss.exchange;

import it.sioss.platform.CanonicalJson;
import it.sioss.services.AnnexFinding;
import it.sioss.services.AnnexView;
import it.sioss.services.DueSheet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a filled table does, or would do, to an Allegato 1: its cells, what the checks then say, which sheets follow. */
public record AnnexOutcome(
        boolean applied,
        int year,
        String ats,
        String atsName,
        List<FieldChange> changes,
        List<AnnexFinding> findings,
        List<DueChange> due) {

    /** A sheet whose dueness changes; null where there was none, or is none any more. */
    public record DueChange(
            String module,
            String bodyName,
            @Nullable String before,
            @Nullable String after,
            String reason) {}

    static AnnexOutcome of(boolean applied, List<FieldChange> changes, AnnexView before, AnnexView after) {
        return new AnnexOutcome(
                applied,
                after.database().year(),
                after.database().ats(),
                after.database().atsName(),
                changes,
                after.findings(),
                due(before, after));
    }

    private static List<DueChange> due(AnnexView before, AnnexView after) {
        Map<String, DueSheet> was = byPlace(before);
        Map<String, DueSheet> is = byPlace(after);
        var changes = new ArrayList<DueChange>();
        was.forEach((place, sheet) -> {
            if (!is.containsKey(place)) {
                changes.add(new DueChange(
                        sheet.module(),
                        sheet.bodyName(),
                        sheet.dueness().word(),
                        null,
                        "L'Allegato 1 non lo elenca più."));
            }
        });
        is.forEach((place, sheet) -> {
            DueSheet earlier = was.get(place);
            if (earlier == null || earlier.dueness() != sheet.dueness()) {
                changes.add(new DueChange(
                        sheet.module(),
                        sheet.bodyName(),
                        earlier == null ? null : earlier.dueness().word(),
                        sheet.dueness().word(),
                        sheet.reason()));
            }
        });
        return List.copyOf(changes);
    }

    private static Map<String, DueSheet> byPlace(AnnexView view) {
        var sheets = new LinkedHashMap<String, DueSheet>();
        view.due()
                .forEach(one -> sheets.put(
                        one.due().module() + "/" + one.due().level() + "/"
                                + one.due().body(),
                        one.due()));
        return sheets;
    }

    /** Equal when the very same cells change in the very same way. */
    public String fingerprint() {
        StringBuilder said = new StringBuilder(year + "/" + ats + "\n");
        changes.forEach(change -> said.append(change.label())
                .append('\u0001')
                .append(change.before())
                .append('\u0001')
                .append(change.after())
                .append('\u0002'));
        return CanonicalJson.fingerprint(said.toString().getBytes(StandardCharsets.UTF_8));
    }
}
