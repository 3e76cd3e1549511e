package it.sioss.prefill;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.catalogue.Answer;
import it.sioss.catalogue.AnswersPatch;
import it.sioss.catalogue.Entry;
import it.sioss.catalogue.Finding;
import it.sioss.catalogue.ModuleFixtures;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.sheet.SheetView;
import it.sioss.sheet.Sheets;
import it.sioss.sheet.SourceDesk;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The social workers in service, published by their own source, stand in A2.3.1 with their origin. */
@SiossTest
class SocialWorkersTest {

    private static final String IN_SERVICE = "a2_3_1_as_in_servizio";
    private static final String ATS = "10-003";

    @Autowired
    House house;

    @Autowired
    Publications publications;

    @Autowired
    Sheets sheets;

    @Autowired
    SourceDesk desk;

    private static List<Finding> unexplained(SheetView view) {
        return view.evaluation().findings().stream()
                .filter(finding -> finding.code().equals("A2.R9"))
                .toList();
    }

    @Test
    void theyAreImportedWithTheirOriginAndWhoChangesThemSaysWhy() {
        int year = house.freeYear();
        house.openCampaign(year, "1000", "A2");
        String text =
                "fonte;annualita;estratto_il;periodo_dal;periodo_al;livello;codice;assistenti_sociali_in_servizio\n"
                        + "ASSISTENTI-SOCIALI;" + year + ";" + (year + 1) + "-06-30;" + year + "-01-01;" + year
                        + "-12-31;ATS;"
                        + ATS + ";23";
        publications.apply(text.getBytes(StandardCharsets.UTF_8), null, "prova");
        house.workOff();

        UUID sheet = house.sheet(year, ATS, "A2");
        Viewer operator = house.somebody(Role.ATS_OPERATOR, ATS);
        SheetView view = sheets.view(sheet, operator);
        Answer imported = Objects.requireNonNull(view.answers().answer(IN_SERVICE));
        assertThat(imported.number()).isEqualByComparingTo("23");
        assertThat(Objects.requireNonNull(imported.origin()).source()).isEqualTo("ASSISTENTI-SOCIALI");
        assertThat(Objects.requireNonNull(imported.received()).extractedOn()).isEqualTo(LocalDate.of(year + 1, 6, 30));
        assertThat(unexplained(view)).isEmpty();

        ModuleRevision module = ModuleFixtures.module("A2");
        var whole = new LinkedHashMap<String, @Nullable Entry>(
                ModuleFixtures.complete(module).entries());
        module.form().withRole("comuni").forEach(item -> whole.remove(item.key()));
        whole.put(IN_SERVICE, Answer.of(21));
        view = sheets.answer(
                sheet,
                view.sheet().answersVersion(),
                new AnswersPatch(whole),
                operator,
                house.clock().instant());
        assertThat(unexplained(view)).singleElement().satisfies(finding -> {
            assertThat(finding.isBlocking()).isFalse();
            assertThat(finding.fields()).containsExactly(IN_SERVICE);
        });
        assertThat(view.sheet().unlikeSource()).isOne();

        view = desk.explain(
                sheet,
                IN_SERVICE,
                "Due assistenti sociali in aspettativa a dicembre",
                operator,
                house.clock().instant());
        assertThat(unexplained(view)).isEmpty();
    }
}
