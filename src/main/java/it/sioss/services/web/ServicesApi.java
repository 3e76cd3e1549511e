package it.sioss.services.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.access.Viewer;
import it.sioss.platform.IdempotentAnswers;
import it.sioss.platform.Refusal;
import it.sioss.services.AnnexDesk;
import it.sioss.services.AnnexReader;
import it.sioss.services.AnnexView;
import it.sioss.services.DatabaseDesk;
import it.sioss.services.DatabaseList;
import it.sioss.services.DatabaseReceipt;
import it.sioss.services.ModeDraft;
import it.sioss.services.Nomenclature;
import it.sioss.services.SheetLevel;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Allegato 1 and the services database for machines. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Servizi attivati")
class ServicesApi {

    private static final int LARGEST_PAGE = 200;
    private static final String DATABASE = "/servizi-attivati/{year}/{ats}";

    private final AnnexReader reader;
    private final AnnexDesk annex;
    private final DatabaseDesk desk;
    private final DatabaseList databases;
    private final Nomenclature nomenclature;
    private final DatabaseReceiptDocument document;
    private final IdempotentAnswers answers;
    private final TransactionTemplate transaction;
    private final ObjectMapper json;
    private final Clock clock;

    ServicesApi(
            AnnexReader reader,
            AnnexDesk annex,
            DatabaseDesk desk,
            DatabaseList databases,
            Nomenclature nomenclature,
            DatabaseReceiptDocument document,
            IdempotentAnswers answers,
            TransactionTemplate transaction,
            ObjectMapper json,
            Clock clock) {
        this.reader = reader;
        this.annex = annex;
        this.desk = desk;
        this.databases = databases;
        this.nomenclature = nomenclature;
        this.document = document;
        this.answers = answers;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    record AnswerBody(@JsonProperty("attivato") @Nullable Boolean activated) {}

    record ModeBody(
            @JsonProperty("servizio") @Nullable String service,
            @JsonProperty("modalita") @Nullable String manner,
            @JsonProperty("forma") @Nullable String exercise,
            @JsonProperty("naturaGiuridica") @Nullable String legalForm,
            @JsonProperty("soggetto") @Nullable String body,
            @JsonProperty("denominazione") @Nullable String bodyName,
            @JsonProperty("codiceFiscale") @Nullable String taxCode,
            @JsonProperty("tuttoAmbito") @Nullable Boolean wholeAts,
            @JsonProperty("comuni") @Nullable List<@Nullable String> municipalities,
            @JsonProperty("versione") @Nullable Long version) {

        ModeDraft draft() {
            return new ModeDraft(
                    service,
                    manner,
                    exercise,
                    legalForm,
                    body,
                    bodyName,
                    taxCode,
                    Boolean.TRUE.equals(wholeAts),
                    municipalities == null
                            ? List.of()
                            : municipalities.stream().map(ModeBody::code).toList());
        }

        private static String code(@Nullable String municipality) {
            if (municipality == null) {
                throw new Refusal(400, "VALORE_NON_VALIDO", "«comuni» è un elenco di codici ISTAT: toglietene i null.")
                        .with("campo", "comuni");
            }
            return municipality;
        }
    }

    record SheetWish(
            @JsonProperty("modulo") @Nullable String module,
            @JsonProperty("livello") @Nullable String level,
            @JsonProperty("soggetto") @Nullable String body) {}

    record NothingBody() {}

    record Line(
            @JsonProperty("codice") String code,
            @JsonProperty("macroattivita") String macroActivity,
            @JsonProperty("denominazione") String name) {}

    @GetMapping("/nomenclatura")
    @Operation(summary = "I servizi della nomenclatura, per macroattività")
    List<Line> nomenclature() {
        return nomenclature.lines().stream()
                .map(line -> new Line(line.code(), line.macroActivity(), line.name()))
                .toList();
    }

    record DatabaseLine(
            @JsonProperty("ats") String ats,
            @JsonProperty("denominazione") String name,
            @JsonProperty("stato") String state,
            @JsonProperty("risposte") int answered,
            @JsonProperty("attivati") int activated,
            @JsonProperty("righe") int lines) {}

    record Page(
            @JsonProperty("totale") long total,
            @JsonProperty("banche") List<DatabaseLine> databases) {}

    @GetMapping("/servizi-attivati")
    @Operation(summary = "Le banche dati dei servizi attivati del proprio territorio, per codice")
    Page list(
            @RequestParam("anno") int year,
            @RequestParam(name = "page", defaultValue = "0") int page,
            @RequestParam(name = "size", defaultValue = "50") int size,
            Viewer viewer) {
        if (page < 0 || page > 100_000 || size < 1 || size > LARGEST_PAGE) {
            throw new Refusal(400, "VALORE_NON_VALIDO", "«page» parte da 0 e «size» va da 1 a " + LARGEST_PAGE + ".");
        }
        return new Page(
                databases.count(year, viewer.scope()),
                databases.page(year, viewer.scope(), page * size, size).stream()
                        .map(line -> new DatabaseLine(
                                line.ats(),
                                line.name(),
                                line.state().word(),
                                line.answered(),
                                line.activated(),
                                line.lines()))
                        .toList());
    }

    @GetMapping(DATABASE)
    @Operation(summary = "La banca dati dei servizi attivati di un ATS: Allegato 1, esiti, schede dovute, azioni")
    AnnexBody annex(@PathVariable int year, @PathVariable String ats, Viewer viewer) {
        return AnnexBody.of(reader.view(year, ats, viewer));
    }

    @PutMapping(DATABASE + "/servizi/{service}")
    @Operation(summary = "Dice se un servizio è stato attivato nell'anno")
    AnnexBody answer(
            @PathVariable int year,
            @PathVariable String ats,
            @PathVariable String service,
            @RequestBody AnswerBody body,
            Viewer viewer) {
        if (body.activated() == null) {
            throw new Refusal(400, "VALORE_NON_VALIDO", "Il corpo deve avere la forma {\"attivato\": true}.");
        }
        annex.answer(year, ats, service, body.activated(), viewer, clock.instant());
        return annex(year, ats, viewer);
    }

    @PostMapping(DATABASE + "/modalita")
    @Operation(summary = "Aggiunge una modalità di attuazione con il suo soggetto attuatore")
    ResponseEntity<AnnexBody> add(
            @PathVariable int year, @PathVariable String ats, @RequestBody ModeBody body, Viewer viewer) {
        UUID id = annex.add(year, ats, body.draft(), viewer, clock.instant());
        return ResponseEntity.status(HttpStatus.CREATED)
                .header(HttpHeaders.LOCATION, "/api/v1/servizi-attivati/" + year + "/" + ats + "/modalita/" + id)
                .body(annex(year, ats, viewer));
    }

    @PutMapping(DATABASE + "/modalita/{line}")
    @Operation(summary = "Riscrive una riga; «versione» è quella letta")
    AnnexBody rewrite(
            @PathVariable int year,
            @PathVariable String ats,
            @PathVariable UUID line,
            @RequestBody ModeBody body,
            Viewer viewer) {
        if (body.version() == null) {
            throw new Refusal(428, "VERSIONE_MANCANTE", "Manca «versione»: indicate quella che avete letto.");
        }
        annex.rewrite(year, ats, line, body.version(), body.draft(), viewer, clock.instant());
        return annex(year, ats, viewer);
    }

    @DeleteMapping(DATABASE + "/modalita/{line}")
    @Operation(summary = "Toglie una riga; il suo numero non si usa più")
    AnnexBody remove(@PathVariable int year, @PathVariable String ats, @PathVariable UUID line, Viewer viewer) {
        annex.remove(year, ats, line, viewer, clock.instant());
        return annex(year, ats, viewer);
    }

    @PostMapping(DATABASE + "/copia")
    @Operation(summary = "Copia l'Allegato 1 dell'anno precedente più recente")
    AnnexBody copy(
            @PathVariable int year,
            @PathVariable String ats,
            @RequestBody(required = false) @Nullable NothingBody body,
            Viewer viewer) {
        annex.copyLastYear(year, ats, viewer, clock.instant());
        return annex(year, ats, viewer);
    }

    @PostMapping(DATABASE + "/conclusione")
    @Operation(summary = "L'Allegato 1 è completo: resta da finalizzare")
    AnnexBody conclude(
            @PathVariable int year,
            @PathVariable String ats,
            @RequestBody(required = false) @Nullable NothingBody body,
            Viewer viewer) {
        desk.conclude(year, ats, viewer, clock.instant());
        return annex(year, ats, viewer);
    }

    @PostMapping(DATABASE + "/ripresa")
    @Operation(summary = "Torna all'Allegato 1")
    AnnexBody resume(
            @PathVariable int year,
            @PathVariable String ats,
            @RequestBody(required = false) @Nullable NothingBody body,
            Viewer viewer) {
        desk.resume(year, ats, viewer, clock.instant());
        return annex(year, ats, viewer);
    }

    @PostMapping(DATABASE + "/schede")
    @Operation(summary = "Aggiunge la scheda facoltativa di un soggetto dell'Allegato 1")
    AnnexBody addSheet(@PathVariable int year, @PathVariable String ats, @RequestBody SheetWish wish, Viewer viewer) {
        SheetLevel level = Arrays.stream(SheetLevel.values())
                .filter(one -> one.word().equals(wish.level()))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        422, "VALORE_NON_VALIDO", "Il livello deve essere AMBITO, COMUNE o ALTRO_SOGGETTO."));
        desk.addSheet(
                year,
                ats,
                Objects.requireNonNullElse(wish.module(), ""),
                level,
                Objects.requireNonNullElse(wish.body(), ""),
                viewer,
                clock.instant());
        return annex(year, ats, viewer);
    }

    @PostMapping(path = DATABASE + "/finalizzazione", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Finalizza la banca dati nel suo insieme: rende la ricevuta")
    String finalizeDatabase(
            @PathVariable int year,
            @PathVariable String ats,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody(required = false) @Nullable NothingBody body,
            Viewer viewer) {
        Instant received = clock.instant();
        if (key == null) {
            return written(desk.finalizeDatabase(year, ats, viewer, received));
        }
        String request = "finalizzazione/servizi/" + year + "/" + ats;
        return answers.given(viewer.username(), key, request).orElseGet(() -> {
            try {
                return Objects.requireNonNull(transaction.execute(status -> {
                    String receipt = written(desk.finalizeDatabase(year, ats, viewer, received));
                    answers.remember(viewer.username(), key, request, receipt);
                    return receipt;
                }));
            } catch (Refusal refusal) {
                return answers.given(viewer.username(), key, request).orElseThrow(() -> refusal);
            }
        });
    }

    private String written(DatabaseReceipt receipt) {
        try {
            return json.writeValueAsString(DatabaseReceiptBody.of(receipt));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a receipt can always be written", impossible);
        }
    }

    @GetMapping(DATABASE + "/storia")
    @Operation(summary = "Che cosa è stato fatto: chi, per conto di chi, quando")
    List<AnnexHistoryBody> history(@PathVariable int year, @PathVariable String ats, Viewer viewer) {
        return reader.history(year, ats, viewer).stream()
                .map(entry -> AnnexHistoryBody.of(entry, nomenclature, json))
                .toList();
    }

    @GetMapping(DATABASE + "/ricevuta")
    DatabaseReceiptBody receipt(@PathVariable int year, @PathVariable String ats, Viewer viewer) {
        return DatabaseReceiptBody.of(existing(reader.view(year, ats, viewer)));
    }

    private static DatabaseReceipt existing(AnnexView view) {
        return view.receipt()
                .orElseThrow(() ->
                        new Refusal(404, "NON_TROVATO", "La banca dati non è stata finalizzata: non ha una ricevuta."));
    }

    /** Exactly the bytes the fingerprint was computed from. */
    @GetMapping(path = DATABASE + "/ricevuta/contenuto", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> content(@PathVariable int year, @PathVariable String ats, Viewer viewer) {
        DatabaseReceipt receipt = existing(reader.view(year, ats, viewer));
        return download(receipt.canonical(), receipt.number() + ".json", MediaType.APPLICATION_JSON);
    }

    @GetMapping(path = DATABASE + "/ricevuta.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> pdf(@PathVariable int year, @PathVariable String ats, Viewer viewer) {
        AnnexView view = reader.view(year, ats, viewer);
        DatabaseReceipt receipt = existing(view);
        return download(document.pdf(receipt, view), receipt.number() + ".pdf", MediaType.APPLICATION_PDF);
    }

    private static ResponseEntity<byte[]> download(byte[] bytes, String name, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(bytes);
    }
}
