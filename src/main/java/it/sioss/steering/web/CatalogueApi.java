package it.sioss.steering.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.steering.ChangeCheck;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The catalogue of modules for machines: what is asked and checked in a year, and what a correction would change. */
@RestController
@RequestMapping("/api/v1/catalogo/{anno}")
@PreAuthorize("hasRole('ADMINISTRATOR')")
@Tag(name = "Catalogo")
class CatalogueApi {

    private final CatalogueBook book;
    private final ChangeCheck check;

    CatalogueApi(CatalogueBook book, ChangeCheck check) {
        this.book = book;
        this.check = check;
    }

    @GetMapping
    @Operation(summary = "I moduli di un'annualità, con edizione e revisione")
    CatalogueJson.Year year(@PathVariable("anno") int year) {
        return book.year(year);
    }

    @GetMapping("/{modulo}")
    @Operation(
            summary =
                    "Un modulo: sezioni, voci, regole con la gravità in vigore, differenze dalla revisione precedente")
    CatalogueJson.Module module(@PathVariable("anno") int year, @PathVariable("modulo") String module) {
        return book.module(year, module);
    }

    @GetMapping(path = "/{modulo}/modulo", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Il file .form come è pubblicato")
    byte[] form(@PathVariable("anno") int year, @PathVariable("modulo") String module) {
        return book.revision(year, module).formBytes();
    }

    @PostMapping(path = "/{modulo}/confronto", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Che cosa cambierebbe con un altro .form o .dmn: differenze e schede aperte interessate;"
                    + " il file non viene conservato né pubblicato")
    CatalogueJson.Check compare(
            @PathVariable("anno") int year,
            @PathVariable("modulo") String module,
            @RequestParam("file") MultipartFile file)
            throws IOException {
        return CatalogueJson.check(check.check(year, module, file.getBytes()));
    }
}
