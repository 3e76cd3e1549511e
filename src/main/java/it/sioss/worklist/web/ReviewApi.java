package it.sioss.worklist.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.access.Viewer;
import it.sioss.platform.Refusal;
import it.sioss.sheet.ReviewDesk;
import it.sioss.steering.BulkApproval;
import it.sioss.steering.BulkApprovals;
import it.sioss.worklist.QueueFilter;
import it.sioss.worklist.ReviewQueue;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The reviewer's bench for machines: the queue, a sheet as a reviewer reads it, and many approved at once. */
@RestController
@RequestMapping(path = "/api/v1/verifiche", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Verifica regionale")
class ReviewApi {

    private final ReviewQueue queue;
    private final ReviewDesk desk;
    private final BulkApprovals bulk;

    ReviewApi(ReviewQueue queue, ReviewDesk desk, BulkApprovals bulk) {
        this.queue = queue;
        this.desk = desk;
        this.bulk = bulk;
    }

    record ChoiceBody(@JsonProperty("schede") @Nullable List<UUID> sheets) {}

    record NothingBody() {}

    @GetMapping
    @Operation(
            summary = "Le schede che aspettano la verifica di chi chiama, in ordine di rischio",
            description = "Filtri: anno, modulo, ats, motivo (ULTIMO_GIORNO, ULTIMI_GIORNI, ULTIMA_SETTIMANA,"
                    + " MOTIVAZIONE_CONTRADDETTA, CONTROLLI_BLOCCANTI, GIA_RESTITUITA, VARIAZIONI, SENZA_CONTENUTI,"
                    + " DIVERSA_DALLA_FONTE, ALTRI_AVVISI), semplici (nulla da guardare), mie, page (da 0), size (fino a"
                    + " 200).")
    QueueBody queue(@Parameter(hidden = true) Viewer viewer, @RequestParam Map<String, String> parameters) {
        return QueueBody.of(queue.page(viewer, QueueFilter.of(parameters)));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Una scheda come la legge chi verifica; non lascia traccia")
    ReviewBody review(@PathVariable UUID id, @Parameter(hidden = true) Viewer viewer) {
        return ReviewBody.of(desk.read(id, viewer));
    }

    @PutMapping("/{id}/visione")
    @Operation(summary = "Come la precedente, e ricorda che chi chiama l'ha vista così")
    ReviewBody seen(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable NothingBody body,
            @Parameter(hidden = true) Viewer viewer) {
        return ReviewBody.of(desk.open(id, viewer));
    }

    @PostMapping(path = "/approvazioni", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Sceglie più schede da approvare ed estrae quelle da aprire prima; non approva ancora")
    ResponseEntity<BulkBody> choose(@RequestBody ChoiceBody body, @Parameter(hidden = true) Viewer viewer) {
        List<UUID> wanted = body.sheets() == null ? List.of() : body.sheets();
        if (wanted.stream().anyMatch(Objects::isNull)) {
            throw new Refusal(400, "VALORE_NON_VALIDO", "«schede» è un elenco di identificativi di scheda.");
        }
        BulkApproval choice = bulk.choose(wanted, viewer);
        return ResponseEntity.created(address(choice)).body(BulkBody.of(choice));
    }

    @GetMapping("/approvazioni/{id}")
    @Operation(summary = "Una propria approvazione in blocco, con l'esito di ogni scheda")
    BulkBody choice(@PathVariable UUID id, @Parameter(hidden = true) Viewer viewer) {
        return BulkBody.of(bulk.require(id, viewer));
    }

    @PostMapping("/approvazioni/{id}/esecuzione")
    @Operation(
            summary =
                    "Approva, in sottofondo, una scheda alla volta; una seconda chiamata riprova solo ciò che un problema"
                            + " tecnico ha lasciato non deciso (NON_DECISA)")
    ResponseEntity<BulkBody> carryOut(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable NothingBody body,
            @Parameter(hidden = true) Viewer viewer) {
        BulkApproval choice = bulk.carryOut(id, viewer);
        return ResponseEntity.status(choice.finished() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .location(address(choice))
                .body(BulkBody.of(choice));
    }

    private static URI address(BulkApproval choice) {
        return URI.create("/api/v1/verifiche/approvazioni/" + choice.id());
    }
}
