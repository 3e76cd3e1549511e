package it.sioss.steering;

import it.sioss.campaign.Campaign;
import it.sioss.campaign.CampaignState;
import it.sioss.campaign.Campaigns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Every minute closes what the deadline timers have missed, reopened sheets of closed years too: the deadline is the predicate, the timers only tidy up. */
@Component
@ConditionalOnProperty(name = "sioss.batch.enabled", matchIfMissing = true)
class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final Campaigns campaigns;
    private final Steering steering;
    private final TransactionTemplate transaction;

    Reconciler(Campaigns campaigns, Steering steering, TransactionTemplate transaction) {
        this.campaigns = campaigns;
        this.steering = steering;
        this.transaction = transaction;
    }

    @Scheduled(initialDelay = 60_000, fixedDelay = 60_000)
    void closeStragglers() {
        for (Campaign campaign : campaigns.all()) {
            if (campaign.state() != CampaignState.DRAFT) {
                for (String ats : steering.missedByTimers(campaign.year())) {
                    close(campaign.year(), ats);
                }
            }
        }
    }

    private void close(int year, String ats) {
        try {
            transaction.executeWithoutResult(status -> steering.closeAts(year, ats));
        } catch (RuntimeException failure) {
            LOG.warn("what is late in ATS {} of {} will be closed at the next turn: {}", ats, year, failure.toString());
        }
    }
}
