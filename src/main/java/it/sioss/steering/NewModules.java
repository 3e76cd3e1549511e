package it.sioss.steering;

import it.sioss.campaign.Calendar;
import it.sioss.campaign.Campaign;
import it.sioss.campaign.CampaignState;
import it.sioss.campaign.Campaigns;
import it.sioss.catalogue.Catalogue;
import it.sioss.platform.BatchProgress;
import it.sioss.platform.Batches;
import it.sioss.platform.PlainText;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The publication of new modules for a year already under way, or over (circular, «apposita funzione»): each ATS gets the
 * sheets of the new modules, and only these; where the database is finalized they integrate its receipt and nothing else
 * is touched.
 */
@Service
public class NewModules {

    static final String KIND = "integrazione";

    private final Campaigns campaigns;
    private final Catalogue catalogue;
    private final Steering steering;
    private final Batches batches;
    private final CampaignFlow flow;
    private final JdbcClient jdbc;
    private final Clock clock;

    NewModules(
            Campaigns campaigns,
            Catalogue catalogue,
            Steering steering,
            Batches batches,
            @Lazy CampaignFlow flow,
            JdbcClient jdbc,
            Clock clock) {
        this.campaigns = campaigns;
        this.catalogue = catalogue;
        this.steering = steering;
        this.batches = batches;
        this.flow = flow;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The publication as an administrator asks for it: each module with its window. */
    public record Wish(
            SortedMap<String, Calendar> modules,
            @Nullable String reason,
            @Nullable String act) {}

    /**
     * What would change.
     *
     * @param finalized ATS whose database is finalized: their new sheets integrate its receipt
     * @param atWork ATS whose database is open: the new sheets join it
     * @param lapsed ATS whose database lapsed
     * @param missing ATS not opened yet
     * @param reopened whether the year is closed and opens again
     */
    public record Preview(
            List<String> modules,
            long districts,
            long finalized,
            long atWork,
            long lapsed,
            long missing,
            boolean reopened) {}

    /** The modules with an edition for the year that the year does not have yet. */
    @Transactional(readOnly = true)
    public List<String> offered(int year) {
        List<String> known = campaigns.require(year).modules();
        return catalogue.offered(year).stream()
                .map(revision -> revision.module())
                .filter(module -> !known.contains(module))
                .toList();
    }

    /** @throws Refusal 409 when the year is neither open nor closed, 422 when a module or its window does not fit */
    @Transactional(readOnly = true)
    public Preview preview(int year, Wish wish) {
        Campaign campaign = campaigns.require(year);
        check(campaign, wish);
        Map<String, Long> states = jdbc
                .sql("select state, count(*) from service_database where year = ? group by state")
                .param(year)
                .query((row, n) -> Map.entry(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        long finalized = states.getOrDefault("FINALIZED", 0L);
        long lapsed = states.getOrDefault("LAPSED", 0L);
        long atWork = states.getOrDefault("COMPILING", 0L) + states.getOrDefault("READY", 0L);
        long districts = steering.participants(year);
        return new Preview(
                List.copyOf(wish.modules().keySet()),
                districts,
                finalized,
                atWork,
                lapsed,
                Math.max(0, districts - finalized - lapsed - atWork),
                campaign.state() == CampaignState.CLOSED);
    }

    private void check(Campaign campaign, Wish wish) {
        if (campaign.state() == CampaignState.OPENING) {
            throw new Refusal(
                    409, "APERTURA_IN_CORSO", "L'apertura è in corso: attendete che finisca per aggiungere moduli.");
        }
        if (campaign.state() == CampaignState.DRAFT) {
            throw new Refusal(
                    409,
                    "RILEVAZIONE_NON_APERTA",
                    "La rilevazione " + campaign.year() + " è in preparazione: scegliete i moduli prima di aprirla.");
        }
        if (wish.modules().isEmpty()) {
            throw new Refusal(422, "MODULI_MANCANTI", "Scegliete almeno un modulo da aggiungere.")
                    .with("campo", "moduli");
        }
        List<String> offered = offered(campaign.year());
        wish.modules().forEach((module, calendar) -> {
            if (!offered.contains(module)) {
                throw new Refusal(
                                422,
                                "MODULO_SCONOSCIUTO",
                                "Il modulo «" + module + "» è già nella rilevazione o non ha un'edizione per il "
                                        + campaign.year() + ".")
                        .with("campo", "moduli");
            }
            if (calendar.expired(clock.instant())) {
                throw new Refusal(
                                422,
                                "DATE_NON_COERENTI",
                                "Il termine del modulo " + module + " è già passato: "
                                        + RomeTime.deadline(calendar.deadline()) + ".")
                        .with("campo", "scadenza");
            }
        });
        PlainText.required("motivo", wish.reason(), 10, 500);
        PlainText.optional("atto", wish.act(), 200);
    }

    /** Publishes the modules; their sheets are added in the background, one ATS per transaction. */
    @Transactional
    public Preview publish(int year, Wish wish, String author) {
        Preview preview = preview(year, wish);
        String act = PlainText.optional("atto", wish.act(), 200);
        String reason = PlainText.required("motivo", wish.reason(), 10, 500) + (act == null ? "" : " – " + act);
        boolean reopened = campaigns.publish(year, wish.modules(), reason, author);
        batches.record(
                KIND,
                year + "/" + String.join("+", wish.modules().keySet()) + "/" + UUID.randomUUID(),
                steering.districts(year),
                author);
        if (reopened) {
            flow.openingDecided(year);
        }
        return preview;
    }

    /** How far the newest publication of a year is; empty when there was none. */
    @Transactional(readOnly = true)
    public Optional<BatchProgress> progress(int year) {
        return jdbc.sql("select subject from batch where kind = ? and subject like ? order by created_at desc limit 1")
                .params(KIND, year + "/%")
                .query(String.class)
                .optional()
                .flatMap(subject -> batches.progress(KIND, subject));
    }
}
