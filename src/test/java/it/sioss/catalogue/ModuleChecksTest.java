package it.sioss.catalogue;

import static it.sioss.catalogue.JudgedSheet.aSheetOf;
import static it.sioss.catalogue.Severity.BLOCKING;
import static it.sioss.catalogue.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.catalogue.process.CheckTable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of each module: a case that holds, one that breaks, one at the edge. */
class ModuleChecksTest {

    @Test
    void theOutcomesOfTheYearsRequestsMakeTheirNumber() {
        JudgedSheet requests = aSheetOf("A5").where("a5_3_1_presentate", 12).where("a5_3_1_accolte", 10);
        requests.finds(
                "A5.R1",
                BLOCKING,
                "accolte 10 + respinte 0 + in istruttoria 0 + archiviate 0 = 10, ma le presentate sono 12.");
        requests.where("a5_3_1_archiviate", 2).findsNo("A5.R1");
        requests.without("a5_3_1_archiviate").findsNo("A5.R1");
    }

    @Test
    void moreRegisteredThanAcceptedIsOnlyRemarked() {
        JudgedSheet accepted = aSheetOf("A5").where("a5_3_1_presentate", 10).where("a5_3_1_accolte", 10);
        accepted.where("a5_3_2_iscritti_anno", 10).findsNo("A5.R2");
        accepted.where("a5_3_2_iscritti_anno", 11)
                .finds(
                        "A5.R2",
                        WARNING,
                        "Iscritti 11, richieste accolte 10: una richiesta può riguardare più persone?");
    }

    @Test
    void housingConditionsMakeTheTotal() {
        aSheetOf("A5")
                .where("a5_3_4_strada", 39)
                .finds(
                        "A5.R3",
                        BLOCKING,
                        "in strada 39 + in dormitorio 0 + in struttura 0 + in uscita 0 + altra condizione 0 = 39, ma il"
                                + " totale dei beneficiari è 40.");
        aSheetOf("A5").where("a5_3_4_strada", 39).where("a5_3_4_altro_nd", 1).findsNo("A5.R3");
    }

    @Test
    void reasonsOfCancellationMakeTheCancelled() {
        JudgedSheet cancelled = aSheetOf("A5").where("conclusi", 3).where("in_carico_31_12", 37);
        cancelled.finds(
                "A5.R3",
                BLOCKING,
                "trasferimento 0 + irreperibilità 0 + decesso 0 + alloggio 0 + altro motivo 0 = 0, ma i cancellati sono"
                        + " 3.");
        cancelled.where("a5_3_2_cancellati_decesso", 3).findsNothing();
    }

    @Test
    void mailIsForWhoIsRegistered() {
        aSheetOf("A5").where("a5_4_2_utenti_fermo_posta", 40).findsNo("A5.R4");
        aSheetOf("A5")
                .where("a5_4_2_utenti_fermo_posta", 41)
                .finds("A5.R4", WARNING, "Fermo posta: 41 utenti, persone iscritte nell'anno 40.");
    }

    @Test
    void theFictitiousStreetBelongsToACoveredMunicipality() {
        aSheetOf("A5").where("a5_2_1_comuni_con_via", 1).findsNo("A5.R5");
        aSheetOf("A5")
                .where("a5_2_1_comuni_con_via", 2)
                .finds("A5.R5", WARNING, "Comuni con via fittizia (2) più dei comuni coperti (1).");
        aSheetOf("A5").where("a5_2_1_comuni_con_via", 2).without("comuni").findsNo("A5.R5");
    }

    static Stream<Arguments> sumsOfA1() {
        return Stream.of(
                Arguments.of("A1.R1", "a1_3_1_segnalazioni", "a1_3_2_scuola"),
                Arguments.of("A1.R2", "a1_3_4_totale", "a1_3_5_senza_dimora"),
                Arguments.of("A1.R3", "a1_3_3_prese_in_carico", "a1_6_3_rifiuto"));
    }

    @ParameterizedTest
    @MethodSource("sumsOfA1")
    void everyBreakdownOfEmergencyMakesItsTotal(String rule, String total, String part) {
        aSheetOf("A1").findsNo(rule);
        aSheetOf("A1").where(part, 1).findsOn(rule, fieldsOf(rule));
        aSheetOf("A1").where(part, 1).without(total).findsNo(rule);
        assertThat(aSheetOf("A1").where(part, 1).evaluation().blocking())
                .anySatisfy(finding -> assertThat(finding.code()).isEqualTo(rule));
    }

    private static String[] fieldsOf(String rule) {
        return switch (rule) {
            case "A1.R1" ->
                prefixed(
                        "3_2_cittadino_interessato",
                        "3_2_altri_cittadini",
                        "3_2_forze_ordine",
                        "3_2_sanita",
                        "3_2_servizi_sociali",
                        "3_2_scuola",
                        "3_2_ets",
                        "3_2_altro",
                        "3_1_segnalazioni");
            case "A1.R2" ->
                prefixed(
                        "3_5_senza_dimora",
                        "3_5_minori",
                        "3_5_violenza_tratta",
                        "3_5_non_autosufficienti",
                        "3_5_disagio_dipendenze",
                        "3_5_emergenza_abitativa",
                        "3_5_conflitto_familiare",
                        "3_5_altro",
                        "3_4_totale");
            default ->
                prefixed(
                        "6_3_risolto",
                        "6_3_servizio_sociale",
                        "6_3_sanita",
                        "6_3_rifiuto",
                        "6_3_altro",
                        "3_3_prese_in_carico");
        };
    }

    private static String[] prefixed(String... suffixes) {
        return Stream.of(suffixes).map(suffix -> "a1_" + suffix).toArray(String[]::new);
    }

    @Test
    void takenInChargeIsAPartOfTheReports() {
        JudgedSheet reports = aSheetOf("A1").where("a1_3_1_segnalazioni", 5).where("a1_3_2_scuola", 5);
        reports.where("a1_3_3_prese_in_carico", 5).where("a1_6_3_risolto", 5).findsNothing();
        reports.where("a1_3_3_prese_in_carico", 6)
                .finds(
                        "A1.R4",
                        BLOCKING,
                        "Le segnalazioni prese in carico (6) non possono superare le segnalazioni ricevute (5).");
    }

    @Test
    void unaccompaniedMinorsAreAPartOfTheMinors() {
        JudgedSheet minors = aSheetOf("A1").where("a1_3_5_minori", 40);
        minors.where("a1_3_5_minori_msna", 40).findsNo("A1.R5");
        minors.where("a1_3_5_minori_msna", 41)
                .finds(
                        "A1.R5",
                        BLOCKING,
                        "I minori stranieri non accompagnati (41) non possono superare i minori (40).");
    }

    @Test
    void aStreetUnitGoesOut() {
        JudgedSheet unit = aSheetOf("A1").where("a1_2_7_uds", "si");
        unit.without("a1_2_7_uscite").findsNo("A1.R7");
        unit.where("a1_2_7_uscite", 1).findsNo("A1.R7");
        unit.where("a1_2_7_uscite", 0).finds("A1.R7", WARNING, "Unità di strada attiva ma nessuna uscita.");
        unit.where("a1_2_7_uscite", 0).where("a1_2_7_uds", "no").findsNo("A1.R7");
    }

    @Test
    void anAlwaysActiveServiceCoversTheWholeDay() {
        JudgedSheet always = aSheetOf("A1").where("a1_2_1_modello", "sempre_attivo");
        always.where("a1_2_2_h24", "no").finds("A1.R8", WARNING, "Servizio «sempre attivo» senza copertura h24.");
        always.where("a1_2_2_h24", "si").findsNo("A1.R8");
        always.without("a1_2_2_h24").findsNo("A1.R8");
    }

    @Test
    void unansweredIsNotZero() {
        for (ModuleRevision module : ModuleFixtures.released()) {
            Answers whole = ModuleFixtures.complete(module);
            for (String key : whole.keys()) {
                if (module.form().grid(key) == null) {
                    Evaluation evaluation = module.evaluate(ModuleFixtures.with(whole, key, null), SheetContext.NONE);
                    assertThat(evaluation.findings()).as(key + " unanswered").isEmpty();
                }
            }
        }
    }

    @Test
    void everyRuleSaysWhyItExistsAndPointsToAFieldOfTheForm() {
        for (ModuleRevision module : ModuleFixtures.released()) {
            Evaluation evaluation = module.evaluate(everythingWrong(module), SheetContext.NONE);
            assertThat(evaluation.findings()).hasSizeGreaterThan(6).allSatisfy(finding -> {
                assertThat(finding.source()).isNotBlank();
                assertThat(finding.message()).doesNotContain("{").doesNotContain("non indicato:");
                assertThat(finding.fields())
                        .isNotEmpty()
                        .allSatisfy(field -> assertThat(module.form().item(field.split("\\.")[0]))
                                .isNotNull());
            });
        }
    }

    @Test
    void noCodeOfARuleIsInventedTwice() {
        for (ModuleRevision module : ModuleFixtures.released()) {
            List<CheckTable> own = CheckTable.parse(module.checks().get(1).content());
            assertThat(own)
                    .singleElement()
                    .satisfies(table -> assertThat(table.codes())
                            .allSatisfy(code -> assertThat(code).startsWith(module.module() + ".R")));
            assertThat(own.get(0).evaluate(Map.of())).isEmpty();
        }
    }

    private static Answers everythingWrong(ModuleRevision module) {
        Answers answers = ModuleFixtures.complete(module);
        int figure = 3;
        for (FormItem item : module.form().items().values()) {
            if (item instanceof Question question && question.type() == QuestionType.NUMBER) {
                answers = answers.with(item.key(), Answer.of(figure++ % 2 == 0 ? 3 : 11));
            }
        }
        return answers;
    }
}
