package it.sioss.exchange;

import it.sioss.registry.Municipality;
import it.sioss.services.Exercise;
import it.sioss.services.LegalForm;
import it.sioss.services.Manner;
import it.sioss.services.ModeDraft;
import it.sioss.services.Nomenclature;
import it.sioss.services.SheetLevel;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A line of Allegato 1 as ten cells that people read, and back; what no list has stays as typed, for the desk to refuse. */
final class AnnexCells {

    /** One column: how people see it, and its field in the word of the machine interface. */
    record Column(String header, String field) {}

    static final List<Column> COLUMNS = List.of(
            new Column("Riga", "riga"),
            new Column("Servizio", "servizio"),
            new Column("Modalità di attuazione", "modalita"),
            new Column("Forma di esercizio", "forma"),
            new Column("Natura giuridica", "naturaGiuridica"),
            new Column("Comune (se il soggetto è un comune)", "soggetto"),
            new Column("Denominazione (degli altri soggetti)", "denominazione"),
            new Column("Codice fiscale", "codiceFiscale"),
            new Column("Copertura", "copertura"),
            new Column("Comuni coperti", "comuni"));

    static final String WHOLE = "Tutto l’ambito";
    static final String SOME = "Solo i comuni indicati";
    static final String YES = "Sì";
    static final String NO = "No";

    private static final Pattern WITH_CODE = Pattern.compile("(?s).*\\(([0-9]{6})\\)");

    private final List<Nomenclature.Line> services;
    private final List<Municipality> towns;

    AnnexCells(AnnexTable table) {
        this.services =
                table.services().stream().map(AnnexTable.Service::service).toList();
        this.towns = table.municipalities();
    }

    static int column(String field) {
        for (int column = 0; column < COLUMNS.size(); column++) {
            if (COLUMNS.get(column).field().equals(field)) {
                return column;
            }
        }
        return 0;
    }

    List<String> services() {
        return services.stream().map(AnnexCells::label).toList();
    }

    List<String> towns() {
        return towns.stream().map(AnnexCells::label).toList();
    }

    static <T> List<String> labels(T[] all, Function<T, String> label) {
        return Arrays.stream(all).map(label).toList();
    }

    static String label(Nomenclature.Line service) {
        return service.code() + " " + service.name();
    }

    private static String label(Municipality town) {
        return town.name().contains(";") ? town.code() : town.name() + " (" + town.code() + ")";
    }

    static String answer(@Nullable Boolean activated) {
        return activated == null ? "" : activated ? YES : NO;
    }

    /** Null when it is neither yes nor no. */
    static @Nullable Boolean answer(String typed) {
        return switch (typed.strip().toLowerCase(java.util.Locale.ITALIAN)) {
            case "sì", "si", "vero" -> true;
            case "no", "falso" -> false;
            default -> null;
        };
    }

    /** The ten cells of a line. */
    List<String> cells(@Nullable Integer number, ModeDraft mode) {
        SheetLevel level = level(mode.legalForm());
        return List.of(
                number == null ? "" : String.valueOf(number),
                services.stream()
                        .filter(service -> service.code().equals(mode.service()))
                        .map(AnnexCells::label)
                        .findFirst()
                        .orElse(text(mode.service())),
                shown(mode.manner(), Manner.values(), Manner::word, Manner::label),
                shown(mode.exercise(), Exercise.values(), Exercise::word, Exercise::label),
                shown(mode.legalForm(), LegalForm.values(), LegalForm::word, LegalForm::label),
                level == SheetLevel.MUNICIPALITY ? town(text(mode.body())) : "",
                level == SheetLevel.OTHER_BODY ? text(mode.bodyName()) : "",
                text(mode.taxCode()),
                mode.wholeAts() ? WHOLE : SOME,
                mode.wholeAts()
                        ? ""
                        : mode.municipalities().stream().map(this::town).collect(Collectors.joining("; ")));
    }

    /** The line that ten cells speak of; they say what the desk will judge. */
    ModeDraft draft(List<String> cells) {
        String form = word(cells.get(4), LegalForm.values(), LegalForm::word, LegalForm::label);
        boolean whole = isWhole(cells.get(8));
        return new ModeDraft(
                service(cells.get(1)),
                word(cells.get(2), Manner.values(), Manner::word, Manner::label),
                word(cells.get(3), Exercise.values(), Exercise::word, Exercise::label),
                form,
                code(cells.get(5)),
                cells.get(6).strip(),
                cells.get(7).strip(),
                whole,
                List.copyOf(new TreeSet<>(Arrays.stream(cells.get(9).split(";", -1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .map(this::code)
                        .toList())));
    }

    static boolean isCoverage(String typed) {
        return isWhole(typed) || typed.strip().equalsIgnoreCase(SOME);
    }

    private static boolean isWhole(String typed) {
        return typed.strip().replace('\'', '’').equalsIgnoreCase(WHOLE);
    }

    static @Nullable SheetLevel level(@Nullable String legalForm) {
        return Arrays.stream(LegalForm.values())
                .filter(form -> form.word().equals(legalForm))
                .map(LegalForm::level)
                .findFirst()
                .orElse(null);
    }

    private static String text(@Nullable String said) {
        return Objects.requireNonNullElse(said, "");
    }

    private static <T> String shown(
            @Nullable String word, T[] all, Function<T, String> words, Function<T, String> labels) {
        return Arrays.stream(all)
                .filter(one -> words.apply(one).equals(word))
                .map(labels)
                .findFirst()
                .orElse(text(word));
    }

    private static <T> String word(String typed, T[] all, Function<T, String> words, Function<T, String> labels) {
        String said = typed.strip();
        return Arrays.stream(all)
                .filter(one -> labels.apply(one).equalsIgnoreCase(said)
                        || words.apply(one).equalsIgnoreCase(said))
                .map(words)
                .findFirst()
                .orElse(said);
    }

    String service(String typed) {
        String said = typed.strip();
        return services.stream()
                .filter(service -> label(service).equalsIgnoreCase(said)
                        || service.code().equalsIgnoreCase(said)
                        || service.name().equalsIgnoreCase(said))
                .map(Nomenclature.Line::code)
                .findFirst()
                .orElse(said);
    }

    private String town(String code) {
        return towns.stream()
                .filter(town -> town.code().equals(code))
                .map(AnnexCells::label)
                .findFirst()
                .orElse(code);
    }

    /** «Torino (001272)», «001272», or a name that only one municipality of the ATS has. */
    private String code(String typed) {
        String said = typed.strip();
        Matcher withCode = WITH_CODE.matcher(said);
        if (withCode.matches()) {
            return withCode.group(1);
        }
        List<String> named = towns.stream()
                .filter(town -> town.name().equalsIgnoreCase(said))
                .map(Municipality::code)
                .toList();
        return named.size() == 1 ? named.get(0) : said;
    }
}
