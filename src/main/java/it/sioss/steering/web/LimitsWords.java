package it.sioss.steering.web;

import it.sioss.catalogue.Limits;
import it.sioss.catalogue.Question;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Locale;

/** The limits of a question as one would say them. */
final class LimitsWords {

    private LimitsWords() {}

    static String of(Question question) {
        Limits limits = question.limits();
        var words = new ArrayList<String>();
        if (limits.min() != null && limits.max() != null) {
            words.add("da " + number(limits.min()) + " a " + number(limits.max()));
        } else if (limits.min() != null) {
            words.add("almeno " + number(limits.min()));
        } else if (limits.max() != null) {
            words.add("al massimo " + number(limits.max()));
        }
        if (limits.decimals() != null && limits.decimals() > 0) {
            words.add(limits.decimals() == 1 ? "1 decimale" : limits.decimals() + " decimali");
        }
        if (limits.maxLength() != null) {
            words.add("al massimo " + number(BigDecimal.valueOf(limits.maxLength())) + " caratteri");
        }
        return String.join(", ", words);
    }

    private static String number(BigDecimal number) {
        return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ITALIAN)).format(number);
    }
}
