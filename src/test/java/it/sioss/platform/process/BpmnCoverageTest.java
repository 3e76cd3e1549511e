package it.sioss.platform.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs after every other test class (junit-platform.properties) and fails the build unless their walks, together,
 * passed every step and arrow of every drawn process. Out of order, or alone, it fails: it cannot pass on nothing.
 */
@Order(Integer.MAX_VALUE)
class BpmnCoverageTest {

    @ParameterizedTest
    @MethodSource("processKeys")
    void everyStepAndArrowIsWalkedByATest(String processKey) {
        assertThat(BpmnCoverage.drawn(processKey)).isNotEmpty();
        assertThat(BpmnCoverage.missed(processKey))
                .as(
                        "steps and arrows of %s that no committed test transaction has passed; "
                                + "only the whole test run can satisfy this",
                        processKey)
                .isEmpty();
    }

    static SortedSet<String> processKeys() {
        return BpmnCoverage.processKeys();
    }
}
