package it.sioss.steering;

import it.sioss.platform.BatchWork;
import it.sioss.sheet.Sheets;
import org.springframework.stereotype.Component;

/** After a change of severity the counted findings of the open sheets follow, one ATS at a time. */
@Component
class RecountWork implements BatchWork {

    private final Sheets sheets;

    RecountWork(Sheets sheets) {
        this.sheets = sheets;
    }

    @Override
    public String kind() {
        return SeverityDesk.RECOUNT;
    }

    @Override
    public String title(String subject) {
        return "Nuovo conteggio dei controlli";
    }

    @Override
    public String leftAside() {
        return "I controlli contati sulle schede di questi ambiti sono ancora quelli di prima.";
    }

    @Override
    public String perform(String subject, String item) {
        String[] what = subject.split("/", 3);
        String module = SeverityDesk.EVERY_MODULE.equals(what[1]) ? null : what[1];
        return sheets.recount(Integer.parseInt(what[0]), item, module) + " schede con un nuovo conteggio";
    }
}
