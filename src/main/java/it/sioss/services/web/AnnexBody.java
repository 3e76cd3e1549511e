package it.sioss.services.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import it.sioss.catalogue.Severity;
import it.sioss.platform.MotiveWords;
import it.sioss.platform.RomeTime;
import it.sioss.services.AnnexView;
import it.sioss.services.ImplementationMode;
import it.sioss.services.KnownSheet;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The services database of an ATS in the words of the machine interface. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AnnexBody(
        @JsonProperty("annualita") int year,
        @JsonProperty("ats") Coded ats,
        @JsonProperty("ente") String region,
        @JsonProperty("stato") String state,
        @JsonProperty("statoInParole") String stateWords,
        @JsonProperty("statoDal") Instant stateSince,
        @JsonProperty("scadenza") Instant deadline,
        @JsonProperty("scadenzaInParole") String deadlineWords,
        @JsonProperty("servizi") List<Service> services,
        @JsonProperty("esiti") List<Finding> findings,
        @JsonProperty("schede") List<Due> due,
        @JsonProperty("azioni") List<Action> actions,
        @JsonProperty("copiabileDa") @Nullable Integer lastYear,
        @JsonProperty("ricevuta") @Nullable DatabaseReceiptBody receipt) {

    record Coded(
            @JsonProperty("codice") String code,
            @JsonProperty("denominazione") String name) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Service(
            @JsonProperty("codice") String code,
            @JsonProperty("macroattivita") String macroActivity,
            @JsonProperty("denominazione") String name,
            @JsonProperty("attivato") @Nullable Boolean activated,
            @JsonProperty("modalita") List<Mode> modes) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Mode(
            @JsonProperty("id") UUID id,
            @JsonProperty("versione") long version,
            @JsonProperty("riga") int line,
            @JsonProperty("servizio") String service,
            @JsonProperty("modalita") String manner,
            @JsonProperty("forma") String exercise,
            @JsonProperty("naturaGiuridica") String legalForm,
            @JsonProperty("soggetto") String body,
            @JsonProperty("denominazione") String bodyName,
            @JsonProperty("codiceFiscale") @Nullable String taxCode,
            @JsonProperty("tuttoAmbito") boolean wholeAts,
            @JsonProperty("comuni") List<String> municipalities) {

        static Mode of(ImplementationMode mode) {
            return new Mode(
                    mode.id(),
                    mode.version(),
                    mode.line(),
                    mode.service(),
                    mode.manner().word(),
                    mode.exercise().word(),
                    mode.body().legalForm().word(),
                    mode.body().code(),
                    mode.body().name(),
                    mode.body().taxCode(),
                    mode.wholeAts(),
                    mode.municipalities());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Finding(
            @JsonProperty("codice") String code,
            @JsonProperty("gravita") String severity,
            @JsonProperty("servizio") @Nullable String service,
            @JsonProperty("riga") @Nullable Integer line,
            @JsonProperty("messaggio") String message) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Due(
            @JsonProperty("modulo") String module,
            @JsonProperty("livello") String level,
            @JsonProperty("soggetto") String body,
            @JsonProperty("denominazione") String bodyName,
            @JsonProperty("esito") String outcome,
            @JsonProperty("motivo") String reason,
            @JsonProperty("aggiungibile") boolean offered,
            @JsonProperty("perSceltaNonAmmessa") @Nullable Boolean closed,
            @JsonProperty("scheda") @Nullable UUID sheet,
            @JsonProperty("stato") @Nullable String state) {

        static Due of(AnnexView.Due line) {
            KnownSheet sheet = line.sheet();
            return new Due(
                    line.due().module(),
                    line.due().level().word(),
                    line.due().body(),
                    line.due().bodyName(),
                    line.due().dueness().word(),
                    line.due().reason(),
                    line.offered(),
                    line.closed() ? true : null,
                    sheet == null ? null : sheet.id(),
                    sheet == null ? null : sheet.state());
        }
    }

    record Action(
            @JsonProperty("azione") String verb,
            @JsonProperty("consentita") boolean allowed,
            @JsonProperty("motivi") List<MotiveWords> motives) {}

    static AnnexBody of(AnnexView view) {
        return new AnnexBody(
                view.database().year(),
                new Coded(view.database().ats(), view.database().atsName()),
                view.database().region(),
                view.effectiveState().word(),
                view.effectiveState().label(),
                view.database().stateSince(),
                view.window().deadline(),
                RomeTime.deadline(view.window().deadline()),
                view.lines().stream().map(AnnexBody::service).toList(),
                view.findings().stream()
                        .map(finding -> new Finding(
                                finding.code(),
                                finding.severity() == Severity.BLOCKING ? "BLOCCANTE" : "AVVISO",
                                finding.service(),
                                finding.line(),
                                finding.message()))
                        .toList(),
                view.due().stream().map(Due::of).toList(),
                view.actions().stream()
                        .map(action -> new Action(
                                action.verb().word(),
                                action.allowed(),
                                action.motives().stream().map(MotiveWords::of).toList()))
                        .toList(),
                view.lastYear().orElse(null),
                view.receipt().map(DatabaseReceiptBody::of).orElse(null));
    }

    private static Service service(AnnexView.Line line) {
        return new Service(
                line.service().code(),
                line.service().macroActivity(),
                line.service().name(),
                line.activated(),
                line.modes().stream().map(Mode::of).toList());
    }
}
