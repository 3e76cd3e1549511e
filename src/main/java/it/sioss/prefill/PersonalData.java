package it.sioss.prefill;

import it.sioss.registry.ImportFinding;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Sources send aggregates only: a file in which persons can be recognized is refused, and never repeated. */
final class PersonalData {

    static final String CODE = "DATI_PERSONALI";

    /** The sixteen characters of a person's tax code, homonyms' letters included. */
    private static final Pattern TAX_CODE =
            Pattern.compile("(?<![A-Za-z0-9])[A-Za-z]{6}[0-9L-NP-Vl-np-v]{2}[A-EHLMPRSTa-ehlmprst][0-9L-NP-Vl-np-v]{2}"
                    + "[A-Za-z][0-9L-NP-Vl-np-v]{3}[A-Za-z](?![A-Za-z0-9])");

    private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]{1,64}@[\\w-]{1,63}\\.[\\w.-]{2,63}");

    private static final Set<String> COLUMNS = Set.of(
            "nome",
            "cognome",
            "nominativo",
            "nomeecognome",
            "cognomeenome",
            "codicefiscale",
            "cf",
            "datadinascita",
            "datanascita",
            "luogodinascita",
            "luogonascita",
            "comunedinascita",
            "indirizzo",
            "residenza",
            "telefono",
            "cellulare",
            "email",
            "iban");

    private PersonalData() {}

    /** What in a text lets a person be recognized; the finding says where, never what. */
    static Optional<ImportFinding> in(String text) {
        var found = TAX_CODE.matcher(text);
        if (found.find()) {
            return Optional.of(finding(lineOf(text, found.start()), "C'è un codice fiscale di persona"));
        }
        found = ADDRESS.matcher(text);
        if (found.find()) {
            return Optional.of(finding(lineOf(text, found.start()), "C'è un indirizzo di posta elettronica"));
        }
        return Optional.empty();
    }

    static boolean isColumn(String name) {
        return COLUMNS.contains(Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]", ""));
    }

    static ImportFinding column(String name) {
        return new ImportFinding(
                CODE,
                1,
                name,
                "La colonna «" + name + "» è di dati personali: qui entrano solo dati aggregati.",
                "Chiedete alla fonte un file di soli totali, ed eliminate questo.");
    }

    private static ImportFinding finding(int line, String what) {
        return new ImportFinding(
                CODE,
                line,
                null,
                what + ": qui entrano solo dati aggregati. Del file non è stato conservato nulla.",
                "Chiedete alla fonte un file di soli totali, ed eliminate questo.");
    }

    private static int lineOf(String text, int position) {
        return 1 + (int) text.chars().limit(position).filter(c -> c == '\n').count();
    }
}
