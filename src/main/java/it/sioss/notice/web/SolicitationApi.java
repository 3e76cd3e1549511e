package it.sioss.notice.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.access.Viewer;
import it.sioss.notice.Solicitations;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Solicitations for machines: region supervisors and administrators. */
@RestController
@RequestMapping(path = "/api/v1/rilevazioni/{anno}/solleciti", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Avvisi")
class SolicitationApi {

    private final Solicitations solicitations;

    SolicitationApi(Solicitations solicitations) {
        this.solicitations = solicitations;
    }

    record Body(
            @JsonProperty("ats") @Nullable List<@Nullable String> ats,
            @JsonProperty("frase") @Nullable String sentence) {}

    record Late(
            @JsonProperty("ats") String ats,
            @JsonProperty("nome") String name,
            @JsonProperty("regione") String region,
            @JsonProperty("schede") long sheets,
            @JsonProperty("bancaDati") boolean database,
            @JsonProperty("scadenza") Instant deadline,
            @JsonProperty("ultimoSollecito") @Nullable Instant last,
            @JsonProperty("sollecitabileDal") @Nullable Instant again) {}

    record AllLate(
            @JsonProperty("anno") int year,
            @JsonProperty("ambiti") List<Late> districts) {}

    record Outcome(
            @JsonProperty("ats") String ats,
            @JsonProperty("inviato") boolean sent,
            @JsonProperty("persone") int people,
            @JsonProperty("sollecitabileDal") @Nullable Instant again,
            @JsonProperty("esito") String words) {}

    record Outcomes(
            @JsonProperty("anno") int year,
            @JsonProperty("esiti") List<Outcome> outcomes) {}

    @GetMapping
    @Operation(
            summary = "Gli ambiti del proprio territorio con qualcosa da concludere, e quando si possono sollecitare")
    AllLate late(@PathVariable("anno") int year, Viewer viewer) {
        return new AllLate(
                year,
                solicitations.late(year, viewer.scope()).stream()
                        .map(one -> new Late(
                                one.ats(),
                                one.name(),
                                one.region(),
                                one.sheets(),
                                one.database(),
                                one.deadline(),
                                one.last(),
                                one.again()))
                        .toList());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary =
                    "Sollecita gli ambiti indicati; 429 se sono stati sollecitati tutti da troppo poco, altrimenti un esito"
                            + " per ciascuno")
    ResponseEntity<Outcomes> solicit(@PathVariable("anno") int year, @RequestBody Body body, Viewer viewer) {
        List<Solicitations.Outcome> outcomes =
                solicitations.solicit(year, body.ats() == null ? List.of() : body.ats(), body.sentence(), viewer);
        return ResponseEntity.status(201)
                .body(new Outcomes(
                        year,
                        outcomes.stream()
                                .map(one -> new Outcome(one.ats(), one.sent(), one.people(), one.again(), one.words()))
                                .toList()));
    }
}
