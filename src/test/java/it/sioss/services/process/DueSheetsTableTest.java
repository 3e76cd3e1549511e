package it.sioss.services.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import it.sioss.prefill.DataLevel;
import it.sioss.services.Bond;
import it.sioss.services.DueSheetsDecision.Link;
import it.sioss.services.Dueness;
import it.sioss.services.NomenclatureFixtures;
import it.sioss.services.SheetLevel;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of {@code processes/due-sheets/2024.dmn}. */
class DueSheetsTableTest {

    private static final int YEAR = 2024;
    private static final Path FILE = Path.of("processes/due-sheets/2024.dmn");

    private final DueSheetsTable table = new DueSheetsTable();
    private final DmnModelInstance model = Dmn.readModelFromFile(FILE.toFile());

    @ParameterizedTest
    @CsvSource({
        "ATS,OWN,0,REQUIRED,l'Ambito attua {servizi}",
        "ATS,OWN,3,REQUIRED,l'Ambito attua {servizi}",
        "ATS,NONE,0,REQUIRED,non indica soggetti attuatori",
        "ATS,RELATED,0,REQUIRED,non indica soggetti attuatori",
        "ATS,NONE,1,NOT_REQUIRED,hanno ciascuno la propria scheda",
        "ATS,NONE,12,NOT_REQUIRED,hanno ciascuno la propria scheda",
        "MUNICIPALITY,OWN,1,REQUIRED,{soggetto} attua {servizi}",
        "OTHER_BODY,OWN,4,REQUIRED,{soggetto} attua {servizi}",
        "MUNICIPALITY,RELATED,0,OPTIONAL,Facoltativa",
        "OTHER_BODY,RELATED,2,OPTIONAL,Facoltativa",
        "MUNICIPALITY,NONE,0,NOT_REQUIRED,non indica più {soggetto}",
        "OTHER_BODY,NONE,5,NOT_REQUIRED,non indica più {soggetto}"
    })
    void eachRowOfTheDecisionSaysWhetherAndWhy(
            SheetLevel level, Bond bond, int bodies, Dueness dueness, String reason) {
        var verdict = table.decide(YEAR, level, bond, bodies);
        assertThat(verdict.dueness()).isEqualTo(dueness);
        assertThat(verdict.reason()).contains(reason);
    }

    @Test
    void noCombinationIsLeftWithoutAnAnswer() {
        for (SheetLevel level : SheetLevel.values()) {
            for (Bond bond : Bond.values()) {
                for (int bodies : List.of(0, 1, 2, 50)) {
                    for (DataLevel published : DataLevel.values()) {
                        boolean possible = level == SheetLevel.MUNICIPALITY && published.usesMunicipalities();
                        for (boolean here : possible ? List.of(true, false) : List.of(false)) {
                            assertThat(table.decide(YEAR, level, bond, bodies, published, here)
                                            .reason())
                                    .isNotBlank();
                        }
                    }
                }
            }
        }
        assertThat(rules("due-sheets")).hasSize(13);
    }

    @Test
    void eachRowOfTheCorrespondenceJoinsAServiceOfTheNomenclatureToAModule() {
        var rules = rules("service-modules");
        assertThat(rules).hasSize(22).allSatisfy(rule -> {
            String service = word(rule.getInputEntries().iterator().next().getTextContent());
            var outputs = rule.getOutputEntries().stream()
                    .map(output -> word(output.getTextContent()))
                    .toList();
            assertThat(NomenclatureFixtures.codes()).contains(service);
            assertThat(table.modulesOf(YEAR, service)).contains(new Link(outputs.get(0), Bond.valueOf(outputs.get(1))));
        });
    }

    @Test
    void everyModuleOfTheDecreeIsTheOwnOneOfExactlyOneService() {
        var own = NomenclatureFixtures.codes().stream()
                .flatMap(service -> table.modulesOf(YEAR, service).stream())
                .filter(link -> link.bond() == Bond.OWN)
                .map(Link::module)
                .toList();
        assertThat(own).containsExactlyInAnyOrder("A1", "A2", "A3.1", "A3.2", "A4", "A5", "A6", "A7");
    }

    @Test
    void aServiceThatNoModuleConcernsHasNone() {
        assertThat(table.modulesOf(YEAR, "E.07.1")).isEmpty();
    }

    @Test
    void aYearUsesTheNewestTableNotLaterThanItself() {
        assertThat(table.decide(2050, SheetLevel.ATS, Bond.NONE, 0))
                .isEqualTo(table.decide(YEAR, SheetLevel.ATS, Bond.NONE, 0));
        assertThatThrownBy(() -> table.decide(2023, SheetLevel.ATS, Bond.NONE, 0))
                .hasMessageContaining("no table of due sheets");
    }

    @Test
    void theReasonsUseOnlyTheWordsThatAreReplaced() {
        Set<String> marks = rules("due-sheets").stream()
                .flatMap(rule -> java.util.regex.Pattern.compile("\\{[^}]*}")
                        .matcher(rule.getTextContent())
                        .results()
                        .map(java.util.regex.MatchResult::group))
                .collect(Collectors.toSet());
        assertThat(marks).containsExactlyInAnyOrder("{soggetto}", "{servizi}", "{righe}");
    }

    private List<Rule> rules(String decision) {
        Decision found = model.getModelElementById(decision);
        return List.copyOf(found.getChildElementsByType(org.camunda.bpm.model.dmn.instance.DecisionTable.class)
                .iterator()
                .next()
                .getRules());
    }

    private static String word(String literal) {
        return literal.strip().replace("\"", "");
    }
}
