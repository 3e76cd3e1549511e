package it.sioss.notice;

import it.sioss.access.Role;
import it.sioss.access.Scope;
import it.sioss.access.Viewer;
import it.sioss.campaign.Campaign;
import it.sioss.campaign.CampaignState;
import it.sioss.campaign.Campaigns;
import it.sioss.campaign.ReminderCalendar;
import it.sioss.platform.PlainText;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The region (or the ministry) solicits districts with something unfinished: those who can do the next step get the list of
 * it. The text is fixed, a sentence may be added; the same district is not solicited again before some days have passed.
 */
@Service
public class Solicitations {

    private static final int MOST = 700;

    private final Campaigns campaigns;
    private final ReminderCalendar calendar;
    private final Unfinished unfinished;
    private final NoticeBook notices;
    private final NoticeSettings settings;
    private final JdbcClient jdbc;
    private final Clock clock;

    Solicitations(
            Campaigns campaigns,
            ReminderCalendar calendar,
            Unfinished unfinished,
            NoticeBook notices,
            NoticeSettings settings,
            JdbcClient jdbc,
            Clock clock) {
        this.campaigns = campaigns;
        this.calendar = calendar;
        this.unfinished = unfinished;
        this.notices = notices;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A district that has not transmitted everything yet; what waits for the region's review is not its fault.
     *
     * @param deadline the nearest deadline of what is unfinished
     * @param last when it was last solicited; null if never
     * @param again when it may be solicited again; null if it may now
     */
    public record Late(
            String ats,
            String name,
            String region,
            long sheets,
            boolean database,
            Instant deadline,
            @Nullable Instant last,
            @Nullable Instant again) {}

    /**
     * What came of one district.
     *
     * @param people how many people have been told
     * @param again when it may be solicited (again); null when that would change nothing
     */
    public record Outcome(
            String ats, boolean sent, int people, @Nullable Instant again, String words) {}

    /** The districts with something unfinished in the territory one may see, the nearest deadline first. */
    @Transactional(readOnly = true)
    public List<Late> late(int year, Scope scope) {
        campaigns.require(year);
        return jdbc.sql("""
                        select u.ats, t.name, u.region, count(*) filter (where u.sheet), bool_or(not u.sheet), min(u.deadline),
                               (select max(o.at) from solicitation o where o.year = :year and o.ats = u.ats)
                        from (
                            select i.ats, i.region, true as sheet, i.deadline
                            from sheets_at(:present) i
                            where i.year = :year and %s and i.expected and i.effective_state in ('COMPILING', 'RETURNED', 'JUSTIFYING', 'READY')
                            union all
                            select d.ats, d.region, false, w.deadline
                            from service_database d cross join lateral window_of(d.year, null, d.region, d.ats, null) w
                            where d.year = :year and %s
                              and d.state in ('COMPILING', 'READY') and w.deadline > :present) u
                        left join ats t on t.code = u.ats
                        group by 1, 2, 3 order by 6, 1""".formatted(scope.condition("i"), scope.condition("d")))
                .params(scope.parameters())
                .param("year", year)
                .param("present", utc(clock.instant()))
                .query((row, n) -> {
                    OffsetDateTime last = row.getObject(7, OffsetDateTime.class);
                    Instant at = last == null ? null : last.toInstant();
                    String name = row.getString(2);
                    return new Late(
                            row.getString(1),
                            name == null ? row.getString(1) : name,
                            row.getString(3),
                            row.getLong(4),
                            row.getBoolean(5),
                            row.getObject(6, OffsetDateTime.class).toInstant(),
                            at,
                            again(at));
                })
                .list();
    }

    private @Nullable Instant again(@Nullable Instant last) {
        Instant next = last == null ? null : last.plus(settings.solicitationPause());
        return next != null && next.isAfter(clock.instant()) ? next : null;
    }

    /** Whether a person may solicit at all. */
    public static boolean maySolicit(Viewer viewer) {
        return viewer.administrator() || viewer.has(Role.REGION_SUPERVISOR);
    }

    /**
     * Solicits districts; each by itself, all in one transaction.
     *
     * @throws Refusal 403 to others than region supervisors and administrators, 404 for a district outside their territory,
     *     409 when the campaign is not open or none of the districts is late, 422 when the request is not fit, 429 when all
     *     of them were solicited too short a time ago
     */
    @Transactional
    public List<Outcome> solicit(int year, List<@Nullable String> asked, @Nullable String words, Viewer viewer) {
        Campaign campaign = campaigns.require(year);
        if (!maySolicit(viewer)) {
            throw new Refusal(403, "NON_AUTORIZZATO", "Sollecita il supervisore regionale, o un amministratore.");
        }
        String sentence = PlainText.optional("frase", words, 300);
        Set<String> districts = districts(asked);
        if (campaign.state() != CampaignState.OPEN) {
            throw new Refusal(409, "RILEVAZIONE_NON_APERTA", "Si sollecita solo durante una rilevazione aperta.");
        }
        Map<String, String> regions = regions(year, districts);
        for (String ats : districts) {
            String region = regions.get(ats);
            if (region == null || !viewer.scope().covers(region, ats)) {
                throw Refusal.notFound("L'ambito «" + ats + "»");
            }
            if (!viewer.administrator() && !viewer.has(Role.REGION_SUPERVISOR, region)) {
                throw new Refusal(403, "NON_AUTORIZZATO", "L'ambito " + ats + " non è nella vostra Regione.");
            }
        }
        Map<String, Late> late = late(year, new Scope(false, Set.of(), districts)).stream()
                .collect(Collectors.toMap(Late::ats, Function.identity()));
        var outcomes = new ArrayList<Outcome>();
        for (String ats : districts) {
            outcomes.add(solicit(year, ats, late.get(ats), sentence, viewer));
        }
        if (outcomes.stream().noneMatch(Outcome::sent)) {
            throw nothingSent(outcomes);
        }
        return List.copyOf(outcomes);
    }

    private static Set<String> districts(List<@Nullable String> asked) {
        Set<String> districts = asked.stream()
                .filter(Objects::nonNull)
                .map(String::strip)
                .filter(code -> !code.isEmpty() && PlainText.readable(code))
                .collect(Collectors.toCollection(TreeSet::new));
        if (districts.isEmpty() || districts.size() > MOST) {
            throw new Refusal(422, "VALORE_NON_VALIDO", "Scegliete da 1 a " + MOST + " ambiti da sollecitare.")
                    .with("campo", "ats");
        }
        return districts;
    }

    private Map<String, String> regions(int year, Set<String> districts) {
        return jdbc
                .sql("select ats, region from service_database where year = ? and ats = any(?)")
                .params(year, districts.toArray(String[]::new))
                .query((row, n) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Outcome solicit(int year, String ats, @Nullable Late late, @Nullable String sentence, Viewer viewer) {
        if (late == null) {
            return new Outcome(ats, false, 0, null, "non ha nulla in ritardo");
        }
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("sollecito:" + year + ":" + ats)
                .query((row, n) -> true)
                .single();
        Instant again = again(last(year, ats));
        if (again != null) {
            return new Outcome(
                    ats, false, 0, again, "è già stato sollecitato: si può di nuovo dal " + RomeTime.minute(again));
        }
        UUID id = UUID.randomUUID();
        int people = tell(id, year, ats, sentence, viewer);
        if (people == 0) {
            return new Outcome(ats, false, 0, null, "nessuna persona abilitata può agire: controllate gli utenti");
        }
        jdbc.sql("insert into solicitation (id, year, ats, author, sentence, people, at) values (?, ?, ?, ?, ?, ?, ?)")
                .params(id, year, ats, viewer.displayName(), sentence, people, utc(clock.instant()))
                .update();
        return new Outcome(
                ats,
                true,
                people,
                clock.instant().plus(settings.solicitationPause()),
                people == 1 ? "avvisata 1 persona" : "avvisate " + people + " persone");
    }

    private @Nullable Instant last(int year, String ats) {
        OffsetDateTime last = jdbc.sql("select max(at) as last from solicitation where year = ? and ats = ?")
                .params(year, ats)
                .query((row, n) -> java.util.Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .orElse(null);
        return last == null ? null : last.toInstant();
    }

    private int tell(UUID id, int year, String ats, @Nullable String sentence, Viewer viewer) {
        int told = 0;
        Map<UUID, List<Unfinished.Item>> people =
                unfinished.ofDistricts(year, Set.of(ats), calendar.deadlinesInForce(year));
        for (var person : people.entrySet()) {
            List<Unfinished.Item> items = person.getValue().stream()
                    .filter(item -> !item.state().equals("IN_REVIEW"))
                    .toList();
            if (!items.isEmpty() && !person.getKey().equals(viewer.accountId())) {
                Draft draft = new Draft(
                        NoticeKind.SOLICITATION,
                        "sollecito:" + id,
                        year,
                        "Sollecito: " + ReminderText.count(items.size(), "attività", "attività") + " dell'ATS " + ats
                                + " da concludere",
                        "Chi segue la rilevazione " + year + " vi chiede di concludere ciò che manca. "
                                + ReminderText.deadlineWords(items.get(0).deadline(), clock.instant())
                                + (sentence == null ? "" : " «" + sentence + "»"),
                        ReminderText.lines(year, items, List.of()),
                        "/attivita?anno=" + year + "&ats=" + ats);
                told += notices.tell(person.getKey(), draft).isPresent() ? 1 : 0;
            }
        }
        return told;
    }

    private static Refusal nothingSent(List<Outcome> outcomes) {
        List<Map<String, String>> each = outcomes.stream()
                .map(one -> Map.of("ats", one.ats(), "motivo", one.words()))
                .toList();
        var recent = outcomes.stream().filter(one -> one.again() != null).findFirst();
        if (recent.isPresent()) {
            return new Refusal(
                            429,
                            "SOLLECITO_RECENTE",
                            "Ambito " + recent.get().ats() + ": " + recent.get().words() + ".")
                    .with("esiti", each);
        }
        return new Refusal(
                        409,
                        "NESSUN_SOLLECITO",
                        "Nessun sollecito inviato. Ambito " + outcomes.get(0).ats() + ": "
                                + outcomes.get(0).words() + ".")
                .with("esiti", each);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
