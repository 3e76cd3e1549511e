package it.sioss.prefill;

import it.sioss.platform.CollectionYears;
import it.sioss.registry.ImportFinding;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects the rows of a publication one at a time, whatever its format; remembers what is wrong and where. */
final class PublicationRows {

    static final String SOURCE = "fonte";
    static final String YEAR = "annualita";
    static final String EXTRACTED = "estratto_il";
    static final String FROM = "periodo_dal";
    static final String TO = "periodo_al";
    static final String SCOPE = "livello";
    static final String TERRITORY = "codice";
    static final List<String> REQUIRED = List.of(SOURCE, YEAR, EXTRACTED, FROM, TO, SCOPE, TERRITORY);

    static final int MAX_ROWS = 20_000;
    private static final int MAX_FINDINGS = 1_000;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,59}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}(?:\\.[0-9]{1,4})?");

    private final List<PublishedRow> rows = new ArrayList<>();
    private final List<ImportFinding> findings = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private Publication.@Nullable Heading heading;

    void wrong(String code, @Nullable Integer line, @Nullable String column, String message, String remedy) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(new ImportFinding(code, line, column, message, remedy));
        }
    }

    boolean hasFindings() {
        return !findings.isEmpty();
    }

    /** The names of the columns: the agreed ones, and one for each indicator. */
    void header(List<String> names) {
        for (String name : names) {
            if (PersonalData.isColumn(name)) {
                personalColumn(name);
            } else if (!NAME.matcher(name).matches()) {
                wrong(
                        "INTESTAZIONE_ERRATA",
                        1,
                        shown(name),
                        name.isBlank()
                                ? "C'è una colonna senza nome."
                                : "«" + shown(name) + "» non è un nome di colonna.",
                        "I nomi hanno lettere minuscole, cifre e «_», come nella documentazione.");
            }
        }
        List<String> missing =
                REQUIRED.stream().filter(name -> !names.contains(name)).toList();
        if (!missing.isEmpty()) {
            wrong(
                    "INTESTAZIONE_ERRATA",
                    1,
                    null,
                    (missing.size() == 1 ? "Manca la colonna " : "Mancano le colonne ") + String.join(", ", missing)
                            + ".",
                    "La prima riga porta i nomi: " + String.join(", ", REQUIRED) + ", e uno per ogni indicatore.");
        }
    }

    void personalColumn(String name) {
        findings.add(PersonalData.column(shown(name)));
    }

    /** What a row says of the whole publication: the same in every row. */
    void heading(int line, Map<String, String> cells) {
        Publication.Heading read = readHeading(line, cells);
        if (read == null) {
            return;
        }
        if (heading == null) {
            heading = read;
        } else if (!heading.equals(read)) {
            wrong(
                    "PUBBLICAZIONI_MISTE",
                    line,
                    null,
                    "Fonte, annualità, estrazione o periodo sono diversi da quelli della prima riga.",
                    "Un file porta una sola pubblicazione: separate le altre in file propri.");
        }
    }

    private Publication.@Nullable Heading readHeading(int line, Map<String, String> cells) {
        String source = cells.getOrDefault(SOURCE, "");
        String year = cells.getOrDefault(YEAR, "");
        LocalDate extracted = date(line, EXTRACTED, cells);
        LocalDate from = date(line, FROM, cells);
        LocalDate to = date(line, TO, cells);
        if (!year.matches("[0-9]{4}") || !CollectionYears.include(Integer.parseInt(year))) {
            wrong("ANNO_ERRATO", line, YEAR, "«" + shown(year) + "» non è un'annualità.", "Scrivete per esempio 2024.");
            return null;
        }
        if (extracted == null || from == null || to == null) {
            return null;
        }
        if (to.isBefore(from) || extracted.isBefore(from)) {
            wrong(
                    "DATA_NON_VALIDA",
                    line,
                    TO,
                    "Il periodo finisce prima di cominciare, o i dati sono estratti prima che cominci.",
                    "Controllate " + FROM + ", " + TO + " ed " + EXTRACTED + ".");
            return null;
        }
        return new Publication.Heading(source, Integer.parseInt(year), extracted, from, to);
    }

    private @Nullable LocalDate date(int line, String column, Map<String, String> cells) {
        String text = cells.getOrDefault(column, "");
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException unreadable) {
            wrong(
                    "DATA_NON_VALIDA",
                    line,
                    column,
                    "«" + shown(text) + "» non è una data.",
                    "Scrivete anno, mese e giorno: 2025-06-30.");
            return null;
        }
    }

    /** False when there are more rows than any publication has. */
    boolean row(int line, Map<String, String> cells) {
        if (rows.size() >= MAX_ROWS) {
            wrong(
                    "FILE_TROPPO_GRANDE",
                    line,
                    null,
                    "Il file ha più di " + MAX_ROWS + " righe.",
                    "Una riga per ogni ATS e ogni Comune: controllate che non ci siano righe ripetute.");
            return false;
        }
        DataScope scope = scope(line, cells.getOrDefault(SCOPE, ""));
        SortedMap<String, BigDecimal> values = values(line, cells);
        if (scope != null) {
            PublishedRow row = PublishedRow.of(line, scope, cells.getOrDefault(TERRITORY, ""), values);
            Integer before = lines.putIfAbsent(row.place(), line);
            if (before != null) {
                wrong(
                        "RIGA_DOPPIA",
                        line,
                        TERRITORY,
                        shown(row.territory()) + " c'è già alla riga " + before + ".",
                        "Lasciate una sola riga per territorio.");
            }
            rows.add(row);
        }
        return true;
    }

    private @Nullable DataScope scope(int line, String word) {
        for (DataScope scope : DataScope.values()) {
            if (scope.word().equals(word)) {
                return scope;
            }
        }
        wrong("LIVELLO_ERRATO", line, SCOPE, "«" + shown(word) + "» non è un livello.", "Scrivete ATS oppure COMUNE.");
        return null;
    }

    private SortedMap<String, BigDecimal> values(int line, Map<String, String> cells) {
        SortedMap<String, BigDecimal> values = new TreeMap<>();
        cells.forEach((name, text) -> {
            if (REQUIRED.contains(name) || text.isEmpty()) {
                return;
            }
            if (NUMBER.matcher(text).matches()) {
                values.put(name, new BigDecimal(text));
            } else {
                wrong(
                        "NUMERO_NON_VALIDO",
                        line,
                        shown(name),
                        "«" + shown(text) + "» non è un numero ammesso.",
                        text.indexOf(',') >= 0
                                ? "I decimali si scrivono con il punto: " + shown(text.replace(',', '.')) + "."
                                : "Solo cifre, senza segno né separatori di migliaia; vuoto se non si conosce.");
            }
        });
        return values;
    }

    PublicationFile file() {
        if (rows.isEmpty() && findings.isEmpty()) {
            wrong("FILE_VUOTO", null, null, "Non c'è nessuna riga di dati.", "Caricate un file con i dati.");
        }
        return new PublicationFile(
                heading == null ? null : new Publication(heading, List.copyOf(rows)), List.copyOf(findings));
    }

    /** A cell as it may be repeated in a report: short, and without what cannot be printed. */
    static String shown(String cell) {
        String printable = cell.codePoints()
                .limit(40)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return printable.length() < cell.length() ? printable + "…" : printable;
    }
}
