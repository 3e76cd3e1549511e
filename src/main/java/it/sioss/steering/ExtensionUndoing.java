package it.sioss.steering;

import it.sioss.access.Scope;
import it.sioss.campaign.Campaigns;
import it.sioss.campaign.WindowSubject;
import it.sioss.platform.BatchProgress;
import it.sioss.platform.Batches;
import it.sioss.platform.PlainText;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The extensions of a year as they were granted, and their undoing while nothing depends on them. */
@Service
public class ExtensionUndoing {

    private final Campaigns campaigns;
    private final Steering steering;
    private final Batches batches;
    private final CampaignFlow flow;
    private final ObjectProvider<ExtensionUse> uses;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ExtensionUndoing(
            Campaigns campaigns,
            Steering steering,
            Batches batches,
            @Lazy CampaignFlow flow,
            ObjectProvider<ExtensionUse> uses,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock,
            ApplicationEventPublisher events) {
        this.campaigns = campaigns;
        this.steering = steering;
        this.batches = batches;
        this.flow = flow;
        this.uses = uses;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.events = events;
    }

    /** The extensions of a year, the newest first. */
    @Transactional(readOnly = true)
    public List<Extension.Granted> granted(int year) {
        return granted(year, Scope.ITALY);
    }

    /** Those that concern a territory somebody may see. */
    @Transactional(readOnly = true)
    public List<Extension.Granted> granted(int year, Scope scope) {
        return jdbc.sql("""
                        select e.id, e.region, e.ats, e.deadline, e.reason, e.author, e.granted_at, e.undone_at, e.undone_by,
                               array(select w.module from extension_window w
                                     where w.extension_id = e.id and w.module is not null order by 1),
                               exists (select from extension_window w where w.extension_id = e.id and w.module is null),
                               (select max(w.former_deadline) from extension_window w where w.extension_id = e.id)
                        from extension e
                        where e.year = :year
                          and exists (select from service_database d
                                      where d.year = e.year and (e.region is null or d.region = e.region)
                                        and (e.ats is null or d.ats = e.ats) and %s)
                        order by e.granted_at desc, e.id""".formatted(scope.condition("d")))
                .param("year", year)
                .params(scope.parameters())
                .query((row, n) -> new Extension.Granted(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        List.of((String[]) row.getArray(10).getArray()),
                        row.getBoolean(11),
                        instant(row.getObject(4, OffsetDateTime.class)),
                        instant(row.getObject(12, OffsetDateTime.class)),
                        row.getString(5),
                        row.getString(6),
                        instant(row.getObject(7, OffsetDateTime.class)),
                        instantOrNull(row.getObject(8, OffsetDateTime.class)),
                        row.getString(9)))
                .list();
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }

    private static @Nullable Instant instantOrNull(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /** @throws Refusal 404 when the year has no such extension */
    @Transactional(readOnly = true)
    public Extension.Granted require(int year, UUID id) {
        return granted(year).stream()
                .filter(extension -> extension.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("La proroga"));
    }

    /** Why an extension cannot be undone now; empty when it can. Tries it, and leaves everything as it was. */
    public Optional<Refusal> hindrance(int year, UUID id) {
        try {
            transaction.executeWithoutResult(status -> {
                status.setRollbackOnly();
                takeBack(year, require(year, id), "prova dell'annullamento", "Sistema");
            });
            return Optional.empty();
        } catch (Refusal refusal) {
            if (refusal.status() == 404) {
                throw refusal;
            }
            return Optional.of(refusal);
        }
    }

    /**
     * Undoes an extension: the windows are again as before, at once; the timers go back in the background. The extension and
     * its dates stay in the history.
     *
     * @throws Refusal 404 when unknown, 409 when it is undone already, still under way, no longer the last decision on its
     *     windows, or when something depends on it
     */
    @Transactional
    public void undo(int year, UUID id, @Nullable String reason, String author) {
        campaigns.lock(year);
        Extension.Granted extension = require(year, id);
        String why = PlainText.required("motivo", reason, 10, 500);
        takeBack(year, extension, why, author);
        jdbc.sql("update extension set undone_at = ?, undone_by = ?, undo_reason = ? where id = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), author, why, id)
                .update();
        batches.record(Extensions.KIND, subject(year, id) + Extensions.UNDOING, concerned(year, id), author);
        flow.waitUntil(year, steering.nextDeadline(year));
        events.publishEvent(
                new ExtensionUndone(id, year, extension.region(), extension.ats(), extension.deadline(), why));
    }

    private void takeBack(int year, Extension.Granted extension, String why, String author) {
        if (extension.undoneAt() != null) {
            throw new Refusal(
                    409,
                    "PROROGA_GIA_ANNULLATA",
                    "La proroga è già stata annullata il " + RomeTime.minute(extension.undoneAt()) + ".");
        }
        boolean underWay = batches.progress(Extensions.KIND, subject(year, extension.id()))
                .map(progress -> !progress.finished())
                .orElse(false);
        if (underWay) {
            throw new Refusal(
                    409, "PROROGA_IN_CORSO", "La proroga si sta ancora applicando: riprovate quando è conclusa.");
        }
        restoreWindows(year, extension, why, author);
        List<String> dependents = uses.orderedStream()
                .flatMap(use -> use.of(extension.id(), year, extension.at()).stream())
                .toList();
        if (!dependents.isEmpty()) {
            throw new Refusal(
                            409,
                            "PROROGA_USATA",
                            "La proroga non si può più annullare, perché ne dipendono: " + String.join(", ", dependents)
                                    + ".")
                    .with("dipendono", dependents);
        }
    }

    private record Moved(
            @Nullable String module, int version, @Nullable Integer former) {}

    private void restoreWindows(int year, Extension.Granted extension, String why, String author) {
        List<Moved> moved = jdbc.sql(
                        "select module, version, former_version from extension_window where extension_id = ?")
                .param(extension.id())
                .query((row, n) -> new Moved(row.getString(1), row.getInt(2), row.getObject(3, Integer.class)))
                .list();
        for (Moved window : moved) {
            var subject = new WindowSubject(window.module(), extension.region(), extension.ats(), null);
            if (!Objects.equals(campaigns.version(year, subject).orElse(null), window.version())) {
                throw new Refusal(
                        409,
                        "DECISIONE_SUCCESSIVA",
                        "Dopo questa proroga le date sono state decise di nuovo: annullate prima l'ultima decisione.");
            }
            campaigns.restoreWindow(year, subject, window.former(), "Annullata una proroga: " + why, author);
            if (window.former() != null) {
                countsAgain(
                        year,
                        extension,
                        window,
                        campaigns.version(year, subject).orElseThrow());
            }
        }
    }

    /** The version restored is a new one: the extension that had decided it can still be undone in its turn. */
    private void countsAgain(int year, Extension.Granted undone, Moved window, int version) {
        jdbc.sql("""
                        update extension_window w set version = :version from extension e
                        where e.id = w.extension_id and e.year = :year and e.undone_at is null and e.id <> :undone
                          and e.region is not distinct from :region::text and e.ats is not distinct from :ats::text
                          and w.module is not distinct from :module::text and w.version = :former""")
                .param("version", version)
                .param("year", year)
                .param("undone", undone.id())
                .param("region", undone.region())
                .param("ats", undone.ats())
                .param("module", window.module())
                .param("former", window.former())
                .update();
    }

    private static String subject(int year, UUID id) {
        return year + "/" + id;
    }

    /** The ATS the extension's own batch went through. */
    private List<String> concerned(int year, UUID id) {
        return jdbc.sql("""
                        select distinct i.item from batch b join batch_item i on i.batch_id = b.id
                        where b.kind = ? and b.subject = ? order by 1""")
                .params(Extensions.KIND, subject(year, id))
                .query(String.class)
                .list();
    }

    /** How far the timers of an extension, or of its undoing, are. */
    @Transactional(readOnly = true)
    public Optional<BatchProgress> progress(int year, UUID id) {
        return batches.progress(Extensions.KIND, subject(year, id) + Extensions.UNDOING)
                .or(() -> batches.progress(Extensions.KIND, subject(year, id)));
    }
}
