package it.sioss.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import it.sioss.platform.Refusal;
import it.sioss.support.SiossTest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.transaction.annotation.Transactional;

@SiossTest
@Transactional
@WithMockUser(username = "ada", roles = "ADMINISTRATOR")
class RegistryDatabaseTest {

    private static final String AOSTA = "0200";

    @Autowired
    private ReferenceData referenceData;

    @Autowired
    private Registry registry;

    @Autowired
    private TerritoryImport territoryImport;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TerritoryStore store;

    @Autowired
    private Clock clock;

    @BeforeAll
    static void theTerritoryIsLoaded(@Autowired ReferenceData referenceData) {
        referenceData.load();
    }

    /** Sheets of collections that other tests have left open stand on districts that change here; taken back at the end. */
    @BeforeEach
    void noCollectionIsOpen() {
        jdbc.update("update campaign set state = 'CLOSED' where state in ('OPENING', 'OPEN')");
    }

    @Test
    void theWholeOfItalyIsThere() {
        assertThat(registry.regionalBodies()).hasSize(21);
        assertThat(registry.regionalBodies().stream()
                        .filter(body -> body.kind() == RegionalBody.Kind.AUTONOMOUS_PROVINCE)
                        .map(RegionalBody::code))
                .containsExactly("0421", "0422");
        assertThat(count("province")).isEqualTo(110);
        assertThat(count("municipality")).isEqualTo(7_894);
        assertThat(registry.atsOf(2025)).hasSize(597).allMatch(Ats::synthetic);
        assertThat(registry.uncovered(2025)).isEmpty();
        assertThat(registry.uncovered(2023)).hasSize(7_894);
    }

    @Test
    void aSecondLoadChangesNothing() {
        String before = snapshot();

        referenceData.load();

        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void aDistrictKnowsItsMunicipalitiesAndPeople() {
        Ats torino = registry.ats("01-001", 2025).orElseThrow();

        assertThat(torino.label()).isEqualTo("ATS Torino (sintetico)");
        assertThat(registry.municipalitiesOf("01-001", 2025)).singleElement().satisfies(municipality -> {
            assertThat(municipality.code()).isEqualTo("001272");
            assertThat(municipality.province()).isEqualTo("TO");
            assertThat(municipality.population2022()).isEqualTo(847_398);
        });
        assertThat(registry.populationOf("01-001", 2025)).isEqualTo(new Population(847_398, 1, 0));
        assertThat(registry.atsOfMunicipality("001272", 2025)).contains("01-001");
        assertThat(registry.ats("01-001", 2023)).isEmpty();
        assertThat(registry.municipality("025075").orElseThrow().population2022())
                .isNull();
    }

    @Test
    void summariesAndRegionsAddUp() {
        List<RegionSummary> regions = registry.regions(2025);

        assertThat(regions).hasSize(21);
        assertThat(regions.stream().mapToInt(RegionSummary::ats).sum()).isEqualTo(597);
        assertThat(regions.stream()
                        .mapToInt(region -> region.population().municipalities())
                        .sum())
                .isEqualTo(7_894);
        assertThat(registry.summaries(2025, "0100", 0, 1_000)).hasSize(30);
        assertThat(registry.summaries(2025, null, 590, 100)).hasSize(7);
        assertThat(registry.countAts(2025, "0100")).isEqualTo(30);
    }

    @Test
    void aMunicipalityCannotBeInTwoDistrictsInOneYear() {
        assertThatThrownBy(() -> jdbc.update(
                        "insert into ats_membership (municipality, ats, from_year) values ('001272', '01-002', 2026)"))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void theArticulationDownloadedAndUploadedAgainIsAlreadyKnown() {
        TerritoryPreview preview = territoryImport.preview(articulation(2026, null), 2026, null);

        assertThat(preview.errors()).isEmpty();
        assertThat(preview.alreadyKnown()).isTrue();
    }

    @Test
    void aNewArticulationIsValidFromItsYearOnAndThePastStays() {
        byte[] file = aostaInTwo();

        TerritoryPreview done = territoryImport.apply(file, 2026, AOSTA, "ada");

        assertThat(done.applicable()).isTrue();
        assertThat(registry.atsOfRegion(AOSTA, 2025)).extracting(Ats::code).containsExactly("02-001");
        assertThat(registry.atsOfRegion(AOSTA, 2026)).extracting(Ats::code).containsExactly("VDA.ALTA", "VDA.BASSA");
        assertThat(registry.atsOfRegion(AOSTA, 2026)).noneMatch(Ats::synthetic);
        assertThat(registry.municipalitiesOf("02-001", 2025)).hasSize(74);
        assertThat(registry.municipalitiesOf("VDA.ALTA", 2026)).hasSize(37);
        assertThat(registry.uncovered(2026)).isEmpty();
        assertThat(territoryImport.apply(file, 2026, AOSTA, "ada").alreadyKnown())
                .isTrue();
    }

    @Test
    void anArticulationCanBeTakenBackBeforeItBegins() {
        byte[] before = articulation(2026, AOSTA);
        territoryImport.apply(aostaInTwo(), 2026, AOSTA, "ada");

        territoryImport.apply(before, 2026, AOSTA, "ada");

        assertThat(registry.atsOfRegion(AOSTA, 2026)).extracting(Ats::code).containsExactly("02-001");
        assertThat(registry.municipalitiesOf("02-001", 2026)).hasSize(74);
        assertThat(territoryImport.apply(aostaInTwo(), 2027, AOSTA, "ada").applicable())
                .isTrue();
        assertThat(registry.ats("VDA.ALTA", 2026)).isEmpty();
        assertThat(registry.ats("VDA.ALTA", 2027)).isPresent();
    }

    @Test
    void aLaterArticulationIsReplacedByAnEarlierOneAndThePreviewSaysSo() {
        byte[] before = articulation(2026, AOSTA);
        territoryImport.apply(aostaInTwo(), 2028, AOSTA, "ada");

        TerritoryPreview done = territoryImport.apply(before, 2027, AOSTA, "ada");

        assertThat(differences(done).laterYearsReplaced()).containsExactly(2028);
        assertThat(registry.atsOfRegion(AOSTA, 2030)).extracting(Ats::code).containsExactly("02-001");
    }

    @Test
    void aDistrictThatChangesNameKeepsTheOldOneForThePast() {
        byte[] file = text(articulation(2026, AOSTA), "ATS Aosta", "ATS Vallée");

        territoryImport.apply(file, 2026, AOSTA, "ada");

        assertThat(registry.ats("02-001", 2025).orElseThrow().name()).isEqualTo("ATS Aosta");
        assertThat(registry.ats("02-001", 2026).orElseThrow().name()).isEqualTo("ATS Vallée");
        assertThat(registry.ats("02-001", 2026).orElseThrow().synthetic()).isTrue();
    }

    @Test
    void aFileWithOneBadRowChangesNothing() {
        String before = snapshot();
        byte[] file = text(aostaInTwo(), ";007003\n", ";7003\n");

        assertThatThrownBy(() -> territoryImport.apply(file, 2026, AOSTA, "ada"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.status()).isEqualTo(422);
                    assertThat(refusal.code()).isEqualTo("TERRITORIO_NON_VALIDO");
                    assertThat(refusal.message()).contains("7003 ha 4 cifre");
                });
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void anOpenCampaignRefusesItNamingTheSheets() {
        String before = snapshot();
        TerritoryInUse oneSheet = (year, codes) -> year == 2026 && codes.contains("02-001")
                ? List.of("2026 · ATS Aosta (sintetico) · residenza fittizia")
                : List.of();
        var guarded = new TerritoryImport(store, only(oneSheet), clock);

        assertThatThrownBy(() -> guarded.apply(aostaInTwo(), 2026, AOSTA, "ada"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.status()).isEqualTo(409);
                    assertThat(refusal.code()).isEqualTo("RILEVAZIONE_APERTA");
                    assertThat(refusal.details())
                            .containsEntry("schede", List.of("2026 · ATS Aosta (sintetico) · residenza fittizia"));
                });
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void whatIsConfirmedIsWhatWasSeen() {
        TerritoryImport.Pending pending = territoryImport.keep(aostaInTwo(), 2026, AOSTA, "ada");
        String seen = differences(pending.preview()).fingerprint();

        assertRefused(() -> territoryImport.confirm(pending.id(), "bruno", seen), "CARICAMENTO_NON_TROVATO");
        assertRefused(() -> territoryImport.confirm(UUID.randomUUID(), "ada", seen), "CARICAMENTO_NON_TROVATO");
        assertRefused(() -> territoryImport.confirm(pending.id(), "ada", "altro"), "ANTEPRIMA_SUPERATA");
        territoryImport.confirm(pending.id(), "ada", seen);
        assertThat(registry.atsOfRegion(AOSTA, 2026)).hasSize(2);
        assertRefused(() -> territoryImport.confirm(pending.id(), "ada", seen), "CARICAMENTO_NON_TROVATO");
    }

    @Test
    void yearsAndRegionsOutOfThisWorldAreRefused() {
        assertRefused(() -> territoryImport.preview(aostaInTwo(), 1861, AOSTA), "VALORE_NON_VALIDO");
        assertRefused(() -> territoryImport.preview(aostaInTwo(), 2026, "0400"), "ENTE_SCONOSCIUTO");
    }

    @Test
    @WithMockUser(username = "bruno", roles = "REGION_SUPERVISOR")
    void onlyAdministratorsUpload() {
        assertThatThrownBy(() -> territoryImport.preview(aostaInTwo(), 2026, AOSTA))
                .isInstanceOf(AccessDeniedException.class);
    }

    private static ObjectProvider<TerritoryInUse> only(TerritoryInUse use) {
        return new ObjectProvider<>() {
            @Override
            public Stream<TerritoryInUse> orderedStream() {
                return Stream.of(use);
            }
        };
    }

    private static void assertRefused(Runnable deed, String code) {
        assertThatThrownBy(deed::run)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static Differences differences(TerritoryPreview preview) {
        return java.util.Objects.requireNonNull(preview.differences());
    }

    /** The present articulation as a file. */
    private byte[] articulation(int year, @Nullable String region) {
        return registry.articulation(year, region).stream()
                .map(member -> String.join(
                        ";",
                        member.ats(),
                        member.atsName(),
                        member.regionalBody(),
                        member.municipality(),
                        member.synthetic() ? "SINTETICO" : ""))
                .collect(Collectors.joining(
                        "\n",
                        "codice_ats;denominazione_ats;codice_ente_territoriale;codice_istat_comune;origine\n",
                        "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The Aosta Valley divided into two real districts. */
    private byte[] aostaInTwo() {
        List<Registry.Member> members = registry.articulation(2024, AOSTA);
        var file = new StringBuilder("codice_ats;denominazione_ats;codice_ente_territoriale;codice_istat_comune\n");
        for (int i = 0; i < members.size(); i++) {
            file.append(i < members.size() / 2 ? "VDA.ALTA;ATS Alta Valle;" : "VDA.BASSA;ATS Bassa Valle;")
                    .append(AOSTA)
                    .append(';')
                    .append(members.get(i).municipality())
                    .append('\n');
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] text(byte[] file, String from, String to) {
        return new String(file, StandardCharsets.UTF_8).replace(from, to).getBytes(StandardCharsets.UTF_8);
    }

    private int count(String table) {
        return jdbc.queryForObject("select count(*) from " + table, Integer.class);
    }

    private String snapshot() {
        return jdbc.queryForObject("""
                select md5(string_agg(t, '|' order by t)) from (
                    select a::text as t from ats a union all select s::text from ats_membership s
                    union all select m::text from municipality m union all select f::text from reference_file f) all_rows
                """, String.class);
    }
}
