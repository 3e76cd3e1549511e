package it.sioss.sheet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.Entry;
import it.sioss.catalogue.Option;
import it.sioss.catalogue.Severities;
import it.sioss.catalogue.SeverityChange;
import it.sioss.catalogue.SheetContext;
import it.sioss.registry.Ats;
import it.sioss.registry.Municipality;
import it.sioss.registry.Registry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the checks may know beyond a sheet's own answers: its municipalities, its residents, the last closed year. */
@Component
class SheetContexts {

    private static final String MUNICIPALITIES = "comuni";

    private final Registry registry;
    private final Severities severities;
    private final JdbcClient jdbc;
    private final Cache<String, Ground> grounds = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofMinutes(5))
            .build();

    SheetContexts(Registry registry, Severities severities, JdbcClient jdbc) {
        this.registry = registry;
        this.severities = severities;
        this.jdbc = jdbc;
    }

    /** The territory of an ATS in a year, as forms and checks need it. */
    record Ground(
            String name, boolean synthetic, String region, List<Option> municipalities, Map<String, Long> residents) {}

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
        Optional<SheetView.Previous> previous = previous(sheet);
        return new Known(previous, context(sheet, previous).withSeverities(severities(sheet)));
    }

    /** What has been transmitted keeps the severities of that day. */
    private Map<String, SeverityChange> severities(Sheet sheet) {
        return sheet.state().ended()
                ? severities.at(sheet.year(), sheet.module(), sheet.stateSince())
                : severities.inForce(sheet.year(), sheet.module());
    }

    SheetContext context(Sheet sheet, Optional<SheetView.Previous> previous) {
        Ground ground = ground(sheet.year(), sheet.ats());
        SheetContext context = SheetContext.NONE
                .withOptions(MUNICIPALITIES, ground.municipalities())
                .withResidents(ground.residents());
        return previous.map(last -> context.withPrevious(numbers(last.answers())))
                .orElse(context);
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

    /** What the same body transmitted, with contents, for the newest earlier year. */
    Optional<SheetView.Previous> previous(Sheet sheet) {
        return jdbc.sql("""
                        select p.year, p.answers::text from sheet p
                        where p.ats = ? and p.year < ? and p.module = ? and p.level = ? and p.body = ?
                          and p.state = 'FINALIZED' and not p.declared_empty
                        order by p.year desc, p.sequence desc limit 1""")
                .params(sheet.ats(), sheet.year(), sheet.module(), sheet.level().name(), sheet.body())
                .query((row, n) -> new SheetView.Previous(row.getInt(1), Answers.parse(row.getString(2))))
                .optional();
    }
}
