package it.sioss.steering;

import it.sioss.access.Accounts;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.platform.BatchProgress;
import it.sioss.platform.BatchWork;
import it.sioss.platform.Batches;
import it.sioss.platform.Refusal;
import it.sioss.sheet.ReviewCandidate;
import it.sioss.sheet.ReviewDesk;
import it.sioss.sheet.Sheets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Approves many sheets at once, each by the ordinary verb: only those with nothing to look into, never one's own work, and
 * not before the author has opened the ones drawn by lot.
 */
@Component
public class BulkApprovals implements BatchWork {

    /** What came of a sheet that was approved. */
    public static final String APPROVED = "APPROVATA";

    /** What came of a sheet that a technical trouble kept from being decided. */
    public static final String UNDECIDED = "NON_DECISA";

    /** The most sheets at once. */
    public static final int MOST = 500;

    private static final String KIND = "approvazione";

    private final ReviewDesk desk;
    private final Sheets sheets;
    private final Accounts accounts;
    private final Batches batches;
    private final SampleSettings sample;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate alone;
    private final SecureRandom lots = new SecureRandom();

    BulkApprovals(
            ReviewDesk desk,
            Sheets sheets,
            Accounts accounts,
            Batches batches,
            SampleSettings sample,
            JdbcClient jdbc,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.desk = desk;
        this.sheets = sheets;
        this.accounts = accounts;
        this.batches = batches;
        this.sample = sample;
        this.jdbc = jdbc;
        this.clock = clock;
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Chooses the sheets to approve and draws the ones to open first. Nothing is approved yet.
     *
     * @throws Refusal 403 to who reviews nothing, 422 when none of them can be approved so, or they are too many
     */
    @Transactional
    public BulkApproval choose(Collection<UUID> wanted, Viewer viewer) {
        if (!viewer.has(Role.REGION_SUPERVISOR)) {
            throw new Refusal(403, "NON_AUTORIZZATO", "La verifica spetta al supervisore regionale.");
        }
        Set<UUID> asked = Set.copyOf(wanted);
        if (asked.isEmpty() || asked.size() > MOST) {
            throw new Refusal(422, "VALORE_NON_VALIDO", "Scegliete da 1 a " + MOST + " schede per volta.");
        }
        List<ReviewCandidate> candidates =
                asked.stream().sorted().map(id -> desk.candidate(id, viewer)).toList();
        List<ReviewCandidate> chosen =
                candidates.stream().filter(one -> one.obstacle() == null).toList();
        List<BulkApproval.Excluded> excluded = candidates.stream()
                .flatMap(one -> Optional.ofNullable(one.obstacle()).stream()
                        .map(obstacle -> new BulkApproval.Excluded(one.sheet(), obstacle)))
                .toList();
        if (chosen.isEmpty()) {
            throw new Refusal(
                            422,
                            "NESSUNA_SCHEDA",
                            "Nessuna di queste schede si può approvare in blocco: vanno verificate una per una.")
                    .with("escluse", excluded);
        }
        UUID id = record(chosen, viewer);
        BulkApproval written = require(id, viewer);
        return new BulkApproval(
                id, written.author(), written.seed(), written.at(), false, false, written.items(), excluded);
    }

    private UUID record(List<ReviewCandidate> chosen, Viewer viewer) {
        UUID id = UUID.randomUUID();
        long seed = lots.nextLong();
        List<UUID> sheets = chosen.stream().map(ReviewCandidate::sheet).toList();
        Set<UUID> drawn = BulkApproval.draw(sheets, seed, sample.of(chosen.size()));
        jdbc.sql("""
                        insert into bulk_approval (id, author, author_name, seed, chosen, sampled, created_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(id, viewer.username(), viewer.displayName(), seed, chosen.size(), drawn.size(), now())
                .update();
        jdbc.sql("""
                        insert into bulk_approval_item (approval, sheet_id, answers_version, sampled)
                        select ?, c.sheet, c.version, c.sampled from unnest(?, ?, ?) as c (sheet, version, sampled)""")
                .params(
                        id,
                        sheets.toArray(UUID[]::new),
                        chosen.stream().map(ReviewCandidate::version).toArray(Long[]::new),
                        sheets.stream().map(drawn::contains).toArray(Boolean[]::new))
                .update();
        return id;
    }

    /**
     * One's own choice with what has come of it.
     *
     * @throws Refusal 404 for another's
     */
    @Transactional(readOnly = true)
    public BulkApproval require(UUID id, Viewer viewer) {
        record Head(String author, long seed, Instant at) {}
        Head head = jdbc.sql(
                        "select author_name, seed, created_at from bulk_approval where id = ? and lower(author) = lower(?)")
                .params(id, viewer.username())
                .query((row, n) -> new Head(
                        row.getString(1),
                        row.getLong(2),
                        row.getObject(3, OffsetDateTime.class).toInstant()))
                .optional()
                .orElseThrow(() -> Refusal.notFound("L'approvazione in blocco"));
        List<BulkApproval.Item> items = jdbc.sql("""
                        select i.sheet_id, s.module, s.ats, a.name, s.body_name, i.sampled,
                               exists (select from review_seen v where v.sheet_id = i.sheet_id and v.username = b.author
                                       and v.seen_at >= b.created_at),
                               case when r.code is null and t.state = 'FAILED' then :undecided else r.code end,
                               case when r.code is not null or t.state is distinct from 'FAILED' then r.words
                                    when s.state = 'IN_REVIEW' then 'Non decisa per un problema tecnico: è ancora in verifica.'
                                    else 'Non decisa qui per un problema tecnico; non è più in verifica.' end
                        from bulk_approval b join bulk_approval_item i on i.approval = b.id
                        join sheet s on s.id = i.sheet_id left join ats a on a.code = s.ats
                        left join bulk_approval_result r on r.approval = i.approval and r.sheet_id = i.sheet_id
                        left join batch w on w.kind = :kind and w.subject = b.id::text
                        left join batch_item t on t.batch_id = w.id and t.item = i.sheet_id::text
                        where b.id = :id order by i.sampled desc, s.module, s.ats, s.body_name, s.id""")
                .param("undecided", UNDECIDED)
                .param("kind", KIND)
                .param("id", id)
                .query((row, n) -> new BulkApproval.Item(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getBoolean(6),
                        row.getBoolean(7),
                        row.getString(8),
                        row.getString(9)))
                .list();
        Optional<BatchProgress> progress = batches.progress(KIND, id.toString());
        return new BulkApproval(
                id,
                head.author(),
                head.seed(),
                head.at(),
                progress.isPresent(),
                progress.map(BatchProgress::finished).orElse(false),
                items,
                List.of());
    }

    /** The newest choice of this person that was never carried out, of the last day. */
    @Transactional(readOnly = true)
    public Optional<UUID> pending(Viewer viewer) {
        return jdbc.sql("""
                        select b.id from bulk_approval b where lower(b.author) = lower(?) and b.created_at > ?
                        and not exists (select from batch t where t.kind = ? and t.subject = b.id::text)
                        order by b.created_at desc limit 1""")
                .params(viewer.username(), now().minusDays(1), KIND)
                .query(UUID.class)
                .optional();
    }

    /**
     * Carries the choice out, in the background, one sheet at a time; asking again only tries what was left undecided.
     *
     * @throws Refusal 409 while a sheet drawn by lot has not been opened
     */
    @Transactional
    public BulkApproval carryOut(UUID id, Viewer viewer) {
        BulkApproval choice = require(id, viewer);
        if (!choice.toOpen().isEmpty()) {
            int left = choice.toOpen().size();
            throw new Refusal(
                            409,
                            "CAMPIONE_NON_APERTO",
                            left == 1
                                    ? "Prima va aperta una scheda estratta a sorte."
                                    : "Prima vanno aperte " + left + " schede estratte a sorte.")
                    .with(
                            "schede",
                            choice.toOpen().stream()
                                    .map(BulkApproval.Item::sheet)
                                    .toList());
        }
        if (!choice.begun()) {
            batches.record(
                    KIND,
                    id.toString(),
                    choice.items().stream().map(item -> item.sheet().toString()).collect(Collectors.toSet()),
                    viewer.username());
        } else if (choice.undecided() > 0) {
            batches.progress(KIND, id.toString()).ifPresent(progress -> batches.retryFailed(progress.id()));
        }
        return require(id, viewer);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title(String subject) {
        return "Approvazione in blocco";
    }

    @Override
    public String leftAside() {
        return "L'approvazione in blocco non ha deciso queste schede.";
    }

    @Override
    public int yearOf(String subject) {
        return jdbc.sql("""
                        select coalesce(max(s.year), 0) from bulk_approval_item i join sheet s on s.id = i.sheet_id
                        where i.approval = ?""")
                .param(UUID.fromString(subject))
                .query(Integer.class)
                .single();
    }

    @Override
    public String words(String item) {
        return jdbc.sql("select module || ' · ' || ats from sheet where id = ?")
                .param(UUID.fromString(item))
                .query(String.class)
                .single();
    }

    /** One sheet of a choice: approved and noted together, or refused and noted why. */
    @Override
    public String perform(String subject, String item) {
        UUID choice = UUID.fromString(subject);
        UUID sheet = UUID.fromString(item);
        record Chosen(String author, long version, boolean decided) {}
        Chosen chosen = jdbc.sql("""
                        select b.author, i.answers_version, r.code is not null
                        from bulk_approval b join bulk_approval_item i on i.approval = b.id
                        left join bulk_approval_result r on r.approval = i.approval and r.sheet_id = i.sheet_id
                        where b.id = ? and i.sheet_id = ?""")
                .params(choice, sheet)
                .query((row, n) -> new Chosen(row.getString(1), row.getLong(2), row.getBoolean(3)))
                .single();
        if (chosen.decided()) {
            return "già decisa";
        }
        try {
            Viewer author = accounts.viewer(chosen.author())
                    .orElseThrow(() -> new Refusal(403, "NON_AUTORIZZATO", "Chi ha scelto non è più abilitato."));
            alone.executeWithoutResult(status -> {
                sheets.approveAmongMany(sheet, chosen.version(), choice, author, clock.instant());
                note(choice, sheet, APPROVED, "Approvata.");
            });
            return APPROVED;
        } catch (Refusal refusal) {
            note(choice, sheet, refusal.code(), refusal.message());
            return refusal.code();
        }
    }

    private void note(UUID choice, UUID sheet, String code, String words) {
        jdbc.sql(
                        "insert into bulk_approval_result (approval, sheet_id, code, words, decided_at) values (?, ?, ?, ?, ?)")
                .params(choice, sheet, code, words, now())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
