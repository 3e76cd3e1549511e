package it.sioss.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import it.sioss.access.Accounts;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.WindowSubject;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.Delegations;
import it.sioss.platform.CanonicalJson;
import it.sioss.platform.Refusal;
import it.sioss.sheet.SheetState;
import it.sioss.support.AnnexWords;
import it.sioss.support.HouseTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

/** Allegato 1 of an ATS on a real database: its lines, the sheets that follow, its receipt. */
class AnnexTest extends HouseTest {

    private static final String OWN = "A.01.2";
    private static final String RELATED = "A.01.1";

    @Autowired
    Services services;

    @Autowired
    it.sioss.sheet.Sheets sheets;

    private AnnexWords annex;

    @BeforeEach
    void words() {
        annex = AnnexWords.in(context, house);
    }

    private ServiceDatabase aDatabase() {
        return services.find(year, anAts()).orElseThrow();
    }

    private static void refused(int status, String code, ThrowingCallable deed) {
        assertThatThrownBy(deed).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.status()).isEqualTo(status);
        });
    }

    private List<String> sheetsOf(ServiceDatabase database) {
        return jdbc.sql("""
                        select level || ' ' || state || ' ' || dueness || ' ' || sequence from sheet
                        where year = ? and ats = ? order by level, sequence""")
                .params(database.year(), database.ats())
                .query(String.class)
                .list();
    }

    private UUID sheetOf(ServiceDatabase database, SheetLevel level) {
        return jdbc.sql("""
                        select id from sheet where year = ? and ats = ? and level = ? order by sequence desc limit 1""")
                .params(database.year(), database.ats(), level.name())
                .query(UUID.class)
                .single();
    }

    @Test
    void aBodyListedOpensItsSheetAndWithdrawsTheUntouchedOneOfTheAts() {
        ServiceDatabase database = aDatabase();
        UUID line = annex.line(database, OWN, "COMUNE");
        assertThat(sheetsOf(database)).containsExactly("ATS WITHDRAWN REQUIRED 1", "MUNICIPALITY COMPILING REQUIRED 1");
        var withdrawn = cases.sheet(sheetOf(database, SheetLevel.ATS));
        assertThat(withdrawn.stateReason())
                .contains("hanno ciascuno la propria scheda")
                .contains("riga 1");
        cases.nothingIsOpen(String.valueOf(withdrawn.processInstanceId()));
        assertThat(cases.sheet(sheetOf(database, SheetLevel.MUNICIPALITY)).duenessReason())
                .startsWith("Dovuta perché Comune di ")
                .endsWith("Allegato 1, riga 1");
        annex.remove(database, line);
        assertThat(sheetsOf(database))
                .containsExactly(
                        "ATS WITHDRAWN REQUIRED 1", "ATS COMPILING REQUIRED 2", "MUNICIPALITY WITHDRAWN REQUIRED 1");
        assertThat(cases.sheet(sheetOf(database, SheetLevel.ATS)).predecessor()).isEqualTo(withdrawn.id());
        assertThat(annex.line(database, OWN, "COMUNE")).isNotEqualTo(line);
        assertThat(cases.sheet(sheetOf(database, SheetLevel.MUNICIPALITY)).duenessReason())
                .as("a number is never given twice")
                .endsWith("riga 2");
    }

    @Test
    void theHistorySaysWhoWroteAndForWhomAlsoOfAPersonOfBothSides() {
        ServiceDatabase database = aDatabase();
        annex.line(database, OWN, "COMUNE");
        Viewer both = house.somebody("allegato-due-parti", Role.ATS_REFERENT, database.ats());
        UUID account = both.accountId();
        context.getBean(Accounts.class).grant(account, Role.REGION_OPERATOR, REGION, null, "prova");
        both = context.getBean(Accounts.class).viewer(both.username()).orElseThrow();
        desk().answer(year, database.ats(), "B.07.1", true, both, clock.instant());
        context.getBean(Delegations.class)
                .declare(
                        supervisor(),
                        year,
                        database.ats(),
                        null,
                        DelegationScope.COMPILATION,
                        null,
                        null,
                        "Delibera di prova");
        desk().answer(year, database.ats(), "B.07.1", false, both, clock.instant());
        var history = context.getBean(AnnexReader.class).history(year, database.ats(), supervisor());
        assertThat(history)
                .extracting(ServicesJournal.Entry::event, ServicesJournal.Entry::onBehalfOf)
                .containsExactly(
                        tuple("SERVICES_ANSWERED", database.ats()),
                        tuple("SERVICES_ANSWERED", null),
                        tuple("SERVICES_MODE_ADDED", null));
    }

    private AnnexDesk desk() {
        return context.getBean(AnnexDesk.class);
    }

    @Test
    void aTouchedSheetOfTheAtsStaysAsOptionalAndCanBeTakenBack() {
        ServiceDatabase database = aDatabase();
        UUID sheet = sheetOf(database, SheetLevel.ATS);
        Viewer referent = annex.referent(database);
        cases.compile(sheet, referent);
        annex.line(database, OWN, "COOPERATIVA_SOCIALE");
        assertThat(sheetsOf(database)).containsExactly("ATS COMPILING OPTIONAL 1", "OTHER_BODY COMPILING REQUIRED 1");
        refused(
                409,
                "SCHEDA_DOVUTA",
                () -> sheets.takeBack(sheetOf(database, SheetLevel.OTHER_BODY), referent, clock.instant()));
        sheets.takeBack(sheet, referent, clock.instant());
        assertThat(cases.sheet(sheet).state()).isEqualTo(SheetState.WITHDRAWN);
        cases.endedAt(cases.instanceOf(sheet), "endEvent_sheetWithdrawn");
        assertThat(jdbc.sql("select actor from journal where sheet_id = ? and event = 'WITHDRAWN'")
                        .param(sheet)
                        .query(String.class)
                        .single())
                .isEqualTo(referent.username());
    }

    @Test
    void whatWasWrittenForABodyComesBackWithIt() {
        ServiceDatabase database = aDatabase();
        Viewer referent = annex.referent(database);
        UUID line = annex.line(database, OWN, "COMUNE");
        UUID first = sheetOf(database, SheetLevel.MUNICIPALITY);
        cases.compile(first, referent);
        annex.remove(database, line);
        assertThat(cases.sheet(first).state()).isEqualTo(SheetState.WITHDRAWN);
        annex.line(database, OWN, "COMUNE");
        var second = cases.sheet(sheetOf(database, SheetLevel.MUNICIPALITY));
        assertThat(second.predecessor()).isEqualTo(first);
        assertThat(second.touched()).isTrue();
        assertThat(second.answers()).isEqualTo(cases.sheet(first).answers());
    }

    @Test
    void aTransmittedSheetIsNeverWithdrawn() {
        ServiceDatabase database = aDatabase();
        UUID line = annex.line(database, OWN, "COMUNE");
        UUID sheet = sheetOf(database, SheetLevel.MUNICIPALITY);
        Viewer referent = annex.referent(database);
        var receipt = cases.finalizeSheet(cases.ready(sheet, referent), referent);
        annex.remove(database, line);
        assertThat(sheetsOf(database))
                .containsExactly(
                        "ATS WITHDRAWN REQUIRED 1", "ATS COMPILING REQUIRED 2", "MUNICIPALITY FINALIZED OPTIONAL 1");
        assertThat(sheets.receipt(sheet, referent))
                .hasValueSatisfying(now -> assertThat(now.fingerprint()).isEqualTo(receipt.fingerprint()));
    }

    @Test
    void anOptionalSheetIsAddedByTheAtsAndAgainAfterItWasTakenBack() {
        ServiceDatabase database = aDatabase();
        annex.line(database, RELATED, "COOPERATIVA_SOCIALE");
        assertThat(sheetsOf(database)).containsExactly("ATS COMPILING REQUIRED 1");
        var offered = annex.view(database).due().stream()
                .filter(AnnexView.Due::offered)
                .toList();
        assertThat(offered)
                .singleElement()
                .satisfies(one -> assertThat(one.due().body()).isEqualTo(AnnexWords.TAX_CODE));
        Viewer referent = annex.referent(database);
        ThrowingCallable add = () -> annex.desk()
                .addSheet(
                        database.year(),
                        database.ats(),
                        "A5",
                        SheetLevel.OTHER_BODY,
                        AnnexWords.TAX_CODE,
                        referent,
                        clock.instant());
        assertThat(org.assertj.core.api.Assertions.catchThrowable(add)).isNull();
        assertThat(sheetsOf(database)).containsExactly("ATS COMPILING REQUIRED 1", "OTHER_BODY COMPILING OPTIONAL 1");
        refused(409, "SCHEDA_ESISTENTE", add);
        sheets.takeBack(sheetOf(database, SheetLevel.OTHER_BODY), referent, clock.instant());
        assertThat(org.assertj.core.api.Assertions.catchThrowable(add)).isNull();
        assertThat(sheetsOf(database))
                .containsExactly(
                        "ATS COMPILING REQUIRED 1",
                        "OTHER_BODY WITHDRAWN OPTIONAL 1",
                        "OTHER_BODY COMPILING OPTIONAL 2");
        refused(
                422,
                "SCHEDA_NON_PREVISTA",
                () -> annex.desk()
                        .addSheet(
                                database.year(),
                                database.ats(),
                                "A5",
                                SheetLevel.OTHER_BODY,
                                "999",
                                referent,
                                clock.instant()));
    }

    @Test
    void afterTheLastDayForNewSheetsNothingIsOpenedOrWithdrawn() {
        ServiceDatabase database = aDatabase();
        var present = clock.instant();
        campaigns.setWindow(
                year,
                new WindowSubject("A5", null, database.ats(), null),
                new Calendar(
                        present.minus(Duration.ofDays(1)),
                        present.plus(Duration.ofDays(20)),
                        present.plus(Duration.ofDays(20)),
                        present.plus(Duration.ofDays(40))),
                "prova",
                "prova");
        campaigns.setWindow(
                year,
                new WindowSubject(null, null, database.ats(), null),
                Calendar.between(present.minus(Duration.ofDays(1)), present.plus(Duration.ofDays(30))),
                "prova",
                "prova");
        services.followWindow(year, database.ats());
        context.getBean(it.sioss.sheet.SheetOpening.class).followWindows(year, database.ats());
        clock.moveTo(present.plus(Duration.ofDays(21)));
        annex.line(database, OWN, "COMUNE");
        assertThat(sheetsOf(database)).containsExactly("ATS COMPILING REQUIRED 1");
    }

    @Test
    void theGuardNamesTheSheetsTheDatabaseWaitsForAndAsksTheDeadlineForEveryVerb() {
        ServiceDatabase database = aDatabase();
        UUID line = annex.line(database, OWN, "COMUNE");
        annex.conclude(database);
        assertThatThrownBy(() -> annex.finalizeDatabase(database)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("SCHEDE_NON_CONCLUSE");
            assertThat(refusal.message()).contains("A5 – Comune di ").contains("In compilazione");
        });
        refused(409, "TRANSIZIONE_NON_AMMESSA", () -> annex.remove(database, line));
        clock.moveTo(annex.view(database).window().deadline());
        for (ThrowingCallable deed : List.<ThrowingCallable>of(
                () -> annex.finalizeDatabase(database),
                () -> annex.resume(database),
                () -> annex.conclude(database),
                () -> annex.remove(database, line))) {
            refused(410, "TERMINE_SCADUTO", deed);
        }
    }

    @Test
    void anInstantBeforeTheDeadlineIsInTimeAndAnOptionalUntouchedSheetIsNotWaitedFor() {
        ServiceDatabase database = aDatabase();
        annex.line(database, RELATED, "COOPERATIVA_SOCIALE");
        Viewer referent = annex.referent(database);
        annex.desk()
                .addSheet(
                        database.year(),
                        database.ats(),
                        "A5",
                        SheetLevel.OTHER_BODY,
                        AnnexWords.TAX_CODE,
                        referent,
                        clock.instant());
        UUID own = sheetOf(database, SheetLevel.ATS);
        cases.finalizeSheet(cases.ready(own, referent), referent);
        annex.conclude(database);
        clock.moveTo(annex.view(database).window().deadline().minusSeconds(5));
        assertThat(annex.finalizeDatabase(database).number()).startsWith("SIOSS-" + year);
    }

    @Test
    void aSheetWithALaterDeadlineIsNotWaitedFor() {
        ServiceDatabase database = aDatabase();
        annex.conclude(database);
        refused(422, "SCHEDE_NON_CONCLUSE", () -> annex.finalizeDatabase(database));
        campaigns.setWindow(
                year,
                new WindowSubject("A5", null, database.ats(), null),
                Calendar.between(
                        clock.instant().minus(Duration.ofDays(1)),
                        annex.view(database).window().deadline().plusSeconds(60)),
                "proroga",
                "prova");
        context.getBean(it.sioss.sheet.SheetOpening.class).followWindows(year, database.ats());
        assertThat(annex.finalizeDatabase(database).fingerprint()).hasSize(64);
    }

    @Test
    void theReceiptListsTheFingerprintsAndTheDatabaseRefusesWhatComesAfter() {
        ServiceDatabase database = aDatabase();
        UUID line = annex.line(database, OWN, "COMUNE");
        Viewer referent = annex.referent(database);
        UUID sheet = sheetOf(database, SheetLevel.MUNICIPALITY);
        var sheetReceipt = cases.finalizeSheet(cases.ready(sheet, referent), referent);
        annex.conclude(database);
        var receipt = annex.finalizeDatabase(database);
        assertThat(CanonicalJson.fingerprint(receipt.canonical())).isEqualTo(receipt.fingerprint());
        assertThat(new String(receipt.canonical(), java.nio.charset.StandardCharsets.UTF_8))
                .contains(sheetReceipt.fingerprint(), sheetReceipt.number(), "\"riga\":1", OWN);
        assertThat(annex.view(database).effectiveState()).isEqualTo(ServiceDatabaseState.FINALIZED);
        refused(409, "GIA_FINALIZZATA", () -> annex.remove(database, line));
        refused(409, "GIA_FINALIZZATA", () -> annex.resume(database));
        refused(409, "GIA_FINALIZZATA", () -> annex.finalizeDatabase(database));
        for (String attempt : List.of(
                "update service_database set state = 'READY' where id = '%1$s'",
                "update service_database set words = 'altro' where id = '%1$s'",
                "delete from service_database where id = '%1$s'",
                "update implementation_mode set body_name = 'altro' where database_id = '%1$s'",
                "delete from implementation_mode where database_id = '%1$s'",
                "update activated_service set activated = false where database_id = '%1$s'",
                "insert into activated_service values (gen_random_uuid(), '%1$s', 'B.01.1', true)",
                "update database_transmission set fingerprint = 'x' where database_id = '%1$s'",
                "delete from database_transmission where database_id = '%1$s'",
                "update transmission set fingerprint = 'x' where sheet_id = '%2$s'",
                "delete from transmission where sheet_id = '%2$s'",
                "update sheet set answers = '{}' where id = '%2$s'",
                "update sheet set dueness_reason = 'altro' where id = '%2$s'",
                "delete from sheet where id = '%2$s'")) {
            assertThatThrownBy(() ->
                            jdbc.sql(attempt.formatted(database.id(), sheet)).update())
                    .as(attempt)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void whatIsWrittenIsCheckedFieldByField() {
        ServiceDatabase database = aDatabase();
        String town = annex.town(database);
        var good = AnnexWords.draft(OWN, "COOPERATIVA_SOCIALE", town, false, List.of(town));
        record Wrong(String field, ModeDraft draft) {}
        var manner = good.manner();
        for (Wrong wrong : List.of(
                new Wrong(
                        "servizio",
                        new ModeDraft(
                                "Z.9",
                                manner,
                                good.exercise(),
                                good.legalForm(),
                                town,
                                "Ente",
                                good.taxCode(),
                                true,
                                List.of())),
                new Wrong(
                        "modalita",
                        new ModeDraft(
                                OWN,
                                "BOH",
                                good.exercise(),
                                good.legalForm(),
                                town,
                                "Ente",
                                good.taxCode(),
                                true,
                                List.of())),
                new Wrong(
                        "forma",
                        new ModeDraft(
                                OWN, manner, null, good.legalForm(), town, "Ente", good.taxCode(), true, List.of())),
                new Wrong(
                        "naturaGiuridica",
                        new ModeDraft(OWN, manner, good.exercise(), "", town, "Ente", good.taxCode(), true, List.of())),
                new Wrong(
                        "codiceFiscale",
                        new ModeDraft(
                                OWN,
                                manner,
                                good.exercise(),
                                good.legalForm(),
                                town,
                                "Ente",
                                "80078750588",
                                true,
                                List.of())),
                new Wrong(
                        "codiceFiscale",
                        new ModeDraft(
                                OWN, manner, good.exercise(), good.legalForm(), town, "Ente", null, true, List.of())),
                new Wrong(
                        "denominazione",
                        new ModeDraft(
                                OWN,
                                manner,
                                good.exercise(),
                                good.legalForm(),
                                town,
                                " ",
                                good.taxCode(),
                                true,
                                List.of())),
                new Wrong(
                        "soggetto",
                        new ModeDraft(OWN, manner, good.exercise(), "COMUNE", "001272", null, null, true, List.of())),
                new Wrong(
                        "comuni",
                        new ModeDraft(
                                OWN,
                                manner,
                                good.exercise(),
                                good.legalForm(),
                                town,
                                "Ente",
                                good.taxCode(),
                                false,
                                List.of("001272"))))) {
            assertThatThrownBy(() -> annex.line(database, wrong.draft()))
                    .as(wrong.field())
                    .isInstanceOfSatisfying(Refusal.class, refusal -> {
                        assertThat(refusal.status()).isEqualTo(422);
                        assertThat(refusal.details()).containsEntry("campo", wrong.field());
                    });
        }
        UUID line = annex.line(database, good);
        var mode = annex.view(database).lines().stream()
                .flatMap(one -> one.modes().stream())
                .filter(one -> one.id().equals(line))
                .findFirst()
                .orElseThrow();
        assertThat(mode.municipalities()).containsExactly(town);
        Viewer referent = annex.referent(database);
        annex.annex()
                .rewrite(
                        year,
                        database.ats(),
                        line,
                        mode.version(),
                        AnnexWords.draft(OWN, "COOPERATIVA_SOCIALE", town, true, List.of()),
                        referent,
                        clock.instant());
        refused(
                412,
                "VERSIONE_SUPERATA",
                () -> annex.annex()
                        .rewrite(year, database.ats(), line, mode.version(), good, referent, clock.instant()));
        refused(
                409,
                "SERVIZIO_CON_MODALITA",
                () -> annex.annex().answer(year, database.ats(), OWN, false, referent, clock.instant()));
    }

    @Test
    void aBlockingCheckStopsTheConclusion() {
        ServiceDatabase database = aDatabase();
        annex.annex().answer(year, database.ats(), OWN, true, annex.referent(database), clock.instant());
        refused(422, "CONTROLLI_BLOCCANTI", () -> annex.conclude(database));
    }

    @Test
    void anAllegatoWithLinesOrWithoutAPredecessorIsNotCopiedInto() {
        ServiceDatabase database = aDatabase();
        Viewer referent = annex.referent(database);
        refused(
                409,
                "NIENTE_DA_COPIARE",
                () -> annex.annex().copyLastYear(year, database.ats(), referent, clock.instant()));
        annex.line(database, OWN, "COMUNE");
        refused(
                409,
                "ALLEGATO_NON_VUOTO",
                () -> annex.annex().copyLastYear(year, database.ats(), referent, clock.instant()));
    }

    @Test
    void theLinesOfTheYearBeforeAreCopiedAndTheSheetsFollow() {
        int earlier = freeYear();
        house.openCampaign(earlier, REGION, "A5");
        ServiceDatabase database = aDatabase();
        ServiceDatabase before = services.find(earlier, database.ats()).orElseThrow();
        annex.line(before, OWN, "COMUNE");
        annex.line(before, "E.07.1", "AMBITO");
        assertThat(annex.view(database).lastYear()).contains(earlier);
        assertThat(annex.annex().copyLastYear(year, database.ats(), annex.referent(database), clock.instant()))
                .isEqualTo(2);
        assertThat(annex.view(database).lines().stream().flatMap(line -> line.modes().stream()))
                .extracting(ImplementationMode::content)
                .containsExactlyElementsOf(annex.view(before).lines().stream()
                        .flatMap(line -> line.modes().stream())
                        .map(ImplementationMode::content)
                        .toList());
        assertThat(sheetsOf(database)).containsExactly("ATS WITHDRAWN REQUIRED 1", "MUNICIPALITY COMPILING REQUIRED 1");
    }

    @Test
    void strangersSeeNothingAndReadersChangeNothing() {
        ServiceDatabase database = aDatabase();
        Viewer stranger = house.somebody("estraneo-servizi", Role.ATS_REFERENT, "01-001");
        refused(404, "NON_TROVATO", () -> annex.reader().view(year, database.ats(), stranger));
        Viewer supervisor = supervisor();
        assertThat(annex.reader().view(year, database.ats(), supervisor).allowed(DatabaseVerb.EDIT))
                .isFalse();
        refused(
                403,
                "NON_AUTORIZZATO",
                () -> annex.annex().answer(year, database.ats(), OWN, true, supervisor, clock.instant()));
        Viewer operator = house.somebody(Role.ATS_OPERATOR, database.ats());
        annex.annex().answer(year, database.ats(), OWN, false, operator, clock.instant());
        annex.conclude(database);
        refused(
                403,
                "NON_AUTORIZZATO",
                () -> annex.desk().finalizeDatabase(year, database.ats(), operator, clock.instant()));
    }
}
