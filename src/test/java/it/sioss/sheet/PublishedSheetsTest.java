package it.sioss.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.catalogue.Answer;
import it.sioss.catalogue.AnswersPatch;
import it.sioss.catalogue.Entry;
import it.sioss.catalogue.ModuleFixtures;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.prefill.Publications;
import it.sioss.services.Dueness;
import it.sioss.services.SheetLevel;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a publication does to the sheets of an ATS: untouched, under way, transmitted (circular, A4). */
@SiossTest
class PublishedSheetsTest {

    private static final int YEAR = 2074;
    private static final String MODULE = "A4";
    private static final String FAMILIES = "a4_3_1_famiglie";

    @Autowired
    House house;

    @Autowired
    Publications publications;

    @Autowired
    Sheets sheets;

    @Autowired
    SheetRepository repository;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void aCampaignIsOpen() {
        boolean open = jdbc.sql("select count(*) from campaign where year = ?")
                        .param(YEAR)
                        .query(Long.class)
                        .single()
                > 0;
        if (!open) {
            house.openCampaign(YEAR, "1000", MODULE);
        }
    }

    private void publish(String scope, String code, int families) {
        String text = "fonte;annualita;estratto_il;periodo_dal;periodo_al;livello;codice;famiglie_incluse\nRPM;" + YEAR
                + ";2075-06-30;2074-01-01;2074-12-31;" + scope + ";" + code + ";" + families;
        publications.apply(text.getBytes(StandardCharsets.UTF_8), null, "prova");
        house.workOff();
    }

    private String town(String ats) {
        return jdbc.sql("select min(municipality) from ats_membership where ats = ?")
                .param(ats)
                .query(String.class)
                .single();
    }

    private Sheet newest(String ats, SheetLevel level) {
        return repository.findByYearAndAts(YEAR, ats).stream()
                .filter(sheet -> sheet.level() == level)
                .reduce((one, other) -> one.sequence() > other.sequence() ? one : other)
                .orElseThrow();
    }

    private static Answer families(Sheet sheet) {
        return Objects.requireNonNull(sheet.answers().answer(FAMILIES));
    }

    @Test
    void aMunicipalitysSheetExistsAndIsPrefilledThoughAllegatoUnoDoesNotListItAndTheDistrictsDataWinOverIt() {
        String ats = "10-011";
        publish("COMUNE", town(ats), 3);
        Sheet town = newest(ats, SheetLevel.MUNICIPALITY);
        assertThat(town.body()).isEqualTo(town(ats));
        assertThat(town.dueness()).isEqualTo(Dueness.REQUIRED);
        assertThat(town.duenessReason()).contains("sono stati pubblicati");
        assertThat(families(town).number()).isEqualByComparingTo("3");
        assertThat(newest(ats, SheetLevel.ATS).state()).isEqualTo(SheetState.WITHDRAWN);

        publish("ATS", ats, 9);
        assertThat(newest(ats, SheetLevel.MUNICIPALITY).state()).isEqualTo(SheetState.WITHDRAWN);
        Sheet whole = newest(ats, SheetLevel.ATS);
        assertThat(whole.state()).isEqualTo(SheetState.COMPILING);
        assertThat(whole.duenessReason()).contains("valgono quelli dell'Ambito");
        assertThat(families(whole).number()).isEqualByComparingTo("9");
    }

    @Test
    void aSheetSomebodyWorkedOnStaysAsOptionalWithWhatWasWritten() {
        String ats = "10-012";
        Sheet district = newest(ats, SheetLevel.ATS);
        Viewer operator = house.somebody(Role.ATS_OPERATOR, ats);
        save(district.id(), operator, FAMILIES, Answer.of(7));
        publish("COMUNE", town(ats), 3);
        Sheet after = newest(ats, SheetLevel.ATS);
        assertThat(after.state()).isEqualTo(SheetState.COMPILING);
        assertThat(after.dueness()).isEqualTo(Dueness.OPTIONAL);
        assertThat(families(after).number()).isEqualByComparingTo("7");
        publish("COMUNE", town(ats), 4);
        assertThat(families(newest(ats, SheetLevel.MUNICIPALITY)).number()).isEqualByComparingTo("4");
        publish("ATS", ats, 8);
        Sheet again = newest(ats, SheetLevel.ATS);
        assertThat(families(again).number()).isEqualByComparingTo("7");
        assertThat(sheets.view(again.id(), operator).proposals()).hasSize(1);
    }

    @Test
    void aTransmittedSheetStaysByteForByte() {
        String ats = "10-010";
        UUID id = newest(ats, SheetLevel.ATS).id();
        Viewer referent = house.somebody(Role.ATS_REFERENT, ats);
        ModuleRevision module = ModuleFixtures.module(MODULE);
        var whole = new LinkedHashMap<String, @Nullable Entry>(
                ModuleFixtures.complete(module).entries());
        module.form().withRole("comuni").forEach(item -> whole.remove(item.key()));
        sheets.answer(
                id,
                sheets.view(id, referent).sheet().answersVersion(),
                new AnswersPatch(whole),
                referent,
                house.clock().instant());
        sheets.submit(id, referent, house.clock().instant());
        String before =
                sheets.finalizeSheet(id, referent, house.clock().instant()).fingerprint();
        publish("ATS", ats, 999);
        publish("COMUNE", town(ats), 998);
        Sheet after = newest(ats, SheetLevel.ATS);
        assertThat(after.id()).isEqualTo(id);
        assertThat(after.state()).isEqualTo(SheetState.FINALIZED);
        assertThat(sheets.receipt(id, referent).orElseThrow().fingerprint()).isEqualTo(before);
        assertThat(sheets.view(id, referent).proposals()).hasSize(1);
        assertThat(sheets.history(id, referent))
                .extracting(Journal.Entry::event)
                .contains("PREFILL_DIFFERS");
    }

    private void save(UUID id, Viewer viewer, String key, Answer answer) {
        var patch = new LinkedHashMap<String, @Nullable Entry>();
        patch.put(key, answer);
        sheets.answer(
                id,
                sheets.view(id, viewer).sheet().answersVersion(),
                new AnswersPatch(patch),
                viewer,
                house.clock().instant());
    }
}
