package it.sioss.sheet.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import it.sioss.catalogue.Option;
import it.sioss.sheet.FormTrial;
import it.sioss.sheet.SheetState;
import it.sioss.sheet.Verb;
import java.util.List;
import java.util.Map;

/** A module filled in for trial, in the words of a sheet, so that the same page draws it. */
record TrialBody(
        @JsonProperty("stato") String state,
        @JsonProperty("risposte") JsonNode answers,
        @JsonProperty("completezza") SheetBody.Complete completeness,
        @JsonProperty("esiti") List<FindingBody> findings,
        @JsonProperty("azioni") List<SheetBody.Act> actions,
        @JsonProperty("opzioni") Map<String, List<Option>> options,
        @JsonProperty("somme") List<SumBody> sums) {

    static TrialBody of(FormTrial.Outcome outcome) {
        return new TrialBody(
                SheetState.COMPILING.word(),
                outcome.answers().toJson(),
                SheetBody.Complete.of(outcome.evaluation().completeness()),
                outcome.evaluation().findings().stream().map(FindingBody::of).toList(),
                List.of(new SheetBody.Act(Verb.SAVE.word(), true, List.of())),
                outcome.options(),
                outcome.revision().sums().stream().map(SumBody::of).toList());
    }
}
