package it.sioss.exchange;

import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Option;
import it.sioss.catalogue.Question;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An answer as a cell shows it, and a cell as the answer it means; labels stand for the values of the lists. */
final class AnswerCells {

    private static final LocalDate FIRST_NATIVE_DATE = LocalDate.of(1901, 1, 1);
    private static final LocalDate LAST_NATIVE_DATE = LocalDate.of(2100, 12, 31);
    private static final LocalDate SERIAL_ZERO = LocalDate.of(1899, 12, 30);

    private final Map<String, List<Option>> options;

    AnswerCells(Map<String, List<Option>> options) {
        this.options = options;
    }

    List<Option> optionsOf(Question question) {
        String source = question.optionsSource();
        return source == null ? question.options() : options.getOrDefault(source, List.of());
    }

    /** What the cell shows: a text, a number or a date; null when there is nothing. */
    @Nullable
    Object shown(@Nullable Answer answer, Question question) {
        if (answer == null) {
            return null;
        }
        if (answer.raw() != null) {
            return answer.raw();
        }
        return switch (question.type()) {
            case NUMBER, TEXT, LONG_TEXT ->
                answer.value() instanceof List<?> ? joined(answer, question) : answer.value();
            case SINGLE_CHOICE -> answer.text() == null ? plain(answer, question) : label(answer.text(), question);
            case MULTIPLE_CHOICE -> joined(answer, question);
            case DATE -> answer.text() == null ? plain(answer, question) : nativeDate(answer.text());
        };
    }

    /** The same as text, for files without types. */
    String shownAsText(@Nullable Answer answer, Question question) {
        Object shown = shown(answer, question);
        if (shown instanceof BigDecimal number) {
            return ItalianCells.number(number);
        }
        return shown instanceof LocalDate date ? ItalianCells.date(date) : Objects.toString(shown, "");
    }

    private @Nullable Object plain(Answer answer, Question question) {
        return answer.value() instanceof List<?> ? joined(answer, question) : answer.value();
    }

    private @Nullable String joined(Answer answer, Question question) {
        List<String> chosen = answer.text() == null ? answer.choices() : List.of(answer.text());
        return answer.number() != null
                ? answer.number().toPlainString()
                : chosen.isEmpty()
                        ? null
                        : chosen.stream().map(value -> label(value, question)).collect(Collectors.joining("; "));
    }

    private static Object nativeDate(String text) {
        return ItalianCells.date(text)
                .filter(date -> text.equals(date.toString()))
                .filter(date -> !date.isBefore(FIRST_NATIVE_DATE) && !date.isAfter(LAST_NATIVE_DATE))
                .<Object>map(date -> date)
                .orElse(text);
    }

    /** The label, unless two choices share it. */
    private String label(String value, Question question) {
        List<Option> all = optionsOf(question);
        return all.stream()
                .filter(option -> option.value().equals(value))
                .map(Option::label)
                .filter(label -> all.stream()
                                .filter(other -> fold(other.label()).equals(fold(label)))
                                .count()
                        == 1)
                .findFirst()
                .orElse(value);
    }

    /** The answer a cell means; null when it is empty, unreadable when it means nothing. */
    @Nullable
    Answer read(FilledCell cell, Question question) {
        if (cell.isBlank()) {
            return null;
        }
        return switch (question.type()) {
            case NUMBER -> number(cell);
            case TEXT, LONG_TEXT -> Answer.of(cell.text());
            case SINGLE_CHOICE ->
                choice(cell.text(), question).map(Answer::of).orElseGet(() -> Answer.unreadable(cell.text()));
            case MULTIPLE_CHOICE -> choices(cell.text(), question);
            case DATE -> date(cell);
        };
    }

    private static Answer number(FilledCell cell) {
        Optional<BigDecimal> number = cell.content() instanceof BigDecimal given
                ? ItalianCells.native15(given)
                : cell.content() instanceof String text ? ItalianCells.number(text) : Optional.empty();
        return number.map(Answer::of).orElseGet(() -> Answer.unreadable(cell.text()));
    }

    private static Answer date(FilledCell cell) {
        Optional<LocalDate> date = cell.content() instanceof LocalDate given
                ? Optional.of(given)
                : cell.content() instanceof BigDecimal serial ? fromSerial(serial) : ItalianCells.date(cell.text());
        return date.map(day -> Answer.of(day.toString())).orElseGet(() -> Answer.unreadable(cell.text()));
    }

    /** A date whose format got lost is a count of days. */
    private static Optional<LocalDate> fromSerial(BigDecimal serial) {
        boolean days = serial.stripTrailingZeros().scale() <= 0
                && serial.compareTo(BigDecimal.valueOf(367)) >= 0
                && serial.compareTo(BigDecimal.valueOf(73_415)) <= 0;
        return days ? Optional.of(SERIAL_ZERO.plusDays(serial.intValueExact())) : Optional.empty();
    }

    private Optional<String> choice(String text, Question question) {
        String wanted = fold(text);
        List<Option> all = optionsOf(question);
        return all.stream()
                .filter(option -> option.value().equals(text.strip()))
                .findFirst()
                .or(() -> {
                    List<Option> named = all.stream()
                            .filter(option -> fold(option.label()).equals(wanted))
                            .toList();
                    return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
                })
                .map(Option::value);
    }

    /** Labels may hold the separator themselves: the longest that fits is taken. */
    private Answer choices(String text, Question question) {
        String[] parts = text.split("[;\\n]", -1);
        List<String> chosen = new ArrayList<>();
        int from = 0;
        while (from < parts.length) {
            int to = parts.length;
            Optional<String> found = Optional.empty();
            while (to > from && found.isEmpty()) {
                found = choice(String.join(";", List.of(parts).subList(from, to)), question);
                to--;
            }
            if (found.isPresent()) {
                chosen.add(found.get());
                from = to + 1;
            } else if (parts[from].isBlank()) {
                from++;
            } else {
                return Answer.unreadable(text);
            }
        }
        return chosen.isEmpty() ? Answer.unreadable(text) : Answer.of(chosen);
    }

    /** Whether the cell still says what this answer says. */
    boolean same(FilledCell cell, @Nullable Answer answer, Question question) {
        Answer read = read(cell, question);
        if (Objects.equals(read, answer == null ? null : answer.from(null))) {
            return true;
        }
        Object shown = shown(answer, question);
        if (cell.isBlank() || shown == null) {
            return cell.isBlank() && (shown == null || shown instanceof String text && text.isBlank());
        }
        return lines(cell.text()).equals(lines(new FilledCell(shown, cell.place()).text()))
                || lines(cell.text()).equals(lines(shownAsText(answer, question)));
    }

    /** What a person reads of an answer: numbers grouped, with their unit. */
    String words(@Nullable Answer answer, Question question) {
        if (answer == null || answer.number() == null || answer.raw() != null) {
            return shownAsText(answer, question);
        }
        var format = new DecimalFormat("#,##0.###############", new DecimalFormatSymbols(Locale.ITALY));
        String number = format.format(answer.number());
        return question.unit().isEmpty() ? number : number + " " + question.unit();
    }

    private static String lines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static String fold(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFKC)
                .replaceAll("\\s+", " ")
                .replace('’', '\'')
                .toLowerCase(Locale.ITALIAN);
    }
}
