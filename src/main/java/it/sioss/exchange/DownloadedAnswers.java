package it.sioss.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import it.sioss.catalogue.Answers;
import it.sioss.sheet.Journal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The answers of a sheet as they were when its file was downloaded.
 *
 * @param unknown the questions that changed since without the journal saying what they were: where the file and SIOSS
 *     differ on them, nobody knows who changed them
 */
record DownloadedAnswers(Answers answers, Set<String> unknown) {

    DownloadedAnswers {
        unknown = Set.copyOf(unknown);
    }

    /** As they are still. */
    static DownloadedAnswers unchanged(Answers answers) {
        return new DownloadedAnswers(answers, Set.of());
    }

    /**
     * The answers before what was done to them since.
     *
     * @param since what moved them, from the first deed to the last
     */
    static DownloadedAnswers before(Answers current, List<Journal.Entry> since) {
        ObjectNode answers = current.toJson();
        Set<String> unknown = new HashSet<>();
        for (int i = since.size() - 1; i >= 0; i--) {
            for (Map.Entry<String, JsonNode> change : since.get(i).changed().properties()) {
                String key = change.getKey();
                JsonNode before = change.getValue().path("prima");
                if (before.isMissingNode()) {
                    unknown.add(key);
                } else {
                    unknown.remove(key);
                    set(answers, key, before);
                }
            }
        }
        return new DownloadedAnswers(Answers.parse(answers.toString()), unknown);
    }

    private static void set(ObjectNode answers, String key, JsonNode value) {
        if (value.isNull()) {
            answers.remove(key);
        } else {
            answers.set(key, value);
        }
    }
}
