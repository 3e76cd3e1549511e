package it.sioss.guide;

import it.sioss.access.Mandate;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.catalogue.FormItem;
import it.sioss.guide.AssistanceRequest.Subject;
import it.sioss.platform.PlainText;
import it.sioss.platform.Refusal;
import it.sioss.registry.Registry;
import it.sioss.sheet.SheetView;
import it.sioss.sheet.Sheets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * "Richiedi assistenza": who works asks from where the doubt is, the administrator answers, the asker reads the answer on the
 * sheet; the supervisor of the region reads what its territory asks. Asking changes no sheet, so it is possible in every state
 * and after the deadline.
 */
@Service
public class Assistance {

    /** Who has so many questions waiting should wait for an answer first. */
    static final int MOST_OPEN = 20;

    static final int MOST_MESSAGES = 50;
    private static final int SHORTEST = 10;
    private static final int LONGEST = 2_000;

    private final AssistanceRequestRepository requests;
    private final AssistanceReading reading;
    private final Sheets sheets;
    private final Registry registry;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Assistance(
            AssistanceRequestRepository requests,
            AssistanceReading reading,
            Sheets sheets,
            Registry registry,
            JdbcClient jdbc,
            Clock clock,
            ApplicationEventPublisher events) {
        this.requests = requests;
        this.reading = reading;
        this.sheets = sheets;
        this.registry = registry;
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** What a request would be about: shown before it is written. */
    public record About(@Nullable UUID sheet, @Nullable String question, String words) {}

    /** @throws Refusal 404 outside the person's territory, 422 when the form has no such question */
    @Transactional(readOnly = true)
    public About about(@Nullable UUID sheet, @Nullable String question, Viewer viewer) {
        Subject subject = subject(sheet, question, viewer);
        return new About(subject.sheet(), subject.question(), subject.words());
    }

    /**
     * Asks.
     *
     * @param question key of a question of the sheet's form; only together with a sheet
     * @throws Refusal 404 outside the person's territory, 422 when the text or the question are not fit, 409 when the same
     *     was just asked or too many questions are waiting
     */
    @Transactional
    public AssistanceView ask(@Nullable UUID sheet, @Nullable String question, @Nullable String words, Viewer asker) {
        Subject subject = subject(sheet, question, asker);
        String asked = text(words);
        jdbc.sql("select pg_advisory_xact_lock(hashtext('assistance ' || ?))")
                .param(asker.username())
                .query()
                .singleRow();
        requireRoom(asker);
        requireNew(subject, asked, asker);
        Instant now = clock.instant();
        AssistanceRequest request =
                requests.saveAndFlush(new AssistanceRequest(asker.username(), asker.displayName(), subject, now));
        say(request.id(), false, asked, asker, now);
        return reading.require(request.id(), asker);
    }

    private Subject subject(@Nullable UUID sheet, @Nullable String question, Viewer asker) {
        String key = question == null || question.isBlank() ? null : question;
        if (sheet == null) {
            if (key != null) {
                throw new Refusal(422, "VALORE_NON_VALIDO", "Una voce si indica insieme alla sua scheda.")
                        .with("campo", "voce");
            }
            return place(asker);
        }
        SheetView view = sheets.view(sheet, asker);
        FormItem item = key == null ? null : view.revision().form().item(key);
        if (key != null && item == null) {
            throw new Refusal(422, "VALORE_NON_VALIDO", "Il modulo di questa scheda non ha la voce indicata.")
                    .with("campo", "voce");
        }
        return new Subject(
                sheet,
                key,
                item == null ? null : item.label(),
                view.sheet().year(),
                view.sheet().module(),
                view.sheet().ats(),
                view.atsName(),
                view.sheet().region());
    }

    /** Who speaks for one territory asks for it; who has several, or the nation, for none. */
    private Subject place(Viewer asker) {
        List<Mandate> territories = asker.mandates().stream()
                .filter(mandate -> mandate.role().level() != Role.Level.NATION)
                .toList();
        if (territories.stream().map(Mandate::territory).distinct().count() != 1) {
            return Subject.ofPlace(null, null, null);
        }
        Mandate only = territories.get(0);
        return only.role().level() == Role.Level.REGION
                ? Subject.ofPlace(null, null, only.territory())
                : registry.ats(only.territory())
                        .map(ats -> Subject.ofPlace(ats.code(), ats.name(), ats.regionalBody()))
                        .orElseGet(() -> Subject.ofPlace(null, null, null));
    }

    private void requireRoom(Viewer asker) {
        long open = jdbc.sql("select count(*) from assistance_request where author = ? and state = 'OPEN'")
                .param(asker.username())
                .query(Long.class)
                .single();
        if (open >= MOST_OPEN) {
            throw new Refusal(
                    409,
                    "TROPPE_RICHIESTE",
                    "Avete già " + MOST_OPEN + " richieste in attesa di risposta: aspettate una risposta, o chiudete"
                            + " quelle che non servono più.");
        }
    }

    private void requireNew(Subject subject, String words, Viewer asker) {
        jdbc.sql("""
                        select r.id from assistance_request r
                        join assistance_message m on m.request_id = r.id and m.number = 1
                        where r.author = ? and r.state = 'OPEN' and r.sheet_id is not distinct from ?::uuid
                        and r.question is not distinct from ?::text and m.words = ?""")
                .params(asker.username(), subject.sheet(), subject.question(), words)
                .query(UUID.class)
                .optional()
                .ifPresent(same -> {
                    throw new Refusal(
                                    409,
                                    "RICHIESTA_GIA_INVIATA",
                                    "Avete già inviato questa stessa richiesta: è in attesa di risposta.")
                            .with("richiesta", same);
                });
    }

    /**
     * The administrator answers; the asker is told by whoever listens to {@link AssistanceAnswered}.
     *
     * @throws Refusal 404 for who may not see it, 403 for everybody but administrators, 409 when it is closed, 422 when the
     *     text is not fit
     */
    @Transactional
    public AssistanceView answer(UUID id, @Nullable String words, Viewer desk) {
        AssistanceRequest request = locked(id, desk);
        if (!desk.administrator()) {
            throw new Refusal(
                    403, "NON_AUTORIZZATO", "Alle richieste di assistenza risponde il ministero (amministratore).");
        }
        String said = text(words);
        Instant now = clock.instant();
        request.answered(now);
        say(id, true, said, desk, now);
        requests.saveAndFlush(request);
        events.publishEvent(new AssistanceAnswered(
                id,
                request.author(),
                request.subject().sheet(),
                request.subject().words(),
                now));
        return reading.require(id, desk);
    }

    /** The asker adds something, or asks again: the request waits for an answer. */
    @Transactional
    public AssistanceView askAgain(UUID id, @Nullable String words, Viewer asker) {
        AssistanceRequest request = locked(id, asker);
        if (!request.author().equals(asker.username())) {
            throw new Refusal(403, "NON_AUTORIZZATO", "Può aggiungere qualcosa soltanto chi ha fatto la richiesta.");
        }
        String said = text(words);
        Instant now = clock.instant();
        request.askedAgain(now);
        say(id, false, said, asker, now);
        requests.saveAndFlush(request);
        return reading.require(id, asker);
    }

    /** The asker no longer needs it, or the administrator considers it settled. */
    @Transactional
    public AssistanceView close(UUID id, Viewer viewer) {
        AssistanceRequest request = locked(id, viewer);
        if (!request.author().equals(viewer.username()) && !viewer.administrator()) {
            throw new Refusal(
                    403, "NON_AUTORIZZATO", "Chiude una richiesta chi l'ha fatta, o il ministero (amministratore).");
        }
        request.close(clock.instant());
        requests.saveAndFlush(request);
        return reading.require(id, viewer);
    }

    private AssistanceRequest locked(UUID id, Viewer viewer) {
        reading.require(id, viewer);
        return requests.lock(id).orElseThrow();
    }

    private static String text(@Nullable String words) {
        return PlainText.required("testo", words == null ? null : words.replace("\r\n", "\n"), SHORTEST, LONGEST);
    }

    private void say(UUID request, boolean fromDesk, String words, Viewer author, Instant at) {
        int number = jdbc.sql("select coalesce(max(number), 0) + 1 from assistance_message where request_id = ?")
                .param(request)
                .query(Integer.class)
                .single();
        if (number > MOST_MESSAGES) {
            throw new Refusal(
                    409,
                    "TROPPI_MESSAGGI",
                    "La richiesta ha già " + MOST_MESSAGES + " messaggi: chiudetela e apritene una nuova.");
        }
        jdbc.sql("""
                        insert into assistance_message (request_id, number, from_desk, words, author, author_name,
                                                        written_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        request,
                        number,
                        fromDesk,
                        words,
                        author.username(),
                        author.displayName(),
                        at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
