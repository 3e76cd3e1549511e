package it.sioss.steering;

import it.sioss.platform.BatchWork;
import it.sioss.services.Services;
import it.sioss.sheet.Revival;
import it.sioss.sheet.SheetOpening;
import org.springframework.stereotype.Component;

/**
 * What follows from an extension, or from its undoing, one ATS at a time: due dates and attempts of the timers move
 * together, lapsed sheets with time again go on as new ones.
 */
@Component
class ExtensionWork implements BatchWork {

    private final SheetOpening sheets;
    private final Revival revival;
    private final Services services;

    ExtensionWork(SheetOpening sheets, Revival revival, Services services) {
        this.sheets = sheets;
        this.revival = revival;
        this.services = services;
    }

    @Override
    public String kind() {
        return Extensions.KIND;
    }

    @Override
    public String title(String subject) {
        return subject.endsWith(Extensions.UNDOING) ? "Annullamento di una proroga" : "Proroga";
    }

    @Override
    public String leftAside() {
        return "Il termine in vigore vale comunque; le schede scadute di questi ambiti che hanno di nuovo tempo non riprendono finché il lavoro è fermo, e gli avvisi interni restano al termine di prima.";
    }

    @Override
    public String perform(String subject, String item) {
        int year = Integer.parseInt(subject.substring(0, subject.indexOf('/')));
        int moved = sheets.followWindows(year, item);
        int revived = revival.revive(year, item);
        boolean database = services.revive(year, item) || services.followWindow(year, item);
        return moved + " schede" + (database ? " e la banca dati" : "") + " con il nuovo termine"
                + (revived == 0 ? "" : ", " + revived + " riprese");
    }
}
