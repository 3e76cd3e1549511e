package it.sioss.sheet;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import it.sioss.sheet.process.SheetProcess;
import java.io.File;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Prints the table of lawful moves and holds it to the drawn process. */
class SheetStateTest {

    /** Where the case waits while a sheet is in each state; an ended sheet's case waits nowhere. */
    private static final Map<SheetState, String> STEPS = Map.of(
            SheetState.COMPILING, SheetProcess.COMPILE,
            SheetState.RETURNED, SheetProcess.COMPILE,
            SheetState.JUSTIFYING, SheetProcess.JUSTIFY,
            SheetState.IN_REVIEW, SheetProcess.REVIEW,
            SheetState.READY, SheetProcess.FINALIZE);

    private final BpmnModelInstance model = Bpmn.readModelFromFile(new File("processes/module-sheet.bpmn"));

    @Test
    void theTableOfMovesIsTheOneWeAgreed() {
        assertThat(table()).isEqualTo("""
                COMPILING  JUSTIFYING IN_REVIEW READY WITHDRAWN LAPSED
                RETURNED   JUSTIFYING IN_REVIEW READY WITHDRAWN LAPSED
                JUSTIFYING COMPILING IN_REVIEW READY WITHDRAWN LAPSED
                IN_REVIEW  COMPILING RETURNED READY WITHDRAWN LAPSED
                READY      COMPILING FINALIZED WITHDRAWN LAPSED
                FINALIZED
                WITHDRAWN
                LAPSED
                """);
    }

    private static String table() {
        String table = Arrays.stream(SheetState.values())
                .map(state ->
                        String.format("%-10s %s", state, words(state.moves())).strip() + "\n")
                .collect(Collectors.joining());
        System.out.println(table);
        return table;
    }

    private static String words(Set<SheetState> states) {
        return states.stream().map(SheetState::name).collect(Collectors.joining(" "));
    }

    @Test
    void everyLiveStateWaitsAtAUserTaskAndEveryUserTaskHasAState() {
        assertThat(STEPS.keySet()).isEqualTo(live());
        assertThat(new TreeSet<>(STEPS.values())).isEqualTo(userTasks());
    }

    /** A state may follow another exactly when the drawing leads from the one's task to the other's. */
    @Test
    void aMoveIsLawfulExactlyWhenTheDrawingLeadsThere() {
        for (SheetState state : live()) {
            Set<String> drawn = nextUserTasks(Objects.requireNonNull(STEPS.get(state)));
            Set<String> lawful = state.moves().stream()
                    .filter(STEPS::containsKey)
                    .map(STEPS::get)
                    .collect(toCollection(TreeSet::new));
            assertThat(lawful).as("after %s", state).isEqualTo(drawn);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SheetState.class,
            names = {"FINALIZED", "WITHDRAWN", "LAPSED"})
    void anEndedSheetNeverMovesAgain(SheetState state) {
        assertThat(state.ended()).isTrue();
        assertThat(state.moves()).isEmpty();
        assertThat(state.compilable()).isFalse();
    }

    @Test
    void everyLiveSheetMayLapseAndBeWithdrawnButOnlyAReadyOneIsFinalized() {
        assertThat(live())
                .isNotEmpty()
                .allSatisfy(state -> assertThat(state.moves()).contains(SheetState.LAPSED, SheetState.WITHDRAWN));
        assertThat(Arrays.stream(SheetState.values())
                        .filter(state -> state.moves().contains(SheetState.FINALIZED)))
                .containsExactly(SheetState.READY);
    }

    @Test
    void aSheetRefusesAMoveTheTableDoesNotKnow() {
        Sheet sheet = SheetFixtures.aSheet(Compiler.ATS);
        assertThatThrownBy(() -> sheet.moveTo(SheetState.FINALIZED, SheetFixtures.NOON, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("COMPILING to FINALIZED");
    }

    @Test
    void theWordsOfTheMachineInterfaceAreReadBack() {
        for (SheetState state : SheetState.values()) {
            assertThat(SheetState.of(state.word())).contains(state);
        }
        assertThat(SheetState.of("BOZZA")).isEmpty();
    }

    @Test
    void peopleSeeALiveSheetLapsedAsSoonAsTheDeadlineHasPassed() {
        for (SheetState state : SheetState.values()) {
            Sheet sheet = SheetFixtures.aSheetIn(state, Compiler.ATS);
            assertThat(sheet.effectiveState(true)).isEqualTo(state.ended() ? state : SheetState.LAPSED);
            assertThat(sheet.effectiveState(false)).isEqualTo(state);
        }
    }

    private static Set<SheetState> live() {
        Set<SheetState> live = EnumSet.allOf(SheetState.class);
        live.removeIf(SheetState::ended);
        return live;
    }

    private Set<String> userTasks() {
        return model.getModelElementsByType(UserTask.class).stream()
                .map(BaseElement::getId)
                .collect(toCollection(TreeSet::new));
    }

    /** The user tasks reached first from a step, through gateways and service tasks. */
    private Set<String> nextUserTasks(String step) {
        Set<String> reached = new TreeSet<>();
        Set<String> seen = new TreeSet<>();
        follow(model.getModelElementById(step), reached, seen);
        return reached;
    }

    private static void follow(FlowNode node, Set<String> reached, Set<String> seen) {
        for (FlowNode next : node.getSucceedingNodes().list()) {
            if (next instanceof UserTask) {
                reached.add(next.getId());
            } else if (!(next instanceof SubProcess) && seen.add(next.getId())) {
                follow(next, reached, seen);
            }
        }
    }
}
