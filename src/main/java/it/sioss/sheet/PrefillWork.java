package it.sioss.sheet;

import it.sioss.platform.BatchWork;
import it.sioss.prefill.Publications;
import it.sioss.services.Services;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Brings a publication to the sheets: the open ones learn it, one ATS at a time. */
@Component
class PrefillWork implements BatchWork {

    private final Publications publications;
    private final Services services;
    private final SheetOpening sheets;

    PrefillWork(Publications publications, Services services, SheetOpening sheets) {
        this.publications = publications;
        this.services = services;
        this.sheets = sheets;
    }

    @Override
    public String kind() {
        return Publications.KIND;
    }

    @Override
    public String title(String subject) {
        return "Dati da precompilare";
    }

    @Override
    public String leftAside() {
        return "Le schede aperte di questi ambiti non hanno ancora i dati pubblicati.";
    }

    @Override
    public int yearOf(String subject) {
        return publications.yearOf(UUID.fromString(subject));
    }

    @Override
    public String perform(String subject, String item) {
        int year = publications.yearOf(UUID.fromString(subject));
        services.dataPublished(year, item);
        return sheets.dataPublished(year, item);
    }
}
