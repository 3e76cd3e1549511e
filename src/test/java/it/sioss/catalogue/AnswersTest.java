package it.sioss.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The content of a sheet on the wire and in the database. */
class AnswersTest {

    private static final String STORED = """
            {"a5_1_6_comuni":{"value":["001272"],"origin":{"fonte":"anagrafe"}},
             "a5_3_3_donne":{"value":12},
             "a5_3_3_uomini":{"raw":"12,3,4"},
             "a5_5_1":{"rows":[{"id":"k3f9","cells":{"fte":{"raw":"abc"},"ore":{"value":1200.5},\
            "profilo":{"value":"psicologo","origin":{"fonte":"anno precedente","dettaglio":"2024"}}}}]}}""";

    @Test
    void whatIsStoredIsReadBackAsItWas() {
        Answers answers = Answers.parse(STORED);
        assertThat(Answers.parse(answers.toJson())).isEqualTo(answers);
        assertThat(answers.toString()).isEqualTo(STORED.replaceAll("\\n *", ""));
        assertThat(answers.answer("a5_3_3_uomini")).isEqualTo(Answer.unreadable("12,3,4"));
    }

    @Test
    void aSaveChangesOnlyTheKeysItCarries() {
        Answers saved = Answers.parse(STORED)
                .with(Answers.parsePatch("{\"a5_3_3_uomini\":{\"value\":3},\"a5_3_3_donne\":null}"));
        assertThat(saved.keys()).containsExactly("a5_1_6_comuni", "a5_3_3_uomini", "a5_5_1");
        assertThat(saved.changedSince(Answers.parse(STORED))).containsExactly("a5_3_3_donne", "a5_3_3_uomini");
    }

    @Test
    void aConfirmedValueKeepsItsOriginAndACorrectedOneLosesIt() {
        Answers stored = Answers.parse(STORED);
        Answers confirmed = stored.with(Answers.parsePatch("{\"a5_1_6_comuni\":{\"value\":[\"001272\"]}}"));
        assertThat(confirmed).isEqualTo(stored);
        Answers corrected = stored.with(Answers.parsePatch("{\"a5_1_6_comuni\":{\"value\":[\"001001\"]}}"));
        assertThat(corrected.answer("a5_1_6_comuni")).isEqualTo(Answer.of(List.of("001001")));
    }

    @Test
    void theCellsOfARowKeepTheirOrigins() {
        Answers saved = Answers.parse(STORED)
                .with(
                        Answers.parsePatch(
                                "{\"a5_5_1\":{\"rows\":[{\"id\":\"new\",\"cells\":{}},"
                                        + "{\"id\":\"k3f9\",\"cells\":{\"profilo\":{\"value\":\"psicologo\"},\"ore\":{\"value\":7}}}]}}"));
        GridRow row =
                ((Grid) Objects.requireNonNull(saved.get("a5_5_1"))).row("k3f9").orElseThrow();
        assertThat(row.cells())
                .isEqualTo(Map.of(
                        "profilo",
                        Answer.of("psicologo").from(new Origin("anno precedente", "2024")),
                        "ore",
                        Answer.of(7)));
    }

    @Test
    void anOriginSentFromOutsideIsIgnored() {
        AnswersPatch patch =
                Answers.parsePatch("{\"a5_3_3_donne\":{\"value\":12,\"origin\":{\"fonte\":\"inventata\"}}}");
        assertThat(patch.changes()).containsEntry("a5_3_3_donne", Answer.of(12));
    }

    @Test
    void nothingTypedIsNoAnswer() {
        AnswersPatch patch = Answers.parsePatch("{\"a\":{\"value\":\"\"},\"b\":{\"value\":[]},\"c\":{\"value\":null},"
                + "\"d\":{},\"e\":{\"rows\":[]},\"f\":null}");
        assertThat(patch.changes().values()).containsOnlyNulls().hasSize(6);
        assertThat(Answer.of("  ").isAnswered()).isFalse();
        assertThat(Answer.of(0).isAnswered()).isTrue();
    }

    @Test
    void aNumberIsTheSameHoweverItIsWritten() {
        assertThat(Answers.parse("{\"a\":{\"value\":1200.50}}"))
                .isEqualTo(Answers.parse("{\"a\":{\"value\":12.005e2}}"));
        assertThat(Answers.parse("{\"a\":{\"value\":1e3}}").toString()).isEqualTo("{\"a\":{\"value\":1000}}");
        assertThat(Answers.parse("{\"a\":{\"value\":999999999999.999}}").answer("a"))
                .isEqualTo(Answer.of(new BigDecimal("999999999999.999")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                          | devono essere un oggetto JSON",
                "{\"a\":12}                                  | deve essere un oggetto con «value» oppure «raw»",
                "{\"a\":\"dodici\"}                          | deve essere un oggetto con «value» oppure «raw»",
                "{\"a\":{\"valore\":12}}                     | deve essere un oggetto con «value» oppure «raw»",
                "{\"a\":{\"value\":true}}                    | deve essere un testo, un numero o un elenco",
                "{\"a\":{\"value\":{}}}                      | deve essere un testo, un numero o un elenco",
                "{\"a\":{\"value\":[1]}}                     | deve essere un elenco di testi",
                "{\"a\":{\"value\":1,\"raw\":\"1\"}}         | ne serve uno solo",
                "{\"a\":{\"value\":1234567890123456}}        | più di 15 cifre",
                "{\"a\":{\"value\":0.1234567890123456}}      | più di 15 cifre",
                "{\"a\":{\"value\":1e308}}                   | più di 15 cifre",
                "{\"a\":{\"value\":1e-99}}                   | più di 15 cifre",
                "{\"a\":{\"value\":\"x\\u0000y\"}}           | carattere nullo",
                "{\"a\":{\"raw\":\"\\u0000\"}}               | carattere nullo",
                "{\"a\":{\"value\":\"\\ud800\"}}             | mezzo carattere",
                "{\"a\":{\"value\":[\"\\udc00x\"]}}          | mezzo carattere",
                "{\"a\\u0000\":{\"value\":1}}                | non è il nome di una voce",
                "{\"a\":{\"rows\":{}}}                       | nient'altro",
                "{\"a\":{\"rows\":[],\"value\":1}}           | nient'altro",
                "{\"a\":{\"rows\":[{\"cells\":{}}]}}         | ha bisogno di un identificativo",
                "{\"a\":{\"rows\":[{\"id\":\"a b\",\"cells\":{}}]}} | ha bisogno di un identificativo",
                "{\"a\":{\"rows\":[{\"id\":7,\"cells\":{}}]}} | ha bisogno di un identificativo",
                "{\"a\":{\"rows\":[{\"id\":\"x\"}]}}         | deve essere {\"id\"",
                "{\"a\":{\"rows\":[{\"id\":\"x\",\"cells\":{}},{\"id\":\"x\",\"cells\":{}}]}} | stesso identificativo",
                "{\"a\":{\"rows\":[{\"id\":\"x\",\"cells\":{\"b\":5}}]}} | deve essere un oggetto con «value»",
                "{\"a\":{\"value\":1},\"a\":{\"value\":2}}   | non è JSON leggibile",
                "{\"a\":                                     | non è JSON leggibile",
                "{} {}                                       | non è JSON leggibile",
            })
    void whatCannotBeAnAnswerIsRefusedInItalian(String json, String why) {
        AnswersRefused refused = catchThrowableOfType(AnswersRefused.class, () -> Answers.parsePatch(json));
        assertThat(refused).as(json).isNotNull().hasMessageContaining(why);
        assertThat(refused.faults()).isNotEmpty();
    }

    @Test
    void anEndlessTextIsRefusedAndAWholeEmojiIsNot() {
        var json = JsonNodeFactory.instance.objectNode();
        json.putObject("a").put("value", "x".repeat(AnswersJson.MAX_TEXT + 1));
        assertThat(catchThrowableOfType(AnswersRefused.class, () -> Answers.parsePatch(json)))
                .hasMessageContaining("supera 10.000 caratteri");
        assertThat(Answers.parse("{\"a\":{\"value\":\"bene \\ud83d\\ude00\"}}").answer("a"))
                .isEqualTo(Answer.of("bene 😀"));
    }

    @Test
    void atMostTwentyFaultsAreNamed() {
        var json = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < 50; i++) {
            json.put("a" + i, true);
        }
        AnswersRefused refused = catchThrowableOfType(AnswersRefused.class, () -> Answers.parsePatch(json));
        assertThat(refused.faults()).hasSize(20);
    }

    @Test
    void aNumberThatOverflowsIsRefused() {
        var json = JsonNodeFactory.instance.objectNode();
        json.putObject("a").put("value", Double.POSITIVE_INFINITY);
        assertThat(catchThrowableOfType(AnswersRefused.class, () -> Answers.parsePatch(json)))
                .hasMessageContaining("troppo grande");
    }
}
