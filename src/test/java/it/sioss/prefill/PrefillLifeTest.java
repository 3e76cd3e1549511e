package it.sioss.prefill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.ModuleFixtures;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.Delegations;
import it.sioss.platform.Refusal;
import it.sioss.registry.Registry;
import it.sioss.sheet.Remark;
import it.sioss.sheet.SheetState;
import it.sioss.sheet.SheetView;
import it.sioss.sheet.Sheets;
import it.sioss.sheet.SourceDesk;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** From a publication to a transmitted sheet: prefilled, corrected, confirmed, published again. */
@SiossTest
class PrefillLifeTest {

    private static final int YEAR = 2072;
    private static final String REGION = "1000";
    private static final String MODULE = "A4";
    private static final String FAMILIES = "a4_3_1_famiglie";

    @Autowired
    House house;

    @Autowired
    Publications publications;

    @Autowired
    Prefill prefill;

    @Autowired
    Sheets sheets;

    @Autowired
    SourceDesk desk;

    @Autowired
    Delegations delegations;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Registry registry;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void aCampaignIsOpen() {
        if (jdbc.sql("select count(*) from campaign where year = ?")
                        .param(YEAR)
                        .query(Long.class)
                        .single()
                == 0) {
            house.openCampaign(YEAR, REGION, MODULE);
        }
    }

    /** A whole sheet's prefilled figures, as RPM would send them for an ATS. */
    private static Map<String, String> figures() {
        ModuleRevision module = ModuleFixtures.module(MODULE);
        Answers whole = ModuleFixtures.complete(module);
        var figures = new TreeMap<String, String>();
        for (Indicator indicator : Indicator.of(module.form())) {
            Answer answer = whole.answer(indicator.key());
            if (answer != null && answer.number() != null) {
                figures.put(
                        indicator.name(),
                        Objects.requireNonNull(answer.number()).toPlainString());
            }
        }
        return figures;
    }

    private static byte[] publication(String scope, String code, Map<String, String> figures) {
        return ("fonte;annualita;estratto_il;periodo_dal;periodo_al;livello;codice;"
                        + String.join(";", figures.keySet())
                        + "\nRPM;" + YEAR + ";2073-06-30;2072-01-01;2072-12-31;" + scope + ";" + code + ";"
                        + String.join(";", figures.values()))
                .getBytes(StandardCharsets.UTF_8);
    }

    private void publish(String ats, Map<String, String> figures) {
        publications.apply(publication("ATS", ats, figures), null, "prova");
        house.workOff();
    }

    private Answer answer(UUID sheet, String key) {
        String json = jdbc.sql("select answers::text from sheet where id = ?")
                .param(sheet)
                .query(String.class)
                .single();
        return Objects.requireNonNull(Answers.parse(json).answer(key));
    }

    private String digest() {
        return jdbc.sql("""
                        select md5(string_agg(r::text, '|' order by r::text)) from
                        (select source, year, scope, territory, content_hash, ats, indicators, current from prefill_row) r""").query(String.class).single();
    }

    @Test
    void aSheetIsPrefilledCorrectedConfirmedAndTransmittedWithItsOrigins() {
        String ats = "10-005";
        UUID sheet = house.sheet(YEAR, ats, MODULE);
        Viewer operator = house.somebody(Role.ATS_OPERATOR, ats);
        Viewer referent = house.somebody(Role.ATS_REFERENT, ats);
        publish(ats, figures());
        SheetView view = sheets.view(sheet, operator);
        assertThat(view.sheet().touched()).isFalse();
        assertThat(view.sheet().confirmations())
                .extracting(confirmation -> confirmation.section())
                .containsExactly("s3", "s4", "s6");
        assertThat(answer(sheet, FAMILIES).received()).isNotNull();

        Answers whole = ModuleFixtures.complete(ModuleFixtures.module(MODULE));
        var patch = new java.util.LinkedHashMap<String, it.sioss.catalogue.Entry>();
        whole.entries().forEach((key, entry) -> {
            if (!key.equals("a4_1_5_comuni") && view.answers().answer(key) == null) {
                patch.put(key, entry);
            }
        });
        SheetView saved = sheets.answer(
                sheet,
                view.sheet().answersVersion(),
                new it.sioss.catalogue.AnswersPatch(new java.util.LinkedHashMap<>(patch)),
                operator,
                house.clock().instant());
        assertThat(saved.evaluation().findings())
                .extracting(f -> f.code() + f.message())
                .isEmpty();

        assertThatThrownBy(() -> sheets.submit(sheet, operator, house.clock().instant()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("SEZIONI_DA_CONFERMARE"));
        for (String section : List.of("s3", "s4", "s6")) {
            desk.confirm(sheet, section, operator, house.clock().instant());
        }
        assertThat(sheets.submit(sheet, operator, house.clock().instant())
                        .sheet()
                        .state())
                .isEqualTo(SheetState.READY);

        Map<String, String> later = figures();
        later.merge("famiglie_incluse", "", (old, none) -> String.valueOf(Integer.parseInt(old) + 5));
        publish(ats, later);
        SheetView ready = sheets.view(sheet, referent);
        assertThat(ready.answers()).isEqualTo(saved.answers());
        assertThat(ready.proposals()).extracting(Proposal::key).containsExactly(FAMILIES);

        var receipt = sheets.finalizeSheet(sheet, referent, house.clock().instant());
        String sent = new String(receipt.canonical(), StandardCharsets.UTF_8);
        assertThat(sent).contains("\"ricevuto\"").contains("2073-06-30");
        everyPrefilledValueCarriesItsOrigin(sent);
        String before = receipt.fingerprint();
        later.merge("famiglie_incluse", "", (old, none) -> String.valueOf(Integer.parseInt(old) + 5));
        publish(ats, later);
        assertThat(sheets.receipt(sheet, referent).orElseThrow().fingerprint()).isEqualTo(before);
        assertThat(sheets.history(sheet, referent))
                .extracting(entry -> entry.event())
                .contains("PREFILLED", "SECTION_CONFIRMED", "PREFILL_PROPOSED", "PREFILL_DIFFERS");
    }

    /** Sent by the region on behalf of an ATS with everything supervised, then returned for one section only. */
    @Test
    void afterALimitedReturnWhatIsPublishedForTheOtherSectionsIsOnlyProposed() {
        String ats = "10-004";
        UUID sheet = house.sheet(YEAR, ats, MODULE);
        Viewer supervisor = house.somebody(Role.REGION_SUPERVISOR, REGION);
        Viewer operator = house.somebody(Role.REGION_OPERATOR, REGION);
        delegations.declare(supervisor, YEAR, ats, null, DelegationScope.COMPILATION, null, null, "Delibera di prova");
        publish(ats, figures());
        Answers whole = ModuleFixtures.complete(ModuleFixtures.module(MODULE));
        var known = sheets.view(sheet, operator).answers();
        var patch = new java.util.LinkedHashMap<String, it.sioss.catalogue.Entry>();
        whole.entries().forEach((key, entry) -> {
            if (!key.equals("a4_1_5_comuni") && known.answer(key) == null) {
                patch.put(key, entry);
            }
        });
        sheets.answer(
                sheet,
                sheets.view(sheet, operator).sheet().answersVersion(),
                new it.sioss.catalogue.AnswersPatch(patch),
                operator,
                house.clock().instant());
        for (String section : List.of("s3", "s4", "s6")) {
            desk.confirm(sheet, section, operator, house.clock().instant());
        }
        sheets.submit(sheet, operator, house.clock().instant());
        sheets.returnForCorrection(
                sheet,
                List.of(new Remark.Draft(null, "s2", "Precisate l'organizzazione")),
                Set.of("s2"),
                supervisor,
                house.clock().instant());
        Answers reviewed = sheets.view(sheet, operator).answers();
        Map<String, String> later = figures();
        later.merge("famiglie_incluse", "", (old, none) -> String.valueOf(Integer.parseInt(old) + 5));
        publish(ats, later);
        SheetView returned = sheets.view(sheet, operator);
        assertThat(returned.answers()).isEqualTo(reviewed);
        assertThat(returned.proposals()).extracting(Proposal::key).containsExactly(FAMILIES);
        assertThat(returned.sheet().unconfirmed()).isZero();
        assertThatThrownBy(() ->
                        desk.accept(sheet, FAMILIES, operator, house.clock().instant()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("SEZIONE_NON_MODIFICABILE"));
        sheets.widen(sheet, Set.of("s3"), supervisor, house.clock().instant());
        desk.accept(sheet, FAMILIES, operator, house.clock().instant());
        assertThat(sheets.view(sheet, operator).proposals()).isEmpty();
    }

    /** Source, value as received, day of extraction and period: for all that was prefilled, and nothing less. */
    private static void everyPrefilledValueCarriesItsOrigin(String sent) {
        String written = sent.substring(sent.indexOf("\"risposte\":") + "\"risposte\":".length());
        Answers transmitted = Answers.parse(firstObject(written));
        List<Indicator> prefilled = Indicator.of(ModuleFixtures.module(MODULE).form()).stream()
                .filter(indicator -> figures().containsKey(indicator.name()))
                .toList();
        assertThat(prefilled).hasSameSizeAs(figures().keySet()).hasSizeGreaterThan(10);
        assertThat(prefilled).allSatisfy(indicator -> {
            Answer answer = Objects.requireNonNull(transmitted.answer(indicator.key()), indicator.key());
            var origin = Objects.requireNonNull(answer.origin(), indicator.key());
            var received = Objects.requireNonNull(origin.received(), indicator.key());
            assertThat(origin.source()).isEqualTo("RPM");
            assertThat(received.value()).isEqualByComparingTo(figures().get(indicator.name()));
            assertThat(received.extractedOn()).isEqualTo("2073-06-30");
            assertThat(received.period()).contains("01/01/2072").contains("31/12/2072");
        });
    }

    private static String firstObject(String json) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper()
                    .readerFor(com.fasterxml.jackson.databind.JsonNode.class)
                    .readTree(json)
                    .toString();
        } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }

    @Test
    void aCorrectedValueIsNeverOverwrittenAndItsProposalIsDecided() {
        String ats = "10-006";
        UUID sheet = house.sheet(YEAR, ats, MODULE);
        Viewer operator = house.somebody(Role.ATS_OPERATOR, ats);
        publish(ats, Map.of("famiglie_incluse", "10", "famiglie_nuove", "4"));
        sheets.answer(
                sheet,
                sheets.view(sheet, operator).sheet().answersVersion(),
                Answers.parsePatch("{\"" + FAMILIES + "\": {\"value\": 12}}"),
                operator,
                house.clock().instant());
        desk.confirm(sheet, "s3", operator, house.clock().instant());

        publish(ats, Map.of("famiglie_incluse", "11", "famiglie_nuove", "5"));
        assertThat(answer(sheet, FAMILIES).number()).isEqualByComparingTo("12");
        SheetView view = sheets.view(sheet, operator);
        assertThat(view.proposals()).singleElement().satisfies(proposal -> {
            assertThat(proposal.declared()).isEqualTo("12");
            assertThat(proposal.proposed()).isEqualByComparingTo("11");
        });
        assertThat(view.sheet().unconfirmed())
                .as("an updated section is confirmed anew")
                .isEqualTo(1);

        desk.explain(
                sheet,
                FAMILIES,
                "Due famiglie seguite dal Comune capofila",
                operator,
                house.clock().instant());
        assertThat(answer(sheet, FAMILIES).isUnexplained()).isFalse();
        desk.refuse(
                sheet,
                FAMILIES,
                "Due famiglie seguite dal Comune capofila",
                operator,
                house.clock().instant());
        assertThat(sheets.view(sheet, operator).proposals()).isEmpty();
        publish(ats, Map.of("famiglie_incluse", "13", "famiglie_nuove", "5"));
        desk.accept(sheet, FAMILIES, operator, house.clock().instant());
        assertThat(answer(sheet, FAMILIES).number()).isEqualByComparingTo("13");
        assertThat(answer(sheet, FAMILIES).isChangedFromSource()).isFalse();
        assertThatThrownBy(() ->
                        desk.accept(sheet, FAMILIES, operator, house.clock().instant()))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void theSamePublicationTwiceChangesNothingAndABadOneNeither() {
        String ats = "10-007";
        byte[] content = publication("ATS", ats, Map.of("famiglie_incluse", "10"));
        assertThat(publications.apply(content, "a.csv", "prova").added()).isEqualTo(1);
        String digest = digest();
        int versions = publications.history().size();
        assertThat(publications.apply(content, "b.csv", "prova").alreadyKnown()).isTrue();
        assertThat(publications.preview(content).alreadyKnown()).isTrue();
        byte[] broken = (new String(content, StandardCharsets.UTF_8) + "\nRPM;" + YEAR
                        + ";2073-06-30;2072-01-01;2072-12-31;ATS;99-999;1")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> publications.apply(broken, null, "prova"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(422));
        assertThat(digest()).isEqualTo(digest);
        assertThat(publications.history()).hasSize(versions);
        var pending = publications.keep(publication("ATS", ats, Map.of("famiglie_incluse", "11")), "c.csv", "prova");
        assertThat(digest()).isEqualTo(digest);
        assertThatThrownBy(() -> publications.confirm(pending.id(), "altri")).isInstanceOf(Refusal.class);
        assertThat(publications.confirm(pending.id(), "prova").changed()).isEqualTo(1);
        publications.apply(content, null, "prova");
        assertThat(digest()).as("what was said before is current again").isNotEqualTo(digest);
        assertThat(jdbc.sql("select count(*) from prefill_row where ats = ? and year = ? and current")
                        .params(ats, YEAR)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        house.workOff();
    }

    @Test
    void whereBothLevelsArePublishedTheDistrictWinsAndNothingIsCountedTwice() {
        String ats = "10-008";
        ModuleRevision revision = ModuleFixtures.module(MODULE);
        String town = jdbc.sql("select min(municipality) from ats_membership where ats = ?")
                .param(ats)
                .query(String.class)
                .single();
        assertThat(prefill.levelOf(revision, YEAR, ats)).isEqualTo(DataLevel.NONE);
        publications.apply(publication("COMUNE", town, Map.of("famiglie_incluse", "3")), null, "prova");
        house.workOff();
        assertThat(prefill.levelOf(revision, YEAR, ats)).isEqualTo(DataLevel.MUNICIPALITIES);
        assertThat(prefill.municipalitiesWithData(revision, YEAR, ats)).containsExactly(town);
        assertThat(prefill.initial(revision, Place.ofMunicipality(YEAR, ats, town))
                        .answer(FAMILIES))
                .isNotNull();
        assertThat(prefill.initial(revision, Place.ofDistrict(YEAR, ats)).answer(FAMILIES))
                .isNull();
        assertThat(prefill.initial(revision, Place.ofAnother(YEAR, ats)).answer(FAMILIES))
                .isNull();

        var preview = publications.apply(publication("ATS", ats, Map.of("famiglie_incluse", "9")), null, "prova");
        house.workOff();
        assertThat(preview.conflicts()).containsExactly(ats);
        assertThat(prefill.levelOf(revision, YEAR, ats)).isEqualTo(DataLevel.BOTH);
        assertThat(prefill.initial(revision, Place.ofMunicipality(YEAR, ats, town))
                        .answer(FAMILIES))
                .isNull();
        assertThat(answer(house.sheet(YEAR, ats, MODULE), FAMILIES).number()).isEqualByComparingTo("9");
    }

    @Test
    void anInterruptedImportLeavesNothingAndItsRepetitionIsOneCleanRun() {
        byte[] content = publication("ATS", "10-009", Map.of("famiglie_incluse", "10"));
        String before = digest();
        transaction.executeWithoutResult(status -> {
            publications.apply(content, null, "prova");
            status.setRollbackOnly();
        });
        assertThat(digest()).isEqualTo(before);
        assertThat(publications.apply(content, null, "prova").added()).isEqualTo(1);
        String once = digest();
        transaction.executeWithoutResult(status -> {
            publications.apply(content, null, "prova");
            status.setRollbackOnly();
        });
        assertThat(digest()).isEqualTo(once);
        house.workOff();
    }

    /** The bounds are those of the benchmark: a minute, twenty seconds for the repetition. */
    @Test
    void aNationalPublicationIsTakenInAtOnce() {
        int quiet = 2070;
        var names = List.copyOf(figures().keySet());
        StringBuilder text = new StringBuilder(
                "fonte;annualita;estratto_il;periodo_dal;periodo_al;livello;codice;" + String.join(";", names));
        var districts = new java.util.TreeSet<String>();
        registry.articulation(quiet, null).forEach(member -> {
            districts.add(member.ats());
            row(text, quiet, "COMUNE;" + member.municipality(), names.size());
        });
        districts.forEach(ats -> row(text, quiet, "ATS;" + ats, names.size()));
        byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
        long start = System.nanoTime();
        var taken = publications.apply(content, "nazionale.csv", "prova");
        long first = System.nanoTime();
        assertThat(publications.apply(content, "nazionale.csv", "prova").alreadyKnown())
                .isTrue();
        long again = System.nanoTime();
        assertThat(taken.rows()).isGreaterThan(8_400);
        assertThat(taken.added()).isEqualTo(taken.rows());
        assertThat(taken.conflicts()).hasSize(districts.size());
        System.out.printf(
                java.util.Locale.ROOT,
                "national publication: %d rows, %d KiB, %.1f s; again %.1f s%n",
                taken.rows(),
                content.length / 1024,
                (first - start) / 1e9,
                (again - first) / 1e9);
        assertThat(first - start).isLessThan(60_000_000_000L);
        assertThat(again - first).isLessThan(20_000_000_000L);
    }

    private static void row(StringBuilder text, int quiet, String place, int figures) {
        text.append("\nRPM;")
                .append(quiet)
                .append(";2071-06-30;2070-01-01;2070-12-31;")
                .append(place);
        for (int figure = 0; figure < figures; figure++) {
            text.append(';').append(figure + 1);
        }
    }
}
