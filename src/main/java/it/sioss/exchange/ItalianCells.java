package it.sioss.exchange;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers and dates typed as text, read as strictly as on the page: what can be read in two ways is not read. */
final class ItalianCells {

    private static final int MAX_DIGITS = 15;
    private static final Pattern GROUPED =
            Pattern.compile("-?[1-9][0-9]{0,2}([. \u00a0\u202f])[0-9]{3}(?:\\1[0-9]{3})*(?:,[0-9]+)?");
    private static final Pattern PLAIN = Pattern.compile("-?[0-9]+(?:,[0-9]+)?");
    private static final Pattern DAY = Pattern.compile("([0-9]{1,2})[/.\\- ]([0-9]{1,2})[/.\\- ]([0-9]{4})");
    private static final Pattern ISO = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");
    private static final DateTimeFormatter ITALIAN = DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ITALY);

    private ItalianCells() {}

    /** 1.234,5 is 1234.5; 1.5, 1e9 and what has more than fifteen digits are not numbers. */
    static Optional<BigDecimal> number(String typed) {
        String text = typed.strip().replaceAll("^€\\s*|\\s*€$", "").replaceFirst("^[\u2212\u2013]", "-");
        if (text.length() > 60
                || !GROUPED.matcher(text).matches() && !PLAIN.matcher(text).matches()) {
            return Optional.empty();
        }
        return fits(new BigDecimal(text.replaceAll("[. \u00a0\u202f]", "").replace(',', '.')));
    }

    /** A number as a spreadsheet keeps it: binary, hence true to fifteen digits. */
    static Optional<BigDecimal> native15(BigDecimal number) {
        return fits(number.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN)));
    }

    private static Optional<BigDecimal> fits(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        boolean fits = plain.precision() <= MAX_DIGITS
                && plain.scale() <= MAX_DIGITS
                && (long) plain.precision() - plain.scale() <= MAX_DIGITS;
        return fits ? Optional.of(plain) : Optional.empty();
    }

    /** 1234.5 is «1234,5»: no grouping, no digit lost. */
    static String number(BigDecimal number) {
        return number.toPlainString().replace('.', ',');
    }

    /** Day, month, year, or the machines' order. */
    static Optional<LocalDate> date(String typed) {
        String text = typed.strip();
        Matcher day = DAY.matcher(text);
        if (day.matches()) {
            return date(day.group(3), day.group(2), day.group(1));
        }
        Matcher iso = ISO.matcher(text);
        return iso.matches() ? date(iso.group(1), iso.group(2), iso.group(3)) : Optional.empty();
    }

    static String date(LocalDate date) {
        return ITALIAN.format(date);
    }

    private static Optional<LocalDate> date(String year, String month, String day) {
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
        } catch (DateTimeException notInTheCalendar) {
            return Optional.empty();
        }
    }
}
