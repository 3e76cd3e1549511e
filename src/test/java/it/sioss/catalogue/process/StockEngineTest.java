package it.sioss.catalogue.process;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.ModuleFixtures;
import it.sioss.catalogue.ModuleRevision;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The tables are stock: Camunda's own DMN engine reads them and comes to the same conclusions. */
class StockEngineTest {

    private final DmnEngine engine =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @Test
    void theStockEngineFindsTheSameRulesBroken() {
        Random random = new Random(44);
        int broken = 0;
        for (ModuleRevision module : ModuleFixtures.released()) {
            for (ModuleRevision.CheckFile file : module.checks()) {
                List<DmnDecision> stock = engine.parseDecisions(new ByteArrayInputStream(file.content()));
                for (int sheet = 0; sheet < 6; sheet++) {
                    Map<String, @Nullable Object> variables = ModuleFixtures.variables(module, shaken(module, random));
                    broken += compare(CheckTable.parse(file.content()), stock, variables);
                }
            }
        }
        assertThat(broken).as("rules broken by the shaken sheets").isGreaterThan(20);
    }

    private int compare(List<CheckTable> tables, List<DmnDecision> stock, Map<String, @Nullable Object> variables) {
        int broken = 0;
        for (CheckTable table : tables) {
            DmnDecision decision = stock.stream()
                    .filter(candidate -> candidate.getKey().equals(table.id()))
                    .findFirst()
                    .orElseThrow();
            List<List<Object>> theirs = new ArrayList<>();
            engine.evaluateDecisionTable(decision, variables)
                    .forEach(hit -> theirs.add(List.of(
                            String.valueOf(hit.<Object>getEntry("codice")),
                            String.valueOf(hit.<Object>getEntry("gravita")),
                            String.valueOf(hit.<Object>getEntry("campi")),
                            String.valueOf(hit.<Object>getEntry("messaggio")))));
            List<List<Object>> ours = new ArrayList<>();
            table.evaluate(variables)
                    .forEach(hit -> ours.add(
                            List.of(hit.code(), hit.severity(), hit.fields().toString(), hit.message())));
            assertThat(ours).isEqualTo(theirs);
            broken += ours.size();
        }
        return broken;
    }

    /** A whole sheet with a few answers taken away and a few figures moved. */
    private static Answers shaken(ModuleRevision module, Random random) {
        Answers answers = ModuleFixtures.complete(module);
        List<String> keys = List.copyOf(answers.keys());
        for (int change = 0; change < 12; change++) {
            String key = keys.get(random.nextInt(keys.size()));
            Answer known = answers.answer(key);
            boolean number = known != null && known.number() != null;
            Object value = number && random.nextInt(4) > 0 ? random.nextInt(60) : null;
            if (!key.endsWith("attivo")) {
                answers = ModuleFixtures.with(answers, key, value);
            }
        }
        return answers;
    }
}
