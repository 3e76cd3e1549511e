package it.sioss.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import it.sioss.catalogue.Answers;
import it.sioss.catalogue.Evaluation;
import it.sioss.catalogue.ModuleFixtures;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.SheetContext;
import it.sioss.platform.Refusal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a return limited to sections leaves open, and what it never closes. */
class SectionLimitTest {

    private static final String WOMEN = "a5_3_3_donne";
    private static final String DAYS = "a5_6_2_giorni_medi";

    private final ModuleRevision module = ModuleFixtures.module("A5");
    private final Answers whole = ModuleFixtures.complete(module);

    private Evaluation judged(Answers answers) {
        return module.evaluate(answers, SheetContext.NONE);
    }

    private Sheet returnedFor(String... sections) {
        Sheet sheet = SheetFixtures.aSheetIn(SheetState.RETURNED, Compiler.REGION);
        sheet.limitTo(Set.of(sections));
        return sheet;
    }

    @Test
    void onlyTheNamedSectionsChangeAndTheRefusalNamesTheOthers() {
        var limit = new SectionLimit(returnedFor("s3"), module);
        limit.require(List.of(WOMEN), () -> judged(whole));
        assertThatThrownBy(() -> limit.require(List.of(WOMEN, DAYS), () -> judged(whole)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.status()).isEqualTo(409);
                    assertThat(refusal.code()).isEqualTo("SEZIONE_NON_MODIFICABILE");
                    assertThat(refusal.message()).contains("«3. Beneficiari»", "«6. Processi» resta com'è");
                    assertThat(refusal.details()).containsEntry("campi", List.of(DAYS));
                });
    }

    @Test
    void aSectionThatWouldStopTheSubmissionIsOpenToo() {
        var limit = new SectionLimit(returnedFor("s3"), module);
        Answers incomplete = whole.with("a5_6_1_istruttoria", null);
        limit.require(List.of(DAYS), () -> judged(incomplete));
        assertThat(limit.open(judged(incomplete))).containsExactlyInAnyOrder("s3", "s6");
        assertThat(limit.open(judged(whole))).containsExactly("s3");
    }

    @Test
    void withoutALimitEverythingChangesAndNothingIsJudgedForIt() {
        Sheet sheet = SheetFixtures.aSheetIn(SheetState.RETURNED, Compiler.REGION);
        new SectionLimit(sheet, module).require(List.of(WOMEN, DAYS), () -> {
            throw new IllegalStateException("nobody should ask");
        });
        assertThat(sheet.returns()).isOne();
    }

    @Test
    void theLimitEndsWhenTheSheetGoesOn() {
        Sheet sheet = returnedFor("s3");
        sheet.widenTo(Set.of("s6"));
        assertThat(sheet.openSections()).hasValue(Set.of("s3", "s6"));
        sheet.moveTo(SheetState.IN_REVIEW, SheetFixtures.NOON, null);
        assertThat(sheet.openSections()).isEmpty();
        sheet.widenTo(Set.of("s6"));
        assertThat(sheet.openSections()).as("nothing to widen").isEmpty();
    }

    @Test
    void aRemarkNeverLandsWhereNothingCanBeCorrected() {
        Sheet sheet = SheetFixtures.aSheetIn(SheetState.IN_REVIEW, Compiler.REGION);
        var onWomen = new Remark.Draft(WOMEN, null, "Confrontate col registro");
        SectionLimit.check(sheet, module, List.of(onWomen), Set.of("s3"));
        assertThatThrownBy(() -> SectionLimit.check(sheet, module, List.of(onWomen), Set.of("s6")))
                .hasMessageContaining("«3. Beneficiari»");
        assertThatThrownBy(() -> SectionLimit.check(sheet, module, List.of(), Set.of("s33")))
                .hasMessageContaining("s33");
        sheet.declareEmpty(true);
        assertThatThrownBy(() -> SectionLimit.check(sheet, module, List.of(), Set.of("s3")))
                .hasMessageContaining("si restituisce intera");
    }
}
