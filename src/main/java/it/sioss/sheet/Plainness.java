package it.sioss.sheet;

import it.sioss.platform.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is nothing to look into in a sheet: contents, no finding, no explanation, no value unlike the one its source
 * sent, never returned. Only such sheets are approved many at a time.
 *
 * @param obstacle what is to be read first; null when there is nothing
 */
record Plainness(@Nullable String obstacle) {

    static Plainness of(Sheet sheet, boolean explained) {
        if (sheet.declaredEmpty() || sheet.contentsEmpty()) {
            return new Plainness("è senza contenuti e la motivazione va letta");
        }
        if (sheet.blocking() + sheet.warnings() > 0) {
            return new Plainness(
                    sheet.blocking() + sheet.warnings() == 1 ? "ha un esito" : "ha esiti dei controlli da guardare");
        }
        if (explained) {
            return new Plainness("ha spiegazioni da leggere");
        }
        if (sheet.unlikeSource() > 0) {
            return new Plainness("ha valori diversi da quelli ricevuti");
        }
        return new Plainness(sheet.returns() > 0 ? "era stata restituita: le correzioni vanno guardate" : null);
    }

    /** @throws Refusal 409 saying what is to be looked into */
    void require() {
        if (obstacle != null) {
            throw new Refusal(409, "DA_GUARDARE", "La scheda non si approva in blocco: " + obstacle + ".");
        }
    }
}
