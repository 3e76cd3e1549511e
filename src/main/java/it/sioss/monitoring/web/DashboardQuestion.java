package it.sioss.monitoring.web;

import it.sioss.campaign.Campaign;
import it.sioss.campaign.CampaignState;
import it.sioss.campaign.Campaigns;
import it.sioss.platform.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a dashboard is asked about: which year, which region, which module. */
@Component
class DashboardQuestion {

    private final Campaigns campaigns;

    DashboardQuestion(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    /** The years with sheets to look at, newest first. */
    List<Integer> years() {
        return campaigns.all().stream()
                .filter(campaign -> campaign.state() != CampaignState.DRAFT)
                .map(Campaign::year)
                .toList();
    }

    /**
     * The year asked for, else the newest open campaign, else the newest.
     *
     * @throws Refusal 400 when it is not a year, 404 when there is no such campaign
     */
    int year(@Nullable String asked) {
        if (asked == null || asked.isBlank()) {
            List<Campaign> all = campaigns.all();
            return all.stream()
                    .filter(campaign ->
                            campaign.state() == CampaignState.OPEN || campaign.state() == CampaignState.OPENING)
                    .findFirst()
                    .or(() -> all.stream().findFirst())
                    .map(Campaign::year)
                    .orElse(0);
        }
        if (!asked.matches("\\d{4}")) {
            throw new Refusal(400, "VALORE_NON_VALIDO", "Il parametro «anno» non ha un valore ammesso.");
        }
        return campaigns.require(Integer.parseInt(asked)).year();
    }

    /** @throws Refusal 400 when it cannot be a code */
    @Nullable
    String code(String name, @Nullable String asked) {
        if (asked == null || asked.isBlank()) {
            return null;
        }
        if (!asked.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,19}")) {
            throw new Refusal(400, "VALORE_NON_VALIDO", "Il parametro «" + name + "» non ha un valore ammesso.");
        }
        return asked;
    }
}
