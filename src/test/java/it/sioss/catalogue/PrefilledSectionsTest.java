package it.sioss.catalogue;

import static it.sioss.catalogue.JudgedSheet.aSheetOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a form says of the sections that another system fills: which they are, and by which of its indicators. */
class PrefilledSectionsTest {

    private static final SheetContext TWO_UNEXPLAINED = SheetContext.NONE.withUnexplainedRpm(2);

    @Test
    void theSectionsOfTheCircularAreMarkedInTheirForm() {
        assertThat(prefilled(ModuleFixtures.module("A4")))
                .extracting(Section::code)
                .containsExactly("s3", "s4", "s6");
        assertThat(ModuleFixtures.released())
                .filteredOn(module -> !prefilled(module).isEmpty())
                .hasSize(1);
    }

    @Test
    void everyQuestionAskedThereNamesAnIndicatorOfItsOwn() {
        List<FormItem> asked = prefilled(ModuleFixtures.module("A4")).stream()
                .flatMap(section -> section.items().stream())
                .filter(FormItem::required)
                .toList();
        assertThat(asked).hasSizeGreaterThan(45);
        assertThat(asked)
                .extracting(item -> item.properties().getOrDefault("rpm", ""))
                .doesNotHaveDuplicates()
                .allSatisfy(indicator -> assertThat(indicator).matches("[a-z][a-z0-9_]+"));
    }

    @Test
    void noIndicatorIsNamedOutsideThoseSections() {
        for (ModuleRevision module : ModuleFixtures.released()) {
            List<Section> prefilled = prefilled(module);
            assertThat(module.form().sections())
                    .filteredOn(section -> !prefilled.contains(section))
                    .flatExtracting(Section::items)
                    .allSatisfy(
                            item -> assertThat(item.properties()).as(item.key()).doesNotContainKey("rpm"));
        }
    }

    @Test
    void aValueChangedWithoutSayingWhyIsOnlyRemarked() {
        aSheetOf("A4").findsNo("A4.R10");
        aSheetOf("A4").in(TWO_UNEXPLAINED).finds("A4.R10", Severity.WARNING, "Dati RPM modificati senza motivo: 2.");
        aSheetOf("A2").findsNo("A2.R9");
        aSheetOf("A2")
                .in(TWO_UNEXPLAINED)
                .finds("A2.R9", Severity.WARNING, "Dati ricevuti modificati senza motivo: 2.");
        aSheetOf("A7").in(TWO_UNEXPLAINED).findsNothing();
    }

    private static List<Section> prefilled(ModuleRevision module) {
        return module.form().sections().stream()
                .filter(section -> "rpm".equals(section.properties().get("precompilazione")))
                .toList();
    }
}
