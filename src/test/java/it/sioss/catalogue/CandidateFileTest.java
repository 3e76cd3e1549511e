package it.sioss.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import it.sioss.catalogue.RevisionChange.Kind;
import it.sioss.platform.Refusal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A file somebody would like to publish: read to be compared, or refused with a reason its author understands. */
class CandidateFileTest {

    private static final ModuleRevision A5 = ModuleFixtures.module("A5");

    private static String form() {
        return new String(A5.formBytes(), StandardCharsets.UTF_8);
    }

    private static String own() {
        return new String(A5.checks().get(1).content(), StandardCharsets.UTF_8);
    }

    private static String common() {
        return new String(A5.checks().get(0).content(), StandardCharsets.UTF_8);
    }

    private static ModuleRevision candidate(String file) {
        return CandidateFile.inPlaceOf(A5, file.getBytes(StandardCharsets.UTF_8));
    }

    private static List<RevisionChange> changes(String file) {
        return RevisionComparison.between(A5, candidate(file));
    }

    private static String replaced(String file, String what, String with) {
        assertThat(file).contains(what);
        return file.replace(what, with);
    }

    private static void refused(String code, String words, String file) {
        assertThatThrownBy(() -> candidate(file)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.status()).isEqualTo(422);
            assertThat(refusal.message()).contains(words);
        });
    }

    @Test
    void theSameFilesChangeNothing() {
        assertThat(changes(form())).isEmpty();
        assertThat(changes(own())).isEmpty();
        assertThat(changes(common())).isEmpty();
    }

    @Test
    void anotherQuestionIsToldByItsKey() {
        String renamed = form().replace("a5_4_2_invii", "a5_4_2_spedizioni");
        assertThat(changes(renamed))
                .extracting(RevisionChange::kind, RevisionChange::code)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Kind.REMOVED, "a5_4_2_invii"),
                        org.assertj.core.groups.Tuple.tuple(Kind.ADDED, "a5_4_2_spedizioni"));
    }

    @Test
    void anotherWordingOrLimitIsToldAsSuch() {
        assertThat(changes(replaced(form(), "\"Mesi di attività nell'anno\"", "\"Mesi di servizio\"")))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.kind()).isEqualTo(Kind.CHANGED);
                    assertThat(change.details()).containsExactly("testo della domanda");
                });
        assertThat(changes(replaced(form(), "\"max\": 12\n", "\"max\": 11\n")))
                .singleElement()
                .satisfies(change -> assertThat(change.details()).containsExactly("limiti"));
    }

    @Test
    void anotherSeverityOrConditionOfARuleIsToldByItsCode() {
        assertThat(changes(replaced(own(), "a5_3_2_iscritti_anno &gt; a5_3_1_accolte", "a5_3_2_iscritti_anno &gt; 1")))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.rule()).isTrue();
                    assertThat(change.code()).isEqualTo("A5.R2");
                    assertThat(change.details()).containsExactly("condizione");
                });
        assertThat(changes(common().replaceFirst("\"BLOCCANTE\"", "\"AVVISO\"")))
                .singleElement()
                .satisfies(change -> assertThat(change.details()).containsExactly("gravità: da BLOCCANTE a AVVISO"));
    }

    @Test
    void brokenJsonAndXmlAreRefusedPlainly() {
        refused("MODULO_NON_VALIDO", "non è un file .form leggibile", form().substring(0, 5000));
        refused("XML_NON_LEGGIBILE", "riga", own().substring(0, 3000));
        refused("FILE_NON_RICONOSCIUTO", "non è un modulo", "codice;messaggio\nG1;ciao");
        refused("FILE_NON_RICONOSCIUTO", "vuoto", "");
        refused("MODULO_DIVERSO", "A9", replaced(form(), "\"modulo\": \"A5\"", "\"modulo\": \"A9\""));
    }

    @Test
    void entitiesAreNeverFollowed() {
        refused(
                "ENTITA_NON_AMMESSE",
                "DOCTYPE",
                own().replace(
                                "?>\n<definitions",
                                "?>\n<!DOCTYPE definitions [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n<definitions"));
    }

    @Test
    void aComponentTheChecksDoNotKnowIsRefusedByName() {
        refused(
                "COMPONENTE_NON_AMMESSO",
                "filepicker",
                form().replaceFirst("\"type\": \"textfield\"", "\"type\": \"filepicker\""));
    }

    @Test
    void tablesThatAreNotOfTheModuleOrNotReadableAreRefused() {
        refused("CONTROLLI_DIVERSI", "checks_z9", own().replace("id=\"checks_a5\"", "id=\"checks_z9\""));
        refused(
                "CONTROLLI_NON_VALIDI",
                "FEEL",
                replaced(own(), "a5_3_2_iscritti_anno &gt; a5_3_1_accolte", "a5_3_2 &gt; &gt;"));
        refused("CONTROLLI_NON_VALIDI", "Gravità", own().replaceFirst("\"AVVISO\"", "\"FORSE\""));
        refused(
                "CONTROLLI_NON_VALIDI",
                "forma concordata",
                own().replace("hitPolicy=\"COLLECT\"", "hitPolicy=\"UNIQUE\""));
    }

    private static String words(byte[] file) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> CandidateFile.inPlaceOf(A5, file));
        assertThat(refusal.status()).isEqualTo(422);
        return refusal.message();
    }

    @Test
    void aTableThatIsNotInTheCharactersItDeclaresIsRefusedWithItsPlace() {
        String accented = own().replaceFirst("<definitions", "<!-- perché -->\n<definitions");
        assertThat(words(accented.getBytes(Charset.forName("windows-1252"))))
                .contains("codifica", "riga 2, colonna 11", "UTF-8");
        assertThat(own()).containsPattern("[àèéìòù«»]");
        assertThat(words(own().getBytes(Charset.forName("windows-1252")))).contains("codifica", "riga ", "UTF-8");
        assertThat(words(own().replace("UTF-8", "UTF-99").getBytes(StandardCharsets.UTF_8)))
                .contains("codifica", "UTF-8");
    }

    @Test
    void onlyThePlaceIsToldOfWhatTheReadersOfOthersSay() {
        assertThat(words(form().substring(0, 5000).getBytes(StandardCharsets.UTF_8)))
                .matches("Il file non si può usare: Il modulo non è un file \\.form leggibile"
                        + " \\(riga \\d+, colonna \\d+\\)\\.");
        assertThat(words(form().replace("Mesi", "Mesì").getBytes(Charset.forName("windows-1252"))))
                .contains("riga")
                .doesNotContain("Invalid");
        assertThat(words(own().replace("a5_3_2_iscritti_anno &gt; a5_3_1_accolte", "a5_3_2 &gt; &gt;")
                        .getBytes(StandardCharsets.UTF_8)))
                .contains("Espressione FEEL non leggibile: «a5_3_2 > >» (riga 1, colonna ")
                .doesNotContain("xpected");
        assertThat(words(own().replaceAll("<decisionTable", "<tavola")
                        .replaceAll("</decisionTable", "</tavola")
                        .getBytes(StandardCharsets.UTF_8)))
                .doesNotContain("cvc-", "nvalid", "xception");
    }
}
