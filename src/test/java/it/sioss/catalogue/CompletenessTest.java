package it.sioss.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CompletenessTest {

    private final ModuleRevision a5 = a5();

    @Test
    void aNewSheetAsksOnlyIdentification() {
        Evaluation evaluation = a5.evaluate(Answers.NONE, SheetContext.NONE);
        System.out.println(evaluation.completeness());
        assertThat(evaluation.visible()).contains("a5_1_7_attivo").doesNotContain("a5_3_3_totale");
        assertThat(evaluation.isEmpty()).isTrue();
    }

    @Test
    void anActiveServiceIsAskedForEverything() {
        Answers answers =
                Answers.parse("{\"a5_1_7_attivo\":{\"value\":\"si\"},\"a5_2_4_sportello_sedi\":{\"value\":2}}");
        Evaluation evaluation = a5.evaluate(answers, SheetContext.NONE);
        System.out.println(evaluation.completeness());
        assertThat(evaluation.visible()).contains("a5_3_3_totale", "a5_2_4_sportello_ore");
        assertThat(evaluation.visible()).doesNotContain("a5_2_4_fermo_posta_ore");
        assertThat(evaluation.isEmpty()).isFalse();
    }

    private static ModuleRevision a5() {
        try {
            return new ModuleRevision(
                    UUID.randomUUID(),
                    2024,
                    1,
                    Instant.EPOCH,
                    Files.readAllBytes(Path.of("forms/2024/a5.form")),
                    List.of());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
