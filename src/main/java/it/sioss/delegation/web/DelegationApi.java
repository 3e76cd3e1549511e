package it.sioss.delegation.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.access.Viewer;
import it.sioss.delegation.AcceptanceRules;
import it.sioss.delegation.Delegation;
import it.sioss.delegation.DelegationPreview;
import it.sioss.delegation.Delegations;
import it.sioss.platform.Refusal;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

/** The ledger of delegations for machines. */
@RestController
@RequestMapping("/api/v1/deleghe")
@Tag(name = "Deleghe")
class DelegationApi {

    private static final int LISTED = 1_000;

    private final Delegations delegations;
    private final DelegationPreview preview;
    private final AcceptanceRules rules;
    private final DelegationBook book;
    private final Clock clock;

    DelegationApi(
            Delegations delegations,
            DelegationPreview preview,
            AcceptanceRules rules,
            DelegationBook book,
            Clock clock) {
        this.delegations = delegations;
        this.preview = preview;
        this.rules = rules;
        this.book = book;
        this.clock = clock;
    }

    record Body(
            @JsonProperty("ats") @Nullable String ats,
            @JsonProperty("modulo") @Nullable String module,
            @JsonProperty("portata") @Nullable String scope,
            @JsonProperty("dal") @Nullable String from,
            @JsonProperty("al") @Nullable String to,
            @JsonProperty("motivo") @Nullable String reason) {

        DelegationBook.Declaration declaration() {
            return DelegationBook.Declaration.ofOne(ats, module, scope, from, to, reason);
        }
    }

    record WideBody(
            @JsonProperty("ats") @Nullable List<@Nullable String> ats,
            @JsonProperty("tutti") @Nullable Boolean all,
            @JsonProperty("regione") @Nullable String region,
            @JsonProperty("modulo") @Nullable String module,
            @JsonProperty("portata") @Nullable String scope,
            @JsonProperty("dal") @Nullable String from,
            @JsonProperty("al") @Nullable String to,
            @JsonProperty("motivo") @Nullable String reason) {

        DelegationBook.Declaration declaration() {
            List<String> codes = ats == null
                    ? List.of()
                    : ats.stream().map(code -> code == null ? "" : code).toList();
            return new DelegationBook.Declaration(
                    codes, Boolean.TRUE.equals(all), region, module, scope, from, to, reason);
        }
    }

    record Reason(@JsonProperty("motivo") @Nullable String reason) {}

    record Revocation(
            @JsonProperty("motivo") @Nullable String reason,
            @JsonProperty("dal") @Nullable String from) {}

    record RuleBody(
            @JsonProperty("accettazioneRichiesta") @Nullable Boolean required,
            @JsonProperty("motivo") @Nullable String reason) {}

    private DelegationJson.Line line(Delegation row) {
        return DelegationJson.Line.of(row, clock.instant());
    }

    @GetMapping
    @Operation(
            summary =
                    "Le deleghe del proprio territorio, le più recenti per prime, anche di un solo ATS o stato, mille per pagina")
    DelegationJson.Page list(
            @RequestParam(name = "ats", required = false) @Nullable String ats,
            @RequestParam(name = "stato", required = false) @Nullable String state,
            @RequestParam(name = "page", defaultValue = "0") int page,
            Viewer viewer) {
        var rows = delegations.visibleTo(viewer.scope()).stream()
                .filter(row -> ats == null || row.ats().equals(ats))
                .map(this::line)
                .filter(line -> state == null || line.state().equals(state))
                .toList();
        return new DelegationJson.Page(
                rows.size(),
                rows.stream()
                        .skip((long) Math.max(0, page) * LISTED)
                        .limit(LISTED)
                        .toList());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Una delega con la sua storia")
    DelegationJson.Whole one(@PathVariable UUID id, Viewer viewer) {
        return new DelegationJson.Whole(
                line(delegations.visible(id, viewer)),
                delegations.history(id, viewer).stream()
                        .map(DelegationJson.Event::of)
                        .toList());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "La Regione dichiara una delega: compila per l'ATS (portata COMPILAZIONE o"
                    + " COMPILAZIONE_E_FINALIZZAZIONE; modulo assente = tutti)")
    ResponseEntity<DelegationJson.Line> declare(@RequestBody Body body, Viewer viewer) {
        return created(book.declare(viewer, body.declaration()));
    }

    @PostMapping(path = "/richieste", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "L'ATS chiede alla Regione di compilare: ha effetto quando la Regione accetta")
    ResponseEntity<DelegationJson.Line> request(@RequestBody Body body, Viewer viewer) {
        return created(book.request(viewer, body.declaration()));
    }

    private ResponseEntity<DelegationJson.Line> created(Delegation row) {
        return ResponseEntity.created(URI.create("/api/v1/deleghe/" + row.id())).body(line(row));
    }

    @PostMapping(path = "/in-blocco/anteprima", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Quali schede e attività passerebbero di mano, ATS per ATS; non scrive nulla")
    DelegationJson.Foresight foresee(@RequestBody WideBody body, Viewer viewer) {
        List<DelegationBook.Foreseen> foreseen = book.foresee(viewer, body.declaration());
        return new DelegationJson.Foresight(
                foreseen.stream().map(DelegationJson.Foreseen::of).toList(),
                foreseen.stream().mapToInt(one -> one.sheets().size()).sum(),
                foreseen.stream().mapToLong(DelegationBook.Foreseen::claimed).sum());
    }

    @PostMapping(path = "/in-blocco", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Dichiara per più ATS o per tutti quelli della Regione, con un esito per ciascuno")
    DelegationJson.Outcomes declareAll(@RequestBody WideBody body, Viewer viewer) {
        return new DelegationJson.Outcomes(book.declareAll(viewer, body.declaration()).stream()
                .map(one -> DelegationJson.Outcome.of(one, clock.instant()))
                .toList());
    }

    @PostMapping("/{id}/accettazione")
    @Operation(summary = "L'altra parte accetta: la Regione la richiesta di un ATS, l'ATS la proposta della Regione")
    DelegationJson.Line accept(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable Reason body, Viewer viewer) {
        return line(delegations.accept(viewer, id, body == null ? null : body.reason()));
    }

    @PostMapping(path = "/{id}/rifiuto", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "L'altra parte rifiuta, con il motivo")
    DelegationJson.Line refuse(@PathVariable UUID id, @RequestBody Reason body, Viewer viewer) {
        return line(delegations.refuse(viewer, id, body.reason()));
    }

    @PostMapping("/{id}/ritiro")
    @Operation(summary = "Chi l'ha scritta ritira una proposta o una richiesta non ancora accolta")
    DelegationJson.Line withdraw(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable Reason body, Viewer viewer) {
        return line(delegations.withdraw(viewer, id, body == null ? null : body.reason()));
    }

    @PostMapping(path = "/{id}/revoca", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Revoca una delega, con il motivo: da subito, o dall'inizio di un giorno futuro")
    DelegationJson.Line revoke(@PathVariable UUID id, @RequestBody Revocation body, Viewer viewer) {
        return line(delegations.revoke(viewer, id, body.reason(), DelegationBook.end(body.from())));
    }

    @GetMapping("/{id}/schede")
    @Operation(summary = "Le schede che tornerebbero all'ATS se la delega finisse ora")
    List<DelegationJson.Moving> returning(@PathVariable UUID id, Viewer viewer) {
        return preview.ifEnded(delegations.visible(id, viewer), null).stream()
                .map(DelegationJson.Moving::of)
                .toList();
    }

    @GetMapping("/impostazioni")
    @Operation(summary = "Se la dichiarazione di una Regione attende l'accettazione dell'ATS")
    DelegationJson.Rule rule() {
        return DelegationJson.Rule.of(rules.now());
    }

    @PutMapping(path = "/impostazioni", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "L'amministratore decide se serve l'accettazione dell'ATS, con il motivo")
    DelegationJson.Rule decide(@RequestBody RuleBody body, Viewer viewer) {
        Boolean required = body.required();
        if (required == null) {
            throw new Refusal(422, "VALORE_NON_VALIDO", "Indicate «accettazioneRichiesta»: vero o falso.")
                    .with("campo", "accettazioneRichiesta");
        }
        return DelegationJson.Rule.of(rules.set(viewer, required, body.reason()));
    }
}
