package it.sioss.prefill;

import it.sioss.platform.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks the sources we can reach, and remembers every attempt: a source that is late blocks nobody. */
@Service
public class Sources {

    private static final Logger LOG = LoggerFactory.getLogger(Sources.class);

    private final ObjectProvider<PublicationSource> reachable;
    private final Publications publications;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate apart;

    Sources(
            ObjectProvider<PublicationSource> reachable,
            Publications publications,
            JdbcClient jdbc,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.reachable = reachable;
        this.publications = publications;
        this.jdbc = jdbc;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Asks every reachable source what it publishes for a year and takes it in; doing it again changes nothing.
     *
     * @return what came of it, in words
     * @throws SourceUnavailable when one did not answer, or what it said is refused; the attempt is remembered anyway
     */
    @Transactional
    public String fetch(int year) {
        var words = new java.util.ArrayList<String>();
        reachable.orderedStream().forEach(source -> words.add(fetch(source, year)));
        return words.isEmpty() ? "nessuna fonte da interrogare" : String.join("; ", words);
    }

    private String fetch(PublicationSource source, int year) {
        try {
            PublicationPreview taken = publications.apply(source.fetch(year), null, source.code());
            requireSame(source, year, taken);
            note(source.code(), year, "DONE", taken.alreadyKnown() ? "già presente" : taken.rows() + " righe");
            return source.code() + ": " + (taken.alreadyKnown() ? "già presente" : taken.rows() + " righe");
        } catch (SourceUnavailable failure) {
            throw failed(source, year, failure);
        } catch (Refusal refused) {
            throw failed(source, year, new SourceUnavailable(String.valueOf(refused.getMessage()), refused));
        }
    }

    private static void requireSame(PublicationSource source, int year, PublicationPreview taken) {
        if (taken.year() != year || !source.code().equals(taken.source())) {
            throw new SourceUnavailable(
                    "ha risposto con dati di " + taken.source() + " per il " + taken.year() + ".", null);
        }
    }

    private SourceUnavailable failed(PublicationSource source, int year, SourceUnavailable failure) {
        LOG.warn("{} {} is not available: {}", source.code(), year, failure.getMessage());
        apart.executeWithoutResult(status -> note(source.code(), year, "FAILED", String.valueOf(failure.getMessage())));
        return failure;
    }

    private void note(String source, int year, String outcome, String detail) {
        jdbc.sql("insert into prefill_attempt (source, year, at, outcome, detail) values (?, ?, ?, ?, ?)")
                .params(
                        source,
                        year,
                        clock.instant().atOffset(ZoneOffset.UTC),
                        outcome,
                        detail.length() > 500 ? detail.substring(0, 500) : detail)
                .update();
    }

    /** What has arrived for a year and which sources do not answer. */
    @Transactional(readOnly = true)
    public List<SourceStatus> status(int year) {
        return jdbc.sql("""
                        select s.code, s.name,
                               (select max(i.extracted_on) from prefill_import i where i.source = s.code and i.year = :year),
                               (select min(f.at) from prefill_attempt f
                                where f.source = s.code and f.year = :year and f.outcome = 'FAILED'
                                  and f.attempt > coalesce((select max(d.attempt) from prefill_attempt d
                                       where d.source = s.code and d.year = :year and d.outcome = 'DONE'), 0)),
                               (select l.detail from prefill_attempt l where l.source = s.code and l.year = :year
                                order by l.attempt desc limit 1)
                        from prefill_source s order by s.code""").param("year", year).query(Sources::status).list();
    }

    private static SourceStatus status(ResultSet row, int number) throws SQLException {
        OffsetDateTime missing = row.getObject(4, OffsetDateTime.class);
        Instant since = missing == null ? null : missing.toInstant();
        return new SourceStatus(
                row.getString(1),
                row.getString(2),
                row.getObject(3, LocalDate.class),
                since,
                since == null ? null : row.getString(5));
    }
}
