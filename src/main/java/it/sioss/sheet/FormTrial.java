package it.sioss.sheet;

import it.sioss.catalogue.Answers;
import it.sioss.catalogue.AnswersPatch;
import it.sioss.catalogue.Catalogue;
import it.sioss.catalogue.Evaluation;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.Option;
import it.sioss.catalogue.Severities;
import it.sioss.catalogue.SheetContext;
import it.sioss.platform.Refusal;
import it.sioss.registry.Registry;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A module filled in for trial, by whoever answers for it: the form and the checks of a real sheet, with the municipalities
 * of one ATS as example and nothing known of other years. Nothing is kept.
 */
@Component
public class FormTrial {

    private final Catalogue catalogue;
    private final SheetContexts contexts;
    private final Severities severities;
    private final Registry registry;

    FormTrial(Catalogue catalogue, SheetContexts contexts, Severities severities, Registry registry) {
        this.catalogue = catalogue;
        this.contexts = contexts;
        this.severities = severities;
        this.registry = registry;
    }

    /** How the answers would be judged. */
    public record Outcome(
            ModuleRevision revision, Answers answers, Evaluation evaluation, Map<String, List<Option>> options) {}

    /** @throws Refusal 404 when the module is not offered that year, 400 for keys the form does not have */
    @Transactional(readOnly = true)
    public Outcome of(int year, String module, AnswersPatch patch) {
        ModuleRevision revision = catalogue
                .latest(module, year)
                .orElseThrow(() -> Refusal.notFound("Il modulo " + module + " del " + year));
        Sheets.requireKnown(revision, patch);
        Answers answers = Answers.NONE.with(patch);
        SheetContext context = registry.atsOf(year).stream()
                .findFirst()
                .map(ats -> contexts.territory(year, ats.code()))
                .orElse(SheetContext.NONE)
                .withSeverities(severities.inForce(year, module));
        return new Outcome(revision, answers, revision.evaluate(answers, context), context.options());
    }
}
