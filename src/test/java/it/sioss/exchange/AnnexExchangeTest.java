package it.sioss.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.platform.Refusal;
import it.sioss.registry.Municipality;
import it.sioss.services.AnnexDesk;
import it.sioss.services.AnnexReader;
import it.sioss.services.AnnexView;
import it.sioss.services.ModeDraft;
import it.sioss.support.AnnexWords;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;

/** An Allegato 1 filled in a spreadsheet: previewed, applied all or nothing, as the page would have written it. */
@SiossTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnnexExchangeTest {

    private static final int YEAR = 2086;
    private static final int LATER = 2087;
    private static final String REGION = "0200";
    private static final String ATS = "02-001";
    private static final List<String> NAMES = List.of("Cooperativa «Àgape»", "=1+1", "Onlus; due", "'prova");

    @Autowired
    House house;

    @Autowired
    AnnexExchange exchange;

    @Autowired
    AnnexReader reader;

    @Autowired
    AnnexDesk annex;

    @Autowired
    MockMvc web;

    private Viewer referent;

    @BeforeAll
    void twoYearsOfOneDistrict() {
        house.openCampaign(YEAR, REGION, "A1", "A5");
        house.openCampaign(LATER, REGION, "A1", "A5");
        referent = house.somebody("foglio-referente", Role.ATS_REFERENT, ATS);
    }

    private AnnexTable table(int year) {
        return AnnexTable.of(reader.view(year, ATS, referent));
    }

    private AnnexOutcome upload(int year, String csv, boolean simulation) {
        return exchange.upload(
                year, ATS, bytes(csv), simulation, null, referent, house.clock().instant());
    }

    private static byte[] bytes(String csv) {
        return csv.getBytes(StandardCharsets.UTF_8);
    }

    private Refusal refused(int year, String csv) {
        String before = digest();
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> upload(year, csv, false));
        assertThat(refusal).isNotNull();
        Refusal simulated = catchThrowableOfType(Refusal.class, () -> upload(year, csv, true));
        assertThat(simulated.code()).isEqualTo(refusal.code());
        assertThat(simulated.details()).isEqualTo(refusal.details());
        assertThat(digest()).as("nothing has changed").isEqualTo(before);
        return refusal;
    }

    /** All that an upload might touch. */
    private String digest() {
        return house.jdbc()
                .sql("""
                        select md5(string_agg(line, '|' order by line)) from (
                          select m::text as line from implementation_mode m join service_database d on d.id = m.database_id
                            where d.year in (:years)
                          union all select s::text from activated_service s join service_database d on d.id = s.database_id
                            where d.year in (:years)
                          union all select d::text from service_database d where d.year in (:years)
                          union all select j::text from journal j where j.year in (:years)
                          union all select s.id || s.state || s.dueness from sheet s where s.year in (:years)) all_of_it""")
                .param("years", List.of(YEAR, LATER))
                .query(String.class)
                .single();
    }

    /** The file of a table as it should become, downloaded from the one that is there. */
    private String file(AnnexTable wanted, int year) {
        return AnnexCsv.write(wanted).replace(wanted.stamp(), table(year).stamp());
    }

    private static AnnexTable with(AnnexTable table, List<AnnexTable.Line> lines) {
        return new AnnexTable(
                table.year(), table.ats(), table.atsName(), table.services(), lines, table.municipalities());
    }

    private static String newLine(String service, String form, String town, String name, String taxCode) {
        return "riga;;" + service + ";;Affidamento (appalto);Associata per tutti i servizi;" + form + ";" + town + ";"
                + name + ";" + taxCode + ";Tutto l’ambito;\r\n";
    }

    @Test
    void aYearIsFilledFromSeedsAndComesBackAsItWasWritten() {
        for (int seed = 0; seed < 12; seed++) {
            var random = new Random(seed);
            AnnexTable now = table(LATER);
            var lines = new ArrayList<AnnexTable.Line>();
            for (AnnexTable.Line line : now.lines()) {
                switch (random.nextInt(3)) {
                    case 0 -> lines.add(line);
                    case 1 -> lines.add(new AnnexTable.Line(line.number(), line.id(), generated(random, now)));
                    default -> {
                        // this line is taken away
                    }
                }
            }
            String more = "";
            var added = new ArrayList<ModeDraft>();
            for (int n = random.nextInt(4); n > 0; n--) {
                ModeDraft mode = generated(random, now);
                added.add(mode);
                more += AnnexCsv.body(with(now, List.of(new AnnexTable.Line(0, new UUID(0, 0), mode))))
                                .lines()
                                .filter(row -> row.startsWith("\"riga\""))
                                .findFirst()
                                .orElseThrow()
                                .replace("\"riga\";\"0\"", "\"riga\";\"\"")
                        + "\r\n";
            }
            AnnexOutcome outcome = upload(LATER, file(with(now, lines), LATER) + more, false);
            AnnexTable after = table(LATER);
            List<String> wanted = new ArrayList<>(
                    lines.stream().map(line -> words(now, line.mode())).toList());
            added.forEach(mode -> wanted.add(words(now, mode)));
            assertThat(after.lines())
                    .as("seed %d, %s", seed, outcome.changes())
                    .extracting(line -> words(now, line.mode()))
                    .containsExactlyElementsOf(wanted);
            assertThat(upload(LATER, AnnexCsv.write(after), false).changes()).isEmpty();
            assertThat(exchange.upload(
                                    LATER,
                                    ATS,
                                    exchange.workbook(LATER, ATS, referent),
                                    true,
                                    null,
                                    referent,
                                    house.clock().instant())
                            .changes())
                    .isEmpty();
        }
    }

    private static String words(AnnexTable table, ModeDraft mode) {
        return String.join("|", new AnnexCells(table).cells(null, mode));
    }

    private static ModeDraft generated(Random random, AnnexTable table) {
        List<Municipality> some = table.municipalities().subList(0, 8);
        return ModeDraft.of(GeneratedModes.one(
                random,
                table.services().stream()
                        .map(AnnexTable.Service::service)
                        .limit(12)
                        .toList(),
                some,
                NAMES));
    }

    @Test
    void thePreviewChangesNothingAndTheRealRunDoesWhatItSaid() {
        AnnexTable now = table(YEAR);
        String csv = AnnexCsv.write(now).replaceFirst("(\"servizio\";\"\";\"E\\.[^\"]*\");\"\"", "$1;\"no\"")
                + newLine("B.07.1", "Cooperativa sociale", "", "Cooperativa Àgape", AnnexWords.TAX_CODE);
        String before = digest();
        AnnexOutcome preview = upload(YEAR, csv, true);
        assertThat(digest()).isEqualTo(before);
        assertThat(preview.applied()).isFalse();
        assertThat(preview.changes())
                .extracting(FieldChange::label)
                .contains("Riga nuova")
                .hasSize(2);
        assertThat(preview.due()).anySatisfy(one -> {
            assertThat(one.module()).isEqualTo("A1");
            assertThat(one.before()).isNull();
            assertThat(one.after()).isEqualTo("DOVUTA");
            assertThat(one.reason()).contains("riga");
        });
        AnnexOutcome real = upload(YEAR, csv, false);
        assertThat(real.applied()).isTrue();
        assertThat(real.fingerprint()).isEqualTo(preview.fingerprint());
        assertThat(real.due()).isEqualTo(preview.due());
        assertThat(real.findings()).isEqualTo(preview.findings());
        AnnexView view = reader.view(YEAR, ATS, referent);
        assertThat(view.due()).anySatisfy(due -> {
            assertThat(due.due().bodyName()).isEqualTo("Cooperativa Àgape");
            assertThat(due.sheet()).as("its sheet has started").isNotNull();
        });
        assertThat(house.jdbc()
                        .sql(
                                "select event from journal where year = ? and event like 'SERVICES_%' order by entry desc limit 2")
                        .param(YEAR)
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("SERVICES_ANSWERED", "SERVICES_MODE_ADDED");
        assertThat(refused(YEAR, csv).status()).as("a line is not added twice").isEqualTo(412);
    }

    @Test
    void oneBadCellAndNothingHappens() {
        String csv = AnnexCsv.write(table(LATER))
                + newLine("B.07.1", "Ambito territoriale sociale, in gestione propria", "", "", "")
                + newLine("B.07.1", "Comune", "Nessun luogo", "", "")
                + newLine("B.07.1", "Cooperativa sociale", "", "Àgape", "80078750588")
                + newLine("B.07.1", "Signoria", "", "", "");
        Refusal refusal = refused(LATER, csv);
        assertThat(refusal.status()).isEqualTo(422);
        assertThat(errors(refusal))
                .extracting(ExchangeFault::cell)
                .as("the cells at fault")
                .hasSize(3)
                .allSatisfy(cell -> assertThat(cell).matches("[A-Z]+[0-9]+"));
        assertThat(errors(refusal))
                .extracting(ExchangeFault::message)
                .anyMatch(message -> message.contains("Nessun luogo"))
                .anyMatch(message -> message.contains("80078750588"))
                .anyMatch(message -> message.contains("natura giuridica"));
        String service = AnnexCsv.write(table(YEAR)).replaceFirst("\"(B\\.07\\.1 [^\"]*)\";\"(Sì)?\"", "\"$1\";\"No\"");
        if (table(YEAR).lines().stream()
                .anyMatch(line -> "B.07.1".equals(line.mode().service()))) {
            assertThat(errors(refused(YEAR, service)))
                    .extracting(ExchangeFault::code)
                    .contains("SERVIZIO_CON_MODALITA");
        }
    }

    @SuppressWarnings("unchecked")
    private static List<ExchangeFault> errors(Refusal refusal) {
        return (List<ExchangeFault>) Objects.requireNonNull(refusal.details().get("errori"));
    }

    @Test
    void whatAColleagueWroteMeanwhileIsNotLost() {
        String csv = AnnexCsv.write(table(YEAR));
        UUID theirs = annex.add(
                YEAR,
                ATS,
                AnnexWords.draft("A.01.2", "AMBITO", "", true, List.of()),
                referent,
                house.clock().instant());
        assertThat(refused(YEAR, csv).status()).isEqualTo(412);
        assertThat(upload(YEAR, AnnexCsv.write(table(YEAR)), false).changes()).isEmpty();
        annex.remove(YEAR, ATS, theirs, referent, house.clock().instant());
    }

    @Test
    void theFileOfAnotherYearOrDistrictIsRefused() {
        String csv = AnnexCsv.write(table(YEAR));
        assertThat(refused(LATER, csv).code()).isEqualTo("FOGLIO_DI_ALTRO_ALLEGATO");
        assertThat(refused(YEAR, csv.replace("\"02-001\"", "\"01-001\"")).code())
                .isEqualTo("FOGLIO_DI_ALTRO_ALLEGATO");
        Viewer stranger = house.somebody("foglio-estraneo", Role.ATS_REFERENT, "01-001");
        Refusal unseen = catchThrowableOfType(
                Refusal.class,
                () -> exchange.upload(
                        YEAR,
                        ATS,
                        bytes(csv),
                        false,
                        null,
                        stranger,
                        house.clock().instant()));
        assertThat(unseen.status()).isEqualTo(404);
        Viewer region = house.somebody("foglio-regione", Role.REGION_OPERATOR, REGION);
        Refusal notTheirs = catchThrowableOfType(
                Refusal.class,
                () -> exchange.upload(
                        YEAR,
                        ATS,
                        bytes(csv + newLine("B.07.1", "Comune", "", "", "")),
                        false,
                        null,
                        region,
                        house.clock().instant()));
        assertThat(notTheirs.status()).isEqualTo(403);
    }

    @Test
    void machinesAndPagesTellTheSameStory() throws Exception {
        var who = httpBasic("foglio-referente", House.PASSWORD);
        String api = "/api/v1/servizi-attivati/" + YEAR + "/" + ATS + "/foglio";
        web.perform(get(api + ".xlsx").with(who))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Disposition", containsString("allegato-1-2086-02-001.xlsx")));
        String csv = web.perform(get(api + ".csv").with(who))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8)
                + newLine("A.01.2", "Consorzio", "", "Consorzio dei monti", AnnexWords.TAX_CODE);
        web.perform(post(api)
                        .param("simulazione", "true")
                        .contentType("text/csv")
                        .content(bytes(csv))
                        .with(who))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.applicato").value(false))
                .andExpect(jsonPath("$.numeroModifiche").value(1));
        web.perform(post(api).contentType("text/csv").content(bytes("ciao")).with(who))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.errori[0].rimedio").isNotEmpty());
        var person = user("foglio-referente");
        String page = "/servizi-attivati/" + YEAR + "/" + ATS + "/foglio";
        web.perform(get(page).with(person))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("type=\"file\"")));
        String shown = web.perform(multipart(page)
                        .file(new MockMultipartFile("file", "a.csv", "text/csv", bytes(csv)))
                        .with(csrf())
                        .with(person))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Ci sarebbe una modifica.")))
                .andExpect(content().string(containsString("Schede che cambierebbero")))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        web.perform(multipart(page)
                        .file(new MockMultipartFile("file", "a.csv", "text/csv", bytes("ciao")))
                        .with(csrf())
                        .with(person))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("Dove")));
        String id = found(shown, "/foglio/([0-9a-f-]{36})/conferma");
        web.perform(post(page + "/" + id + "/conferma")
                        .param("impronta", found(shown, "name=\"impronta\" value=\"([0-9a-f]+)\""))
                        .with(csrf())
                        .with(person))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Fatto: una modifica.")));
        web.perform(get("/servizi-attivati/" + YEAR + "/" + ATS).with(person))
                .andExpect(content().string(containsString("Compila con un foglio")));
    }

    private static String found(String page, String pattern) {
        var matcher = java.util.regex.Pattern.compile(pattern).matcher(page);
        @Nullable String group = matcher.find() ? matcher.group(1) : null;
        return Objects.requireNonNull(group, pattern);
    }
}
