package it.sioss.sheet;

import it.sioss.sheet.Justification.Category;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is known from elsewhere and does not go together with the reason why a sheet has no contents. Which fact contradicts
 * which category is our assumption; it stops nobody, it says what to look at first.
 */
public enum Contradiction {
    /** Allegato 1 says that a service the module describes is activated. */
    ACTIVE_IN_ANNEX(Category.SERVIZIO_NON_ATTIVO, Category.IN_CORSO_DI_ATTIVAZIONE),
    /** Allegato 1 lists who carries out what the module describes. */
    BODIES_LISTED(Category.NESSUN_SOGGETTO_ATTUATORE_IN_ALLEGATO_1),
    /** Allegato 1 lists the very body of the sheet. */
    OWN_BODY_LISTED(Category.GESTITO_DA_ALTRO_ENTE),
    /** For the last closed year the same body transmitted contents. */
    CONTENTS_LAST_YEAR(
            Category.SERVIZIO_NON_ATTIVO,
            Category.IN_CORSO_DI_ATTIVAZIONE,
            Category.NESSUN_BENEFICIARIO,
            Category.DATI_NON_DISPONIBILI,
            Category.GESTITO_DA_ALTRO_ENTE),
    /** Another system has published figures above zero about this place. */
    DATA_PUBLISHED(Category.values());

    private final Set<Category> against;

    Contradiction(Category... against) {
        this.against = EnumSet.copyOf(Arrays.asList(against));
    }

    boolean contradicts(Category category) {
        return against.contains(category);
    }

    /** The categories it does not go together with, as they stand in the database. */
    public String[] categories() {
        return against.stream().map(Category::value).toArray(String[]::new);
    }
}
