package it.sioss.platform.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says that the service is alive; open to everybody, tells nothing else. */
@RestController
@Tag(name = "Stato")
class StatusApi {

    @GetMapping(path = "/status", produces = MediaType.APPLICATION_PROBLEM_JSON_VALUE)
    @Operation(summary = "Il servizio è attivo")
    ProblemDetail status() {
        ProblemDetail alive = ProblemDetail.forStatus(HttpStatus.OK);
        alive.setTitle("Servizio attivo");
        return alive;
    }
}
