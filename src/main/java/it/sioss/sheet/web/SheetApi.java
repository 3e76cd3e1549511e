package it.sioss.sheet.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import it.sioss.access.Viewer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.AnswersPatch;
import it.sioss.catalogue.Option;
import it.sioss.platform.IdempotentAnswers;
import it.sioss.platform.Refusal;
import it.sioss.sheet.Receipt;
import it.sioss.sheet.Remark;
import it.sioss.sheet.Reopenings;
import it.sioss.sheet.SheetView;
import it.sioss.sheet.Sheets;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
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
import org.springframework.web.bind.annotation.RestController;

/** One sheet for machines, and for the island that shows it in the browser. */
@RestController
@RequestMapping("/api/v1/schede/{id}")
class SheetApi {

    private static final Pattern ETAG = Pattern.compile("\"((\\d{1,18})(?:-[0-9a-f]{1,8})?)\"");

    private static final String DECIDES_ON_WHAT_WAS_READ =
            "Con If-Match (l'ETag letto) decide solo su quella versione: se la scheda è cambiata, 412 VERSIONE_SUPERATA e"
                    + " non decide nulla. Senza, decide sulla scheda com'è.";

    private final Sheets sheets;
    private final Reopenings reopenings;
    private final ReceiptDocument document;
    private final IdempotentAnswers answers;
    private final TransactionTemplate transaction;
    private final ObjectMapper json;
    private final Clock clock;

    SheetApi(
            Sheets sheets,
            Reopenings reopenings,
            ReceiptDocument document,
            IdempotentAnswers answers,
            TransactionTemplate transaction,
            ObjectMapper json,
            Clock clock) {
        this.sheets = sheets;
        this.reopenings = reopenings;
        this.document = document;
        this.answers = answers;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    record SaveBody(@JsonProperty("risposte") @Nullable JsonNode answers) {}

    record ExplainBody(@JsonProperty("testo") @Nullable String text) {}

    record JustifyBody(
            @JsonProperty("categoria") @Nullable String category,
            @JsonProperty("testo") @Nullable String text) {}

    record RemarkBody(
            @JsonProperty("voce") @Nullable String question,
            @JsonProperty("sezione") @Nullable String section,
            @JsonProperty("testo") @Nullable String words) {}

    record ReviewBody(
            @JsonProperty("esito") @Nullable String outcome,
            @JsonProperty("rilievi") @Nullable List<@Nullable RemarkBody> remarks,
            @JsonProperty("sezioni") @Nullable Set<String> sections) {}

    record WidenBody(@JsonProperty("sezioni") @Nullable Set<String> sections) {}

    /** A request that carries nothing but its intention; keys that the contract does not know are refused. */
    record NothingBody() {}

    @GetMapping
    ResponseEntity<SheetBody> sheet(@PathVariable UUID id, Viewer viewer) {
        return tagged(sheets.view(id, viewer));
    }

    static ResponseEntity<SheetBody> tagged(SheetView view) {
        return ResponseEntity.ok()
                .eTag("\"" + view.sheet().tag() + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(SheetBody.of(view));
    }

    record ReopenBody(
            @JsonProperty("motivo") @Nullable String reason,
            @JsonProperty("finoAl") @Nullable String until) {}

    /** The new sheet that goes on from this ended one, until the given day or instant. */
    @PostMapping(path = "/riapertura", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<SheetBody> reopen(@PathVariable UUID id, @RequestBody ReopenBody body, Viewer viewer) {
        SheetView fresh = reopenings.reopen(id, body.reason(), ReopeningPage.until(body.until()), viewer);
        return ResponseEntity.created(
                        URI.create("/api/v1/schede/" + fresh.sheet().id()))
                .eTag("\"" + fresh.sheet().tag() + "\"")
                .body(SheetBody.of(fresh));
    }

    /** What the sheet says differently from the transmission before it; 404 when there was none. */
    @GetMapping("/differenze")
    DifferencesBody differences(@PathVariable UUID id, Viewer viewer) {
        return sheets.differences(id, viewer)
                .map(DifferencesBody::of)
                .orElseThrow(() -> Refusal.notFound("Una trasmissione precedente"));
    }

    @GetMapping(path = "/modulo", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] form(@PathVariable UUID id, Viewer viewer) {
        return sheets.view(id, viewer).revision().formBytes();
    }

    @GetMapping("/opzioni")
    Map<String, List<Option>> options(@PathVariable UUID id, Viewer viewer) {
        return sheets.view(id, viewer).options();
    }

    /** Which answers must add up to which: for running totals, never to judge. */
    @GetMapping("/somme")
    List<SumBody> sums(@PathVariable UUID id, Viewer viewer) {
        return sheets.view(id, viewer).revision().sums().stream()
                .map(SumBody::of)
                .toList();
    }

    @PutMapping("/risposte")
    @Operation(
            summary = "Salva le risposte nominate; le altre restano come sono",
            description = "If-Match è la versione letta (ETag): se non è più l'ultima, 412 VERSIONE_SUPERATA. Dopo una"
                    + " restituzione limitata la scheda ha un «limite»: una richiesta che cambia voci di altre sezioni è"
                    + " rifiutata intera con 409 SEZIONE_NON_MODIFICABILE, che nomina «sezioni» e «campi», anche quando fra"
                    + " le azioni «salvataggio» è consentita. Rimandare gli stessi valori non è una modifica.")
    ResponseEntity<SheetBody> save(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            @RequestBody SaveBody body,
            Viewer viewer) {
        Instant received = clock.instant();
        long version = version(match, id, viewer);
        return tagged(sheets.answer(id, version, patch(body), viewer, received));
    }

    private long version(@Nullable String match, UUID id, Viewer viewer) {
        if (match == null || match.isBlank()) {
            throw new Refusal(428, "VERSIONE_MANCANTE", "Manca If-Match: indicate la versione (ETag) che avete letto.");
        }
        return Long.parseLong(tag(match, id, viewer).group(2));
    }

    /** What who decides says to have read; null when the request does not say. */
    private @Nullable String shown(@Nullable String match, UUID id, Viewer viewer) {
        return match == null || match.isBlank() ? null : tag(match, id, viewer).group(1);
    }

    private MatchResult tag(String match, UUID id, Viewer viewer) {
        var tag = ETAG.matcher(match.strip());
        if (tag.matches()) {
            return tag;
        }
        if (match.contains(",")) {
            throw new Refusal(
                    400, "VERSIONE_NON_VALIDA", "If-Match deve contenere una sola versione, per esempio \"17\".");
        }
        var current = sheets.view(id, viewer);
        throw new Refusal(
                412,
                "VERSIONE_SUPERATA",
                "If-Match deve contenere la versione letta, per esempio \""
                        + current.sheet().tag() + "\".");
    }

    static AnswersPatch patch(SaveBody body) {
        if (body.answers() == null || !body.answers().isObject()) {
            throw new Refusal(
                    400, "VALORE_NON_VALIDO", "Il corpo deve avere la forma {\"risposte\": {voce: {\"value\": …}}}.");
        }
        return Answers.parsePatch(body.answers());
    }

    @PutMapping("/spiegazioni/{finding}")
    ResponseEntity<SheetBody> explain(
            @PathVariable UUID id, @PathVariable String finding, @RequestBody ExplainBody body, Viewer viewer) {
        String text = Objects.requireNonNullElse(body.text(), "");
        return tagged(sheets.explain(id, finding, text, viewer, clock.instant()));
    }

    @DeleteMapping("/spiegazioni/{finding}")
    ResponseEntity<SheetBody> withdrawExplanation(@PathVariable UUID id, @PathVariable String finding, Viewer viewer) {
        return tagged(sheets.withdrawExplanation(id, finding, viewer, clock.instant()));
    }

    @PostMapping("/valida")
    Map<String, Object> validate(@PathVariable UUID id, Viewer viewer) {
        SheetBody body = SheetBody.of(sheets.view(id, viewer));
        return Map.of("esiti", body.findings(), "completezza", body.completeness());
    }

    @PostMapping("/invio")
    ResponseEntity<SheetBody> submit(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable NothingBody body, Viewer viewer) {
        return tagged(sheets.submit(id, viewer, clock.instant()));
    }

    @PutMapping("/senza-contenuti")
    ResponseEntity<SheetBody> declareEmpty(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable NothingBody body, Viewer viewer) {
        return tagged(sheets.declareEmpty(id, true, viewer, clock.instant()));
    }

    @DeleteMapping("/senza-contenuti")
    ResponseEntity<SheetBody> undoEmpty(@PathVariable UUID id, Viewer viewer) {
        return tagged(sheets.declareEmpty(id, false, viewer, clock.instant()));
    }

    @PostMapping("/motivazione")
    ResponseEntity<SheetBody> justify(@PathVariable UUID id, @RequestBody JustifyBody body, Viewer viewer) {
        return tagged(sheets.justify(
                id,
                Objects.requireNonNullElse(body.category(), ""),
                Objects.requireNonNullElse(body.text(), ""),
                viewer,
                clock.instant()));
    }

    @PostMapping("/ripresa")
    ResponseEntity<SheetBody> resume(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable NothingBody body, Viewer viewer) {
        return tagged(sheets.resume(id, viewer, clock.instant()));
    }

    /** An optional sheet goes back to where it came from: withdrawn, with its history. */
    @DeleteMapping
    ResponseEntity<SheetBody> takeBack(@PathVariable UUID id, Viewer viewer) {
        return tagged(sheets.takeBack(id, viewer, clock.instant()));
    }

    @PostMapping("/verifica")
    @Operation(summary = "Approva o restituisce una scheda in verifica", description = DECIDES_ON_WHAT_WAS_READ)
    ResponseEntity<SheetBody> review(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            @RequestBody ReviewBody body,
            Viewer viewer) {
        Instant received = clock.instant();
        String shown = shown(match, id, viewer);
        List<RemarkBody> remarks = remarks(body.remarks());
        return switch (Objects.requireNonNullElse(body.outcome(), "")) {
            case "APPROVATA" -> {
                if (!remarks.isEmpty() || body.sections() != null) {
                    throw new Refusal(
                            422,
                            "VALORE_NON_VALIDO",
                            "Un'approvazione non porta rilievi né sezioni: per far correggere restituite la scheda.");
                }
                yield tagged(sheets.approve(id, shown, viewer, received));
            }
            case "RESTITUITA" ->
                tagged(sheets.returnForCorrection(
                        id,
                        remarks.stream()
                                .map(remark -> new Remark.Draft(
                                        remark.question(),
                                        remark.section(),
                                        Objects.requireNonNullElse(remark.words(), "")))
                                .toList(),
                        sections(body.sections()),
                        shown,
                        viewer,
                        received));
            default -> throw new Refusal(422, "VALORE_NON_VALIDO", "L'esito deve essere APPROVATA o RESTITUITA.");
        };
    }

    private static List<RemarkBody> remarks(@Nullable List<@Nullable RemarkBody> written) {
        if (written == null) {
            return List.of();
        }
        return written.stream().map(SheetApi::written).toList();
    }

    private static RemarkBody written(@Nullable RemarkBody remark) {
        if (remark == null) {
            throw new Refusal(
                            400,
                            "VALORE_NON_VALIDO",
                            "«rilievi» è un elenco di rilievi, ciascuno con il suo testo: toglietene i null.")
                    .with("campo", "rilievi");
        }
        return remark;
    }

    /** Opens more sections of a sheet returned for some only; none named means all. */
    @PostMapping("/ampliamento")
    ResponseEntity<SheetBody> widen(@PathVariable UUID id, @RequestBody WidenBody body, Viewer viewer) {
        return tagged(sheets.widen(id, sections(body.sections()), viewer, clock.instant()));
    }

    private static Set<String> sections(@Nullable Set<String> named) {
        if (named == null) {
            return Set.of();
        }
        if (named.stream().anyMatch(Objects::isNull)) {
            throw new Refusal(400, "VALORE_NON_VALIDO", "«sezioni» è un elenco di codici di sezione.");
        }
        return named;
    }

    @PostMapping(path = "/finalizzazione", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Finalizza e trasmette la scheda: la ricevuta", description = DECIDES_ON_WHAT_WAS_READ)
    String finalizeSheet(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody(required = false) @Nullable NothingBody body,
            Viewer viewer) {
        Instant received = clock.instant();
        String shown = shown(match, id, viewer);
        if (key == null) {
            return written(sheets.finalizeSheet(id, shown, viewer, received));
        }
        String request = "finalizzazione/" + id;
        Optional<String> given = answers.given(viewer.username(), key, request);
        return given.orElseGet(() -> finalizeOnce(id, key, request, shown, viewer, received));
    }

    private String finalizeOnce(
            UUID id, String key, String request, @Nullable String shown, Viewer viewer, Instant received) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                String receipt = written(sheets.finalizeSheet(id, shown, viewer, received));
                answers.remember(viewer.username(), key, request, receipt);
                return receipt;
            }));
        } catch (Refusal refusal) {
            return answers.given(viewer.username(), key, request).orElseThrow(() -> refusal);
        }
    }

    private String written(Receipt receipt) {
        try {
            return json.writeValueAsString(ReceiptBody.of(receipt));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a receipt can always be written", impossible);
        }
    }

    @GetMapping("/ricevuta")
    ReceiptBody receipt(@PathVariable UUID id, Viewer viewer) {
        return ReceiptBody.of(existing(id, viewer));
    }

    private Receipt existing(UUID id, Viewer viewer) {
        return sheets.receipt(id, viewer)
                .orElseThrow(
                        () -> new Refusal(404, "NON_TROVATO", "La scheda non è stata trasmessa: non ha una ricevuta."));
    }

    /** Exactly the bytes the fingerprint was computed from. */
    @GetMapping(path = "/ricevuta/contenuto", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> content(@PathVariable UUID id, Viewer viewer) {
        Receipt receipt = existing(id, viewer);
        return download(receipt.canonical(), receipt.number() + ".json", MediaType.APPLICATION_JSON);
    }

    @GetMapping(path = "/ricevuta.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> pdf(@PathVariable UUID id, Viewer viewer) {
        Receipt receipt = existing(id, viewer);
        int changed = sheets.differences(id, viewer)
                .map(found -> found.lines().size())
                .orElse(0);
        byte[] pdf = document.pdf(receipt, sheets.view(id, viewer), changed);
        return download(pdf, receipt.number() + ".pdf", MediaType.APPLICATION_PDF);
    }

    private static ResponseEntity<byte[]> download(byte[] bytes, String name, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(bytes);
    }

    @GetMapping("/storia")
    List<HistoryBody> history(@PathVariable UUID id, Viewer viewer) {
        return sheets.history(id, viewer).stream()
                .map(entry -> HistoryBody.of(entry, json))
                .toList();
    }
}
