package it.sioss.campaign;

import it.sioss.catalogue.Catalogue;
import it.sioss.platform.CollectionYears;
import it.sioss.platform.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Collection years and their windows. */
@Service
public class Campaigns {

    private final CampaignRepository campaigns;
    private final Catalogue catalogue;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Campaigns(
            CampaignRepository campaigns,
            Catalogue catalogue,
            JdbcClient jdbc,
            Clock clock,
            ApplicationEventPublisher events) {
        this.campaigns = campaigns;
        this.catalogue = catalogue;
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** What an administrator decides when creating a year; modules without a calendar of their own take the common one. */
    public record Plan(
            int year,
            List<String> modules,
            List<String> regions,
            Calendar common,
            Map<String, Calendar> perModule,
            Calendar servicesDatabase,
            boolean demonstration) {}

    /**
     * Creates a campaign as a draft.
     *
     * @throws Refusal 409 when the year exists, 422 when a module has no edition for it or none is chosen
     */
    @Transactional
    public Campaign create(Plan plan, String author) {
        if (campaigns.existsById(plan.year())) {
            throw new Refusal(409, "RILEVAZIONE_ESISTENTE", "La rilevazione " + plan.year() + " esiste già.");
        }
        if (!CollectionYears.include(plan.year())) {
            throw CollectionYears.refusal();
        }
        if (plan.modules().isEmpty()) {
            throw new Refusal(422, "MODULI_MANCANTI", "Scegliete almeno un modulo.");
        }
        for (String module : plan.modules()) {
            if (catalogue.latest(module, plan.year()).isEmpty()) {
                throw new Refusal(
                        422,
                        "MODULO_SCONOSCIUTO",
                        "Il modulo «" + module + "» non ha un'edizione valida per il " + plan.year() + ".");
            }
        }
        var campaign = campaigns.saveAndFlush(new Campaign(
                plan.year(), plan.modules(), plan.regions(), plan.demonstration(), clock.instant(), author));
        for (String module : plan.modules()) {
            setWindow(
                    plan.year(),
                    WindowSubject.everywhere(module),
                    plan.perModule().getOrDefault(module, plan.common()),
                    "calendario iniziale",
                    author);
        }
        setWindow(
                plan.year(), WindowSubject.servicesDatabase(), plan.servicesDatabase(), "calendario iniziale", author);
        return campaign;
    }

    /**
     * Publishes new modules, each with its window, for a year already open or closed; the sheets follow by batch.
     *
     * @return whether the year was closed and is open again
     */
    @Transactional
    public boolean publish(int year, SortedMap<String, Calendar> added, String reason, String author) {
        boolean reopened = require(year).join(added.keySet());
        added.forEach(
                (module, calendar) -> setWindow(year, WindowSubject.everywhere(module), calendar, reason, author));
        return reopened;
    }

    /** Deletes a draft, with its windows. */
    @Transactional
    public void discard(int year) {
        Campaign campaign = require(year);
        if (campaign.state() != CampaignState.DRAFT) {
            throw new Refusal(
                    409, "RILEVAZIONE_GIA_APERTA", "La rilevazione " + year + " è già stata aperta: non si elimina.");
        }
        campaigns.delete(campaign);
    }

    /**
     * Opens a closed year again, because one of its deadlines has moved ahead.
     *
     * @return whether it was closed
     */
    @Transactional
    public boolean reopen(int year) {
        return require(year).join(List.of());
    }

    /** Holds back every other decision about a year's windows until this transaction ends. */
    @Transactional
    public void lock(int year) {
        jdbc.sql("select year from campaign where year = ? for update")
                .param(year)
                .query(Integer.class)
                .optional();
    }

    /** The version of a window in force; empty when the subject has no window of its own. */
    @Transactional(readOnly = true)
    public Optional<Integer> version(int year, WindowSubject subject) {
        return jdbc.sql("""
                        select version from collection_window where superseded_at is null and year = ?
                        and module is not distinct from ? and region is not distinct from ?
                        and ats is not distinct from ? and sheet_id is not distinct from ?::uuid""")
                .params(year, subject.module(), subject.region(), subject.ats(), subject.sheet())
                .query(Integer.class)
                .optional();
    }

    /**
     * Gives a window back the dates it had in a former version, as a new version; without one, the subject has no window of
     * its own any more. What was decided meanwhile stays in the history.
     */
    @Transactional
    public void restoreWindow(int year, WindowSubject subject, @Nullable Integer former, String reason, String author) {
        if (former == null) {
            supersede(year, subject, clock.instant().atOffset(ZoneOffset.UTC));
            events.publishEvent(new WindowDropped(year, subject));
            return;
        }
        Calendar before = jdbc.sql("""
                        select opens_at, last_new_sheet_at, deadline, rectification_end from collection_window
                        where year = ? and module is not distinct from ? and region is not distinct from ?
                        and ats is not distinct from ? and sheet_id is not distinct from ?::uuid and version = ?""")
                .params(year, subject.module(), subject.region(), subject.ats(), subject.sheet(), former)
                .query((row, n) -> calendar(row))
                .single();
        setWindow(year, subject, before, reason, author);
    }

    private void supersede(int year, WindowSubject subject, OffsetDateTime at) {
        jdbc.sql("""
                        update collection_window set superseded_at = ? where superseded_at is null and year = ?
                        and module is not distinct from ? and region is not distinct from ?
                        and ats is not distinct from ? and sheet_id is not distinct from ?::uuid""")
                .params(at, year, subject.module(), subject.region(), subject.ats(), subject.sheet())
                .update();
    }

    /** Gives a window a new version; the older ones stay in the history. */
    @Transactional
    public void setWindow(int year, WindowSubject subject, Calendar calendar, String reason, String author) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        supersede(year, subject, now);
        jdbc.sql("""
                        insert into collection_window (id, year, module, region, ats, sheet_id, version, opens_at,
                            last_new_sheet_at, deadline, rectification_end, reason, author, created_at)
                        select ?, ?, ?, ?, ?, ?::uuid, 1 + count(*), ?, ?, ?, ?, ?, ?, ?
                        from collection_window where year = ? and module is not distinct from ?
                        and region is not distinct from ? and ats is not distinct from ?
                        and sheet_id is not distinct from ?::uuid""")
                .params(
                        UUID.randomUUID(),
                        year,
                        subject.module(),
                        subject.region(),
                        subject.ats(),
                        subject.sheet(),
                        utc(calendar.opensAt()),
                        utc(calendar.lastNewSheetAt()),
                        utc(calendar.deadline()),
                        utc(calendar.rectificationEnd()),
                        reason,
                        author,
                        now,
                        year,
                        subject.module(),
                        subject.region(),
                        subject.ats(),
                        subject.sheet())
                .update();
        events.publishEvent(new WindowMoved(year, subject, calendar));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    @Transactional(readOnly = true)
    public List<Campaign> all() {
        return campaigns.findAllByOrderByYearDesc();
    }

    @Transactional(readOnly = true)
    public Optional<Campaign> find(int year) {
        return campaigns.findById(year);
    }

    /** @throws Refusal 404 when there is no campaign for the year */
    @Transactional(readOnly = true)
    public Campaign require(int year) {
        return campaigns
                .findById(year)
                .orElseThrow(() -> new Refusal(404, "NON_TROVATO", "La rilevazione " + year + " non esiste."));
    }

    /** The last year before another whose collection is over; empty when there is none. */
    @Transactional(readOnly = true)
    public Optional<Integer> lastClosedBefore(int year) {
        return jdbc.sql("select year from campaign where state = 'CLOSED' and year < ? order by year desc limit 1")
                .param(year)
                .query(Integer.class)
                .optional();
    }

    /** The window of a sheet, or of a services database when the module is null: the one place deadlines come from. */
    @Transactional(readOnly = true)
    public Calendar windowOf(int year, @Nullable String module, String region, String ats, @Nullable UUID sheet) {
        return jdbc.sql("select * from window_of(?, ?, ?, ?, ?::uuid)")
                .params(year, module, region, ats, sheet)
                .query((row, n) -> calendar(row))
                .single();
    }

    private static Calendar calendar(ResultSet row) throws SQLException {
        return new Calendar(at(row, 1), at(row, 2), at(row, 3), at(row, 4));
    }

    private static Instant at(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /**
     * The windows in force in a place, per module, the services database under the empty key: of the whole country, of a
     * region without its single ATS, or of an ATS.
     */
    @Transactional(readOnly = true)
    public Map<String, Calendar> windowsAt(int year, @Nullable String region, @Nullable String ats) {
        var windows = new TreeMap<String, Calendar>();
        jdbc.sql("""
                        select w.opens_at, w.last_new_sheet_at, w.deadline, w.rectification_end, coalesce(c.module, '')
                        from (select distinct module from collection_window
                              where year = :year and superseded_at is null and sheet_id is null) c
                        cross join lateral window_of(:year, c.module, :region, :ats, null) w
                        where w.deadline is not null""")
                .param("year", year)
                .param("region", region)
                .param("ats", ats)
                .query((row, n) -> Map.entry(row.getString(5), calendar(row)))
                .list()
                .forEach(entry -> windows.put(entry.getKey(), entry.getValue()));
        return windows;
    }

    /** The windows that apply to everybody, per module; the services database under the empty key. */
    @Transactional(readOnly = true)
    public Map<String, Calendar> generalWindows(int year) {
        var windows = new TreeMap<String, Calendar>();
        jdbc.sql("""
                        select opens_at, last_new_sheet_at, deadline, rectification_end, coalesce(module, '')
                        from collection_window where year = ? and superseded_at is null
                        and region is null and ats is null and sheet_id is null""")
                .param(year)
                .query((row, n) -> Map.entry(row.getString(5), calendar(row)))
                .list()
                .forEach(entry -> windows.put(entry.getKey(), entry.getValue()));
        return windows;
    }

    /** A window as it stands now, with who decided it and why. */
    public record Decided(
            WindowSubject subject, Calendar calendar, int version, String reason, String author, Instant at) {}

    /** The windows of a year in force now, the latest decided first; those of single sheets are left out. */
    @Transactional(readOnly = true)
    public List<Decided> decided(int year) {
        return jdbc.sql("""
                        select opens_at, last_new_sheet_at, deadline, rectification_end, module, region, ats, version,
                               reason, author, created_at
                        from collection_window where year = ? and superseded_at is null and sheet_id is null
                        order by created_at desc, module nulls first""")
                .param(year)
                .query((row, n) -> new Decided(
                        new WindowSubject(row.getString(5), row.getString(6), row.getString(7), null),
                        calendar(row),
                        row.getInt(8),
                        row.getString(9),
                        row.getString(10),
                        at(row, 11)))
                .list();
    }

    /** The next deadline after an instant among all windows of a year; empty when all have passed. */
    @Transactional(readOnly = true)
    public Optional<Instant> nextDeadline(int year, Instant after) {
        return jdbc.sql(
                        "select min(deadline) from collection_window where year = ? and superseded_at is null and deadline > ?")
                .params(year, utc(after))
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }
}
