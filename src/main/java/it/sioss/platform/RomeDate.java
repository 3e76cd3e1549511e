package it.sioss.platform;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Dates as people give them: a day (the start of it for an opening, the end of it for a deadline, both in Rome) or an
 * instant. An hour that a change of the clock skips or repeats is refused rather than guessed.
 */
public final class RomeDate {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2200;

    private RomeDate() {}

    /** The first instant of a day in Rome, or the very instant given. */
    public static Instant opening(String text, String field) {
        return read(text, field, false);
    }

    /** The exclusive end of a day in Rome, or the very instant given. */
    public static Instant deadline(String text, String field) {
        return read(text, field, true);
    }

    private static Instant read(String text, String field, boolean end) {
        String given = text.strip();
        try {
            if (given.indexOf('T') < 0) {
                LocalDate day = LocalDate.parse(given);
                return bounded(end ? RomeTime.endOf(day) : RomeTime.startOf(day), field, given);
            }
            boolean withOffset = given.endsWith("Z") || given.matches(".*T.*[+-]\\d{2}(:?\\d{2})?");
            return bounded(
                    withOffset
                            ? OffsetDateTime.parse(given).toInstant()
                            : inRome(LocalDateTime.parse(given), field, given),
                    field,
                    given);
        } catch (DateTimeException unreadable) {
            throw refused(
                    field, given, "non è una data: scrivete per esempio 2025-09-19 oppure 2025-09-19T23:59:00+02:00.");
        }
    }

    private static Instant inRome(LocalDateTime local, String field, String given) {
        List<ZoneOffset> offsets = RomeTime.ROME.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw refused(field, given, "non esiste: quella notte passa all'ora legale. Indicate un'altra ora.");
        }
        if (offsets.size() > 1) {
            throw refused(
                    field,
                    given,
                    "si ripete due volte: quella notte torna l'ora solare. Aggiungete lo scostamento (+02:00 o +01:00).");
        }
        return local.toInstant(offsets.get(0));
    }

    private static Instant bounded(Instant instant, String field, String given) {
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw refused(field, given, "è fuori dagli anni ammessi (" + FIRST_YEAR + "-" + LAST_YEAR + ").");
        }
        return instant;
    }

    private static Refusal refused(String field, String given, String why) {
        String shown = given.length() > 40 ? given.substring(0, 40) + "…" : given;
        return new Refusal(422, "DATA_NON_VALIDA", "«" + field + "»: «" + shown + "» " + why).with("campo", field);
    }
}
