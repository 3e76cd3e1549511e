package it.sioss.sheet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import it.sioss.access.Viewer;
import it.sioss.catalogue.Answers;
import it.sioss.sheet.SheetState;
import it.sioss.support.Cases;
import it.sioss.support.House;
import it.sioss.support.HouseTest;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** What should not arrive and does: refused clearly or kept in the draft with its finding, never stored otherwise than sent. */
class BadInputTest extends HouseTest {

    private static final String WOMEN = "a5_3_3_donne";

    @Autowired
    MockMvc web;

    @Autowired
    ObjectMapper json;

    private UUID sheet;
    private Viewer operator;

    @BeforeAll
    void aWholeSheet() {
        sheet = aSheet();
        operator = operatorOf(sheet);
        cases.compile(sheet, operator);
    }

    private RequestPostProcessor me() {
        return httpBasic(operator.username(), House.PASSWORD);
    }

    private ResultActions save(String answers) throws Exception {
        return web.perform(put("/api/v1/schede/" + sheet + "/risposte")
                .with(me())
                .header(HttpHeaders.IF_MATCH, "\"" + cases.sheet(sheet).answersVersion() + "\"")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"risposte\":" + answers + "}"));
    }

    private JsonNode stored(String key) throws Exception {
        String body = web.perform(get("/api/v1/schede/" + sheet).with(me()))
                .andReturn()
                .getResponse()
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        return json.readTree(body).path("risposte").path(key);
    }

    /** Kept as sent, said to be wrong, and no way to transmit it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a5_3_3_donne     | {\"raw\":\"1.234\"}",
                "a5_3_3_donne     | {\"value\":\"1.234\"}",
                "a5_3_3_donne     | {\"raw\":\"1,5\"}",
                "a5_3_3_donne     | {\"raw\":\"1.5\"}",
                "a5_3_3_donne     | {\"value\":1.5}",
                "a5_3_3_donne     | {\"raw\":\"1e9\"}",
                "a5_3_3_donne     | {\"value\":1000000000}",
                "a5_3_3_donne     | {\"raw\":\"\u0663\"}",
                "a5_3_3_donne     | {\"value\":\"\u0663\"}",
                "a5_3_3_donne     | {\"raw\":\"-0\"}",
                "a5_3_3_donne     | {\"value\":-1}",
                "a5_3_3_donne     | {\"raw\":\"NaN\"}",
                "a5_3_3_donne     | {\"raw\":\"9223372036854775808\"}",
                "a5_3_3_donne     | {\"raw\":\"12\u202e\"}",
                "a5_3_3_donne     | {\"raw\":\"=1+1\"}",
                "a5_3_3_donne     | {\"value\":[\"12\"]}",
                "a5_7_1_spesa_impegnata | {\"value\":10.005}",
                "a5_1_8_avvio     | {\"value\":\"2024-02-30\"}",
                "a5_2_2_indirizzo | {\"value\":\"non_in_elenco\"}",
                "a5_2_2_indirizzo | {\"value\":[\"via\",\"via\"]}",
                "a5_1_6_comuni    | {\"value\":[\"999999\"]}"
            })
    void isKeptInTheDraftWithItsFindingAndNeverSent(String key, String answer) throws Exception {
        save("{\"" + key + "\":" + answer + "}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.esiti[?(@.codice == 'VALORE_NON_VALIDO')].campi[*]", hasItem(key)));
        assertThat(stored(key)).isEqualTo(json.readTree(answer));
        web.perform(post("/api/v1/schede/" + sheet + "/invio").with(me())).andExpect(status().isUnprocessableEntity());
        assertThat(cases.sheet(sheet).state()).isEqualTo(SheetState.COMPILING);
        makeGood(key);
    }

    private void makeGood(String key) {
        cases.save(sheet, Cases.patch(key, null), operator);
        cases.save(sheet, Cases.complete(), operator);
    }

    /** A number is the same however it is written; words stay words. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a5_3_3_donne | {\"value\":-0}    | {\"value\":0}",
                "a5_3_3_donne | {\"value\":-0.0}  | {\"value\":0}",
                "a5_3_3_donne | {\"value\":1e1}   | {\"value\":10}",
                "a5_9_2_note  | {\"value\":\"=SOMMA(A1:A9)\"}      | {\"value\":\"=SOMMA(A1:A9)\"}",
                "a5_9_2_note  | {\"value\":\"+39 06 1234\"}        | {\"value\":\"+39 06 1234\"}",
                "a5_9_2_note  | {\"value\":\"a\u202eb\u2067c\"}    | {\"value\":\"a\u202eb\u2067c\"}",
                "a5_9_2_note  | {\"value\":\"<script>x</script>\"} | {\"value\":\"<script>x</script>\"}"
            })
    void isStoredForWhatItIs(String key, String answer, String kept) throws Exception {
        save("{\"" + key + "\":" + answer + "}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.esiti[?(@.codice == 'VALORE_NON_VALIDO')].campi[*]", not(hasItem(key))));
        assertThat(stored(key)).isEqualTo(json.readTree(kept));
        makeGood(key);
    }

    /** Not even a draft can hold it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a5_3_3_donne\":{\"value\":NaN}}                     | RICHIESTA_NON_LEGGIBILE",
                "{\"a5_3_3_donne\":{\"value\":Infinity}}                | RICHIESTA_NON_LEGGIBILE",
                "{\"a5_3_3_donne\":{\"value\":1.234.567}}               | RICHIESTA_NON_LEGGIBILE",
                "{\"a5_3_3_donne\":{\"value\":\u0663}}                  | RICHIESTA_NON_LEGGIBILE",
                "{\"a5_3_3_donne\":{\"value\":012}}                     | RICHIESTA_NON_LEGGIBILE",
                "{\"a5_3_3_donne\":{\"value\":1},\"a5_3_3_donne\":{\"value\":2}} | RICHIESTA_NON_LEGGIBILE",
                "{\"a5_3_3_donne\":{\"value\":9223372036854775808}}     | VALORE_NON_VALIDO",
                "{\"a5_3_3_donne\":{\"value\":1e400}}                   | VALORE_NON_VALIDO",
                "{\"a5_3_3_donne\":{\"value\":true}}                    | VALORE_NON_VALIDO",
                "{\"a5_3_3_donne\":12}                                  | VALORE_NON_VALIDO",
                "{\"a5_9_2_note\":{\"value\":\"a\\u0000b\"}}            | VALORE_NON_VALIDO",
                "{\"a5_9_2_note\":{\"value\":\"\\ud800\"}}              | VALORE_NON_VALIDO",
                "{\"a5_3_3_marziani\":{\"value\":1}}                    | CAMPO_SCONOSCIUTO"
            })
    void isRefusedWhole(String answers, String code) throws Exception {
        Answers before = cases.sheet(sheet).answers();
        save(answers)
                .andExpect(status().isBadRequest())
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.codice").value(code));
        assertThat(cases.sheet(sheet).answers()).isEqualTo(before);
    }

    @Test
    void tenThousandRowsAreRefusedWhole() throws Exception {
        String rows = IntStream.range(0, 10_000)
                .mapToObj(n -> "{\"id\":\"r" + n + "\",\"cells\":{\"operatori\":{\"value\":1}}}")
                .collect(Collectors.joining(","));
        Answers before = cases.sheet(sheet).answers();
        save("{\"a5_5_1\":{\"rows\":[" + rows + "]}}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.codice").value("VALORE_NON_VALIDO"));
        assertThat(cases.sheet(sheet).answers()).isEqualTo(before);
    }

    @Test
    void aHiddenFieldIsKeptInTheDraftAndNotTransmitted() throws Exception {
        UUID other = aSheet();
        Viewer referent = referentOf(other);
        cases.compile(other, referent);
        cases.save(other, Cases.patch("a5_1_7_attivo", "no"), referent);
        web.perform(put("/api/v1/schede/" + other + "/risposte")
                        .with(httpBasic(referent.username(), House.PASSWORD))
                        .header(HttpHeaders.IF_MATCH, "\"" + cases.sheet(other).answersVersion() + "\"")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"risposte\":{\"" + WOMEN + "\":{\"value\":77}}}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.risposte." + WOMEN + ".value").value(77))
                .andExpect(jsonPath("$.esiti[*].campi[*]", not(hasItem(WOMEN))));
        cases.submit(other, referent);
        if (cases.sheet(other).state() == SheetState.JUSTIFYING) {
            cases.justify(other, referent);
        }
        cases.finalizeSheet(other, referent);
        web.perform(get("/api/v1/schede/" + other + "/ricevuta/contenuto")
                        .with(httpBasic(referent.username(), House.PASSWORD)))
                .andExpect(status().isOk())
                .andExpect(content().string(org.hamcrest.Matchers.not(org.hamcrest.Matchers.containsString(WOMEN))));
    }

    @Test
    void aListOfRemarksThatHoldsNothingAtOnePlaceIsRefused() throws Exception {
        web.perform(post("/api/v1/schede/" + sheet + "/verifica")
                        .with(me())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"esito\":\"RESTITUITA\",\"rilievi\":[null]}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.campo").value("rilievi"));
    }
}
