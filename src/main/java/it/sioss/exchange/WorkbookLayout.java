package it.sioss.exchange;

import it.sioss.catalogue.FormDefinition;
import it.sioss.catalogue.FormItem;
import it.sioss.catalogue.Question;
import it.sioss.catalogue.QuestionGrid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a workbook is laid out, for who writes it and who reads it back: questions are rows, sheets are columns, each
 * grid is a worksheet of its own where every row says which sheet it belongs to.
 */
final class WorkbookLayout {

    static final String GUIDE = "Istruzioni";
    static final String ANSWERS = "Risposte";
    static final String LISTS = "Elenchi";
    static final String IDENTITY = "SIOSS";
    static final String FORMAT = "SIOSS-1";

    static final List<String> HEADERS = List.of("Chiave", "Codice", "Voce", "Risposte ammesse", "Aiuto");
    static final int HEADER_ROW = 2;
    static final int BODY_ROW = 3;
    static final int DISTRICT_ROW = 4;
    static final int FIRST_QUESTION_ROW = 5;
    static final int FIRST_SHEET_COLUMN = HEADERS.size();

    static final int GRID_KEY_ROW = 1;
    static final int GRID_HEADER_ROW = 2;
    static final int FIRST_GRID_ROW = 3;
    static final String SHEET_KEY = "scheda";
    static final String ROW_KEY = "riga";
    static final String SHEET_LABEL = "Scheda n.";
    static final String ROW_LABEL = "Riga (non modificare; vuota nelle righe nuove)";

    static final List<String> IDENTITY_HEADERS =
            List.of("numero", "scheda", "anno", "modulo", "ats", "soggetto", "revisione", "versione");

    /** More columns than this nobody fills by hand. */
    static final int MOST_SHEETS = 1_000;

    private WorkbookLayout() {}

    static String sheetHeader(int number) {
        return "Scheda " + number;
    }

    static List<Question> questions(FormDefinition form) {
        List<Question> questions = new ArrayList<>();
        for (FormItem item : form.items().values()) {
            if (item instanceof Question question) {
                questions.add(question);
            }
        }
        return questions;
    }

    /** The worksheet of each grid, named by its code and its label within the 31 characters a name may have. */
    static Map<QuestionGrid, String> gridNames(FormDefinition form) {
        Map<QuestionGrid, String> names = new LinkedHashMap<>();
        for (FormItem item : form.items().values()) {
            if (item instanceof QuestionGrid grid) {
                String full = (grid.officialCode() + " " + grid.label()).replaceAll("[\\[\\]:*?/\\\\']", " ");
                String name = full.substring(0, Math.min(31, full.length())).strip();
                for (int n = 2; names.containsValue(name); n++) {
                    name = full.substring(0, Math.min(27, full.length())).strip() + " (" + n + ")";
                }
                names.put(grid, name);
            }
        }
        return names;
    }

    static List<String> gridKeys(QuestionGrid grid) {
        List<String> keys = new ArrayList<>(List.of(SHEET_KEY, ROW_KEY));
        grid.columns().forEach(column -> keys.add(column.key()));
        return keys;
    }

    static List<String> gridHeaders(QuestionGrid grid) {
        List<String> headers = new ArrayList<>(List.of(SHEET_LABEL, ROW_LABEL));
        grid.columns().forEach(column -> headers.add(header(column)));
        return headers;
    }

    private static String header(Question column) {
        return column.label()
                + (column.unit().isEmpty() ? "" : " (" + column.unit() + ")")
                + (column.required() ? "" : " – facoltativa");
    }

    /** What may be answered, in a few words. */
    static String allowed(Question question, AnswerCells cells) {
        String kind = switch (question.type()) {
            case NUMBER -> number(question);
            case TEXT, LONG_TEXT -> text(question);
            case SINGLE_CHOICE -> "Una voce: " + labels(question, cells);
            case MULTIPLE_CHOICE -> "Una o più voci, separate da punto e virgola: " + labels(question, cells);
            case DATE -> "Data, per esempio 15/03/2024";
        };
        return kind + (question.required() ? "" : ". Facoltativa");
    }

    private static String number(Question question) {
        var limits = question.limits();
        Integer decimals = limits.decimals();
        StringBuilder words = new StringBuilder(decimals != null && decimals == 0 ? "Numero intero" : "Numero");
        if (decimals != null && decimals > 0) {
            words.append(" con al massimo ").append(decimals).append(" decimali");
        }
        if (limits.min() != null && limits.max() != null) {
            words.append(String.format(Locale.ITALY, ", da %,.0f a %,.0f", limits.min(), limits.max()));
        }
        return words + (question.unit().isEmpty() ? "" : ", in " + question.unit());
    }

    private static String text(Question question) {
        String format = question.properties().get("formato");
        Integer longest = question.limits().maxLength();
        return format != null
                ? "Testo: " + format
                : longest == null ? "Testo" : "Testo, al massimo " + longest + " caratteri";
    }

    private static String labels(Question question, AnswerCells cells) {
        if (question.optionsSource() != null) {
            return "i nomi dell'elenco «" + question.label() + "» della scheda";
        }
        String all = String.join(
                " · ",
                cells.optionsOf(question).stream().map(option -> option.label()).toList());
        return all.length() > 1_000 ? all.substring(0, 1_000) + "…" : all;
    }
}
