package it.sioss.steering;

import it.sioss.platform.BatchWork;
import org.springframework.stereotype.Component;

/** What is left to close when every deadline has passed, one ATS at a time. */
@Component
class ClosingWork implements BatchWork {

    private final Steering steering;

    ClosingWork(Steering steering) {
        this.steering = steering;
    }

    @Override
    public String kind() {
        return Steering.CLOSING;
    }

    @Override
    public String title(String subject) {
        return "Chiusura";
    }

    @Override
    public String leftAside() {
        return "Le schede scadute di questi ambiti risultano ancora aperte nel motore; il termine vale comunque.";
    }

    @Override
    public String perform(String subject, String item) {
        return steering.closeAts(Integer.parseInt(subject), item);
    }
}
