package it.sioss.services.web;

import it.sioss.services.AnnexView;
import it.sioss.services.ImplementationMode;
import it.sioss.services.ImplementingBody;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One service of Allegato 1 ready to be shown, with its lines. A page may have hundreds: words and addresses are made here
 * once, and the addresses do not ask the versioned static resources, which know nothing of them.
 */
public record ServiceRow(
        String code,
        String slug,
        String name,
        @Nullable Boolean activated,
        String answer,
        String add,
        List<ModeRow> modes) {

    /** One line: how, by whom, where. */
    public record ModeRow(
            int line,
            String body,
            String kind,
            String manner,
            String exercise,
            String where,
            List<String> towns,
            String edit) {}

    static ServiceRow of(AnnexView.Line line, String base, Map<String, String> names) {
        String code = line.service().code();
        return new ServiceRow(
                code,
                slug(code),
                line.service().name(),
                line.activated(),
                base + "/servizi/" + code,
                base + "/modalita?servizio=" + code,
                line.modes().stream().map(mode -> row(mode, base, names)).toList());
    }

    private static ModeRow row(ImplementationMode mode, String base, Map<String, String> names) {
        ImplementingBody body = mode.body();
        List<String> towns = mode.municipalities().stream()
                .map(town -> names.getOrDefault(town, town))
                .toList();
        String where = mode.wholeAts()
                ? "tutto l’ambito"
                : switch (towns.size()) {
                    case 0 -> "nessun comune";
                    case 1 -> towns.get(0);
                    default -> towns.size() + " comuni";
                };
        return new ModeRow(
                mode.line(),
                body.name(),
                body.legalForm().label() + (body.taxCode() == null ? "" : " · CF " + body.taxCode()),
                mode.manner().label(),
                mode.exercise().label(),
                where,
                towns.size() > 1 ? towns : List.of(),
                base + "/modalita/" + mode.id());
    }

    /** The code as part of an address: "b-07-1". */
    static String slug(String code) {
        return code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-");
    }

    public boolean yes() {
        return Boolean.TRUE.equals(activated);
    }

    public boolean no() {
        return Boolean.FALSE.equals(activated);
    }

    public String words() {
        return activated == null ? "senza risposta" : activated ? "attivato" : "non attivato";
    }
}
