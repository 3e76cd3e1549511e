package it.sioss.exchange;

import it.sioss.registry.Municipality;
import it.sioss.services.Exercise;
import it.sioss.services.ImplementationMode;
import it.sioss.services.ImplementingBody;
import it.sioss.services.LegalForm;
import it.sioss.services.Manner;
import it.sioss.services.Nomenclature;
import it.sioss.support.AnnexWords;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Lines of Allegato 1 that somebody might write, drawn from a seed. */
final class GeneratedModes {

    private GeneratedModes() {}

    static ImplementationMode.Content one(
            Random random, List<Nomenclature.Line> services, List<Municipality> towns, List<String> names) {
        LegalForm form = any(random, List.of(LegalForm.values()));
        Municipality town = any(random, towns);
        boolean whole = random.nextBoolean();
        return new ImplementationMode.Content(
                any(random, services).code(),
                any(random, List.of(Manner.values())),
                any(random, List.of(Exercise.values())),
                switch (form.level()) {
                    case ATS -> new ImplementingBody(form, "01-001", "ATS", taxCode(random));
                    case MUNICIPALITY ->
                        new ImplementingBody(form, town.code(), "Comune di " + town.name(), taxCode(random));
                    case OTHER_BODY ->
                        new ImplementingBody(form, AnnexWords.TAX_CODE, any(random, names), AnnexWords.TAX_CODE);
                },
                whole,
                whole
                        ? List.of()
                        : towns.stream()
                                .filter(one -> random.nextInt(3) == 0)
                                .map(Municipality::code)
                                .sorted()
                                .toList());
    }

    private static @Nullable String taxCode(Random random) {
        return random.nextBoolean() ? AnnexWords.TAX_CODE : null;
    }

    private static <T> T any(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
