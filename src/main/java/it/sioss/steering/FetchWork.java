package it.sioss.steering;

import it.sioss.platform.BatchWork;
import it.sioss.prefill.Sources;
import org.springframework.stereotype.Component;

/** At the opening of a year the sources are asked at once; one that does not answer is asked again every night. */
@Component
class FetchWork implements BatchWork {

    static final String KIND = "raccolta";
    static final String ALL = "fonti";

    private final Sources sources;

    FetchWork(Sources sources) {
        this.sources = sources;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title(String subject) {
        return "Raccolta dei dati già trasmessi";
    }

    @Override
    public String leftAside() {
        return "Le fonti non hanno risposto: si chiedono di nuovo ogni notte.";
    }

    @Override
    public String perform(String subject, String item) {
        return sources.fetch(Integer.parseInt(subject));
    }
}
