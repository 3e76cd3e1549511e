package it.sioss.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.ModuleFixtures;
import it.sioss.platform.Refusal;
import it.sioss.prefill.Publications;
import it.sioss.sheet.SheetView;
import it.sioss.sheet.Sheets;
import it.sioss.sheet.SourceDesk;
import it.sioss.support.Cases;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A prefilled sheet goes out, its source publishes again, the file comes back: what followed the source stays. */
@SiossTest
class PrefilledRoundTripTest {

    private static final String FAMILIES = "a4_3_1_famiglie";
    private static final String OTHER = "a4_3_1_nuove";
    private static int year;
    private static int nextAts = 1;

    @Autowired
    private House house;

    @Autowired
    private Publications publications;

    @Autowired
    private Sheets sheets;

    @Autowired
    private SourceDesk desk;

    @Autowired
    private Exchange exchange;

    private String ats = "";
    private UUID sheet = new UUID(0, 0);
    private Viewer operator = new Viewer(sheet, "", "", false, 0, List.of());

    @BeforeAll
    static void aCampaignIsOpen(@Autowired House house) {
        year = house.freeYear();
        house.openCampaign(year, "1000", "A4");
    }

    @BeforeEach
    void aPrefilledSheet() {
        ats = "10-%03d".formatted(nextAts++);
        sheet = house.sheet(year, ats, "A4");
        operator = house.somebody(Role.ATS_OPERATOR, ats);
        publish(12);
    }

    private void publish(int families) {
        String text = "fonte;annualita;estratto_il;periodo_dal;periodo_al;livello;codice;famiglie_incluse\nRPM;" + year
                + ";" + (year + 1) + "-06-30;" + year + "-01-01;" + year + "-12-31;ATS;" + ats + ";" + families;
        publications.apply(text.getBytes(StandardCharsets.UTF_8), null, "prova");
        house.workOff();
    }

    private SheetView view() {
        return sheets.view(sheet, operator);
    }

    private void save(String key, Object value) {
        sheets.answer(
                sheet,
                view().sheet().answersVersion(),
                Cases.patch(key, value),
                operator,
                house.clock().instant());
    }

    private byte[] file(Answers answers) throws IOException {
        return Workbooks.filled(view(), answers);
    }

    private List<FieldChange> upload(byte[] file) {
        return exchange.upload(
                        file,
                        sheet,
                        ConflictChoice.ASK,
                        false,
                        null,
                        operator,
                        house.clock().instant())
                .sheets()
                .get(0)
                .changes();
    }

    private static Answers with(Answers answers, String key, Object value) {
        return ModuleFixtures.with(answers, key, value);
    }

    private void familiesAre(int number) {
        assertThat(Objects.requireNonNull(view().answers().answer(FAMILIES)).number())
                .isEqualByComparingTo(String.valueOf(number));
    }

    @Test
    void aValueThatFollowedItsSourceIsNotTheClerksChange() throws IOException {
        byte[] file = file(with(view().answers(), OTHER, 31));
        publish(15);
        familiesAre(15);
        assertThat(upload(file)).extracting(FieldChange::field).containsExactly(OTHER);
        familiesAre(15);
    }

    @Test
    void norIsItWhenSomebodyHadSavedBefore() throws IOException {
        save(OTHER, 30);
        byte[] file = file(view().answers());
        publish(15);
        assertThat(upload(file)).isEmpty();
        familiesAre(15);
    }

    @Test
    void aValueChangedByBothTheClerkAndTheSourceIsAskedAbout() throws IOException {
        save(OTHER, 30);
        byte[] file = file(with(view().answers(), FAMILIES, 14));
        publish(15);
        assertThatThrownBy(() -> upload(file)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("VERSIONE_SUPERATA");
            assertThat(refusal.details().get("conflitti"))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(FieldConflict.class))
                    .singleElement()
                    .satisfies(conflict -> {
                        assertThat(conflict.field()).isEqualTo(FAMILIES);
                        assertThat(conflict.downloaded()).startsWith("12");
                        assertThat(conflict.yours()).startsWith("14");
                        assertThat(conflict.ours()).startsWith("15");
                    });
        });
        familiesAre(15);
    }

    @Test
    void whatWasDecidedOfAProposalSinceStaysDecided() throws IOException {
        save(FAMILIES, 20);
        publish(18);
        byte[] file = file(with(view().answers(), OTHER, 31));
        desk.refuse(
                sheet,
                FAMILIES,
                "Due famiglie seguite da un altro ambito",
                operator,
                house.clock().instant());
        desk.explain(
                sheet,
                FAMILIES,
                "Due famiglie che RPM non conosce ancora",
                operator,
                house.clock().instant());
        publish(17);
        desk.accept(sheet, FAMILIES, operator, house.clock().instant());
        desk.confirm(sheet, "s3", operator, house.clock().instant());
        assertThat(upload(file)).extracting(FieldChange::field).containsExactly(OTHER);
        familiesAre(17);
        assertThat(view().answers().answer(OTHER)).extracting(Answer::number).isEqualTo(new java.math.BigDecimal(31));
    }
}
