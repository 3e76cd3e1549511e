package it.sioss.catalogue;

import static it.sioss.catalogue.JudgedSheet.aSheetOf;
import static it.sioss.catalogue.JudgedSheet.lastYear;
import static it.sioss.catalogue.ModuleFixtures.grid;
import static it.sioss.catalogue.ModuleFixtures.professionalOf;
import static it.sioss.catalogue.ModuleFixtures.source;
import static it.sioss.catalogue.Severity.BLOCKING;
import static it.sioss.catalogue.Severity.WARNING;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules common to all modules, bound by role: the same row judges fields of different names. */
class CommonChecksTest {

    static List<ModuleRevision> modules() {
        return ModuleFixtures.released();
    }

    static List<ModuleRevision> modulesWithCitizenship() {
        return playing("cittadinanza");
    }

    static List<ModuleRevision> modulesWithSocialService() {
        return playing("in_carico_ssp");
    }

    static List<ModuleRevision> modulesWithProfessionals() {
        return playing("professionisti");
    }

    static List<ModuleRevision> modulesWithBeforeAndNew() {
        return playing("gia_in_carico");
    }

    private static List<ModuleRevision> playing(String role) {
        return modules().stream()
                .filter(module -> !module.form().withRole(role).isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aWholeSheetHasNothingToSay(ModuleRevision module) {
        aSheetOf(module).findsNothing();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void womenMenAndNotStatedMakeTheTotal(ModuleRevision module) {
        aSheetOf(module)
                .where("donne", 38)
                .finds("G1", BLOCKING, "donne 38 + uomini 0 + non indicato 0 = 38, ma il totale è 40.");
        aSheetOf(module).where("donne", 41).findsOn("G1", keys(module, "donne", "uomini", "sesso_nd", "totale"));
        aSheetOf(module).where("donne", 38).where("sesso_nd", 2).findsNo("G1");
        aSheetOf(module).where("donne", 38).without("uomini").findsNo("G1");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void ageClassesMakeTheTotal(ModuleRevision module) {
        aSheetOf(module)
                .where("eta", 39)
                .finds("G2", BLOCKING, "La somma delle classi di età è 39, ma il totale è 40.");
        aSheetOf(module).where("eta", 40).findsNo("G2");
        aSheetOf(module).without("eta").findsNo("G2");
    }

    @ParameterizedTest
    @MethodSource("modulesWithCitizenship")
    void citizenshipsMakeTheTotal(ModuleRevision module) {
        aSheetOf(module)
                .where("cittadinanza", 1234)
                .finds("G3", BLOCKING, "La somma delle cittadinanze è 1.234, ma il totale è 40.");
        aSheetOf(module).without("cittadinanza").findsNo("G3");
    }

    @ParameterizedTest
    @MethodSource("modulesWithBeforeAndNew")
    void thoseAlreadyInCareAndTheNewOnesMakeTheTotal(ModuleRevision module) {
        JudgedSheet sheet = aSheetOf(module);
        sheet.where("nuovi", 1).finds("G4a", BLOCKING, "già in carico 40 + nuovi 1 = 41, ma il totale è 40.");
        sheet.where("gia_in_carico", 30).where("nuovi", 10).findsNo("G4a");
        sheet.without("nuovi").findsNo("G4a");
    }

    @ParameterizedTest
    @MethodSource("modulesWithBeforeAndNew")
    void whoHasNotLeftIsStillInCareAtYearEnd(ModuleRevision module) {
        JudgedSheet sheet = aSheetOf(module);
        sheet.where("conclusi", 5)
                .finds("G4b", BLOCKING, "totale 40 − conclusi 5 = 35, ma in carico al 31/12 risultano 40.");
        sheet.where("conclusi", 5).where("in_carico_31_12", 35).findsNo("G4b");
    }

    @Test
    void aRuleRestsInAModuleThatLacksItsRoles() {
        aSheetOf("A1").findsNo("G4a");
        aSheetOf("A1").findsNo("G4b");
    }

    @ParameterizedTest
    @MethodSource("modulesWithSocialService")
    void thoseInCareOfTheSocialServiceAreAPartOfTheTotal(ModuleRevision module) {
        aSheetOf(module).where("in_carico_ssp", 40).findsNo("G5");
        aSheetOf(module)
                .where("in_carico_ssp", 41)
                .finds(
                        "G5",
                        BLOCKING,
                        "Le persone in carico al servizio sociale professionale (41) non possono superare il totale"
                                + " dei beneficiari (40).");
    }

    @ParameterizedTest
    @MethodSource("modulesWithProfessionals")
    void contractsOfARowDoNotExceedItsOperators(ModuleRevision module) {
        aSheetOf(module)
                .where("professionisti", grid(row(module, "psicologo", "ssn", 0)))
                .findsNo("G5");
        JudgedSheet tooMany = aSheetOf(module)
                .where(
                        "professionisti",
                        grid(row(module, "psicologo"), professionalOf(module, "r2", "medico", "ssn", 1)));
        tooMany.finds("G5", BLOCKING, "Riga Medico: i rapporti di lavoro superano gli operatori (2).");
        tooMany.findsOn("G5", tooMany.key("professionisti") + ".r2.operatori");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void sourcesCoverTheCommittedExpenseToTheEuro(ModuleRevision module) {
        aSheetOf(module).where("spesa", 10001).findsNo("G6a");
        aSheetOf(module)
                .where("spesa", new BigDecimal("10001.01"))
                .finds("G6a", BLOCKING, "Le fonti sommano 10.000 €, la spesa impegnata dichiarata è 10.001,01 €.");
        aSheetOf(module)
                .where("spesa_liquidata", 1)
                .finds("G6a", BLOCKING, "Le fonti sommano 8.000 € di liquidato, la spesa liquidata dichiarata è 1 €.");
        aSheetOf(module).without("spesa").findsNo("G6a");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void payingMoreThanCommittedIsOnlyRemarked(ModuleRevision module) {
        aSheetOf(module)
                .where("fonti", grid(source("f1", "F01", 6000, 6000), source("f2", "F03", 4000, 2000)))
                .findsNo("G6b");
        aSheetOf(module)
                .where(
                        "fonti",
                        grid(source("f1", "F01", 6000, 2000), source("f2", "F03", 4000, new BigDecimal("6000.5"))))
                .finds(
                        "G6b",
                        WARNING,
                        "Fonte Fondi regionali: liquidato (6.000,50 €) superiore all'impegnato (4.000 €). Se comprende"
                                + " residui, spiegatelo.");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void anExpenseHasAtLeastOneSource(ModuleRevision module) {
        aSheetOf(module).without("fonti").finds("G7", BLOCKING, "Spesa di 10.000 € senza alcuna fonte.");
        aSheetOf(module)
                .without("fonti")
                .where("spesa", 1)
                .where("spesa_liquidata", 1)
                .findsNo("G7");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void oneRowForEachSource(ModuleRevision module) {
        aSheetOf(module)
                .where("fonti", grid(source("f1", "F01", 6000, 5000), source("f2", "F01", 4000, 3000)))
                .finds("G7b", WARNING, "La stessa fonte compare più volte: unite le righe.");
    }

    @ParameterizedTest
    @MethodSource("modulesWithProfessionals")
    void oneRowForEachProfile(ModuleRevision module) {
        aSheetOf(module)
                .where("professionisti", grid(row(module, "medico"), professionalOf(module, "r2", "medico")))
                .finds("G7b", WARNING, "Lo stesso profilo compare più volte: unite le righe.");
        aSheetOf(module)
                .where(
                        "professionisti",
                        grid(ModuleFixtures.row("r1", "operatori", 2), ModuleFixtures.row("r2", "operatori", 2)))
                .findsNo("G7b");
    }

    @ParameterizedTest
    @MethodSource("modulesWithProfessionals")
    void anOperatorIsAtMostOneFullTime(ModuleRevision module) {
        aSheetOf(module)
                .where("professionisti", grid(row(module, "medico", "fte", 2)))
                .findsNo("G8a");
        aSheetOf(module)
                .where("professionisti", grid(row(module, "medico", "fte", new BigDecimal("2.5"))))
                .finds("G8a", WARNING, "Riga Medico: 2,50 FTE con 2 operatori. Un operatore vale al massimo 1 FTE.");
    }

    @ParameterizedTest
    @MethodSource("modulesWithProfessionals")
    void hoursStayWithinTheFullTimesDeclared(ModuleRevision module) {
        aSheetOf(module)
                .where("professionisti", grid(row(module, "medico", "ore", 2160)))
                .findsNo("G8b");
        aSheetOf(module)
                .where("professionisti", grid(row(module, "medico", "ore", 2161)))
                .finds("G8b", WARNING, "Riga Medico: 2.161 ore con 1 FTE sono più di 2.160 per FTE.");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void peopleWithoutExpenseAndExpenseWithoutPeopleAreRemarked(ModuleRevision module) {
        aSheetOf(module)
                .where("spesa", 0)
                .finds("G9a", WARNING, "Sono dichiarati 40 beneficiari e nessuna spesa: confermate?");
        aSheetOf(module)
                .where("destinatari", 0)
                .finds("G9b", WARNING, "È dichiarata una spesa di 10.000 € e nessun beneficiario: confermate?");
        aSheetOf(module).without("destinatari").findsNo("G9b");
        aSheetOf(module).without("spesa").findsNo("G9a");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aGreatChangeSinceLastYearIsRemarked(ModuleRevision module) {
        JudgedSheet sheet = aSheetOf(module);
        String total = sheet.key("totale");
        sheet.in(lastYear(total, 26))
                .finds("G10", WARNING, label(module, total) + ": 40, l'anno scorso 26. Confermate o spiegate.");
        sheet.in(lastYear(total, 27)).findsNo("G10");
        sheet.where("totale", 10).in(lastYear(total, 0)).findsNo("G10");
        sheet.where("totale", 11).in(lastYear(total, 0)).findsOn("G10", total);
        sheet.without("totale").in(lastYear(total, 400)).findsNo("G10");
        sheet.in(lastYear(sheet.key("spesa"), 9000)).findsNo("G10");
        sheet.in(lastYear(sheet.key("spesa"), 100)).findsOn("G10", sheet.key("spesa"));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void beneficiariesAreAFewOfTheResidents(ModuleRevision module) {
        JudgedSheet sheet = aSheetOf(module);
        sheet.in(SheetContext.NONE.withResidents(Map.of("001272", 800L))).findsNo("G11");
        sheet.in(SheetContext.NONE.withResidents(Map.of("001272", 799L)))
                .finds("G11", WARNING, "I beneficiari (40) superano il 5 % dei residenti dei comuni coperti (799).");
        sheet.in(SheetContext.NONE.withResidents(Map.of("001001", 10L))).findsNo("G11");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void theDistrictSheetUsuallyHoldsTheOthers(ModuleRevision module) {
        JudgedSheet sheet = aSheetOf(module);
        sheet.in(SheetContext.NONE.withOtherSheets(BigDecimal.valueOf(40))).findsNo("G14");
        sheet.in(SheetContext.NONE.withOtherSheets(BigDecimal.valueOf(41)))
                .finds(
                        "G14",
                        WARNING,
                        "Le altre schede del modulo sommano 41 persone, questa scheda di Ambito 40: la stessa persona può"
                                + " comparire in più schede.");
    }

    @Test
    void noneExcludesEveryOtherChoice() {
        aSheetOf("A1").where("a1_2_6_protocolli", List.of("nessuno")).findsNo("M1");
        aSheetOf("A1").where("a1_2_6_protocolli", List.of("asl", "prefettura")).findsNo("M1");
        aSheetOf("A1")
                .where("a1_2_6_protocolli", List.of("asl", "nessuno"))
                .finds("M1", WARNING, "Protocolli operativi firmati: avete scelto «Nessuno» insieme ad altre voci.");
    }

    private static String[] keys(ModuleRevision module, String... roles) {
        return List.of(roles).stream().map(aSheetOf(module)::key).toArray(String[]::new);
    }

    private static GridRow row(ModuleRevision module, String profile, Object... changes) {
        return professionalOf(module, "r1", profile, changes);
    }

    private static String label(ModuleRevision module, String key) {
        return Objects.requireNonNull(module.form().item(key)).label();
    }
}
