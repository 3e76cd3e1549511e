package it.sioss.guide;

import it.sioss.access.Viewer;
import it.sioss.platform.PlainText;
import it.sioss.platform.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The questions people often ask: everybody searches them, the administrator writes, hides and orders them. */
@Service
public class Faq {

    /** A list longer than this is read by nobody. */
    static final int MOST_ENTRIES = 300;

    private static final String COLUMNS =
            "select id, question, answer, place, hidden, version, changed_at, changed_by_name from faq_entry ";

    private final JdbcClient jdbc;
    private final Clock clock;

    Faq(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What everybody may read, in order; with words, only the entries that hold them all. */
    @Transactional(readOnly = true)
    public List<FaqEntry> search(String words) {
        SearchWords wanted = SearchWords.of(PlainText.search(words));
        return entries("where not hidden").stream()
                .filter(entry -> wanted.in(entry.question() + " " + entry.answer()))
                .toList();
    }

    /** All of them in order, the hidden ones too. */
    @Transactional(readOnly = true)
    public List<FaqEntry> all() {
        return entries("");
    }

    private List<FaqEntry> entries(String condition) {
        return jdbc.sql(COLUMNS + condition + " order by place, id")
                .query(Faq::entry)
                .list();
    }

    /** @throws Refusal 404 when there is none */
    @Transactional(readOnly = true)
    public FaqEntry require(UUID id) {
        return jdbc.sql(COLUMNS + "where id = ?")
                .param(id)
                .query(Faq::entry)
                .optional()
                .orElseThrow(() -> new Refusal(404, "NON_TROVATO", "Questa domanda non esiste."));
    }

    /** Who wrote what and when, the latest first. */
    @Transactional(readOnly = true)
    public List<FaqVersion> history(UUID id) {
        return jdbc.sql("""
                        select version, question, answer, place, hidden, author_name, written_at from faq_version
                        where faq_id = ? order by version desc""")
                .param(id)
                .query((row, n) -> new FaqVersion(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getBoolean(5),
                        row.getString(6),
                        row.getObject(7, OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * Adds a question at the end.
     *
     * @throws Refusal 422 when question or answer are not fit, 409 when there are too many or the same one exists
     */
    @Transactional
    public FaqEntry add(@Nullable String question, @Nullable String answer, Viewer author) {
        String asked = question(question);
        String said = answer(answer);
        List<FaqEntry> all = lock();
        if (all.size() >= MOST_ENTRIES) {
            throw new Refusal(
                    409,
                    "TROPPE_DOMANDE",
                    "Le domande frequenti sono già " + MOST_ENTRIES + ": modificatene una invece di aggiungerne.");
        }
        requireNew(all, asked, null);
        UUID id = UUID.randomUUID();
        int place = all.stream().mapToInt(FaqEntry::place).max().orElse(0) + 1;
        jdbc.sql("""
                        insert into faq_entry (id, question, answer, place, changed_at, changed_by_name)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(id, asked, said, place, now(), author.displayName())
                .update();
        return remember(id, author);
    }

    /**
     * Changes an entry, or hides it and shows it again.
     *
     * @param version the one the administrator was looking at
     * @throws Refusal 404, 422 when question or answer are not fit, 409 when somebody changed it meanwhile
     */
    @Transactional
    public FaqEntry change(
            UUID id,
            @Nullable Integer version,
            @Nullable String question,
            @Nullable String answer,
            boolean hidden,
            Viewer author) {
        List<FaqEntry> all = lock();
        FaqEntry entry = require(id);
        requireCurrent(entry, version);
        String asked = question(question);
        String said = answer(answer);
        requireNew(all, asked, id);
        if (entry.question().equals(asked) && entry.answer().equals(said) && entry.hidden() == hidden) {
            return entry;
        }
        jdbc.sql("""
                        update faq_entry set question = ?, answer = ?, hidden = ?, version = version + 1,
                        changed_at = ?, changed_by_name = ? where id = ?""")
                .params(asked, said, hidden, now(), author.displayName(), id)
                .update();
        return remember(id, author);
    }

    /**
     * Puts an entry at another place; the others make room.
     *
     * @param place from 1 to the number of entries
     */
    @Transactional
    public FaqEntry move(UUID id, int place, Viewer author) {
        List<FaqEntry> all = lock();
        FaqEntry entry = require(id);
        if (place < 1 || place > all.size()) {
            throw new Refusal(422, "VALORE_NON_VALIDO", "La posizione va da 1 a " + all.size() + ".")
                    .with("campo", "posizione");
        }
        if (entry.place() == place) {
            return entry;
        }
        boolean up = place < entry.place();
        jdbc.sql("update faq_entry set place = place + ? where place between ? and ?")
                .params(up ? 1 : -1, up ? place : entry.place() + 1, up ? entry.place() - 1 : place)
                .update();
        jdbc.sql("""
                        update faq_entry set place = ?, version = version + 1, changed_at = ?, changed_by_name = ?
                        where id = ?""").params(place, now(), author.displayName(), id).update();
        return remember(id, author);
    }

    /** One administrator at a time: places and questions stay unique. */
    private List<FaqEntry> lock() {
        return jdbc.sql(COLUMNS + "order by id for update").query(Faq::entry).list();
    }

    private FaqEntry remember(UUID id, Viewer author) {
        jdbc.sql("""
                        insert into faq_version (faq_id, version, question, answer, place, hidden, author, author_name,
                                                 written_at)
                        select id, version, question, answer, place, hidden, ?, ?, changed_at from faq_entry
                        where id = ?""").params(author.username(), author.displayName(), id).update();
        return require(id);
    }

    private static void requireCurrent(FaqEntry entry, @Nullable Integer version) {
        if (version == null) {
            throw new Refusal(
                            422,
                            "VALORE_NON_VALIDO",
                            "Manca «versione»: è il numero della versione che state modificando.")
                    .with("campo", "versione");
        }
        if (version != entry.version()) {
            throw new Refusal(
                    409,
                    "VERSIONE_SUPERATA",
                    entry.changedBy() + " ha modificato questa domanda dopo che l'avete aperta: rileggetela e ripetete"
                            + " la modifica.");
        }
    }

    private static void requireNew(List<FaqEntry> all, String question, @Nullable UUID own) {
        if (all.stream()
                .anyMatch(entry -> entry.question().equalsIgnoreCase(question)
                        && !entry.id().equals(own))) {
            throw new Refusal(
                            409, "DOMANDA_GIA_PRESENTE", "C'è già una domanda con le stesse parole: modificate quella.")
                    .with("campo", "domanda");
        }
    }

    private static String question(@Nullable String words) {
        return PlainText.required("domanda", words == null ? null : words.replaceAll("\\s+", " "), 5, 300);
    }

    private static String answer(@Nullable String words) {
        return PlainText.required("risposta", words == null ? null : words.replace("\r\n", "\n"), 10, 5_000);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static FaqEntry entry(ResultSet row, int n) throws SQLException {
        return new FaqEntry(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                row.getBoolean(5),
                row.getInt(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                row.getString(8));
    }
}
