package it.sioss.steering;

import it.sioss.platform.BatchWork;
import it.sioss.services.Services;
import it.sioss.sheet.SheetOpening;
import org.springframework.stereotype.Component;

/** The timers of an extension, one ATS at a time: due date and attempts move together. */
@Component
class ExtensionWork implements BatchWork {

    private final SheetOpening sheets;
    private final Services services;

    ExtensionWork(SheetOpening sheets, Services services) {
        this.sheets = sheets;
        this.services = services;
    }

    @Override
    public String kind() {
        return Extensions.KIND;
    }

    @Override
    public String perform(String subject, String item) {
        int year = Integer.parseInt(subject.substring(0, subject.indexOf('/')));
        int moved = sheets.followWindows(year, item);
        boolean database = services.followWindow(year, item);
        return moved + " schede" + (database ? " e la banca dati" : "") + " con il nuovo termine";
    }
}
