package it.sioss.steering;

import it.sioss.access.Viewer;
import it.sioss.campaign.Campaign;
import it.sioss.campaign.CampaignState;
import it.sioss.campaign.Campaigns;
import it.sioss.catalogue.Catalogue;
import it.sioss.catalogue.Finding;
import it.sioss.catalogue.Rule;
import it.sioss.catalogue.Severities;
import it.sioss.catalogue.Severity;
import it.sioss.catalogue.SeverityChange;
import it.sioss.platform.Batches;
import it.sioss.platform.PlainText;
import it.sioss.platform.Refusal;
import it.sioss.sheet.SheetState;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Another severity for a rule while a collection is open: it holds at once for every sheet not yet transmitted, whose
 * counted findings then follow one ATS at a time. What the circular wants cannot become a mere warning.
 */
@Service
public class SeverityDesk {

    /** Where a module's code would stand: the common rule, in every module of the year. */
    public static final String EVERY_MODULE = "tutti";

    static final String RECOUNT = "ricalcolo-esiti";

    private static final Set<String> NO_RULES =
            Set.of(Finding.INVALID_VALUE, "RISPOSTE_MANCANTI", "MOTIVAZIONE_MANCANTE", "TERMINE_SCADUTO");

    private final Campaigns campaigns;
    private final Catalogue catalogue;
    private final Severities severities;
    private final Batches batches;
    private final JdbcClient jdbc;

    SeverityDesk(Campaigns campaigns, Catalogue catalogue, Severities severities, Batches batches, JdbcClient jdbc) {
        this.campaigns = campaigns;
        this.catalogue = catalogue;
        this.severities = severities;
        this.batches = batches;
        this.jdbc = jdbc;
    }

    /**
     * Changes the severity of a rule from now on.
     *
     * @param module a module's code, or {@link #EVERY_MODULE} for a common rule
     * @throws Refusal 404 without such campaign, module or rule, 409 when the campaign is not open or nothing would
     *     change, 422 for the circular's conditions and without a reason
     */
    @Transactional
    public void change(int year, String module, String code, Severity severity, @Nullable String reason, Viewer who) {
        Rule rule = rule(open(year), module, code);
        if (rule.ofCircular() && severity == Severity.WARNING) {
            throw notLowered();
        }
        String why = PlainText.required("motivo", reason, 10, 500);
        SeverityChange held = held(year, module, code);
        Severity now = held == null ? rule.severity() : held.severity();
        if (now == severity && (held == null || held.reason().equals(why))) {
            throw new Refusal(
                    409, "GRAVITA_INVARIATA", "La regola " + code + " ha già gravità " + severity.italian() + ".");
        }
        severities.change(year, subject(module), code, severity, why, who.username(), who.displayName());
        recount(year, module, who);
    }

    /**
     * The rule has its released severity again.
     *
     * @throws Refusal 404 when no change is in force, 409 when the campaign is not open
     */
    @Transactional
    public void withdraw(int year, String module, String code, Viewer who) {
        open(year);
        if (!severities.withdraw(year, subject(module), code, who.displayName())) {
            throw new Refusal(404, "NON_TROVATO", "La gravità della regola " + code + " non è stata modificata.");
        }
        recount(year, module, who);
    }

    private Campaign open(int year) {
        Campaign campaign = campaigns.require(year);
        if (campaign.state() != CampaignState.OPEN) {
            throw new Refusal(
                    409,
                    "RILEVAZIONE_NON_APERTA",
                    "La gravità di una regola si modifica solo mentre la rilevazione è aperta.");
        }
        return campaign;
    }

    private Rule rule(Campaign campaign, String module, String code) {
        if (NO_RULES.contains(code)) {
            throw notLowered();
        }
        List<String> modules = EVERY_MODULE.equals(module) ? List.copyOf(campaign.modules()) : List.of(module);
        if (!campaign.modules().containsAll(modules)) {
            throw new Refusal(
                    404, "NON_TROVATO", "Il modulo " + module + " non è della rilevazione " + campaign.year() + ".");
        }
        return modules.stream()
                .flatMap(one -> catalogue.latest(one, campaign.year()).stream())
                .flatMap(revision -> revision.rules().stream())
                .filter(rule -> rule.code().equals(code) && (rule.common() || !EVERY_MODULE.equals(module)))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        404,
                        "NON_TROVATO",
                        EVERY_MODULE.equals(module)
                                ? "Non c'è una regola comune " + code + "."
                                : "Il modulo " + module + " non ha una regola " + code + "."));
    }

    private static Refusal notLowered() {
        return new Refusal(
                422,
                "GRAVITA_NON_MODIFICABILE",
                "È una condizione della circolare, del termine o delle risposte obbligatorie: non si può attenuare.");
    }

    private @Nullable SeverityChange held(int year, String module, String code) {
        return severities
                .inForce(year, EVERY_MODULE.equals(module) ? "" : module)
                .get(code);
    }

    private static @Nullable String subject(String module) {
        return EVERY_MODULE.equals(module) ? null : module;
    }

    private void recount(int year, String module, Viewer who) {
        List<String> districts = jdbc.sql("""
                        select distinct ats from sheet where year = :year and (:module = 'tutti' or module = :module)
                        and state in %s order by 1""".formatted(SheetState.LIVE))
                .param("year", year)
                .param("module", module)
                .query(String.class)
                .list();
        batches.record(RECOUNT, year + "/" + module + "/" + UUID.randomUUID(), districts, who.username());
    }
}
