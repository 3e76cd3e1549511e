package it.sioss.steering;

import it.sioss.platform.DatabaseAccess;
import it.sioss.platform.PresentClock;
import it.sioss.registry.ReferenceData;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Before anybody may enter: real time, and the reference data of the territory. */
@Component
class StartUp implements SmartInitializingSingleton {

    private final DatabaseAccess database;
    private final PresentClock clock;
    private final ReferenceData reference;

    StartUp(DatabaseAccess database, PresentClock clock, ReferenceData reference) {
        this.database = database;
        this.clock = clock;
        this.reference = reference;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (database.embedded()) {
            clock.stopMoving();
        }
        reference.load();
    }
}
