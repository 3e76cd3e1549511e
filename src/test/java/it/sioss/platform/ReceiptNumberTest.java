package it.sioss.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceiptNumberTest {

    @Test
    void theYearWrittenIsPartOfTheNumber() {
        String number = ReceiptNumber.of(2025, 42);
        assertThat(number).isEqualTo("SIOSS-2025-00000042");
        assertThat(ReceiptNumber.sequence(number)).isEqualTo(42);
        assertThat(ReceiptNumber.mayBeOf(2025, number)).isTrue();
        assertThat(ReceiptNumber.mayBeOf(2025, " sioss-2025-42 ")).isTrue();
        assertThat(ReceiptNumber.mayBeOf(2025, "42")).isTrue();
        assertThat(ReceiptNumber.mayBeOf(2025, "SIOSS-1999-00000042")).isFalse();
        assertThat(ReceiptNumber.mayBeOf(2025, "quarantadue")).isFalse();
    }
}
