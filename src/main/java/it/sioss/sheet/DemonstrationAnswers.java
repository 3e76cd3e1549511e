package it.sioss.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.AnswersPatch;
import it.sioss.catalogue.ModuleRevision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Invented but coherent answers for the demonstration, read from {@code demonstration/<module>.json}: figures that are
 * multiplied together, so that every identity holds at any size.
 */
@Component
public class DemonstrationAnswers {

    /** Answers that complete a sheet of the module, {@code size} times the smallest service. */
    public AnswersPatch plausible(ModuleRevision revision, int size) {
        JsonNode model = model(revision);
        ObjectNode answers = Json.MAPPER.createObjectNode();
        fill(answers, model, size);
        model.path("grids").fields().forEachRemaining(grid -> {
            ArrayNode rows = answers.putObject(grid.getKey()).putArray("rows");
            int number = 1;
            for (JsonNode row : grid.getValue()) {
                fill(rows.addObject().put("id", "d" + number++).putObject("cells"), row, size);
            }
        });
        return Answers.parsePatch(answers);
    }

    private static void fill(ObjectNode target, JsonNode model, int size) {
        model.path("fixed")
                .fields()
                .forEachRemaining(entry -> target.putObject(entry.getKey()).set("value", entry.getValue()));
        model.path("scaled")
                .fields()
                .forEachRemaining(entry -> target.putObject(entry.getKey())
                        .put("value", entry.getValue().asLong() * size));
    }

    private static JsonNode model(ModuleRevision revision) {
        String file = revision.module().toLowerCase(Locale.ROOT).replace(".", "");
        try (var bytes = new ClassPathResource("demonstration/" + file + ".json").getInputStream()) {
            return Json.MAPPER.readTree(bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException("the demonstration has no answers for a module", failure);
        }
    }
}
