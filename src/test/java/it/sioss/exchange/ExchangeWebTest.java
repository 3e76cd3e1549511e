package it.sioss.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import it.sioss.access.Accounts;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.ModuleFixtures;
import it.sioss.sheet.SheetView;
import it.sioss.sheet.Sheets;
import it.sioss.support.Cases;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@SiossTest
class ExchangeWebTest {

    private static final int YEAR = 2035;
    private static final String REGION = "1300";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final Viewer NOBODY = new Viewer(new UUID(0, 0), "", "", false, 0, List.of());
    private static int nextAts = 1;

    @Autowired
    private House house;

    @Autowired
    private Sheets sheets;

    @Autowired
    private Accounts accounts;

    @Autowired
    private MockMvc web;

    private Viewer operator = NOBODY;
    private RequestPostProcessor login = httpBasic("", "");

    @BeforeAll
    static void aCampaignIsOpen(@Autowired House house) {
        house.openCampaign(YEAR, REGION, "A1", "A5");
    }

    @AfterEach
    void thePresentGoesBack() {
        house.clock().stopMoving();
    }

    /** A sheet nobody has touched, and its operator at work. */
    private UUID aSheet() {
        String ats = "13-%03d".formatted(nextAts++);
        operator = house.somebody(Role.ATS_OPERATOR, ats);
        login = httpBasic(operator.username(), House.PASSWORD);
        return house.sheet(YEAR, ats, "A5");
    }

    private SheetView view(UUID sheet) {
        return sheets.view(sheet, operator);
    }

    private Answers complete(UUID sheet) {
        var complete = new LinkedHashMap<>(view(sheet).answers().entries());
        Cases.complete().changes().forEach((key, entry) -> {
            if (entry != null) {
                complete.put(key, entry);
            }
        });
        return Answers.of(complete);
    }

    private byte[] filled(UUID sheet, Answers answers) throws Exception {
        return Workbooks.filled(view(sheet), answers);
    }

    private ResultActions upload(UUID sheet, byte[] file, String query) throws Exception {
        return web.perform(post("/api/v1/schede/" + sheet + "/foglio" + query)
                .contentType(XLSX)
                .content(file)
                .with(login));
    }

    private static Answers with(Answers answers, String key, Object value) {
        return ModuleFixtures.with(answers, key, value);
    }

    @Test
    void aSheetIsDownloadedFilledPreviewedAndApplied() throws Exception {
        UUID sheet = aSheet();
        byte[] downloaded = web.perform(
                        get("/api/v1/schede/" + sheet + "/foglio.xlsx").with(login))
                .andExpect(status().isOk())
                .andExpect(content().contentType(XLSX))
                .andExpect(header().string("Content-Disposition", containsString(".xlsx")))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        upload(sheet, downloaded, "?simulazione=true")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.numeroModifiche").value(0));

        byte[] file = filled(sheet, complete(sheet));
        upload(sheet, file, "?simulazione=true")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.applicato").value(false))
                .andExpect(jsonPath("$.schede[0].modifiche[?(@.campo=='a5_3_3_donne')].dopo")
                        .value(hasItem("40 persone")));
        assertThat(view(sheet).sheet().answersVersion()).isZero();

        upload(sheet, file, "")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.applicato").value(true))
                .andExpect(jsonPath("$.schede[0].etag").value("\"1\""))
                .andExpect(jsonPath("$.schede[0].esiti").isEmpty());
        assertThat(view(sheet).answers().answer("a5_3_3_donne")).isEqualTo(Answer.of(40));
        assertThat(view(sheet).evaluation().completeness().isComplete()).isTrue();
        upload(sheet, file, "")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.numeroModifiche").value(0));
        assertThat(view(sheet).sheet().answersVersion()).isOne();
    }

    @Test
    void theSameGoesForACsv() throws Exception {
        UUID sheet = aSheet();
        byte[] downloaded = web.perform(
                        get("/api/v1/schede/" + sheet + "/foglio.csv").with(login))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        String csv = new String(downloaded, java.nio.charset.StandardCharsets.UTF_8)
                .replace("\"a5_3_3_donne\";\"\";\"\"", "\"a5_3_3_donne\";\"\";\"1.234\"");
        web.perform(multipart("/api/v1/schede/" + sheet + "/foglio")
                        .file(new MockMultipartFile("file", "scheda.csv", "text/csv", csv.getBytes("UTF-8")))
                        .with(login))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.numeroModifiche").value(1));
        assertThat(view(sheet).answers().answer("a5_3_3_donne")).isEqualTo(Answer.of(1234));
    }

    @Test
    void faultsAreToldByCellAndAreTheSameWithAndWithoutEffect() throws Exception {
        UUID sheet = aSheet();
        Answers bad = with(
                with(complete(sheet), "a5_3_3_donne", new Answer(null, "1.5", null)),
                "a5_3_3_uomini",
                Answer.of(new java.math.BigDecimal("99999999999")));
        byte[] file = filled(sheet, bad);
        String[] said = new String[2];
        for (int run = 0; run < 2; run++) {
            said[run] = upload(sheet, file, run == 0 ? "?simulazione=true" : "")
                    .andExpect(status().isUnprocessableEntity())
                    .andExpect(jsonPath("$.codice").value("FOGLIO_NON_VALIDO"))
                    .andExpect(jsonPath("$.numeroErrori").value(2))
                    .andExpect(jsonPath("$.errori[0].foglio").value("Risposte"))
                    .andExpect(jsonPath("$.errori[0].cella", containsString("F")))
                    .andExpect(jsonPath("$.errori[0].messaggio", containsString("«1.5»")))
                    .andReturn()
                    .getResponse()
                    .getContentAsString()
                    .replaceAll("\"correlazione\":\"[^\"]+\"", "");
        }
        assertThat(said[0]).isEqualTo(said[1]);
        assertThat(view(sheet).sheet().answersVersion()).isZero();
    }

    @Test
    void aTextThatLooksLikeAFormulaStaysText() throws Exception {
        UUID sheet = aSheet();
        byte[] file = filled(sheet, with(view(sheet).answers(), "a5_1_9_atto", "=1+1"));
        upload(sheet, file, "").andExpect(status().isOk());
        assertThat(view(sheet).answers().answer("a5_1_9_atto")).isEqualTo(Answer.of("=1+1"));
    }

    @Test
    void whatIsNotAskedIsKeptAndSaid() throws Exception {
        UUID sheet = aSheet();
        Answers hidden = with(with(view(sheet).answers(), "a5_1_7_attivo", "no"), "a5_3_3_donne", 7);
        upload(sheet, filled(sheet, hidden), "")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.schede[0].nonChieste[0]").value("Donne"));
        assertThat(view(sheet).answers().answer("a5_3_3_donne")).isEqualTo(Answer.of(7));
        assertThat(view(sheet).evaluation().transmitted().answer("a5_3_3_donne"))
                .isNull();
    }

    @Test
    void workOfOthersIsNeverOverwrittenUnseen() throws Exception {
        UUID sheet = aSheet();
        byte[] file = filled(sheet, with(with(view(sheet).answers(), "a5_3_3_donne", 10), "a5_3_3_uomini", 5));
        sheets.answer(
                sheet,
                0,
                Cases.patch("a5_3_3_donne", 12),
                operator,
                house.clock().instant());
        sheets.answer(
                sheet,
                1,
                Cases.patch("a5_3_3_sesso_nd", 1),
                operator,
                house.clock().instant());

        for (String simulation : new String[] {"?simulazione=true", ""}) {
            upload(sheet, file, simulation)
                    .andExpect(status().isPreconditionFailed())
                    .andExpect(jsonPath("$.codice").value("VERSIONE_SUPERATA"))
                    .andExpect(jsonPath("$.conflitti.length()").value(1))
                    .andExpect(jsonPath("$.conflitti[0].campo").value("a5_3_3_donne"))
                    .andExpect(jsonPath("$.conflitti[0].nelFoglio").value("10 persone"))
                    .andExpect(jsonPath("$.conflitti[0].inSioss").value("12 persone"));
        }
        assertThat(view(sheet).answers().answer("a5_3_3_uomini")).isNull();
        upload(sheet, file, "?conflitti=sioss").andExpect(status().isOk());
        assertThat(view(sheet).answers().answer("a5_3_3_donne")).isEqualTo(Answer.of(12));
        assertThat(view(sheet).answers().answer("a5_3_3_uomini")).isEqualTo(Answer.of(5));
        assertThat(view(sheet).answers().answer("a5_3_3_sesso_nd")).isEqualTo(Answer.of(1));
        upload(sheet, file, "?conflitti=foglio").andExpect(status().isOk());
        assertThat(view(sheet).answers().answer("a5_3_3_donne")).isEqualTo(Answer.of(10));
    }

    @Test
    void theTerritoryOfOthersIsNotThere() throws Exception {
        UUID other = aSheet();
        byte[] file = filled(other, view(other).answers());
        UUID mine = aSheet();
        for (String simulation : new String[] {"?simulazione=true", ""}) {
            upload(other, file, simulation)
                    .andExpect(status().isNotFound())
                    .andExpect(jsonPath("$.codice").value("NON_TROVATO"));
            upload(mine, file, simulation)
                    .andExpect(status().isUnprocessableEntity())
                    .andExpect(jsonPath("$.codice").value("FOGLIO_DI_ALTRA_SCHEDA"));
        }
        web.perform(get("/api/v1/schede/" + other + "/foglio.xlsx").with(login)).andExpect(status().isNotFound());
        web.perform(get("/api/v1/schede/" + other + "/foglio.csv").with(login)).andExpect(status().isNotFound());
    }

    @Test
    void afterTheDeadlineNothingIsTaken() throws Exception {
        UUID sheet = aSheet();
        byte[] file = filled(sheet, complete(sheet));
        house.clock().moveTo(view(sheet).window().deadline().plus(Duration.ofMinutes(5)));
        for (String simulation : new String[] {"?simulazione=true", ""}) {
            upload(sheet, file, simulation)
                    .andExpect(status().isGone())
                    .andExpect(jsonPath("$.codice").value("TERMINE_SCADUTO"));
        }
    }

    @Test
    void aSheetSaysWhoItIsAndALieIsFound() throws Exception {
        UUID sheet = aSheet();
        SheetView view = view(sheet);
        SheetIdentity real = SheetIdentity.of(view);
        Map<String, SheetIdentity> lies = Map.of(
                "anno", new SheetIdentity(sheet, 2034, "A5", real.ats(), real.body(), real.revision(), 0),
                "modulo", new SheetIdentity(sheet, YEAR, "A1", real.ats(), real.body(), real.revision(), 0),
                "ambito", new SheetIdentity(sheet, YEAR, "A5", "01-001", real.body(), real.revision(), 0),
                "versione", new SheetIdentity(sheet, YEAR, "A5", real.ats(), real.body(), real.revision(), 99),
                "revisione", new SheetIdentity(sheet, YEAR, "A5", real.ats(), real.body(), UUID.randomUUID(), 0));
        Map<String, String> codes = Map.of(
                "anno", "FOGLIO_DI_ALTRA_SCHEDA",
                "modulo", "FOGLIO_DI_ALTRA_SCHEDA",
                "ambito", "FOGLIO_DI_ALTRA_SCHEDA",
                "versione", "VERSIONE_SCONOSCIUTA",
                "revisione", "REVISIONE_SCONOSCIUTA");
        for (var lie : lies.entrySet()) {
            byte[] file = Workbooks.write(
                    view.revision(),
                    List.of(new WorkbookWriter.Column(lie.getValue(), "ATS", view.answers(), view.options())));
            upload(sheet, file, "")
                    .andExpect(status().isUnprocessableEntity())
                    .andExpect(jsonPath("$.errori[0].codice").value(codes.get(lie.getKey())));
        }
    }

    @Test
    void rowsAreAddedOnceChangedAndTakenOut() throws Exception {
        UUID sheet = aSheet();
        Answers answers = complete(sheet);
        upload(sheet, filled(sheet, answers), "").andExpect(status().isOk());
        var grid = java.util.Objects.requireNonNull(view(sheet).answers().grid("a5_5_1"));
        assertThat(grid.rows()).hasSize(2);

        byte[] blankId = Workbooks.edited(
                filled(
                        sheet,
                        with(
                                view(sheet).answers(),
                                "a5_5_1",
                                ModuleFixtures.grid(
                                        grid.rows().get(0), ModuleFixtures.professional("NUOVA", "pedagogista")))),
                "xl/sharedStrings.xml",
                xml -> xml.replace(">NUOVA<", "><"));
        upload(sheet, blankId, "").andExpect(status().isOk());
        var after = java.util.Objects.requireNonNull(view(sheet).answers().grid("a5_5_1"));
        assertThat(after.rows()).hasSize(2);
        assertThat(after.rows().get(0)).isEqualTo(grid.rows().get(0));
        upload(sheet, blankId, "")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.numeroModifiche").value(0));
        assertThat(view(sheet).answers().grid("a5_5_1")).isEqualTo(after);
    }

    @Test
    void onThePageTheFileIsPreviewedThenApplied() throws Exception {
        UUID sheet = aSheet();
        var person = org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user(
                operator.username());
        var csrf = org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf();
        web.perform(get("/schede/scambio").with(person))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Carica un foglio compilato")));
        byte[] file = filled(sheet, with(view(sheet).answers(), "a5_3_3_donne", 10));
        String preview = web.perform(multipart("/schede/scambio")
                        .file(new MockMultipartFile("file", "scheda.xlsx", XLSX, file))
                        .with(person)
                        .with(csrf))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Cambierebbe una risposta")))
                .andExpect(content().string(containsString("10 persone")))
                .andReturn()
                .getResponse()
                .getContentAsString();
        var confirm = java.util.regex.Pattern.compile(
                        "action=\"(/schede/scambio/[^\"]+/conferma)\".*?name=\"impronta\" value=\"(\\w+)\"",
                        java.util.regex.Pattern.DOTALL)
                .matcher(preview);
        assertThat(confirm.find()).isTrue();
        web.perform(post(confirm.group(1))
                        .param("impronta", "altra")
                        .with(person)
                        .with(csrf))
                .andExpect(status().isConflict());
        assertThat(view(sheet).answers().answer("a5_3_3_donne")).isNull();
        web.perform(post(confirm.group(1))
                        .param("impronta", confirm.group(2))
                        .with(person)
                        .with(csrf))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Fatto: una risposta cambiata")));
        assertThat(view(sheet).answers().answer("a5_3_3_donne")).isEqualTo(Answer.of(10));
        web.perform(post(confirm.group(1))
                        .param("impronta", confirm.group(2))
                        .with(person)
                        .with(csrf))
                .andExpect(status().isNotFound());

        sheets.answer(
                sheet,
                1,
                Cases.patch("a5_3_3_donne", 12),
                operator,
                house.clock().instant());
        byte[] older = Workbooks.write(
                view(sheet).revision(),
                List.of(new WorkbookWriter.Column(
                        new SheetIdentity(
                                sheet,
                                YEAR,
                                "A5",
                                view(sheet).sheet().ats(),
                                view(sheet).sheet().bodyName(),
                                view(sheet).revision().id(),
                                0),
                        "ATS",
                        with(view(sheet).answers(), "a5_3_3_donne", 11),
                        view(sheet).options())));
        web.perform(multipart("/schede/scambio")
                        .file(new MockMultipartFile("file", "scheda.xlsx", XLSX, older))
                        .with(person)
                        .with(csrf))
                .andExpect(status().isPreconditionFailed())
                .andExpect(content().string(containsString("Quali valori tenere")));
        web.perform(multipart("/schede/scambio")
                        .file(new MockMultipartFile("file", "scheda.xlsx", XLSX, "x".getBytes("UTF-8")))
                        .with(person)
                        .with(csrf))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Che cosa fare")));
    }

    @Test
    void theListsAreWorkbooksToo() throws Exception {
        UUID sheet = aSheet();
        for (String address :
                new String[] {"/attivita.xlsx", "/schede/elenco.xlsx?modulo=A5", "/schede.xlsx?modulo=A5&anno=2035"}) {
            web.perform(get("/api/v1" + address).with(login))
                    .andExpect(status().isOk())
                    .andExpect(content().contentType(XLSX));
        }
        web.perform(get("/api/v1/schede.xlsx").with(login)).andExpect(status().isBadRequest());
        web.perform(get("/api/v1/schede.xlsx?modulo=A9").with(login)).andExpect(status().isNotFound());
        byte[] mine = web.perform(get("/api/v1/schede.xlsx?modulo=A5&anno=2035").with(login))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        web.perform(post("/api/v1/schede/fogli?simulazione=true")
                        .contentType(XLSX)
                        .content(mine)
                        .with(login))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.schede[0].id").value(sheet.toString()))
                .andExpect(jsonPath("$.numeroModifiche").value(0));
    }

    /** Somebody who compiles and finalizes for two districts, so that one file holds two sheets. */
    private List<UUID> twoSheets() {
        String one = "13-%03d".formatted(nextAts++);
        String other = "13-%03d".formatted(nextAts++);
        operator = house.somebody("referente-di-" + one, Role.ATS_REFERENT, one);
        accounts.grant(operator.accountId(), Role.ATS_REFERENT, other, null, "prova");
        house.jdbc()
                .sql("update mandate set valid_from = '2020-01-01' where account_id = ?")
                .param(operator.accountId())
                .update();
        operator = accounts.viewer(operator.username()).orElseThrow();
        login = httpBasic(operator.username(), House.PASSWORD);
        return List.of(house.sheet(YEAR, one, "A5"), house.sheet(YEAR, other, "A5"));
    }

    private void finalizeWhole(UUID sheet) {
        sheets.answer(
                sheet,
                view(sheet).sheet().answersVersion(),
                Cases.complete(),
                operator,
                house.clock().instant());
        sheets.submit(sheet, operator, house.clock().instant());
        sheets.finalizeSheet(sheet, operator, house.clock().instant());
    }

    private ResultActions uploadMany(byte[] file, String query) throws Exception {
        return web.perform(post("/api/v1/schede/fogli" + query)
                .contentType(XLSX)
                .content(file)
                .with(login));
    }

    @Test
    void toBeCompiledIsOnlyWhatCanBeCompiled() throws Exception {
        List<UUID> two = twoSheets();
        finalizeWhole(two.get(0));
        byte[] file = web.perform(get("/api/v1/schede.xlsx?modulo=A5&anno=2035").with(login))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        uploadMany(file, "?simulazione=true")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.schede.length()").value(1))
                .andExpect(jsonPath("$.schede[0].id").value(two.get(1).toString()));
        web.perform(get("/api/v1/schede.xlsx?modulo=A5&anno=2035&stato=FINALIZZATA")
                        .with(login))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail", containsString("da compilare")));
        house.clock().moveTo(view(two.get(1)).window().deadline().plus(Duration.ofMinutes(5)));
        web.perform(get("/api/v1/schede.xlsx?modulo=A5&anno=2035").with(login)).andExpect(status().isNotFound());
    }

    @Test
    void aFinalizedSheetThatDoesNotChangeHoldsUpNoOther() throws Exception {
        List<UUID> two = twoSheets();
        SheetView done = view(two.get(0));
        SheetView open = view(two.get(1));
        WorkbookWriter.Column changed = Workbooks.column(open, with(open.answers(), "a5_3_3_donne", 10));
        byte[] untouched = Workbooks.write(open.revision(), List.of(Workbooks.column(done, done.answers()), changed));
        byte[] touched = Workbooks.write(
                open.revision(), List.of(Workbooks.column(done, with(done.answers(), "a5_3_3_donne", 99)), changed));
        finalizeWhole(two.get(0));

        String[] said = new String[2];
        for (int run = 0; run < 2; run++) {
            said[run] = uploadMany(touched, run == 0 ? "?simulazione=true" : "")
                    .andExpect(status().isConflict())
                    .andExpect(jsonPath("$.codice").value("GIA_FINALIZZATA"))
                    .andExpect(jsonPath("$.numeroErrori").value(1))
                    .andExpect(jsonPath("$.errori[0].messaggio")
                            .value(containsString(done.sheet().bodyName())))
                    .andExpect(jsonPath("$.errori[0].rimedio").value(containsString("Rimettete i valori")))
                    .andReturn()
                    .getResponse()
                    .getContentAsString()
                    .replaceAll("\"correlazione\":\"[^\"]+\"", "");
        }
        assertThat(said[0]).isEqualTo(said[1]);
        assertThat(view(two.get(1)).answers().answer("a5_3_3_donne")).isNull();

        uploadMany(untouched, "?simulazione=true").andExpect(status().isOk());
        uploadMany(untouched, "")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.numeroModifiche").value(1));
        assertThat(view(two.get(1)).answers().answer("a5_3_3_donne")).isEqualTo(Answer.of(10));
        assertThat(view(two.get(0)).answers().answer("a5_3_3_donne")).isEqualTo(Answer.of(40));
    }

    @Test
    void aSheetIsPrintedWithItsStateOnEveryPage() throws Exception {
        UUID sheet = aSheet();
        Answers answers = with(complete(sheet), "a5_9_2_note", "campanello \u0007, \u200Fعربي e =1+1");
        upload(sheet, filled(sheet, answers), "").andExpect(status().isOk());
        byte[] pdf = web.perform(get("/api/v1/schede/" + sheet + "/scheda.pdf").with(login))
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/pdf"))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        java.nio.file.Files.write(java.nio.file.Path.of("target", "scheda.pdf"), pdf);
        try (var document = org.apache.pdfbox.Loader.loadPDF(pdf)) {
            String text = new org.apache.pdfbox.text.PDFTextStripper().getText(document);
            assertThat(text.split("BOZZA – non trasmessa", -1)).hasSizeGreaterThan(document.getNumberOfPages());
            assertThat(text).contains("40 persone", "=1+1", "Psicologo", "ricostruite");
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
        }
        UUID other = sheet;
        aSheet();
        web.perform(get("/api/v1/schede/" + other + "/scheda.pdf").with(login)).andExpect(status().isNotFound());
    }
}
