package it.sioss.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import it.sioss.platform.Refusal;
import it.sioss.support.HouseTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

/** Windows on PostgreSQL: versions, and the one answer to "the deadline of this sheet". */
class WindowsTest extends HouseTest {

    private final Instant opens = Instant.parse("2040-01-14T23:00:00Z");
    private final Instant deadline = Instant.parse("2040-05-31T22:00:00Z");

    @Test
    void aWindowHasVersionsAndOnlyTheNewestCounts() {
        int draft = aDraft();
        Instant later = deadline.plus(Duration.ofDays(30));
        set(draft, WindowSubject.everywhere("A5"), later);
        set(draft, WindowSubject.everywhere("A5"), deadline.plus(Duration.ofDays(10)));
        assertThat(jdbc.sql("""
                        select version || case when superseded_at is null then ' in vigore' else '' end
                        from collection_window where year = ? and module = 'A5' order by version""").param(draft).query(String.class).list()).containsExactly("1", "2", "3 in vigore");
        assertThat(deadlineOf(draft, "A5", REGION, "13-001", null)).isEqualTo(deadline.plus(Duration.ofDays(10)));
        campaigns.discard(draft);
    }

    @Test
    void theMostFavourableOfTheWindowsThatApplyCounts() {
        int draft = aDraft();
        UUID sheet = UUID.randomUUID();
        set(draft, new WindowSubject("A5", REGION, null, null), deadline.plus(Duration.ofDays(5)));
        set(draft, new WindowSubject("A5", null, "13-002", null), deadline.plus(Duration.ofDays(3)));
        set(draft, new WindowSubject("A5", null, "14-001", null), deadline.plus(Duration.ofDays(8)));
        set(draft, new WindowSubject("A5", null, null, sheet), deadline.plus(Duration.ofDays(20)));
        assertThat(deadlineOf(draft, "A5", "1500", "15-001", UUID.randomUUID())).isEqualTo(deadline);
        assertThat(deadlineOf(draft, "A5", REGION, "13-001", null)).isEqualTo(deadline.plus(Duration.ofDays(5)));
        assertThat(deadlineOf(draft, "A5", REGION, "13-002", null))
                .as("an extension never takes away what another one gave")
                .isEqualTo(deadline.plus(Duration.ofDays(5)));
        assertThat(deadlineOf(draft, "A5", "1400", "14-001", null)).isEqualTo(deadline.plus(Duration.ofDays(8)));
        assertThat(deadlineOf(draft, "A5", "1400", "14-001", sheet)).isEqualTo(deadline.plus(Duration.ofDays(20)));
        assertThat(deadlineOf(draft, null, REGION, "13-001", null))
                .as("the services database has its own")
                .isEqualTo(deadline);
        assertThat(campaigns.nextDeadline(draft, deadline)).contains(deadline.plus(Duration.ofDays(3)));
        assertThat(campaigns.nextDeadline(draft, deadline.plus(Duration.ofDays(20))))
                .isEmpty();
        campaigns.discard(draft);
    }

    @Test
    void theDatabaseItselfRefusesDatesOutOfOrder() {
        int draft = aDraft();
        assertThatThrownBy(() -> jdbc.sql("update collection_window set deadline = opens_at where year = ?")
                        .param(draft)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("dates_in_order");
        campaigns.discard(draft);
    }

    @Test
    void aYearIsCreatedOnceWithModulesThatExist() {
        refused("RILEVAZIONE_ESISTENTE", () -> create(year, List.of("A5")));
        refused("MODULI_MANCANTI", () -> create(freeYear(), List.of()));
        refused("MODULO_SCONOSCIUTO", () -> create(freeYear(), List.of("A99")));
        refused("ANNO_NON_VALIDO", () -> create(2018, List.of("A5")));
        refused("RILEVAZIONE_GIA_APERTA", () -> campaigns.discard(year));
    }

    private static void refused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable deed) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private int aDraft() {
        int draft = freeYear();
        create(draft, List.of("A5"));
        return draft;
    }

    private void create(int newYear, List<String> modules) {
        Calendar calendar = Calendar.between(opens, deadline);
        campaigns.create(new Campaigns.Plan(newYear, modules, List.of(), calendar, Map.of(), calendar, false), "prova");
    }

    private void set(int draft, WindowSubject subject, Instant newDeadline) {
        campaigns.setWindow(draft, subject, Calendar.between(opens, newDeadline), "proroga", "prova");
    }

    private Instant deadlineOf(
            int draft,
            @org.jspecify.annotations.Nullable String module,
            String region,
            String ats,
            @org.jspecify.annotations.Nullable UUID sheet) {
        return campaigns.windowOf(draft, module, region, ats, sheet).deadline();
    }
}
