package it.sioss.sheet;

import it.sioss.platform.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a sheet has no contents. Adequate means: a category, and a text of 30 to 2,000 visible characters with at least
 * five different words that is not the category's own label (circular, «a condizione sia fornita adeguata
 * motivazione»; what is adequate is our assumption).
 */
public record Justification(String category, String text) {

    /** The closed list of categories: value and label, as in {@code forms/justification.form}. */
    public enum Category {
        SERVIZIO_NON_ATTIVO("Servizio non attivo"),
        NESSUN_BENEFICIARIO("Nessun beneficiario"),
        DATI_NON_DISPONIBILI("Dati non disponibili"),
        GESTITO_DA_ALTRO_ENTE("Gestito da altro ente"),
        IN_CORSO_DI_ATTIVAZIONE("In corso di attivazione"),
        NESSUN_SOGGETTO_ATTUATORE_IN_ALLEGATO_1("Nessun soggetto attuatore in Allegato 1"),
        ALTRO("Altro");

        private final String label;

        Category(String label) {
            this.label = label;
        }

        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String label() {
            return label;
        }

        static Optional<Category> of(String value) {
            return Arrays.stream(values())
                    .filter(category -> category.value().equals(value))
                    .findFirst();
        }
    }

    private static final int SHORTEST = 30;
    private static final int LONGEST = 2_000;
    private static final int WORDS = 5;

    /**
     * Judges what was written and gives it back cleaned.
     *
     * @throws Refusal 422 MOTIVAZIONE_MANCANTE or MOTIVAZIONE_INADEGUATA, saying what is missing
     */
    static Justification adequate(String category, String text) {
        Category known = Category.of(category)
                .orElseThrow(() -> new Refusal(
                        422, "MOTIVAZIONE_MANCANTE", "Scegliete la categoria della motivazione dall'elenco."));
        String clean = VisibleText.of(text);
        if (clean.isEmpty()) {
            throw new Refusal(422, "MOTIVAZIONE_MANCANTE", "Scrivete perché la scheda non ha contenuti.");
        }
        int length = clean.codePointCount(0, clean.length());
        if (length < SHORTEST || length > LONGEST) {
            throw inadequate(
                    "Servono da " + SHORTEST + " a 2.000 caratteri visibili: ne avete scritti " + length + ".");
        }
        List<String> words = words(clean);
        if (words.stream().distinct().count() < WORDS) {
            throw inadequate("Servono almeno cinque parole diverse: spiegate il motivo in una frase.");
        }
        if (words.equals(words(known.label()))) {
            throw inadequate("Il testo ripete soltanto la categoria: spiegate il motivo.");
        }
        return new Justification(known.value(), clean);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ITALIAN).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Refusal inadequate(String why) {
        return new Refusal(422, "MOTIVAZIONE_INADEGUATA", "La motivazione non è adeguata. " + why);
    }

    /** The label of the category, for people. */
    public String categoryLabel() {
        return Category.of(category).map(Category::label).orElse(category);
    }
}
