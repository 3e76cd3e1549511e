package it.sioss.steering;

import it.sioss.platform.BatchWork;
import org.springframework.stereotype.Component;

/** The opening of a campaign, one ATS at a time. */
@Component
class OpeningWork implements BatchWork {

    private final Steering steering;

    OpeningWork(Steering steering) {
        this.steering = steering;
    }

    @Override
    public String kind() {
        return Steering.OPENING;
    }

    @Override
    public String title(String subject) {
        return "Apertura";
    }

    @Override
    public String leftAside() {
        return "Le schede di questi ambiti non sono ancora nate.";
    }

    @Override
    public String perform(String subject, String item) {
        return steering.openAts(Integer.parseInt(subject), item);
    }
}
