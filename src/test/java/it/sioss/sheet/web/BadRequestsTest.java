package it.sioss.sheet.web;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.support.HouseTest;
import it.sioss.support.Visitor;
import it.sioss.support.Visitor.Answer;
import it.sioss.support.Visitor.Load;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Whatever a request gets wrong, it is refused with a code, with words that say what and where, and nothing has changed;
 * never a failure of the house.
 */
class BadRequestsTest extends HouseTest {

    private static final String ACTIVE = "a5_1_7_attivo";
    private static final String NOTE = "a5_9_2_note";
    private static final String SAVE = "PUT /api/v1/schede/{scheda}/risposte";
    private static final String ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff".repeat(12);

    @LocalServerPort
    int port;

    private final Map<String, String> known = new TreeMap<>();
    private Visitor referent = Visitor.anonymous(0);
    private UUID sheet = new UUID(0, 0);

    /** One wrong request: what answers, under which code, and a word of what it says. */
    private record Wrong(
            String what, String request, Load load, List<String> headers, int status, String code, String says) {

        @Override
        public String toString() {
            return what;
        }
    }

    @BeforeAll
    void aSheetInEachState() {
        sheet = aSheet();
        Viewer viewer = referentOf(sheet);
        referent = Visitor.named(port, viewer.username());
        known.put("scheda", sheet.toString());
        known.put("altrui", aSheet().toString());
        known.put("nessuna", UUID.randomUUID().toString());
        UUID justifying = aSheetOf(viewer);
        cases.submit(justifying, referent());
        known.put("da-motivare", justifying.toString());
        UUID done = ready(viewer);
        cases.finalizeSheet(done, referent());
        known.put("trasmessa", done.toString());
        known.put("pronta", ready(viewer).toString());
    }

    private UUID ready(Viewer viewer) {
        UUID sheet = aSheetOf(viewer);
        cases.submit(sheet, referent());
        cases.justify(sheet, referent());
        return sheet;
    }

    /** With the mandates held now. */
    private Viewer referent() {
        return house.somebody(Role.ATS_REFERENT, cases.atsOf(sheet));
    }

    private UUID aSheetOf(Viewer viewer) {
        UUID fresh = aSheet();
        context.getBean(it.sioss.access.Accounts.class)
                .grant(viewer.accountId(), Role.ATS_REFERENT, cases.atsOf(fresh), null, "prova");
        return fresh;
    }

    static Stream<Wrong> wrong() {
        String text = "{\"risposte\":{\"" + NOTE + "\":{\"value\":\"%s\"}}}";
        return Stream.of(
                // the body as such
                saving("half a JSON", "{\"risposte\":", 400, "RICHIESTA_NON_LEGGIBILE", "riga 1"),
                saving("no JSON", "risposte=1", 400, "RICHIESTA_NON_LEGGIBILE", "riga 1"),
                saving("nothing", "", 400, "RICHIESTA_NON_LEGGIBILE", "JSON"),
                saving("null", "null", 400, "RICHIESTA_NON_LEGGIBILE", "JSON"),
                saving("a list", "[]", 400, "RICHIESTA_NON_LEGGIBILE", "JSON"),
                saving("a key twice", "{\"risposte\":{},\"risposte\":{}}", 400, "RICHIESTA_NON_LEGGIBILE", "riga 1"),
                saving("two bodies", "{\"risposte\":{}} {}", 400, "RICHIESTA_NON_LEGGIBILE", "riga 1"),
                saving(
                        "a thousand brackets",
                        "{\"risposte\":" + "[".repeat(2_000),
                        400,
                        "RICHIESTA_NON_LEGGIBILE",
                        "JSON"),
                bytes("bytes that are no UTF-8", new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'}, 400),
                saving("an unknown key", "{\"risposte\":{},\"forza\":true}", 400, "CAMPO_SCONOSCIUTO", "forza"),
                saving("answers that are a number", "{\"risposte\":5}", 400, "VALORE_NON_VALIDO", "risposte"),
                saving("no answers", "{}", 400, "VALORE_NON_VALIDO", "risposte"),
                // answers
                saving("an unknown question", "{\"risposte\":{\"zz\":{\"value\":1}}}", 400, "CAMPO_SCONOSCIUTO", "zz"),
                saving("a bare answer", answer("7"), 400, "VALORE_NON_VALIDO", ACTIVE),
                saving("an answer with another key", answer("{\"valore\":1}"), 400, "VALORE_NON_VALIDO", ACTIVE),
                saving(
                        "an answer that is an object",
                        answer("{\"value\":{\"a\":1}}"),
                        400,
                        "VALORE_NON_VALIDO",
                        ACTIVE),
                saving("NUL", text.formatted("a\\u0000b"), 400, "VALORE_NON_VALIDO", NOTE),
                saving("half a pair", text.formatted("a\\ud800b"), 400, "VALORE_NON_VALIDO", NOTE),
                saving("the other half", text.formatted("a\\udc00b"), 400, "VALORE_NON_VALIDO", NOTE),
                saving("NUL in a key", "{\"risposte\":{\"a\\u0000\":{\"value\":1}}}", 400, "VALORE_NON_VALIDO", "voce"),
                saving("more than 1 MB", text.formatted("x".repeat(1_100_000)), 413, "RICHIESTA_TROPPO_GRANDE", "1 MB"),
                saving("nearly 1 MB", text.formatted("x".repeat(900_000)), 400, "VALORE_NON_VALIDO", NOTE),
                // versions
                tagged("no version", null, 428, "VERSIONE_MANCANTE"),
                tagged("a version to come", "\"99\"", 412, "VERSIONE_SUPERATA"),
                tagged("any version", "*", 412, "VERSIONE_SUPERATA"),
                tagged("a weak version", "W/\"0\"", 412, "VERSIONE_SUPERATA"),
                tagged("no quotes", "0", 412, "VERSIONE_SUPERATA"),
                tagged("two versions", "\"0\", \"1\"", 400, "VERSIONE_NON_VALIDA"),
                tagged("a version without end", "\"" + "9".repeat(40) + "\"", 412, "VERSIONE_SUPERATA"),
                // content types
                typed("text", "text/plain", 415),
                typed("XML", "application/xml", 415),
                typed("a charset nobody knows", "application/json;charset=boh", 415),
                typed("a type that is none", "boh", 415),
                // addresses
                get("a sheet of somebody else", "/api/v1/schede/{altrui}", 404, "NON_TROVATO"),
                get("a sheet of nobody", "/api/v1/schede/{nessuna}", 404, "NON_TROVATO"),
                get("an id that is none", "/api/v1/schede/12", 404, "NON_TROVATO"),
                get("an id too long", "/api/v1/schede/{scheda}{scheda}", 404, "NON_TROVATO"),
                get("an address nobody serves", "/api/v1/boh", 404, "NON_TROVATO"),
                get("steps upwards", "/api/v1/schede/%2e%2e/me", 400, "RICHIESTA_NON_VALIDA"),
                get("a semicolon", "/api/v1/schede/{scheda};a=b", 400, "RICHIESTA_NON_VALIDA"),
                post(
                        "a save to somebody else's",
                        "PUT /api/v1/schede/{altrui}/risposte",
                        "{\"risposte\":{}}",
                        404,
                        "NON_TROVATO"),
                post(
                        "a finalization of somebody else's",
                        "POST /api/v1/schede/{altrui}/finalizzazione",
                        "{}",
                        404,
                        "NON_TROVATO"),
                // lists
                get("a page before the first", "/api/v1/schede?page=-1", 400, "VALORE_NON_VALIDO"),
                get("a page that is a word", "/api/v1/schede?page=due", 400, "VALORE_NON_VALIDO"),
                get("a page beyond all numbers", "/api/v1/schede?page=99999999999999999999", 400, "VALORE_NON_VALIDO"),
                get("a page of nothing", "/api/v1/schede?size=0", 400, "VALORE_NON_VALIDO"),
                get("a page too large", "/api/v1/attivita?size=201", 400, "VALORE_NON_VALIDO"),
                get(
                        "an order nobody knows",
                        "/api/v1/schede?sort=answers%3Bdrop%20table%20sheet",
                        400,
                        "VALORE_NON_VALIDO"),
                get("a year that is a word", "/api/v1/schede?anno=boh", 400, "VALORE_NON_VALIDO"),
                get("a state nobody knows", "/api/v1/schede?stato=BOH", 400, "VALORE_NON_VALIDO"),
                get("a day that is none", "/api/v1/attivita?scadenzaEntro=2026-02-30", 400, "VALORE_NON_VALIDO"),
                get("a module with a quote", "/api/v1/schede?modulo=A5'--", 400, "VALORE_NON_VALIDO"),
                get(
                        "a list of returns too large",
                        "/api/v1/rilevazioni/{anno}/attese?size=999",
                        400,
                        "VALORE_NON_VALIDO"),
                get("a year of letters", "/api/v1/rilevazioni/boh", 400, "VALORE_NON_VALIDO"),
                get("a dashboard of letters", "/api/v1/cruscotto?anno=boh", 400, "VALORE_NON_VALIDO"),
                get("databases of no year", "/api/v1/servizi-attivati", 400, "PARAMETRO_MANCANTE"),
                // steps
                post(
                        "a second finalization",
                        "POST /api/v1/schede/{trasmessa}/finalizzazione",
                        "{}",
                        409,
                        "GIA_FINALIZZATA"),
                post(
                        "a finalization too early",
                        "POST /api/v1/schede/{scheda}/finalizzazione",
                        "{}",
                        409,
                        "TRANSIZIONE_NON_AMMESSA"),
                keyed("a blank key", " ", 400, "CHIAVE_NON_VALIDA"),
                keyed("a key too long", "k".repeat(256), 400, "CHIAVE_NON_VALIDA"),
                // justification
                justifying(
                        "no category",
                        "{\"testo\":\"Nessuna persona ha chiesto il servizio durante l'anno.\"}",
                        "MOTIVAZIONE_MANCANTE"),
                justifying(
                        "a category nobody knows",
                        "{\"categoria\":\"boh\",\"testo\":\"Nessuna persona ha chiesto il servizio.\"}",
                        "MOTIVAZIONE_MANCANTE"),
                justifying("no words", "{\"categoria\":\"altro\"}", "MOTIVAZIONE_MANCANTE"),
                justifying(
                        "blanks",
                        "{\"categoria\":\"altro\",\"testo\":\"" + " ".repeat(60) + "\"}",
                        "MOTIVAZIONE_MANCANTE"),
                justifying(
                        "nothing visible",
                        "{\"categoria\":\"altro\",\"testo\":\"" + ZERO_WIDTH + "\"}",
                        "MOTIVAZIONE_MANCANTE"),
                justifying(
                        "few words among what is not visible",
                        "{\"categoria\":\"altro\",\"testo\":\"no" + ZERO_WIDTH + "\"}",
                        "MOTIVAZIONE_INADEGUATA"),
                justifying(
                        "one word again and again",
                        "{\"categoria\":\"altro\",\"testo\":\"" + "niente ".repeat(9) + "\"}",
                        "MOTIVAZIONE_INADEGUATA"),
                justifying(
                        "a book",
                        "{\"categoria\":\"altro\",\"testo\":\"" + "una due tre quattro cinque ".repeat(90) + "\"}",
                        "MOTIVAZIONE_INADEGUATA"),
                post(
                        "a number for words",
                        "POST /api/v1/schede/{da-motivare}/motivazione",
                        "{\"categoria\":{},\"testo\":1}",
                        400,
                        "VALORE_NON_VALIDO"),
                // uploads
                upload(
                        "an upload of 10 MB and more",
                        Load.file("f.csv", new byte[10_600_000]),
                        413,
                        "FILE_TROPPO_GRANDE"),
                upload("a table of 7 MB", new Load("text/csv", new byte[7_000_000]), 413, "FILE_TROPPO_GRANDE"),
                upload(
                        "an upload without a boundary",
                        Load.of("multipart/form-data", "x"),
                        400,
                        "RICHIESTA_NON_LEGGIBILE"),
                upload(
                        "an upload that breaks off",
                        Load.of("multipart/form-data; boundary=b", "--b\r\nContent-Disp"),
                        400,
                        "RICHIESTA_NON_LEGGIBILE"),
                upload("an upload without a file", Load.of("multipart/form-data; boundary=b", "--b--\r\n"), 400, null),
                upload("an empty table", Load.of("text/csv", ""), 415, "FORMATO_NON_AMMESSO"));
    }

    private static String answer(String json) {
        return "{\"risposte\":{\"" + ACTIVE + "\":" + json + "}}";
    }

    private static Wrong saving(String what, String body, int status, String code, String says) {
        return new Wrong(what, SAVE, Load.json(body), List.of("If-Match", "\"0\""), status, code, says);
    }

    private static Wrong bytes(String what, byte[] body, int status) {
        Load load = new Load("application/json", body);
        return new Wrong(what, SAVE, load, List.of("If-Match", "\"0\""), status, "RICHIESTA_NON_LEGGIBILE", "JSON");
    }

    private static Wrong tagged(String what, @Nullable String tag, int status, String code) {
        List<String> headers = tag == null ? List.of() : List.of("If-Match", tag);
        return new Wrong(what, SAVE, Load.json(answer("{\"value\":\"si\"}")), headers, status, code, "");
    }

    private static Wrong typed(String what, String type, int status) {
        Load load = Load.of(type, "{\"risposte\":{}}");
        return new Wrong(what, SAVE, load, List.of("If-Match", "\"0\""), status, "FORMATO_NON_AMMESSO", "json");
    }

    private static Wrong get(String what, String path, int status, String code) {
        return new Wrong(what, "GET " + path, Load.NONE, List.of(), status, code, "");
    }

    private static Wrong post(String what, String request, String body, int status, String code) {
        return new Wrong(what, request, Load.json(body), List.of("If-Match", "\"0\""), status, code, "");
    }

    private static Wrong keyed(String what, String key, int status, String code) {
        String request = "POST /api/v1/schede/{pronta}/finalizzazione";
        return new Wrong(what, request, Load.NONE, List.of("Idempotency-Key", key), status, code, "Idempotency-Key");
    }

    private static Wrong justifying(String what, String body, String code) {
        return new Wrong(
                what, "POST /api/v1/schede/{da-motivare}/motivazione", Load.json(body), List.of(), 422, code, "");
    }

    private static Wrong upload(String what, Load load, int status, @Nullable String code) {
        return new Wrong(
                what, "POST /api/v1/schede/{scheda}/foglio", load, List.of(), status, code == null ? "" : code, "");
    }

    @ParameterizedTest
    @MethodSource
    void wrong(Wrong wrong) {
        long before = entries();
        String[] request = filled(wrong.request()).split(" ", 2);
        Answer answer = referent.machine(
                request[0], request[1], wrong.load(), wrong.headers().toArray(String[]::new));
        refused(answer, wrong.status(), wrong.code());
        assertThat(answer.body()).as("it says where").contains(wrong.says());
        assertThat(entries()).as("traces of a refused request").isEqualTo(before);
        assertThat(cases.sheet(sheet).answersVersion()).isZero();
    }

    private String filled(String request) {
        String filled = request.replace("{anno}", Integer.toString(year));
        for (Map.Entry<String, String> name : known.entrySet()) {
            filled = filled.replace("{" + name.getKey() + "}", name.getValue());
        }
        return filled;
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.body())
                .contains("\"codice\":\"" + code, "\"title\":\"", "\"detail\":\"", "\"correlazione\":\"")
                .doesNotContain("Exception", "it.sioss", "org.", "java.");
    }

    private long entries() {
        return jdbc.sql("select count(*) from journal where year = ?")
                .param(year)
                .query(Long.class)
                .single();
    }

    /** Tomcat itself turns these away; it says nothing about itself. */
    @Test
    void headersTooLargeAndAddressesThatAreNoneAreTurnedAway() {
        for (Answer answer : List.of(
                referent.machine("GET", "/api/v1/me", Load.NONE, "X-Largo", "x".repeat(20_000)),
                referent.machine("GET", "/api/v1/schede/%00", Load.NONE))) {
            assertThat(answer.status()).isIn(400, 431);
            assertThat(answer.body()).doesNotContain("Tomcat/", "Exception", "java.");
        }
    }

    @Test
    void aFinalizationAfterTheDeadlineIsTooLate() {
        String address = "/api/v1/schede/" + known.get("pronta") + "/finalizzazione";
        Viewer viewer = referent();
        cases.comeBeforeTheDeadline(sheet, viewer, Duration.ZERO);
        Answer answer = referent.machine("POST", address, Load.NONE);
        refused(answer, 410, "TERMINE_SCADUTO");
        assertThat(answer.body()).as("until when it would have been possible").contains("ore ");
        refused(
                referent.machine("POST", "/api/v1/schede/" + known.get("trasmessa") + "/finalizzazione", Load.NONE),
                410,
                "TERMINE_SCADUTO");
    }

    /** The same key gives the same answer, and never serves another request. */
    @Test
    void aKeyServesOneRequestAndGivesItsAnswerAgain() {
        UUID ready = ready(referent());
        String address = "/api/v1/schede/" + ready + "/finalizzazione";
        Answer first = referent.machine("POST", address, Load.NONE, "Idempotency-Key", "chiave");
        assertThat(first.status()).isEqualTo(200);
        Answer again = referent.machine("POST", address, Load.NONE, "Idempotency-Key", "chiave");
        assertThat(again).isEqualTo(first);
        String other = "/api/v1/schede/" + known.get("pronta") + "/finalizzazione";
        refused(referent.machine("POST", other, Load.NONE, "Idempotency-Key", "chiave"), 422, "CHIAVE_GIA_USATA");
        refused(referent.machine("POST", address, Load.NONE), 409, "GIA_FINALIZZATA");
    }
}
