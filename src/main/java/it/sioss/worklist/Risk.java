package it.sioss.worklist;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why a sheet comes early in the queue of reviews. The weights are our assumption (decision 16): they add up, so that each
 * row can say in words what made it high. The query counts with these very numbers.
 */
public enum Risk {
    /** Less than a day is left. */
    LAST_DAY("ULTIMO_GIORNO", 100, "deadline <= :in_a_day"),
    /** Less than three days are left. */
    LAST_DAYS("ULTIMI_GIORNI", 60, "deadline <= :in_three_days and deadline > :in_a_day"),
    /** Less than a week is left. */
    LAST_WEEK("ULTIMA_SETTIMANA", 30, "deadline <= :in_a_week and deadline > :in_three_days"),
    /** The reason for having no contents does not go together with what is known. */
    CONTRADICTED("MOTIVAZIONE_CONTRADDETTA", 80, "contradicted"),
    /** A check blocks that did not when the sheet was sent. */
    BLOCKED("CONTROLLI_BLOCCANTI", 50, "blocking > 0"),
    /** It was returned before. */
    RETURNED("GIA_RESTITUITA", 40, "returns > 0"),
    /** Large variations against last year or similar districts. */
    VARIATIONS("VARIAZIONI", 30, "variations > 0"),
    /** Without contents, with a justification to be read. */
    EMPTY("SENZA_CONTENUTI", 20, "empty"),
    /** Values unlike the ones another system sent. */
    UNLIKE_SOURCE("DIVERSA_DALLA_FONTE", 15, "unlike_source > 0"),
    /** Other warnings stand. */
    WARNINGS("ALTRI_AVVISI", 5, "warnings > variations");

    /** From this sum on the risk is high. */
    static final int HIGH = 80;

    private static final int MIDDLE = 30;

    private final String word;
    private final int weight;
    private final String condition;

    Risk(String word, int weight, String condition) {
        this.word = word;
        this.weight = weight;
        this.condition = condition;
    }

    /** The word of the machine interface. */
    public String word() {
        return word;
    }

    /** What it is for people who filter by it. */
    public String label() {
        return switch (this) {
            case LAST_DAY -> "Termine entro un giorno";
            case LAST_DAYS -> "Termine entro tre giorni";
            case LAST_WEEK -> "Termine entro una settimana";
            case CONTRADICTED -> "Motivazione contraddetta";
            case BLOCKED -> "Controlli bloccanti";
            case RETURNED -> "Già restituite";
            case VARIATIONS -> "Grandi variazioni";
            case EMPTY -> "Senza contenuti";
            case UNLIKE_SOURCE -> "Diverse dai dati ricevuti";
            case WARNINGS -> "Altri avvisi";
        };
    }

    /** The condition on the columns that the query has counted. */
    String condition() {
        return condition;
    }

    /** The sum of all weights that apply, as an expression of the query. */
    static String sum() {
        var sum = new StringBuilder("0");
        for (Risk risk : values()) {
            sum.append(" + case when ")
                    .append(risk.condition)
                    .append(" then ")
                    .append(risk.weight)
                    .append(" else 0 end");
        }
        return sum.toString();
    }

    /** The names of all that apply, as an array of the query. */
    static String names() {
        return Arrays.stream(values())
                .map(risk -> "case when " + risk.condition + " then '" + risk.name() + "' end")
                .collect(Collectors.joining(", ", "array_remove(array[", "], null)"));
    }

    /** As they came from the query, the weightiest first. */
    static List<Risk> of(String[] names) {
        return Arrays.stream(names)
                .map(Risk::valueOf)
                .sorted(Comparator.comparingInt((Risk risk) -> -risk.weight))
                .toList();
    }

    /** How high a sum is, in a word. */
    static String degree(int points) {
        return points >= HIGH ? "alto" : points >= MIDDLE ? "medio" : "basso";
    }

    public static Optional<Risk> ofWord(String word) {
        return Arrays.stream(values()).filter(risk -> risk.word.equals(word)).findFirst();
    }
}
