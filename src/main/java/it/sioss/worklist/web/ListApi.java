package it.sioss.worklist.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.access.Viewer;
import it.sioss.sheet.Claim;
import it.sioss.sheet.SheetView;
import it.sioss.sheet.Sheets;
import it.sioss.worklist.ListRequest;
import it.sioss.worklist.SheetLists;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The lists for machines, and who is at work on what. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Attività e schede")
class ListApi {

    private static final String FILTERS = "Filtri: anno, modulo, ats, regione, tipo (CORREZIONE, COMPILAZIONE,"
            + " MOTIVAZIONE, VERIFICA, FINALIZZAZIONE), stato, avanzamento (NON_INIZIATA, PARZIALE, COMPLETA, INOLTRATA,"
            + " IN_CORSO, FACOLTATIVA, CONCLUSA), senzaContenuti, rischio, ferme (nessun passo da oltre 7 giorni),"
            + " controllo (il codice di un controllo bloccante), q, scadenzaEntro (data o istante), mie, page (da 0), size (fino a 200), sort (termine, modulo, ats, soggetto, stato, completezza, aggiornamento;"
            + " con «-» davanti in ordine inverso).";

    private final SheetLists lists;
    private final Sheets sheets;

    ListApi(SheetLists lists, Sheets sheets) {
        this.lists = lists;
        this.sheets = sheets;
    }

    @GetMapping("/attivita")
    @Operation(summary = "Le attività che aspettano chi chiama", description = FILTERS)
    ListBody worklist(@Parameter(hidden = true) Viewer viewer, @RequestParam Map<String, String> parameters) {
        return ListBody.of(
                lists.waitingFor(viewer, ListRequest.of("/attivita", parameters).filter()));
    }

    @GetMapping("/schede")
    @Operation(summary = "Le schede che chi chiama può vedere, in ogni stato", description = FILTERS)
    ListBody sheets(@Parameter(hidden = true) Viewer viewer, @RequestParam Map<String, String> parameters) {
        return ListBody.of(
                lists.visibleTo(viewer, ListRequest.of("/schede", parameters).filter()));
    }

    record ClaimBody(
            @JsonProperty("id") UUID id,
            @JsonProperty("inCarico") ListBody.@Nullable Claimed claimed) {

        static ClaimBody of(SheetView view) {
            return new ClaimBody(
                    view.sheet().id(), view.claim().map(ClaimBody::claimed).orElse(null));
        }

        private static ListBody.Claimed claimed(Claim claim) {
            return new ListBody.Claimed(claim.username(), claim.name());
        }
    }

    @PostMapping("/attivita/{id}/presa-in-carico")
    @Operation(
            summary = "Prende in carico una scheda; subentro=true la prende anche a un collega",
            description = "«subentro» fa parte della richiesta: se la scheda è in carico a un altro («inCarico») e la"
                    + " richiesta non lo dice, la risposta è 409 PRESA_IN_CARICO_DA_ALTRI, con il nome di chi l'ha e nulla"
                    + " di scritto, anche quando fra le azioni «presa-in-carico» è consentita. Con subentro=true riesce"
                    + " se e solo se l'azione è consentita.")
    ClaimBody claim(
            @PathVariable("id") UUID id,
            @RequestParam(name = "subentro", defaultValue = "false") boolean takeOver,
            @Parameter(hidden = true) Viewer viewer) {
        return ClaimBody.of(sheets.claim(id, takeOver, viewer));
    }

    @DeleteMapping("/attivita/{id}/presa-in-carico")
    @Operation(summary = "Rilascia una scheda")
    ClaimBody release(@PathVariable("id") UUID id, @Parameter(hidden = true) Viewer viewer) {
        return ClaimBody.of(sheets.release(id, viewer));
    }
}
