package it.sioss.catalogue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and quotations as an Italian clerk reads them. */
final class ItalianText {

    private static final int QUOTED = 60;

    private ItalianText() {}

    /** 1234 is «1.234», 1234.5 is «1.234,50», 0.125 is «0,125». */
    static String number(BigDecimal number) {
        DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ITALY);
        DecimalFormat format =
                new DecimalFormat(number.stripTrailingZeros().scale() <= 0 ? "#,##0" : "#,##0.00####", symbols);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(number);
    }

    static String number(long number) {
        return number(BigDecimal.valueOf(number));
    }

    /** «testo», shortened when it is long. */
    static String quoted(@Nullable Object text) {
        String plain = text instanceof BigDecimal number ? number(number) : String.valueOf(text);
        plain = plain.strip().replaceAll("\\s+", " ");
        return "«" + (plain.length() > QUOTED ? plain.substring(0, QUOTED) + "…" : plain) + "»";
    }
}
