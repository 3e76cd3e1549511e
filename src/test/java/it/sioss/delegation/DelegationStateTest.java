package it.sioss.delegation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The lawful moves of a row, and what it says of an instant whether or not a watch has run. */
class DelegationStateTest {

    private static final Instant NOON = Instant.parse("2025-07-01T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofDays(2));

    private static Delegation aRow(Delegation.Origin origin, Instant from) {
        return DelegationFixtures.aRow(origin, "1400", "14-001", DelegationScope.COMPILATION, from, LATER);
    }

    @Test
    void whatHasEndedNeverMovesAgain() {
        assertThat(Arrays.stream(DelegationState.values()).filter(DelegationState::ended))
                .containsExactly(
                        DelegationState.REFUSED,
                        DelegationState.WITHDRAWN,
                        DelegationState.REVOKED,
                        DelegationState.EXPIRED);
        Delegation refused = aRow(Delegation.Origin.REQUEST, NOON);
        refused.refuse(NOON, "Anna Bianchi", "Non serve");
        List<Consumer<Delegation>> deeds = List.of(
                row -> row.accept(NOON, "Anna Bianchi", null),
                row -> row.refuse(NOON, "Anna Bianchi", "Non serve"),
                row -> row.withdraw(NOON, "Anna Bianchi", null),
                row -> row.revoke(NOON, NOON, "Anna Bianchi", "Non serve"));
        assertThat(deeds)
                .allSatisfy(deed ->
                        assertThatThrownBy(() -> deed.accept(refused)).isInstanceOf(IllegalStateException.class));
        assertThat(refused.state()).isEqualTo(DelegationState.REFUSED);
    }

    @Test
    void whatWasNotAgreedHasNoEffectAtAnyInstant() {
        for (Delegation.Origin origin : Delegation.Origin.values()) {
            Delegation row = aRow(origin, NOON);
            assertThat(row.inForce(NOON)).isFalse();
            assertThat(row.effectiveState(NOON).pending()).isTrue();
            assertThat(row.effectiveState(LATER)).isEqualTo(DelegationState.EXPIRED);
        }
    }

    @Test
    void anAgreementDoesNotReachBackBeforeItself() {
        Delegation row = aRow(Delegation.Origin.REQUEST, NOON);
        row.accept(NOON.plusSeconds(60), "Anna Bianchi", null);
        assertThat(row.inForce(NOON.plusSeconds(59))).isFalse();
        assertThat(row.inForce(NOON.plusSeconds(60))).isTrue();
        assertThat(row.inForce(LATER)).isFalse();
    }

    @Test
    void theInstantDecidesAndTheWatchOnlyWritesItDown() {
        Delegation row = aRow(Delegation.Origin.DECLARATION, NOON.plusSeconds(10));
        row.agree(NOON);
        assertThat(row.state()).isEqualTo(DelegationState.AHEAD);
        assertThat(row.effectiveState(NOON.plusSeconds(10))).isEqualTo(DelegationState.IN_FORCE);
        assertThat(row.effectiveState(LATER)).isEqualTo(DelegationState.EXPIRED);
        assertThat(row.begin(NOON)).isFalse();
        assertThat(row.end(LATER)).isTrue();
        assertThat(row.end(LATER)).isFalse();
        assertThat(row.state()).isEqualTo(DelegationState.EXPIRED);
    }

    @Test
    void aRevocationMadeKnownInTimeEndsItOnItsDay() {
        Delegation row = aRow(Delegation.Origin.DECLARATION, NOON);
        row.agree(NOON);
        Instant day = NOON.plus(Duration.ofDays(1));
        row.revoke(NOON.plusSeconds(5), day, "Anna Bianchi", "Fine della convenzione");
        assertThat(row.state()).isEqualTo(DelegationState.IN_FORCE);
        assertThat(row.inForce(day.minusMillis(1))).isTrue();
        assertThat(row.inForce(day)).isFalse();
        assertThat(row.effectiveState(day)).isEqualTo(DelegationState.REVOKED);
        assertThat(row.end(day)).isTrue();
        assertThat(row.state()).isEqualTo(DelegationState.REVOKED);
        assertThat(row.endInWords())
                .contains("Anna Bianchi", "Fine della convenzione", "con effetto dal 2 luglio 2025");
    }

    @Test
    void oneRevokedBeforeItsFirstDayNeverBegins() {
        Delegation row = aRow(Delegation.Origin.DECLARATION, NOON.plusSeconds(100));
        row.agree(NOON);
        row.revoke(NOON, NOON, "Anna Bianchi", "Fine della convenzione");
        assertThat(row.state()).isEqualTo(DelegationState.REVOKED);
        assertThat(row.inForce(NOON.plusSeconds(100))).isFalse();
        assertThat(row.overlaps(NOON, LATER)).isFalse();
    }
}
