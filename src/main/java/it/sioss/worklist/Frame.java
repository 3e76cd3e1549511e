package it.sioss.worklist;

import it.sioss.access.Mandate;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.campaign.Campaign;
import it.sioss.campaign.CampaignState;
import it.sioss.campaign.Campaigns;
import it.sioss.campaign.WindowDropped;
import it.sioss.campaign.WindowMoved;
import it.sioss.platform.RomeTime;
import it.sioss.sheet.SheetState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Which year, which territory, which deadline: what stands above every page, read at most every few seconds. */
@Component
public class Frame {

    private static final Duration SPAN = Duration.ofSeconds(5);
    private static final Duration URGENT = Duration.ofDays(3);

    private final Campaigns campaigns;
    private final Territories territories;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Remembered<String, List<Campaign>> years;
    private final Remembered<Place, Optional<Instant>> deadlines;
    private final Remembered<Place, Boolean> unfinished;

    Frame(Campaigns campaigns, Territories territories, JdbcClient jdbc, Clock clock) {
        this.campaigns = campaigns;
        this.territories = territories;
        this.jdbc = jdbc;
        this.clock = clock;
        this.years = new Remembered<>(clock, SPAN);
        this.deadlines = new Remembered<>(clock, SPAN);
        this.unfinished = new Remembered<>(clock, SPAN);
    }

    private record Place(
            int year, @Nullable String region, @Nullable String ats) {}

    /** The campaigns, newest first. */
    public List<Campaign> years() {
        return years.get("", all -> campaigns.all());
    }

    /** The year asked for when there is such a campaign; else the newest open one, else the newest. */
    public Optional<Campaign> inView(@Nullable Integer asked) {
        List<Campaign> all = years();
        return Optional.ofNullable(asked)
                .flatMap(year -> all.stream()
                        .filter(campaign -> campaign.year() == year)
                        .findFirst()
                        .or(() -> campaigns.find(year)))
                .or(() -> all.stream().filter(Frame::open).findFirst())
                .or(() -> all.stream().findFirst());
    }

    /** Whether the year has sheets to look at. */
    public static boolean begun(Campaign campaign) {
        return campaign.state() != CampaignState.DRAFT;
    }

    private static boolean open(Campaign campaign) {
        return campaign.state() == CampaignState.OPEN || campaign.state() == CampaignState.OPENING;
    }

    /** The line of context for a person; empty when there is no campaign at all. */
    public Optional<FrameContext> context(Viewer viewer, @Nullable Integer asked) {
        return inView(asked).map(campaign -> context(viewer, campaign));
    }

    private FrameContext context(Viewer viewer, Campaign campaign) {
        Instant present = clock.instant();
        List<Place> places = places(viewer, campaign.year());
        Optional<Instant> next = begun(campaign)
                ? places.stream()
                        .flatMap(place -> deadlines.get(place, this::nextDeadline).stream())
                        .filter(deadline -> deadline.isAfter(present))
                        .min(Instant::compareTo)
                : Optional.empty();
        boolean urgent =
                next.map(deadline -> !deadline.isAfter(present.plus(URGENT))).orElse(false)
                        && places.stream().anyMatch(place -> unfinished.get(place, this::anyUnfinished));
        return new FrameContext(
                campaign.year(),
                territory(viewer, campaign.year()),
                next.map(RomeTime::deadline).orElse(null),
                next.map(deadline -> RomeTime.remaining(present, deadline))
                        .orElse(begun(campaign) ? "termine scaduto" : "in preparazione"),
                urgent,
                campaign.demonstration());
    }

    private List<Place> places(Viewer viewer, int year) {
        if (viewer.scope().nation() || viewer.mandates().isEmpty()) {
            return List.of(new Place(year, null, null));
        }
        return viewer.mandates().stream()
                .map(mandate -> mandate.role().level() == Role.Level.REGION
                        ? new Place(year, mandate.territory(), null)
                        : new Place(year, regionOf(mandate, year), mandate.territory()))
                .distinct()
                .toList();
    }

    private @Nullable String regionOf(Mandate mandate, int year) {
        return territories
                .district(mandate.territory(), year)
                .map(ats -> ats.regionalBody())
                .orElse(null);
    }

    /** Whoever moves a deadline sees it moved on the next page; other machines within seconds. */
    @TransactionalEventListener(
            classes = {WindowMoved.class, WindowDropped.class},
            fallbackExecution = true)
    void aDeadlineMoved() {
        deadlines.forget();
    }

    /** Of the modules, of what is left of Allegato 1, and of single sheets that have a window of their own. */
    private Optional<Instant> nextDeadline(Place place) {
        return jdbc.sql("""
                        select min(t.deadline) from (
                            select w.deadline from campaign_module m
                            cross join lateral window_of(m.year, m.module, :region, :ats, null) w
                            where m.year = :year
                            union all
                            select w.deadline from service_database d
                            cross join lateral window_of(d.year, null, d.region, d.ats, null) w
                            where d.year = :year and d.state in ('COMPILING', 'READY')
                              and (:region::text is null or d.region = :region) and (:ats::text is null or d.ats = :ats)
                            union all
                            select w.deadline from collection_window c join sheet s on s.id = c.sheet_id
                            cross join lateral window_of(s.year, s.module, s.region, s.ats, s.id) w
                            where c.superseded_at is null and s.year = :year
                              and s.state in %s
                              and (:region::text is null or s.region = :region) and (:ats::text is null or s.ats = :ats)
                        ) t where t.deadline > :present""".formatted(SheetState.LIVE))
                .param("region", place.region())
                .param("ats", place.ats())
                .param("year", place.year())
                .param("present", utc(clock.instant()))
                .query((row, n) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }

    private boolean anyUnfinished(Place place) {
        return Boolean.TRUE.equals(jdbc.sql("""
                        select exists (select from sheet s where s.year = ? and s.dueness = 'REQUIRED'
                        and s.state in %s
                        and (?::text is null or s.region = ?) and (?::text is null or s.ats = ?))""".formatted(SheetState.LIVE))
                .params(place.year(), place.region(), place.region(), place.ats(), place.ats())
                .query(Boolean.class)
                .single());
    }

    private @Nullable String territory(Viewer viewer, int year) {
        if (viewer.scope().nation()) {
            return "Italia";
        }
        List<String> names = viewer.mandates().stream()
                .map(mandate -> mandate.role().level() == Role.Level.REGION
                        ? territories.region(mandate.territory()).map(region -> region.name())
                        : territories.district(mandate.territory(), year).map(ats -> ats.label()))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return names.isEmpty() ? null : names.size() <= 2 ? String.join(", ", names) : names.size() + " territori";
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
