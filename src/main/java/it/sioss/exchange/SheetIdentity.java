package it.sioss.exchange;

import it.sioss.sheet.SheetView;
import java.util.UUID;

/**
 * Which sheet a column of a spreadsheet is, and in which version it was downloaded; written where nobody types, and
 * compared with the sheet when it comes back.
 */
record SheetIdentity(UUID sheet, int year, String module, String ats, String body, UUID revision, long version) {

    static SheetIdentity of(SheetView view) {
        return new SheetIdentity(
                view.sheet().id(),
                view.sheet().year(),
                view.sheet().module(),
                view.sheet().ats(),
                view.sheet().bodyName(),
                view.revision().id(),
                view.sheet().answersVersion());
    }
}
