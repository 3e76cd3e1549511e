package it.sioss.sheet.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import it.sioss.sheet.Journal;
import it.sioss.sheet.SheetState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of a sheet's history: what happened, who did it, for whom, what changed. */
record HistoryBody(
        @JsonProperty("numero") long number,
        @JsonProperty("quando") Instant at,
        @JsonProperty("evento") String event,
        @JsonProperty("descrizione") String words,
        @JsonProperty("da") @Nullable String from,
        @JsonProperty("a") @Nullable String to,
        @JsonProperty("chi") String actor,
        @JsonProperty("perContoDi") @Nullable String onBehalfOf,
        @JsonProperty("modifiche") @Nullable JsonNode changes) {

    static HistoryBody of(Journal.Entry entry, ObjectMapper json) {
        return new HistoryBody(
                entry.number(),
                entry.at(),
                entry.event(),
                words(entry.event()),
                label(entry.fromState()),
                label(entry.toState()),
                entry.actorName(),
                entry.onBehalfOf(),
                read(entry.changes(), json));
    }

    private static @Nullable JsonNode read(@Nullable String changes, ObjectMapper json) {
        try {
            return changes == null ? null : json.readTree(changes);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the journal holds unreadable changes", impossible);
        }
    }

    private static @Nullable String label(@Nullable String state) {
        return state == null ? null : SheetState.valueOf(state).label();
    }

    private static String words(String event) {
        return switch (event) {
            case "OPENED" -> "Scheda aperta";
            case "ANSWERED" -> "Risposte salvate";
            case "EXPLAINED" -> "Avviso spiegato";
            case "EXPLANATION_WITHDRAWN" -> "Spiegazione ritirata";
            case "PREFILLED" -> "Dati precompilati aggiornati";
            case "PREFILL_PROPOSED" -> "Nuovi dati proposti dalla fonte";
            case "PREFILL_DIFFERS" -> "La fonte ha pubblicato dati diversi da quelli trasmessi";
            case "SECTION_CONFIRMED" -> "Sezione precompilata confermata";
            case "PROPOSAL_ACCEPTED" -> "Dato proposto accolto";
            case "PROPOSAL_REFUSED" -> "Dato proposto non accolto";
            case "CHANGE_EXPLAINED" -> "Motivo di un dato modificato";
            case "SUBMITTED" -> "Compilazione inviata";
            case "EMPTY_DECLARED" -> "Dichiarata senza contenuti";
            case "EMPTY_UNDONE" -> "Annullata la dichiarazione «senza contenuti»";
            case "JUSTIFIED" -> "Motivazione scritta";
            case "RESUMED" -> "Compilazione ripresa";
            case "APPROVED" -> "Approvata dalla Regione";
            case "RETURNED" -> "Restituita con rilievi";
            case "WIDENED" -> "Riaperte altre sezioni da correggere";
            case "FINALIZED" -> "Finalizzata e trasmessa";
            case "LAPSED" -> "Termine scaduto";
            case "WITHDRAWN" -> "Ritirata";
            case "ADDED" -> "Aggiunta dall'ATS come facoltativa";
            case "DUENESS_CHANGED" -> "Cambiato se la scheda è dovuta";
            case "REOPENED" -> "Riaperta per eccezione: prosegue in una nuova scheda";
            case "REVIVED" -> "Ripresa dopo una proroga: prosegue in una nuova scheda";
            case "DEADLINE_MOVED" -> "Termine spostato";
            case "DELEGATED" -> "Passata alla Regione per delega";
            case "DELEGATION_ENDED" -> "Tornata all'ATS: fine della delega";
            case "CLAIMED" -> "Presa in carico";
            case "RELEASED" -> "Rilasciata";
            default -> event;
        };
    }
}
