package it.sioss.monitoring.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.access.Viewer;
import it.sioss.monitoring.Dashboard;
import it.sioss.monitoring.Integrity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The figures for machines, and the integrity checks for whoever keeps the service running. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Cruscotto")
class MonitoringApi {

    private final Dashboard dashboard;
    private final DashboardQuestion question;
    private final Integrity integrity;

    MonitoringApi(Dashboard dashboard, DashboardQuestion question, Integrity integrity) {
        this.dashboard = dashboard;
        this.question = question;
        this.integrity = integrity;
    }

    @GetMapping("/cruscotto")
    @Operation(summary = "I numeri di una rilevazione nel territorio di chi chiama; senza anno, la più recente aperta")
    DashboardBody dashboard(
            @RequestParam(name = "anno", required = false) @Nullable String year,
            @RequestParam(name = "regione", required = false) @Nullable String region,
            @RequestParam(name = "modulo", required = false) @Nullable String module,
            @Parameter(hidden = true) Viewer viewer) {
        int asked = question.year(year);
        return DashboardBody.of(
                dashboard.picture(viewer, asked, question.code("regione", region), question.code("modulo", module)));
    }

    record IntegrityBody(
            @JsonProperty("id") String id,
            @JsonProperty("gravita") String gravity,
            @JsonProperty("controllo") String question,
            @JsonProperty("righe") long rows,
            @JsonProperty("esempi") List<String> examples,
            @JsonProperty("rimedio") String remedy) {}

    @GetMapping("/integrita")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    @Operation(summary = "I controlli di integrità: zero righe vuol dire che va tutto bene")
    List<IntegrityBody> integrity() {
        return integrity.findings().stream()
                .map(finding -> new IntegrityBody(
                        finding.id(),
                        finding.gravity().word(),
                        finding.question(),
                        finding.rows(),
                        finding.examples(),
                        finding.remedy()))
                .toList();
    }
}
