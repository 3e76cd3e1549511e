package it.sioss.delegation.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import it.sioss.delegation.AcceptanceRule;
import it.sioss.delegation.Delegation;
import it.sioss.delegation.DelegationEntry;
import it.sioss.delegation.SheetInHand;
import it.sioss.platform.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ledger in the words of the machine interface. */
final class DelegationJson {

    private DelegationJson() {}

    record Line(
            @JsonProperty("id") UUID id,
            @JsonProperty("regione") String region,
            @JsonProperty("ats") String ats,
            @JsonProperty("modulo") @Nullable String module,
            @JsonProperty("portata") String scope,
            @JsonProperty("dal") Instant from,
            @JsonProperty("al") @Nullable Instant to,
            @JsonProperty("stato") String state,
            @JsonProperty("origine") String origin,
            @JsonProperty("motivo") String reason,
            @JsonProperty("dichiarataDa") String declaredBy,
            @JsonProperty("dichiarataIl") Instant declaredAt,
            @JsonProperty("accordataIl") @Nullable Instant agreedAt,
            @JsonProperty("rispostaDi") @Nullable String answeredBy,
            @JsonProperty("rispostaIl") @Nullable Instant answeredAt,
            @JsonProperty("motivoRisposta") @Nullable String answerReason,
            @JsonProperty("revocataDa") @Nullable String revokedBy,
            @JsonProperty("revocataIl") @Nullable Instant revokedAt,
            @JsonProperty("motivoRevoca") @Nullable String revocationReason) {

        static Line of(Delegation row, Instant present) {
            return new Line(
                    row.id(),
                    row.region(),
                    row.ats(),
                    row.module().orElse(null),
                    DelegationBook.word(row.scope()),
                    row.validFrom(),
                    row.validTo().orElse(null),
                    row.effectiveState(present).word(),
                    row.origin() == Delegation.Origin.REQUEST ? "RICHIESTA_ATS" : "DICHIARAZIONE_REGIONE",
                    row.reason(),
                    row.declaredBy(),
                    row.declaredAt(),
                    row.agreedAt().orElse(null),
                    row.answeredBy().orElse(null),
                    row.answeredAt().orElse(null),
                    row.answerReason().orElse(null),
                    row.revokedBy().orElse(null),
                    row.revokedAt().orElse(null),
                    row.revocationReason().orElse(null));
        }
    }

    record Page(
            @JsonProperty("totale") int total,
            @JsonProperty("deleghe") List<Line> delegations) {}

    record Whole(
            @JsonProperty("delega") Line line,
            @JsonProperty("storia") List<Event> history) {}

    record Event(
            @JsonProperty("quando") Instant at,
            @JsonProperty("evento") String kind,
            @JsonProperty("descrizione") String words,
            @JsonProperty("da") @Nullable String from,
            @JsonProperty("a") String to,
            @JsonProperty("chi") String author,
            @JsonProperty("motivo") @Nullable String reason,
            @JsonProperty("dal") Instant validFrom,
            @JsonProperty("al") @Nullable Instant validTo) {

        static Event of(DelegationEntry entry) {
            var from = entry.fromState();
            return new Event(
                    entry.at(),
                    entry.kind().name(),
                    entry.kind().label(),
                    from == null ? null : from.word(),
                    entry.toState().word(),
                    entry.author(),
                    entry.reason(),
                    entry.from(),
                    entry.to());
        }
    }

    record Moving(
            @JsonProperty("scheda") UUID sheet,
            @JsonProperty("anno") int year,
            @JsonProperty("modulo") String module,
            @JsonProperty("soggettoAttuatore") String body,
            @JsonProperty("stato") String state,
            @JsonProperty("inCaricoA") @Nullable String claimedBy) {

        static Moving of(SheetInHand sheet) {
            return new Moving(sheet.id(), sheet.year(), sheet.module(), sheet.body(), sheet.state(), sheet.claimedBy());
        }
    }

    record Foreseen(
            @JsonProperty("ats") String ats,
            @JsonProperty("denominazione") String name,
            @JsonProperty("schede") List<Moving> sheets,
            @JsonProperty("ostacolo") @Nullable String obstacle) {

        static Foreseen of(DelegationBook.Foreseen one) {
            return new Foreseen(
                    one.ats(), one.name(), one.sheets().stream().map(Moving::of).toList(), one.obstacle());
        }
    }

    record Foresight(
            @JsonProperty("ambiti") List<Foreseen> districts,
            @JsonProperty("schede") int sheets,
            @JsonProperty("inCarico") long claimed) {}

    record Outcome(
            @JsonProperty("ats") String ats,
            @JsonProperty("denominazione") String name,
            @JsonProperty("esito") String result,
            @JsonProperty("schede") int moved,
            @JsonProperty("delega") @Nullable Line line,
            @JsonProperty("codice") @Nullable String code,
            @JsonProperty("messaggio") @Nullable String message) {

        static Outcome of(DelegationBook.Outcome one, Instant present) {
            Delegation row = one.row();
            Refusal refusal = one.refusal();
            return new Outcome(
                    one.ats(),
                    one.name(),
                    one.done() ? "SCRITTA" : "RIFIUTATA",
                    one.moved(),
                    row == null ? null : Line.of(row, present),
                    refusal == null ? null : refusal.code(),
                    refusal == null ? null : refusal.message());
        }
    }

    record Outcomes(@JsonProperty("esiti") List<Outcome> outcomes) {}

    record Rule(
            @JsonProperty("accettazioneRichiesta") boolean required,
            @JsonProperty("motivo") @Nullable String reason,
            @JsonProperty("decisaDa") @Nullable String author,
            @JsonProperty("dal") @Nullable Instant since) {

        static Rule of(AcceptanceRule rule) {
            return new Rule(rule.required(), rule.reason(), rule.author(), rule.since());
        }
    }
}
