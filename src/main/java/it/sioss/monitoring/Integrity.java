package it.sioss.monitoring;

import it.sioss.sheet.SheetState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Questions the data must always answer with "none": for whoever keeps the service running. */
@Component
public class Integrity {

    private static final Duration SWEEP = Duration.ofMinutes(5);
    private static final int EXAMPLES = 20;

    private final JdbcClient jdbc;
    private final Clock clock;

    Integrity(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How bad it is when rows are found. */
    public enum Gravity {
        SERIOUS("GRAVE"),
        TO_WATCH("DA_SEGUIRE");

        private final String word;

        Gravity(String word) {
            this.word = word;
        }

        /** The word of the machine interface. */
        public String word() {
            return word;
        }
    }

    /**
     * One check and what it found.
     *
     * @param rows how many rows break it; none is well
     * @param examples the first of them
     */
    public record Finding(
            String id, Gravity gravity, String question, long rows, List<String> examples, String remedy) {}

    private record Check(String id, Gravity gravity, String question, String query, String remedy) {}

    private static final List<Check> CHECKS = List.of(
            new Check(
                    "schede-senza-caso",
                    Gravity.SERIOUS,
                    "Schede vive senza un caso aperto nel motore dei processi",
                    "select s.id::text from sheet s where s.state in " + SheetState.LIVE
                            + " and not exists (select from act_ru_execution e where e.id_ = s.process_instance_id)",
                    "Ripristinate il motore dalla stessa copia della base dati; la scheda conserva le sue risposte."),
            new Check(
                    "schede-senza-attivita",
                    Gravity.SERIOUS,
                    "Schede vive senza esattamente un'attività aperta",
                    "select s.id::text from sheet s where s.state in " + SheetState.LIVE
                            + " and (select count(*) from act_ru_task t where t.proc_inst_id_ = s.process_instance_id) <> 1",
                    "Guardate gli incidenti dello stesso caso e ripetete il lavoro fallito."),
            new Check(
                    "casi-senza-scheda",
                    Gravity.SERIOUS,
                    "Casi aperti nel motore senza una scheda viva",
                    "select e.business_key_ from act_ru_execution e join act_re_procdef d on d.id_ = e.proc_def_id_"
                            + " where d.key_ = 'module-sheet' and e.parent_id_ is null and e.super_exec_ is null"
                            + " and not exists (select from sheet s where s.process_instance_id = e.id_ and s.state in "
                            + SheetState.LIVE + ")",
                    "Il caso non ha più effetti: segnalatelo all'assistenza con la chiave."),
            new Check(
                    "schede-oltre-il-termine",
                    Gravity.TO_WATCH,
                    "Schede ancora vive cinque minuti dopo il termine",
                    "select s.id::text from sheet s, lateral window_of(s.year, s.module, s.region, s.ats, s.id) w"
                            + " where s.state in " + SheetState.LIVE + " and w.deadline < :swept",
                    "Non hanno più effetti legali; il riordino ogni minuto le chiude: se restano, guardate gli incidenti."),
            new Check(
                    "finalizzate-senza-trasmissione",
                    Gravity.SERIOUS,
                    "Schede finalizzate senza trasmissione",
                    "select s.id::text from sheet s where s.state = 'FINALIZED'"
                            + " and not exists (select from transmission t where t.sheet_id = s.id)",
                    "Non deve mai accadere: fermate le scritture e confrontate con la copia di sicurezza."),
            new Check(
                    "trasmissioni-senza-finalizzazione",
                    Gravity.SERIOUS,
                    "Trasmissioni di schede non finalizzate",
                    "select t.number::text from transmission t join sheet s on s.id = t.sheet_id"
                            + " where s.state <> 'FINALIZED'",
                    "Non deve mai accadere: fermate le scritture e confrontate con la copia di sicurezza."),
            new Check(
                    "impronte-diverse",
                    Gravity.SERIOUS,
                    "Trasmissioni il cui contenuto non corrisponde all'impronta",
                    "select t.number::text from transmission t"
                            + " where encode(sha256(t.canonical), 'hex') <> t.fingerprint",
                    "Il contenuto è stato alterato fuori dall'applicazione: confrontate con la copia e con la ricevuta."),
            new Check(
                    "incidenti",
                    Gravity.TO_WATCH,
                    "Incidenti aperti nel motore",
                    "select coalesce(i.activity_id_, i.incident_type_) || ' ' || i.id_ from act_ru_incident i",
                    "Rimuovete la causa scritta nel registro e ripetete il lavoro."),
            new Check(
                    "lavori-falliti",
                    Gravity.TO_WATCH,
                    "Lavori del motore senza altri tentativi",
                    "select j.type_ || ' ' || j.id_ from act_ru_job j where j.retries_ <= 0",
                    "Rimuovete la causa scritta nel registro e ripetete il lavoro."),
            new Check(
                    "lavori-multipli-falliti",
                    Gravity.TO_WATCH,
                    "Voci fallite in lavori su molte schede",
                    "select b.kind || ' ' || b.subject || ' ' || i.item from batch_item i join batch b on b.id = i.batch_id"
                            + " where i.state = 'FAILED'",
                    "Aprite la pagina della rilevazione (qui sotto i lavori fermi): c'è che cosa non è riuscito, e si riprende il lavoro."));

    /** How many works have stopped and wait for a person: an administrator is told wherever the figures are. */
    @Transactional(readOnly = true)
    public long stopped() {
        return jdbc.sql("select (select count(*) from act_ru_incident)"
                        + " + (select count(*) from batch_item where state = 'FAILED')")
                .query(Long.class)
                .single();
    }

    /** Asks everything; each check with its number of rows and its first examples. */
    @Transactional(readOnly = true)
    public List<Finding> findings() {
        Instant present = clock.instant();
        return CHECKS.stream().map(check -> ask(check, present)).toList();
    }

    private Finding ask(Check check, Instant present) {
        record Counted(long rows, String example) {}
        List<Counted> found = jdbc.sql("select count(*) over () as rows, q.example from (" + check.query()
                        + ") q(example) order by 2 limit " + EXAMPLES)
                .param("present", utc(present))
                .param("swept", utc(present.minus(SWEEP)))
                .query((row, n) -> new Counted(row.getLong(1), String.valueOf(row.getString(2))))
                .list();
        return new Finding(
                check.id(),
                check.gravity(),
                check.question(),
                found.isEmpty() ? 0 : found.get(0).rows(),
                found.stream().map(Counted::example).toList(),
                check.remedy());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
