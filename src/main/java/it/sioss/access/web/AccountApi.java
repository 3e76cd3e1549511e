package it.sioss.access.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.access.AccountDesk;
import it.sioss.access.Accounts;
import it.sioss.access.AccountsFile;
import it.sioss.access.Viewer;
import it.sioss.platform.PlainText;
import it.sioss.platform.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Accounts and mandates for machines; administrators only. */
@RestController
@RequestMapping("/api/v1/utenti")
@PreAuthorize("hasRole('ADMINISTRATOR')")
@Tag(name = "Utenti")
class AccountApi {

    static final int LARGEST_FILE = 1024 * 1024;
    private static final int LARGEST_PAGE = 200;

    private final Accounts accounts;
    private final AccountDesk desk;
    private final AccountsFile file;

    AccountApi(Accounts accounts, AccountDesk desk, AccountsFile file) {
        this.accounts = accounts;
        this.desk = desk;
        this.file = file;
    }

    @GetMapping
    @Operation(summary = "Utenti con le loro abilitazioni; q cerca in nome, e-mail e territorio")
    AccountJson.Page list(
            @RequestParam(name = "q", defaultValue = "") String words,
            @RequestParam(name = "page", defaultValue = "0") int page,
            @RequestParam(name = "size", defaultValue = "50") int size) {
        if (page < 0 || page > 100_000 || size < 1 || size > LARGEST_PAGE) {
            throw new Refusal(400, "VALORE_NON_VALIDO", "«page» parte da 0 e «size» va da 1 a " + LARGEST_PAGE + ".");
        }
        String query = PlainText.search(words);
        return new AccountJson.Page(
                page,
                size,
                accounts.count(query),
                accounts.search(query, page * size, size).stream()
                        .map(AccountJson.Account::of)
                        .toList());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Un utente")
    AccountJson.Account one(@PathVariable UUID id) {
        return AccountJson.Account.of(accounts.require(id));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Crea un utente; senza password ne genera una, da cambiare al primo accesso")
    ResponseEntity<AccountJson.Handover> create(@RequestBody AccountJson.NewAccount body, Viewer viewer) {
        var created = desk.create(viewer, body.username(), body.name(), body.email(), body.password(), body.wanted());
        return ResponseEntity.created(URI.create("/api/v1/utenti/" + created.id()))
                .body(AccountJson.Handover.of(created));
    }

    @PutMapping(path = "/{id}/stato", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Attiva o disattiva un utente")
    AccountJson.Account enable(@PathVariable UUID id, @RequestBody AccountJson.Enabling body, Viewer viewer) {
        if (body.enabled() == null) {
            throw new Refusal(422, "VALORE_NON_VALIDO", "Indicate «attivo»: true o false.").with("campo", "attivo");
        }
        desk.setEnabled(viewer, id, body.enabled());
        return one(id);
    }

    @PutMapping(path = "/{id}/email", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Cambia l'indirizzo e-mail di un utente; null lo toglie")
    AccountJson.Account changeEmail(@PathVariable UUID id, @RequestBody AccountJson.EmailBody body) {
        desk.changeEmail(id, body.email());
        return one(id);
    }

    @PostMapping("/{id}/password")
    @Operation(summary = "Genera una nuova password iniziale, da cambiare al prossimo accesso")
    AccountJson.Handover resetPassword(@PathVariable UUID id) {
        return AccountJson.Handover.of(desk.resetPassword(id));
    }

    @PostMapping(path = "/{id}/abilitazioni", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary =
                    "Dà un'abilitazione (ruolo e territorio, da subito o da un giorno, senza termine o fino a un giorno)")
    ResponseEntity<AccountJson.Account> grant(
            @PathVariable UUID id, @RequestBody AccountJson.MandateBody body, Viewer viewer) {
        desk.grant(viewer, id, body.wanted());
        return ResponseEntity.status(201).body(one(id));
    }

    @DeleteMapping("/{id}/abilitazioni")
    @Operation(summary = "Toglie un'abilitazione: finisce in questo istante")
    ResponseEntity<Void> revoke(
            @PathVariable UUID id,
            @RequestParam("ruolo") String role,
            @RequestParam("territorio") String territory,
            Viewer viewer) {
        desk.revoke(viewer, id, AccountJson.roleOf(role), territory);
        return ResponseEntity.noContent().build();
    }

    @PostMapping(
            path = "/caricamento",
            consumes = {"text/csv", MediaType.TEXT_PLAIN_VALUE, MediaType.APPLICATION_OCTET_STREAM_VALUE})
    @Operation(summary = "Carica utenti e abilitazioni da un CSV, tutto o niente; simulazione=true controlla soltanto")
    ResponseEntity<AccountJson.Upload> upload(
            @RequestParam(name = "simulazione", defaultValue = "false") boolean simulation,
            HttpServletRequest request,
            Viewer viewer)
            throws IOException {
        return load(request.getInputStream().readNBytes(LARGEST_FILE + 1), simulation, viewer);
    }

    @PostMapping(path = "/caricamento", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "Come l'invio del CSV, con il file nella parte «file»")
    ResponseEntity<AccountJson.Upload> uploadFile(
            @RequestParam(name = "simulazione", defaultValue = "false") boolean simulation,
            @RequestParam("file") MultipartFile sent,
            Viewer viewer)
            throws IOException {
        return load(sent.getInputStream().readNBytes(LARGEST_FILE + 1), simulation, viewer);
    }

    private ResponseEntity<AccountJson.Upload> load(byte[] content, boolean simulation, Viewer viewer) {
        if (!simulation) {
            return ResponseEntity.status(201).body(AccountJson.Upload.of(file.apply(content, viewer.username())));
        }
        AccountsFile.Preview preview = file.preview(content);
        if (!preview.applicable()) {
            throw preview.refusal();
        }
        return ResponseEntity.ok(AccountJson.Upload.of(preview));
    }
}
