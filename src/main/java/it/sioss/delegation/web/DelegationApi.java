package it.sioss.delegation.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.access.Viewer;
import it.sioss.delegation.Delegation;
import it.sioss.delegation.Delegations;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Delegations for machines. */
@RestController
@RequestMapping("/api/v1/deleghe")
@Tag(name = "Deleghe")
class DelegationApi {

    private static final int LISTED = 1_000;

    private final Delegations delegations;
    private final DelegationBook book;

    DelegationApi(Delegations delegations, DelegationBook book) {
        this.delegations = delegations;
        this.book = book;
    }

    record Body(
            @JsonProperty("ats") @Nullable String ats,
            @JsonProperty("modulo") @Nullable String module,
            @JsonProperty("portata") @Nullable String scope,
            @JsonProperty("dal") @Nullable String from,
            @JsonProperty("al") @Nullable String to,
            @JsonProperty("motivo") @Nullable String reason) {}

    record Line(
            @JsonProperty("id") UUID id,
            @JsonProperty("regione") String region,
            @JsonProperty("ats") String ats,
            @JsonProperty("modulo") @Nullable String module,
            @JsonProperty("portata") String scope,
            @JsonProperty("dal") Instant from,
            @JsonProperty("al") @Nullable Instant to,
            @JsonProperty("stato") String standing,
            @JsonProperty("motivo") String reason,
            @JsonProperty("dichiarataDa") String declaredBy,
            @JsonProperty("dichiarataIl") Instant declaredAt,
            @JsonProperty("revocataDa") @Nullable String revokedBy) {}

    record Page(
            @JsonProperty("totale") int total,
            @JsonProperty("deleghe") List<Line> delegations) {}

    private Line line(Delegation row) {
        return new Line(
                row.id(),
                row.region(),
                row.ats(),
                row.module().orElse(null),
                DelegationBook.word(row.scope()),
                row.validFrom(),
                row.validTo().orElse(null),
                book.standing(row).word,
                row.reason(),
                row.declaredBy(),
                row.declaredAt(),
                row.revokedBy().orElse(null));
    }

    @GetMapping
    @Operation(summary = "Le deleghe del proprio territorio, le più recenti per prime")
    Page list(Viewer viewer) {
        var rows = delegations.visibleTo(viewer.scope());
        return new Page(rows.size(), rows.stream().limit(LISTED).map(this::line).toList());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Dichiara una delega: la Regione compila per l'ATS (portata COMPILAZIONE o"
                    + " COMPILAZIONE_E_FINALIZZAZIONE; modulo assente = tutti)")
    ResponseEntity<Line> declare(@RequestBody Body body, Viewer viewer) {
        Delegation row = book.declare(
                viewer,
                new DelegationBook.Declaration(
                        body.ats(), body.module(), body.scope(), body.from(), body.to(), body.reason()));
        return ResponseEntity.created(URI.create("/api/v1/deleghe/" + row.id())).body(line(row));
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Revoca una delega: finisce in questo istante")
    ResponseEntity<Void> revoke(@PathVariable UUID id, Viewer viewer) {
        delegations.revoke(viewer, id);
        return ResponseEntity.noContent().build();
    }
}
