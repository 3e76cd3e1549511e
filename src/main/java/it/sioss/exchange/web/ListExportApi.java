package it.sioss.exchange.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.access.Viewer;
import it.sioss.exchange.ListExport;
import it.sioss.worklist.ListRequest;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The lists as workbooks, with the same filters as the lists themselves. */
@RestController
@RequestMapping(path = "/api/v1", produces = ExchangeApi.XLSX)
@Tag(name = "Scambio")
class ListExportApi {

    private final ListExport lists;

    ListExportApi(ListExport lists) {
        this.lists = lists;
    }

    @GetMapping("/attivita.xlsx")
    @Operation(summary = "Le attività che aspettano chi chiama, come tabella; filtri di /attivita")
    ResponseEntity<byte[]> worklist(@Parameter(hidden = true) Viewer viewer, @RequestParam Map<String, String> asked) {
        return workbook(
                lists.waitingFor(viewer, ListRequest.of("/attivita", asked).filter()), "attivita.xlsx");
    }

    @GetMapping("/schede/elenco.xlsx")
    @Operation(summary = "Le schede che chi chiama può vedere, come tabella; filtri di /schede")
    ResponseEntity<byte[]> sheets(@Parameter(hidden = true) Viewer viewer, @RequestParam Map<String, String> asked) {
        return workbook(lists.visibleTo(viewer, ListRequest.of("/schede", asked).filter()), "elenco-schede.xlsx");
    }

    @GetMapping("/schede.xlsx")
    @Operation(
            summary =
                    "Le schede di un modulo da compilare, una colonna ciascuna; filtri di /schede, modulo obbligatorio")
    ResponseEntity<byte[]> fillable(@Parameter(hidden = true) Viewer viewer, @RequestParam Map<String, String> asked) {
        return workbook(lists.fillable(viewer, ListRequest.of("/schede", asked).filter()), "schede-da-compilare.xlsx");
    }

    private static ResponseEntity<byte[]> workbook(byte[] bytes, String name) {
        return ExchangeApi.download(bytes, name, MediaType.parseMediaType(ExchangeApi.XLSX));
    }
}
