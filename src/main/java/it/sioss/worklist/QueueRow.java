package it.sioss.worklist;

import it.sioss.sheet.Claim;
import it.sioss.sheet.Contradiction;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One sheet in the queue of reviews.
 *
 * @param place its place in the whole queue, from 0
 * @param points the weights of its reasons, summed up
 * @param risks why it stands here, the weightiest first
 * @param contradictions what does not go together with its justification
 * @param plain nothing to look into: may be approved among many
 * @param changed it is not as this person last saw it; null when never seen
 */
public record QueueRow(
        UUID id,
        int place,
        int year,
        String module,
        String moduleTitle,
        String ats,
        String atsName,
        boolean synthetic,
        String body,
        Instant deadline,
        Instant since,
        int points,
        List<Risk> risks,
        Set<Contradiction> contradictions,
        @Nullable String category,
        int returns,
        int blocking,
        int variations,
        int warnings,
        int unlikeSource,
        boolean plain,
        long version,
        @Nullable Boolean changed,
        @Nullable Claim claim) {

    public String degree() {
        return Risk.degree(points);
    }

    /** Why it stands here, in words. */
    public List<String> reasons() {
        return risks.stream().map(this::words).toList();
    }

    private String words(Risk risk) {
        return switch (risk) {
            case LAST_DAY -> "manca meno di un giorno al termine";
            case LAST_DAYS -> "mancano meno di tre giorni al termine";
            case LAST_WEEK -> "manca meno di una settimana al termine";
            case CONTRADICTED -> "motivata «" + category + "», ma " + facts();
            case BLOCKED -> count(blocking, "un controllo ora blocca", "controlli ora bloccano");
            case RETURNED -> returns == 1 ? "già restituita una volta" : "già restituita " + returns + " volte";
            case VARIATIONS ->
                count(
                        variations,
                        "una grande variazione rispetto all'anno prima o ad ambiti simili",
                        "grandi variazioni rispetto all'anno prima o ad ambiti simili");
            case EMPTY -> "senza contenuti, con motivazione";
            case UNLIKE_SOURCE ->
                count(unlikeSource, "un valore diverso da quello ricevuto", "valori diversi da quelli ricevuti");
            case WARNINGS -> count(warnings - variations, "un altro avviso", "altri avvisi");
        };
    }

    private String facts() {
        return String.join(
                "; ",
                contradictions.stream()
                        .map(fact -> switch (fact) {
                            case ACTIVE_IN_ANNEX -> "l'Allegato 1 dà attivo il servizio";
                            case BODIES_LISTED -> "l'Allegato 1 indica chi lo attua";
                            case OWN_BODY_LISTED -> "l'Allegato 1 indica proprio questo soggetto";
                            case CONTENTS_LAST_YEAR -> "l'anno prima aveva contenuti";
                            case DATA_PUBLISHED -> "un altro sistema ha pubblicato dati";
                        })
                        .toList());
    }

    private static String count(int number, String one, String many) {
        return number == 1 ? one : number + " " + many;
    }
}
