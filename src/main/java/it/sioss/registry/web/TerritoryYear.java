package it.sioss.registry.web;

import it.sioss.platform.CollectionYears;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The year a page or a machine asks about; the present one unless said. */
@Component
class TerritoryYear {

    private static final int FIRST = 2000;
    private static final int LAST = CollectionYears.LAST;

    private final Clock clock;

    TerritoryYear(Clock clock) {
        this.clock = clock;
    }

    int orPresent(@Nullable Integer asked) {
        int year = asked == null ? clock.instant().atZone(RomeTime.ROME).getYear() : asked;
        if (year < FIRST || year > LAST) {
            throw new Refusal(
                    400,
                    "VALORE_NON_VALIDO",
                    "Il parametro «anno» non ha un valore ammesso: indicate un anno fra il " + FIRST + " e il " + LAST
                            + ".");
        }
        return year;
    }
}
