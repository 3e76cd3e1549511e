package it.sioss.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The form's own rules on a single answer: type, range, decimals, length, pattern, closed lists. */
final class AnswerRules {

    private final SheetContext context;

    AnswerRules(SheetContext context) {
        this.context = context;
    }

    /** What was expected, in words that follow "serve"; null when the answer is fine. */
    @Nullable
    String expectedInsteadOf(Answer answer, Question question) {
        return isFine(answer, question) ? null : expected(question);
    }

    /** The value as the clerk wrote it. */
    Object shown(Answer answer) {
        return answer.choices().isEmpty()
                ? Objects.requireNonNullElse(answer.value(), "")
                : String.join(", ", answer.choices());
    }

    private boolean isFine(Answer answer, Question question) {
        if (answer.raw() != null) {
            return false;
        }
        return switch (question.type()) {
            case NUMBER -> answer.number() != null && inRange(answer.number(), question.limits());
            case TEXT, LONG_TEXT -> answer.text() != null && inLength(answer.text(), question.limits());
            case SINGLE_CHOICE -> answer.text() != null && allIn(List.of(answer.text()), question);
            case MULTIPLE_CHOICE -> !answer.choices().isEmpty() && allIn(answer.choices(), question);
            case DATE -> answer.text() != null && isDate(answer.text());
        };
    }

    private static boolean inRange(BigDecimal number, Limits limits) {
        return (limits.min() == null || number.compareTo(limits.min()) >= 0)
                && (limits.max() == null || number.compareTo(limits.max()) <= 0)
                && (limits.decimals() == null || number.scale() <= limits.decimals());
    }

    private static boolean inLength(String text, Limits limits) {
        return (limits.minLength() == null || text.length() >= limits.minLength())
                && (limits.maxLength() == null || text.length() <= limits.maxLength())
                && (limits.pattern() == null || limits.pattern().matcher(text).find());
    }

    /** A list named by source and not given is not judged: the sheet knows it, the rule does not. */
    private boolean allIn(List<String> chosen, Question question) {
        String source = question.optionsSource();
        List<Option> options =
                source == null ? question.options() : context.options().get(source);
        Set<String> allowed = options == null
                ? Set.copyOf(chosen)
                : options.stream().map(Option::value).collect(Collectors.toSet());
        return allowed.containsAll(chosen) && new HashSet<>(chosen).size() == chosen.size();
    }

    private static boolean isDate(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            return date.getYear() >= 1900 && date.getYear() <= 2100;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static String expected(Question question) {
        String format = question.properties().get("formato");
        Limits limits = question.limits();
        return switch (question.type()) {
            case NUMBER -> number(limits);
            case TEXT, LONG_TEXT ->
                format != null
                        ? format
                        : "un testo di al massimo "
                                + ItalianText.number(
                                        limits.maxLength() == null ? AnswersJson.MAX_TEXT : limits.maxLength())
                                + " caratteri";
            case SINGLE_CHOICE -> "una voce dell'elenco";
            case MULTIPLE_CHOICE -> "una o più voci dell'elenco, ognuna una volta sola";
            case DATE -> "una data, per esempio 15/03/2024";
        };
    }

    private static String number(Limits limits) {
        boolean whole = Objects.equals(limits.decimals(), 0);
        StringBuilder text = new StringBuilder(whole ? "un numero intero" : "un numero");
        if (limits.min() != null && limits.max() != null) {
            text.append(" da ").append(ItalianText.number(limits.min()));
            text.append(" a ").append(ItalianText.number(limits.max()));
        }
        if (!whole && limits.decimals() != null) {
            text.append(" con al massimo ").append(limits.decimals()).append(" decimali, per esempio 1.234,50");
        }
        return text.toString();
    }
}
