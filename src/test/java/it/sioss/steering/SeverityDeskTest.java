package it.sioss.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import it.sioss.access.Viewer;
import it.sioss.catalogue.Finding;
import it.sioss.catalogue.Severities;
import it.sioss.catalogue.Severity;
import it.sioss.platform.Refusal;
import it.sioss.sheet.Receipt;
import it.sioss.sheet.SheetView;
import it.sioss.sheet.Sheets;
import it.sioss.support.Cases;
import it.sioss.support.HouseTest;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An administrator gives a rule another severity while the collection is open; every sheet follows, with the reason. */
class SeverityDeskTest extends HouseTest {

    private static final String WOMEN = "a5_3_3_donne";
    private static final String MAIL = "a5_4_2_utenti_fermo_posta";
    private static final String REASON = "Il totale del registro nazionale è in revisione.";

    @Autowired
    SeverityDesk desk;

    @Autowired
    Severities severities;

    @Autowired
    Sheets sheets;

    @AfterEach
    void asPublished() {
        severities.history(year).stream()
                .filter(decision -> decision.supersededAt() == null)
                .forEach(decision -> severities.withdraw(year, decision.module(), decision.code(), "prova"));
        house.workOff();
    }

    private void change(String module, String code, Severity severity) {
        desk.change(year, module, code, severity, REASON, house.administrator());
    }

    private Severity inForce(String module) {
        return Objects.requireNonNull(severities.inForce(year, module).get("G1"))
                .severity();
    }

    private UUID aSheetWith(String key, long value) {
        UUID sheet = aSheet();
        cases.compile(sheet, operatorOf(sheet));
        cases.save(sheet, Cases.patch(key, value), operatorOf(sheet));
        return sheet;
    }

    private Finding finding(UUID sheet, String code) {
        return sheets.view(sheet, operatorOf(sheet)).evaluation().findings().stream()
                .filter(found -> found.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static void refused(String code, ThrowingCallable deed) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void aLoweredRuleStopsNobodyAndTheReceiptSaysWhy() {
        UUID sheet = aSheetWith(WOMEN, 39);
        refused("CONTROLLI_BLOCCANTI", () -> cases.submit(sheet, operatorOf(sheet)));

        change("A5", "G1", Severity.WARNING);

        assertThat(finding(sheet, "G1").severity()).isEqualTo(Severity.WARNING);
        assertThat(finding(sheet, "G1").change())
                .isNotNull()
                .satisfies(decided -> assertThat(decided.reason()).isEqualTo(REASON));
        cases.submit(sheet, operatorOf(sheet));
        Receipt receipt = cases.finalizeSheet(sheet, referentOf(sheet));
        assertThat(receipt.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.decided())
                        .isNotNull()
                        .satisfies(decided -> assertThat(decided.reason()).isEqualTo(REASON)));

        desk.withdraw(year, "A5", "G1", house.administrator());
        assertThat(finding(sheet, "G1").severity())
                .as("what was transmitted keeps the severity of that day")
                .isEqualTo(Severity.WARNING);
    }

    @Test
    void aRaisedRuleStopsAtOnceAndCountedFindingsFollow() {
        UUID sheet = aSheetWith(MAIL, 41);
        assertThat(cases.sheet(sheet).blocking()).isZero();

        change("A5", "A5.R4", Severity.BLOCKING);

        SheetView view = sheets.view(sheet, operatorOf(sheet));
        assertThat(view.evaluation().hasBlocking()).isTrue();
        assertThat(view.sheet().blocking())
                .as("the view counts what it shows, before any recount")
                .isOne();
        refused("CONTROLLI_BLOCCANTI", () -> cases.submit(sheet, operatorOf(sheet)));
        house.workOff();
        assertThat(cases.sheet(sheet).blocking()).isOne();
        assertThat(cases.sheet(sheet).warnings()).isZero();

        desk.withdraw(year, "A5", "A5.R4", house.administrator());
        house.workOff();
        assertThat(cases.sheet(sheet).blocking()).isZero();
        assertThat(cases.sheet(sheet).warnings()).isOne();
    }

    @Test
    void aSheetInReviewCannotBeApprovedAgainstARuleThatBlocksNow() {
        UUID sheet = aSheetWith(MAIL, 41);
        cases.submit(sheet, operatorOf(sheet));
        change("A5", "A5.R4", Severity.BLOCKING);
        refused("CONTROLLI_BLOCCANTI", () -> cases.finalizeSheet(sheet, referentOf(sheet)));
    }

    @Test
    void aCommonRuleIsChangedInEveryModuleAndTheModulesOwnChangeGoesBefore() {
        change(SeverityDesk.EVERY_MODULE, "G1", Severity.WARNING);
        assertThat(inForce("A1")).isEqualTo(Severity.WARNING);
        change("A5", "G1", Severity.BLOCKING);
        assertThat(inForce("A5")).isEqualTo(Severity.BLOCKING);
        assertThat(inForce("A1")).isEqualTo(Severity.WARNING);
        assertThat(severities.inForce(year - 1, "A5")).isEmpty();
    }

    @Test
    void everyDecisionStaysWithAuthorAndInstant() {
        int before = severities.history(year).size();
        change("A5", "G2", Severity.WARNING);
        desk.change(year, "A5", "G2", Severity.WARNING, "Un altro motivo, scritto meglio.", house.administrator());
        desk.withdraw(year, "A5", "G2", house.administrator());
        var history = severities.history(year);
        assertThat(history).hasSize(before + 2);
        assertThat(history.subList(0, 2)).allSatisfy(decision -> {
            assertThat(decision.supersededAt()).isNotNull();
            assertThat(decision.supersededBy()).isEqualTo(house.administrator().displayName());
            assertThat(decision.change().author())
                    .isEqualTo(house.administrator().displayName());
            assertThat(decision.change().at()).isBeforeOrEqualTo(clock.instant());
        });
    }

    @Test
    void whatCannotBeChangedIsRefusedWithItsReason() {
        Viewer administrator = house.administrator();
        refused("GRAVITA_INVARIATA", () -> change("A5", "G1", Severity.BLOCKING));
        change("A5", "G3", Severity.WARNING);
        refused("GRAVITA_INVARIATA", () -> change("A5", "G3", Severity.WARNING));
        for (String required : new String[] {"RISPOSTE_MANCANTI", Finding.INVALID_VALUE, "MOTIVAZIONE_MANCANTE"}) {
            refused("GRAVITA_NON_MODIFICABILE", () -> change("A5", required, Severity.WARNING));
        }
        refused("NON_TROVATO", () -> change("A5", "G99", Severity.WARNING));
        refused("NON_TROVATO", () -> change("A1", "G1", Severity.WARNING));
        refused("NON_TROVATO", () -> change(SeverityDesk.EVERY_MODULE, "A5.R4", Severity.BLOCKING));
        refused("NON_TROVATO", () -> desk.withdraw(year, "A5", "G2", administrator));
        refused("VALORE_NON_VALIDO", () -> desk.change(year, "A5", "G1", Severity.WARNING, "breve", administrator));
        jdbc.sql("update campaign set state = 'CLOSED' where year = ?")
                .param(year)
                .update();
        try {
            refused("RILEVAZIONE_NON_APERTA", () -> change("A5", "G1", Severity.WARNING));
        } finally {
            jdbc.sql("update campaign set state = 'OPEN' where year = ?")
                    .param(year)
                    .update();
        }
    }
}
