package it.sioss.support;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.campaign.Campaigns;
import it.sioss.platform.PresentClock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A test class with a campaign of its own, open in the ATS of one region where nobody is delegated, over the house all
 * such classes share. Each test takes an ATS that nobody has touched; the present it has moved goes back by itself.
 */
@SiossTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HouseTest {

    protected static final String REGION = "1300";
    private static final String REGION_PREFIX = "13-";
    private static final int ATS_IN_REGION = 24;

    @Autowired
    protected House house;

    @Autowired
    protected Campaigns campaigns;

    @Autowired
    protected PresentClock clock;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected ApplicationContext context;

    protected Cases cases;
    protected int year;
    private final Deque<String> untouched = new ArrayDeque<>();

    @BeforeAll
    protected void openACampaign() {
        cases = Cases.in(context);
        year = freeYear();
        house.openCampaign(year, REGION, "A5");
        untouched.clear();
        for (int number = 1; number <= ATS_IN_REGION; number++) {
            untouched.add(String.format(java.util.Locale.ROOT, "%s%03d", REGION_PREFIX, number));
        }
    }

    protected int freeYear() {
        return house.freeYear();
    }

    @AfterEach
    void thePresentGoesBack() {
        clock.stopMoving();
    }

    /** An ATS of the open campaign on which no test has worked yet. */
    protected String anAts() {
        return untouched.removeFirst();
    }

    /** How many ATS of the open campaign no test has worked on. */
    protected int left() {
        return untouched.size();
    }

    /** The sheet of an ATS on which no test has worked yet, just opened. */
    protected UUID aSheet() {
        return house.sheet(year, anAts(), "A5");
    }

    protected Viewer operatorOf(UUID sheet) {
        return house.somebody(Role.ATS_OPERATOR, cases.atsOf(sheet));
    }

    protected Viewer referentOf(UUID sheet) {
        return house.somebody(Role.ATS_REFERENT, cases.atsOf(sheet));
    }

    protected Viewer regionOperator() {
        return house.somebody(Role.REGION_OPERATOR, REGION);
    }

    protected Viewer supervisor() {
        return house.somebody(Role.REGION_SUPERVISOR, REGION);
    }
}
