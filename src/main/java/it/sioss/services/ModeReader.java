package it.sioss.services;

import it.sioss.platform.PlainText;
import it.sioss.platform.Refusal;
import it.sioss.registry.Municipality;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a line of Allegato 1 as written by a person or a machine, and says which field is wrong. */
final class ModeReader {

    private static final int LONGEST_NAME = 200;

    private final Nomenclature nomenclature;
    private final ServiceDatabase database;
    private final Map<String, Municipality> municipalities;

    ModeReader(Nomenclature nomenclature, ServiceDatabase database, List<Municipality> municipalities) {
        this.nomenclature = nomenclature;
        this.database = database;
        this.municipalities =
                municipalities.stream().collect(Collectors.toMap(Municipality::code, Function.identity()));
    }

    /** @throws Refusal 422 naming the field that cannot be read */
    ImplementationMode.Content read(ModeDraft draft) {
        String service = word(draft.service());
        if (nomenclature.line(service).isEmpty()) {
            throw wrong("servizio", "La nomenclatura non ha il servizio «" + service + "».");
        }
        Manner manner = one("modalita", "la modalità di attuazione", Manner.of(word(draft.manner())));
        Exercise exercise = one("forma", "la forma di esercizio", Exercise.of(word(draft.exercise())));
        LegalForm form = one("naturaGiuridica", "la natura giuridica", LegalForm.of(word(draft.legalForm())));
        List<String> covered = draft.wholeAts()
                ? List.of()
                : List.copyOf(new TreeSet<>(
                        draft.municipalities().stream().map(this::known).toList()));
        return new ImplementationMode.Content(service, manner, exercise, body(form, draft), draft.wholeAts(), covered);
    }

    private ImplementingBody body(LegalForm form, ModeDraft draft) {
        String tax = word(draft.taxCode()).replaceAll("(?i)^IT|\\s", "");
        if (!tax.isEmpty() && !TaxCode.valid(tax)) {
            throw wrong(
                    "codiceFiscale",
                    "Il codice fiscale «" + tax + "» non è valido: undici cifre, l'ultima di controllo.");
        }
        String taxCode = tax.isEmpty() ? null : tax;
        return switch (form.level()) {
            case ATS -> new ImplementingBody(form, database.ats(), database.atsName(), taxCode);
            case MUNICIPALITY -> {
                String code = known("soggetto", word(draft.body()));
                yield new ImplementingBody(form, code, "Comune di " + name(code), taxCode);
            }
            case OTHER_BODY -> {
                if (taxCode == null) {
                    throw wrong("codiceFiscale", "Indicate il codice fiscale o la partita IVA del soggetto attuatore.");
                }
                yield new ImplementingBody(
                        form, taxCode, PlainText.required("denominazione", draft.bodyName(), 2, LONGEST_NAME), taxCode);
            }
        };
    }

    private String name(String code) {
        Municipality municipality = municipalities.get(code);
        return municipality == null ? code : municipality.name();
    }

    private String known(String code) {
        return known("comuni", code.strip());
    }

    private String known(String field, String code) {
        if (!municipalities.containsKey(code)) {
            throw wrong(
                    field,
                    code.isEmpty()
                            ? "Scegliete il comune."
                            : "«" + code + "» non è il codice ISTAT di un comune dell'ambito.");
        }
        return code;
    }

    private static <T> T one(String field, String what, Optional<T> read) {
        return read.orElseThrow(() -> wrong(field, "Scegliete " + what + " tra quelle previste."));
    }

    private static String word(@Nullable String given) {
        return given == null ? "" : PlainText.search(given);
    }

    private static Refusal wrong(String field, String message) {
        return new Refusal(422, "VALORE_NON_VALIDO", message).with("campo", field);
    }
}
