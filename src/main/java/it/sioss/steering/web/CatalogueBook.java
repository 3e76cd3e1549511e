package it.sioss.steering.web;

import it.sioss.campaign.Campaign;
import it.sioss.campaign.CampaignState;
import it.sioss.campaign.Campaigns;
import it.sioss.catalogue.Catalogue;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.Severities;
import it.sioss.platform.Refusal;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The catalogue of a year as page and machine interface show it. */
@Component
class CatalogueBook {

    private final Catalogue catalogue;
    private final Campaigns campaigns;
    private final Severities severities;

    CatalogueBook(Catalogue catalogue, Campaigns campaigns, Severities severities) {
        this.catalogue = catalogue;
        this.campaigns = campaigns;
        this.severities = severities;
    }

    /** The years one can look at, the latest first. */
    List<Integer> years() {
        return campaigns.all().stream().map(Campaign::year).toList();
    }

    boolean open(int year) {
        return campaigns
                .find(year)
                .map(campaign -> campaign.state() == CampaignState.OPEN)
                .orElse(false);
    }

    CatalogueJson.Year year(int year) {
        return new CatalogueJson.Year(
                year,
                catalogue.offered(year).stream()
                        .map(revision -> CatalogueJson.line(revision, severities.inForce(year, revision.module())))
                        .toList());
    }

    CatalogueJson.Module module(int year, String module) {
        ModuleRevision revision = revision(year, module);
        var changes = severities.inForce(year, module);
        Optional<ModuleRevision> before = catalogue.before(revision);
        return new CatalogueJson.Module(
                CatalogueJson.line(revision, changes),
                revision.form().sections().stream().map(CatalogueJson::part).toList(),
                revision.rules().stream()
                        .map(rule -> CatalogueJson.rule(rule, changes.get(rule.code())))
                        .toList(),
                before.map(ModuleRevision::toString).orElse(null),
                before.map(old -> catalogue.changes(old, revision).stream()
                                .map(CatalogueJson::difference)
                                .toList())
                        .orElse(List.of()));
    }

    ModuleRevision revision(int year, String module) {
        return catalogue
                .latest(module, year)
                .orElseThrow(() ->
                        new Refusal(404, "NON_TROVATO", "Il modulo " + module + " non è offerto per il " + year + "."));
    }
}
