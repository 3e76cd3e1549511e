package it.sioss.steering;

import it.sioss.campaign.Calendar;
import it.sioss.campaign.Campaign;
import it.sioss.campaign.CampaignState;
import it.sioss.campaign.Campaigns;
import it.sioss.campaign.WindowSubject;
import it.sioss.platform.BatchProgress;
import it.sioss.platform.Batches;
import it.sioss.platform.PlainText;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.registry.Ats;
import it.sioss.registry.Registry;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Extensions of a deadline that is still ahead: the window moves at once, the timers follow in the background. A sheet
 * that has lapsed does not come back by this way.
 */
@Service
public class Extensions {

    static final String KIND = "proroga";

    private final Campaigns campaigns;
    private final Registry registry;
    private final Batches batches;
    private final JdbcClient jdbc;
    private final Clock clock;

    Extensions(Campaigns campaigns, Registry registry, Batches batches, JdbcClient jdbc, Clock clock) {
        this.campaigns = campaigns;
        this.registry = registry;
        this.batches = batches;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What an extension would change.
     *
     * @throws Refusal 409 when the campaign is not open; 422 when module, territory, reason or date are not fit, or the
     *     deadline has already passed
     */
    @Transactional(readOnly = true)
    public Extension.Preview preview(int year, Extension extension) {
        Campaign campaign = campaigns.require(year);
        check(campaign, extension);
        var lines = new ArrayList<Extension.Line>();
        for (@Nullable String module : subjects(campaign, extension)) {
            lines.add(line(year, module, extension));
        }
        long districts =
                lines.stream().mapToLong(Extension.Line::districts).max().orElse(0);
        long sheets = lines.stream()
                .filter(line -> line.module() != null)
                .mapToLong(Extension.Line::sheets)
                .sum();
        LocalDate last =
                extension.deadline().minusMillis(1).atZone(RomeTime.ROME).toLocalDate();
        return new Extension.Preview(List.copyOf(lines), sheets, districts, Steering.holiday(last));
    }

    private static List<@Nullable String> subjects(Campaign campaign, Extension extension) {
        var subjects = new ArrayList<@Nullable String>(
                extension.modules().isEmpty() ? campaign.modules() : extension.modules());
        if (extension.servicesDatabase()) {
            subjects.add(null);
        }
        return subjects;
    }

    private void check(Campaign campaign, Extension extension) {
        if (campaign.state() == CampaignState.OPENING) {
            throw new Refusal(409, "APERTURA_IN_CORSO", "L'apertura è in corso: attendete che finisca per prorogare.");
        }
        if (campaign.state() != CampaignState.OPEN) {
            throw new Refusal(
                    409,
                    "RILEVAZIONE_NON_APERTA",
                    "La rilevazione " + campaign.year() + " è «"
                            + campaign.state().label() + "»: si proroga solo una rilevazione aperta.");
        }
        for (String module : extension.modules()) {
            if (!campaign.modules().contains(module)) {
                throw new Refusal(
                                422,
                                "MODULO_SCONOSCIUTO",
                                "La rilevazione comprende i moduli " + String.join(", ", campaign.modules()) + ".")
                        .with("campo", "moduli");
            }
        }
        String region = extension.region();
        String code = extension.ats();
        boolean known = code == null
                ? region == null || registry.regionalBody(region).isPresent()
                : registry.ats(code, campaign.year()).isPresent();
        boolean takesPart = campaign.regions().isEmpty()
                || region == null
                || campaign.regions().contains(region);
        if (!known || !takesPart) {
            throw new Refusal(
                            422,
                            "TERRITORIO_SCONOSCIUTO",
                            "Il territorio indicato non esiste o non partecipa alla rilevazione.")
                    .with("campo", code == null ? "regione" : "ats");
        }
        PlainText.required("motivo", extension.reason(), 10, 500);
        PlainText.optional("atto", extension.act(), 200);
    }

    private Extension.Line line(int year, @Nullable String module, Extension extension) {
        Calendar now = present(year, module, extension);
        if (now.expired(clock.instant())) {
            throw new Refusal(
                            422,
                            "PROROGA_TARDIVA",
                            "Il termine di " + words(module) + " è già passato (" + RomeTime.deadline(now.deadline())
                                    + "): le schede scadute non riprendono con una proroga. Togliete "
                                    + words(module) + " dalla richiesta.")
                    .with("campo", "moduli");
        }
        if (!extension.deadline().isAfter(now.deadline())) {
            throw new Refusal(
                            422,
                            "DATE_NON_COERENTI",
                            "Il nuovo termine deve venire dopo quello in vigore per " + words(module) + ": "
                                    + RomeTime.deadline(now.deadline()) + ".")
                    .with("campo", "nuovoTermine");
        }
        var counts = jdbc.sql(module == null ? """
                        select count(*), count(*) from service_database d, lateral window_of(d.year, null, d.region, d.ats, null) w
                        where d.year = :year and d.state in ('COMPILING', 'READY') and w.deadline < :deadline
                          and (:region::text is null or d.region = :region) and (:ats::text is null or d.ats = :ats)""" : """
                        select count(*), count(distinct s.ats) from sheet s, lateral window_of(s.year, s.module, s.region, s.ats, s.id) w
                        where s.year = :year and s.module = :module and w.deadline < :deadline
                          and s.state in ('COMPILING', 'RETURNED', 'JUSTIFYING', 'IN_REVIEW', 'READY')
                          and (:region::text is null or s.region = :region) and (:ats::text is null or s.ats = :ats)""")
                .param("year", year)
                .param("module", module)
                .param("deadline", extension.deadline().atOffset(ZoneOffset.UTC))
                .param("region", extension.region())
                .param("ats", extension.ats())
                .query((row, n) -> new long[] {row.getLong(1), row.getLong(2)})
                .single();
        return new Extension.Line(module, now.deadline(), extension.deadline(), counts[0], counts[1]);
    }

    private static String words(@Nullable String module) {
        return module == null ? "banca dati dei servizi attivati" : "modulo " + module;
    }

    /** The window in force for the territory of the extension as a whole. */
    private Calendar present(int year, @Nullable String module, Extension extension) {
        String code = extension.ats();
        String region = code == null
                ? extension.region()
                : registry.ats(code, year).map(Ats::regionalBody).orElse(null);
        return campaigns.windowOf(year, module, region == null ? "" : region, code == null ? "" : code, null);
    }

    /**
     * Grants an extension: the windows have a new version at once, so that the new deadline counts from this instant;
     * the timers follow in the background, one ATS at a time.
     */
    @Transactional
    public Extension.Preview grant(int year, Extension extension, String author) {
        Extension.Preview preview = preview(year, extension);
        String act = PlainText.optional("atto", extension.act(), 200);
        String reason = PlainText.required("motivo", extension.reason(), 10, 500) + (act == null ? "" : " – " + act);
        String region = extension.ats() == null ? extension.region() : null;
        for (Extension.Line line : preview.lines()) {
            Calendar now = present(year, line.module(), extension);
            Instant lastNew = now.lastNewSheetAt().equals(now.deadline()) ? extension.deadline() : now.lastNewSheetAt();
            Instant usual =
                    Calendar.between(now.opensAt(), extension.deadline()).rectificationEnd();
            Instant rectification = now.rectificationEnd().isAfter(usual) ? now.rectificationEnd() : usual;
            campaigns.setWindow(
                    year,
                    new WindowSubject(line.module(), region, extension.ats(), null),
                    new Calendar(now.opensAt(), lastNew, extension.deadline(), rectification),
                    reason,
                    author);
        }
        batches.record(KIND, year + "/" + UUID.randomUUID(), concerned(campaigns.require(year), extension), author);
        return preview;
    }

    private List<String> concerned(Campaign campaign, Extension extension) {
        if (extension.ats() != null) {
            return List.of(extension.ats());
        }
        return registry.atsOf(campaign.year()).stream()
                .filter(ats -> extension.region() == null || ats.regionalBody().equals(extension.region()))
                .filter(ats ->
                        campaign.regions().isEmpty() || campaign.regions().contains(ats.regionalBody()))
                .map(Ats::code)
                .toList();
    }

    /** How far the timers of the year's newest extension are; empty when there was none. */
    @Transactional(readOnly = true)
    public Optional<BatchProgress> progress(int year) {
        return jdbc.sql("select subject from batch where kind = ? and subject like ? order by created_at desc limit 1")
                .params(KIND, year + "/%")
                .query(String.class)
                .optional()
                .flatMap(subject -> batches.progress(KIND, subject));
    }
}
