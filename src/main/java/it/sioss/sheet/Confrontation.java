package it.sioss.sheet;

import it.sioss.catalogue.ModuleRevision;
import it.sioss.platform.RomeTime;
import it.sioss.prefill.Prefill;
import it.sioss.services.ModuleInAnnex;
import it.sioss.services.SheetLevel;
import it.sioss.sheet.Justification.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Holds the reason why a sheet has no contents against Allegato 1, last year and what other systems have published. */
@Component
class Confrontation {

    private static final int NAMED = 3;

    private final ModuleInAnnex annex;
    private final SheetSources sources;

    Confrontation(ModuleInAnnex annex, SheetSources sources) {
        this.annex = annex;
        this.sources = sources;
    }

    /** What does not go together, each in one sentence; nothing for a sheet with contents. */
    List<String> of(Sheet sheet, ModuleRevision revision, Optional<SheetView.Previous> previous) {
        Optional<Category> category = sheet.justification().flatMap(why -> Category.of(why.category()));
        if (category.isEmpty() || !(sheet.declaredEmpty() || sheet.contentsEmpty())) {
            return List.of();
        }
        var found = new ArrayList<String>();
        ModuleInAnnex.Said whole = annex.of(sheet.year(), sheet.ats(), sheet.module());
        ModuleInAnnex.Said own = whole.of(sheet.body());
        ModuleInAnnex.Said said = sheet.level() == SheetLevel.ATS ? whole : own;
        boolean active = sheet.level() == SheetLevel.ATS
                ? !said.activated().isEmpty()
                : !said.lines().isEmpty();
        if (active && Contradiction.ACTIVE_IN_ANNEX.contradicts(category.get())) {
            found.add("l'Allegato 1" + active(said));
        }
        if (!whole.lines().isEmpty() && Contradiction.BODIES_LISTED.contradicts(category.get())) {
            found.add("l'Allegato 1, " + whole.rows() + ", indica " + bodies(whole.bodies()));
        }
        if (!own.lines().isEmpty() && Contradiction.OWN_BODY_LISTED.contradicts(category.get())) {
            found.add("l'Allegato 1, " + own.rows() + ", indica come soggetto attuatore proprio «" + sheet.bodyName()
                    + "»");
        }
        if (Contradiction.CONTENTS_LAST_YEAR.contradicts(category.get())) {
            previous.ifPresent(
                    last -> found.add("per il " + last.year() + " la scheda era stata trasmessa con contenuti"));
        }
        if (Contradiction.DATA_PUBLISHED.contradicts(category.get())) {
            sources.announced(sheet, revision).forEach(one -> found.add(published(one)));
        }
        return found.stream()
                .map(fact -> "Motivata «" + category.get().label() + "», ma " + fact + ".")
                .toList();
    }

    private static String active(ModuleInAnnex.Said said) {
        String services = said.activated().size() == 1 ? " dà attivo " : " dà attivi ";
        String named = said.activated().stream()
                .map(name -> "«" + name + "»")
                .reduce((a, b) -> a + " e " + b)
                .orElse("");
        return said.lines().isEmpty()
                ? services + named
                : ", " + said.rows() + "," + services + named + " con " + bodies(said.bodies());
    }

    private static String bodies(List<String> names) {
        String count = names.size() == 1 ? "1 soggetto attuatore" : names.size() + " soggetti attuatori";
        String named = String.join("; ", names.subList(0, Math.min(NAMED, names.size())));
        return count + " (" + named + (names.size() > NAMED ? "; …)" : ")");
    }

    private static String published(Prefill.Announced one) {
        return one.source() + " ha pubblicato "
                + (one.figures() == 1 ? "un dato diverso da zero" : one.figures() + " dati diversi da zero")
                + " (estratti il " + RomeTime.day(one.extractedOn()) + ", periodo " + one.period() + ")";
    }
}
