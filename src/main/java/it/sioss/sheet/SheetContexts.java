package it.sioss.sheet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import it.sioss.campaign.Campaigns;
import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.Catalogue;
import it.sioss.catalogue.Entry;
import it.sioss.catalogue.FormItem;
import it.sioss.catalogue.Option;
import it.sioss.catalogue.Severities;
import it.sioss.catalogue.SeverityChange;
import it.sioss.catalogue.SheetContext;
import it.sioss.registry.Ats;
import it.sioss.registry.Municipality;
import it.sioss.registry.Registry;
import it.sioss.services.SheetLevel;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the checks may know beyond a sheet's own answers: its municipalities, its residents, the last closed year. */
@Component
class SheetContexts {

    private static final String MUNICIPALITIES = "comuni";

    private final Registry registry;
    private final Severities severities;
    private final Catalogue catalogue;
    private final Campaigns campaigns;
    private final PeerFigures peers;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Cache<String, Ground> grounds = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofMinutes(5))
            .build();

    SheetContexts(
            Registry registry,
            Severities severities,
            Catalogue catalogue,
            Campaigns campaigns,
            PeerFigures peers,
            JdbcClient jdbc,
            Clock clock) {
        this.registry = registry;
        this.severities = severities;
        this.catalogue = catalogue;
        this.campaigns = campaigns;
        this.peers = peers;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The territory of an ATS in a year, as forms and checks need it. */
    record Ground(
            String name, boolean synthetic, String region, List<Option> municipalities, Map<String, Long> residents) {

        long people() {
            return residents.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    Ground ground(int year, String ats) {
        return grounds.get(year + "/" + ats, key -> read(year, ats));
    }

    private Ground read(int year, String code) {
        Ats ats = registry.ats(code, year).orElseGet(() -> registry.ats(code).orElseThrow());
        List<Municipality> members = registry.municipalitiesOf(code, year);
        var residents = new HashMap<String, Long>();
        for (Municipality member : members) {
            Number people = member.population2022();
            if (people != null) {
                residents.put(member.code(), people.longValue());
            }
        }
        return new Ground(
                ats.name(),
                ats.synthetic(),
                registry.regionalBody(ats.regionalBody())
                        .map(body -> body.name())
                        .orElse(ats.regionalBody()),
                members.stream()
                        .map(member -> new Option(member.code(), member.name()))
                        .toList(),
                Map.copyOf(residents));
    }

    /** All that is known about a sheet from elsewhere, read once for a deed. */
    record Known(Optional<SheetView.Previous> previous, SheetContext context) {}

    Known known(Sheet sheet) {
        Optional<Integer> closed = campaigns.lastClosedBefore(sheet.year());
        Optional<SheetView.Previous> previous = closed.flatMap(year -> previous(sheet, year));
        SheetContext context = context(sheet, previous).withSeverities(severities(sheet));
        if (sheet.level() == SheetLevel.ATS) {
            Optional<BigDecimal> others = otherSheets(sheet);
            context = others.isPresent() ? context.withOtherSheets(others.get()) : context;
            long residents = ground(sheet.year(), sheet.ats()).people();
            context =
                    closed.isPresent() ? context.withPeers(peers.of(closed.get(), sheet.module(), residents)) : context;
        }
        return new Known(previous, context);
    }

    /** What has been transmitted keeps the severities of that day. */
    private Map<String, SeverityChange> severities(Sheet sheet) {
        return sheet.state().ended()
                ? severities.at(sheet.year(), sheet.module(), sheet.stateSince())
                : severities.inForce(sheet.year(), sheet.module());
    }

    SheetContext context(Sheet sheet, Optional<SheetView.Previous> previous) {
        SheetContext context = territory(sheet.year(), sheet.ats());
        return previous.map(last -> context.withPrevious(numbers(last.answers())))
                .orElse(context);
    }

    /** The municipalities of an ATS and who lives there. */
    SheetContext territory(int year, String ats) {
        Ground ground = ground(year, ats);
        return SheetContext.NONE
                .withOptions(MUNICIPALITIES, ground.municipalities())
                .withResidents(ground.residents());
    }

    private static Map<String, BigDecimal> numbers(Answers answers) {
        var numbers = new HashMap<String, BigDecimal>();
        for (Map.Entry<String, Entry> entry : answers.entries().entrySet()) {
            var answer = answers.answer(entry.getKey());
            BigDecimal number = answer == null ? null : answer.number();
            if (number != null) {
                numbers.put(entry.getKey(), number);
            }
        }
        return numbers;
    }

    /** What the same body transmitted, with contents, for the last year that is closed. */
    private Optional<SheetView.Previous> previous(Sheet sheet, int closedYear) {
        return jdbc.sql("""
                        select (convert_from(t.canonical, 'UTF8')::jsonb -> 'risposte')::text
                        from sheet p join transmission t on t.sheet_id = p.id
                        where p.ats = ? and p.year = ? and p.module = ? and p.level = ? and p.body = ?
                          and p.state = 'FINALIZED' and not t.empty
                        order by p.sequence desc limit 1""")
                .params(sheet.ats(), closedYear, sheet.module(), sheet.level().name(), sheet.body())
                .query((row, n) -> new SheetView.Previous(closedYear, Answers.parse(row.getString(1))))
                .optional();
    }

    /**
     * The people the module's other sheets of the same district declare, each body once; nothing when there are none or
     * none says.
     */
    private Optional<BigDecimal> otherSheets(Sheet sheet) {
        List<String> counted = catalogue.revision(sheet.revision()).form().withRole("destinatari").stream()
                .map(FormItem::key)
                .toList();
        return jdbc
                .sql("""
                        select answers::text from sheet
                        where ats = ? and year = ? and module = ? and (level, body) <> (?, ?)
                          and not declared_empty and not contents_empty and state not in ('WITHDRAWN', 'LAPSED')
                          and id not in (select o.id from superseded_at(?) o)""")
                .params(
                        sheet.ats(),
                        sheet.year(),
                        sheet.module(),
                        sheet.level().name(),
                        sheet.body(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, n) -> Answers.parse(row.getString(1)))
                .list()
                .stream()
                .flatMap(answers -> counted.stream().map(answers::answer))
                .filter(Objects::nonNull)
                .map(Answer::number)
                .filter(Objects::nonNull)
                .reduce(BigDecimal::add);
    }
}
