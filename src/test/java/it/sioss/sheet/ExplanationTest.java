package it.sioss.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import it.sioss.access.Viewer;
import it.sioss.platform.Refusal;
import it.sioss.support.Cases;
import it.sioss.support.HouseTest;
import java.time.Duration;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A warning that stands can be explained, and the explanation goes where the sheet goes. */
class ExplanationTest extends HouseTest {

    private static final String MAIL = "a5_4_2_utenti_fermo_posta";
    private static final String WARNING = "A5.R4:" + MAIL;
    private static final String WHY = "Il fermo posta serve anche chi è stato cancellato l'anno prima.";

    @Autowired
    Sheets sheets;

    @Autowired
    Reopenings reopenings;

    @Autowired
    Journal journal;

    private UUID aSheetWithAWarning(long mailboxes) {
        UUID sheet = aSheet();
        cases.compile(sheet, operatorOf(sheet));
        cases.save(sheet, Cases.patch(MAIL, mailboxes), operatorOf(sheet));
        return sheet;
    }

    private SheetView explain(UUID sheet, String words) {
        return explain(sheet, WARNING, words, operatorOf(sheet));
    }

    private SheetView explain(UUID sheet, String finding, String words, Viewer viewer) {
        return sheets.explain(sheet, finding, words, viewer, clock.instant());
    }

    private static Explanation.Explained only(SheetView view) {
        assertThat(view.findings()).hasSize(1);
        return view.findings().get(0);
    }

    @Test
    void anExplanationStandsBesideItsWarning() {
        UUID sheet = aSheetWithAWarning(41);
        assertThat(sheets.view(sheet, operatorOf(sheet)).unexplained()).isOne();

        SheetView view = explain(sheet, "  " + WHY + "\u200b ");

        assertThat(only(view).finding().id()).isEqualTo(WARNING);
        assertThat(only(view).upToDate()).isTrue();
        assertThat(only(view).explanation()).isNotNull().satisfies(said -> {
            assertThat(said.words()).isEqualTo(WHY);
            assertThat(said.author()).isEqualTo(operatorOf(sheet).displayName());
            assertThat(said.message()).contains("41");
        });
        assertThat(view.unexplained()).isZero();
    }

    @Test
    void explainingChangesNoAnswerAndSoNoVersion() {
        UUID sheet = aSheetWithAWarning(41);
        long version = cases.sheet(sheet).answersVersion();
        explain(sheet, WHY);
        assertThat(cases.sheet(sheet).answersVersion()).isEqualTo(version);
    }

    @Test
    void whenTheFiguresChangeTheExplanationIsOfOtherFigures() {
        UUID sheet = aSheetWithAWarning(41);
        explain(sheet, WHY);

        SheetView changed = cases.save(sheet, Cases.patch(MAIL, 42), operatorOf(sheet));
        assertThat(only(changed).upToDate()).isFalse();
        assertThat(only(changed).explanation()).isNotNull();
        assertThat(changed.unexplained()).isOne();

        SheetView back = cases.save(sheet, Cases.patch(MAIL, 41), operatorOf(sheet));
        assertThat(only(back).upToDate()).isTrue();
    }

    @Test
    void anotherAnswerLeavesTheExplanationInPlace() {
        UUID sheet = aSheetWithAWarning(41);
        explain(sheet, WHY);
        SheetView view = cases.save(sheet, Cases.patch("a5_9_2_note", "Una nota."), operatorOf(sheet));
        assertThat(only(view).upToDate()).isTrue();
    }

    @Test
    void sayingItAgainReplacesItAndTakingItBackLeavesNone() {
        UUID sheet = aSheetWithAWarning(41);
        explain(sheet, WHY);
        assertThat(only(explain(sheet, "Dieci per certo.")).explanation())
                .isNotNull()
                .extracting(Explanation::words)
                .isEqualTo("Dieci per certo.");

        SheetView without = sheets.withdrawExplanation(sheet, WARNING, operatorOf(sheet), clock.instant());
        assertThat(only(without).explanation()).isNull();
        assertThat(without.unexplained()).isOne();
        sheets.withdrawExplanation(sheet, WARNING, operatorOf(sheet), clock.instant());
        assertThat(journal.of(sheet))
                .extracting(Journal.Entry::event)
                .containsOnlyOnce("EXPLANATION_WITHDRAWN")
                .contains("EXPLAINED");
    }

    @Test
    void theTextHasFromTenToAThousandVisibleCharacters() {
        UUID sheet = aSheetWithAWarning(41);
        refused("SPIEGAZIONE_NON_VALIDA", () -> explain(sheet, "x".repeat(9)));
        refused("SPIEGAZIONE_NON_VALIDA", () -> explain(sheet, "x".repeat(9) + "\u200b\u200b \n"));
        refused("SPIEGAZIONE_NON_VALIDA", () -> explain(sheet, "x".repeat(1001)));
        explain(sheet, "x".repeat(10));
        explain(sheet, "𝒳".repeat(1000));
    }

    private static void refused(String code, ThrowingCallable deed) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void onlyAStandingWarningIsExplained() {
        UUID sheet = aSheetWithAWarning(40);
        refused("ESITO_NON_TROVATO", () -> explain(sheet, WHY));
        cases.save(sheet, Cases.patch("a5_3_3_donne", 39), operatorOf(sheet));
        refused("ESITO_NON_SPIEGABILE", () -> explain(sheet, "G1:a5_3_3_donne", WHY, operatorOf(sheet)));
    }

    @Test
    void whoMayNotSaveMayNotExplain() {
        UUID sheet = aSheetWithAWarning(41);
        refused("DELEGA_ASSENTE", () -> explain(sheet, WARNING, WHY, supervisor()));
        refused("NON_TROVATO", () -> explain(sheet, WARNING, WHY, operatorOf(aSheet())));
        cases.submit(sheet, operatorOf(sheet));
        refused("TRANSIZIONE_NON_AMMESSA", () -> explain(sheet, WHY));
        refused(
                "TRANSIZIONE_NON_AMMESSA",
                () -> sheets.withdrawExplanation(sheet, WARNING, operatorOf(sheet), clock.instant()));
        cases.comeBeforeTheDeadline(sheet, operatorOf(sheet), Duration.ofMinutes(-5));
        refused("TERMINE_SCADUTO", () -> explain(sheet, WHY));
    }

    @Test
    void whoExplainsHasCompiled() {
        UUID sheet = aSheetWithAWarning(41);
        Viewer referent = referentOf(sheet);
        assertThat(journal.hasCompiled(sheet, referent.username())).isFalse();
        explain(sheet, WARNING, WHY, referent);
        assertThat(journal.hasCompiled(sheet, referent.username())).isTrue();
    }

    @Test
    void aSheetCountsTheWarningsNobodyHasExplained() {
        UUID sheet = aSheetWithAWarning(41);
        assertThat(cases.sheet(sheet).unexplained()).isOne();
        explain(sheet, WHY);
        assertThat(cases.sheet(sheet).unexplained()).isZero();
        cases.save(sheet, Cases.patch(MAIL, 42), operatorOf(sheet));
        assertThat(cases.sheet(sheet).unexplained()).isOne();
        explain(sheet, WHY);
        sheets.withdrawExplanation(sheet, WARNING, operatorOf(sheet), clock.instant());
        assertThat(cases.sheet(sheet).unexplained()).isOne();
        explain(sheet, WHY);
        cases.submit(sheet, operatorOf(sheet));
        assertThat(cases.sheet(sheet).unexplained()).isZero();
    }

    @Test
    void whereASheetGoesOnTheExplanationsThatStillFitGoOnWithIt() {
        UUID sheet = aSheetWithAWarning(41);
        explain(sheet, WHY);
        cases.submit(sheet, operatorOf(sheet));
        cases.finalizeSheet(sheet, referentOf(sheet));
        Viewer ministry = house.administrator();
        UUID fresh = reopenings
                .reopen(
                        sheet,
                        "Errore materiale segnalato dall'ATS",
                        sheets.view(sheet, ministry).window().rectificationEnd(),
                        ministry)
                .sheet()
                .id();

        SheetView view = sheets.view(fresh, operatorOf(sheet));
        assertThat(only(view).upToDate()).isTrue();
        assertThat(only(view).explanation()).isNotNull().satisfies(said -> {
            assertThat(said.words()).isEqualTo(WHY);
            assertThat(said.author()).isEqualTo(operatorOf(sheet).displayName());
        });
        assertThat(cases.sheet(fresh).unexplained()).isZero();
        assertThat(journal.hasCompiled(fresh, operatorOf(sheet).username()))
                .as("what goes on is what they wrote")
                .isTrue();
    }

    @Test
    void anExplanationOfOtherFiguresStaysBehind() {
        UUID sheet = aSheetWithAWarning(41);
        explain(sheet, WHY);
        cases.save(sheet, Cases.patch(MAIL, 42), operatorOf(sheet));
        cases.submit(sheet, operatorOf(sheet));
        cases.finalizeSheet(sheet, referentOf(sheet));
        Viewer ministry = house.administrator();
        SheetView fresh = reopenings.reopen(
                sheet,
                "Errore materiale segnalato dall'ATS",
                sheets.view(sheet, ministry).window().rectificationEnd(),
                ministry);

        assertThat(only(fresh).explanation()).isNull();
        assertThat(cases.sheet(fresh.sheet().id()).unexplained()).isOne();
    }

    @Test
    void theReceiptCarriesTheWarningAndItsExplanation() throws Exception {
        UUID sheet = aSheetWithAWarning(41);
        explain(sheet, WHY);
        cases.submit(sheet, operatorOf(sheet));
        Receipt receipt = cases.finalizeSheet(sheet, referentOf(sheet));

        JsonNode warning =
                Json.MAPPER.readTree(receipt.canonical()).path("avvisi").path(0);
        assertThat(warning.path("id").asText()).isEqualTo(WARNING);
        assertThat(warning.path("spiegazione").path("testo").asText()).isEqualTo(WHY);
        assertThat(receipt.warnings()).singleElement().satisfies(standing -> {
            assertThat(standing.code()).isEqualTo("A5.R4");
            assertThat(standing.decided()).isNull();
            assertThat(standing.explanation()).isNotNull().satisfies(said -> {
                assertThat(said.words()).isEqualTo(WHY);
                assertThat(said.outdated()).isFalse();
            });
        });
    }

    @Test
    void anUnexplainedWarningIsTransmittedAsSuch() {
        UUID sheet = aSheetWithAWarning(41);
        cases.submit(sheet, operatorOf(sheet));
        Receipt receipt = cases.finalizeSheet(sheet, referentOf(sheet));
        assertThat(receipt.warnings())
                .singleElement()
                .satisfies(standing -> assertThat(standing.explanation()).isNull());
    }
}
