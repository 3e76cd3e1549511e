package it.sioss.services;

import it.sioss.access.Viewer;
import it.sioss.registry.Municipality;
import it.sioss.registry.Registry;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** A plausible Allegato 1 for the demonstration, written by the ordinary deeds. */
@Component
public class DemonstrationAnnex {

    private static final String COOPERATIVE = "80078750587";

    private final AnnexDesk annex;
    private final DatabaseDesk desk;
    private final Nomenclature nomenclature;
    private final Registry registry;
    private final Clock clock;

    DemonstrationAnnex(AnnexDesk annex, DatabaseDesk desk, Nomenclature nomenclature, Registry registry, Clock clock) {
        this.annex = annex;
        this.desk = desk;
        this.nomenclature = nomenclature;
        this.registry = registry;
        this.clock = clock;
    }

    /** Answers every service, lists who carries out some of them, finalizes the database. */
    public void fillAndFinalize(int year, String ats, Viewer referent) {
        List<String> towns = registry.municipalitiesOf(ats, year).stream()
                .map(Municipality::code)
                .toList();
        for (Nomenclature.Line service : nomenclature.lines()) {
            annex.answer(year, ats, service.code(), false, referent, clock.instant());
        }
        for (String service : List.of("A.01.1", "A.01.2", "A.02.1", "B.07.1")) {
            add(year, ats, referent, service, Manner.DIRECT, LegalForm.DISTRICT, null, List.of());
        }
        add(year, ats, referent, "C.01.1", Manner.CONTRACT, LegalForm.COOPERATIVE, null, List.of());
        add(year, ats, referent, "E.02.1", Manner.CO_DESIGN, LegalForm.COOPERATIVE, null, towns.subList(0, 1));
        add(year, ats, referent, "D.01.2", Manner.DIRECT, LegalForm.MUNICIPALITY, towns.get(0), towns.subList(0, 1));
        desk.conclude(year, ats, referent, clock.instant());
        desk.finalizeDatabase(year, ats, referent, clock.instant());
    }

    private void add(
            int year,
            String ats,
            Viewer referent,
            String service,
            Manner manner,
            LegalForm form,
            @org.jspecify.annotations.Nullable String town,
            List<String> towns) {
        boolean other = form.level() == SheetLevel.OTHER_BODY;
        annex.add(
                year,
                ats,
                new ModeDraft(
                        service,
                        manner.word(),
                        (towns.isEmpty() ? Exercise.ASSOCIATED : Exercise.SINGLE).word(),
                        form.word(),
                        town,
                        other ? "Cooperativa sociale dimostrativa" : null,
                        other ? COOPERATIVE : null,
                        towns.isEmpty(),
                        towns),
                referent,
                clock.instant());
    }
}
