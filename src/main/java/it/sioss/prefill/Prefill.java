package it.sioss.prefill;

import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.FormItem;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.Origin;
import it.sioss.registry.Registry;
import org.springframework.stereotype.Service;

/** Fills a new sheet with what our own tables hold; never waits for anybody. */
@Service
public class Prefill {

    private static final String MUNICIPALITIES_ROLE = "comuni";
    private static final Origin TERRITORY = Origin.of("anagrafe");

    private final Registry registry;

    Prefill(Registry registry) {
        this.registry = registry;
    }

    /** The answers known at the opening: the municipalities covered are, by default, all those of the ATS. */
    public Answers initial(ModuleRevision revision, String ats, int year) {
        Answers answers = Answers.NONE;
        for (FormItem item : revision.form().withRole(MUNICIPALITIES_ROLE)) {
            answers = answers.with(
                    item.key(),
                    Answer.of(registry.municipalityCodesOf(ats, year)).from(TERRITORY));
        }
        return answers;
    }
}
