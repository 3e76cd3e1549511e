package it.sioss.guide.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.guide.AssistanceAnswered;
import it.sioss.support.House;
import it.sioss.support.HouseTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Questions people often ask, and requests of assistance, as browsers and machines meet them. */
@RecordApplicationEvents
class GuideWebTest extends HouseTest {

    private static final String DOUBT = "Contiamo anche chi è stato iscritto e cancellato nello stesso anno?";
    private static final String FIELD = "a5_3_3_donne";
    private static final RequestPostProcessor ADMINISTRATOR = httpBasic("amministratore-prova", House.PASSWORD);

    @Autowired
    MockMvc web;

    @Autowired
    ApplicationEvents events;

    @BeforeAll
    void anAdministrator() {
        house.administrator();
    }

    private static RequestPostProcessor as(Viewer viewer) {
        return httpBasic(viewer.username(), House.PASSWORD);
    }

    private ResultActions send(MockHttpServletRequestBuilder request, String body, RequestPostProcessor who)
            throws Exception {
        return web.perform(
                request.with(who).contentType(MediaType.APPLICATION_JSON).content(body));
    }

    private String ask(UUID sheet, String words, Viewer asker) throws Exception {
        String body = send(
                        post("/api/v1/assistenza"),
                        "{\"scheda\":\"%s\",\"voce\":\"%s\",\"testo\":\"%s\"}".formatted(sheet, FIELD, words),
                        as(asker))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.stato").value("APERTA"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        return JsonPath.read(body, "$.id");
    }

    @Test
    void aDoubtIsAskedOnTheSheetAnsweredInPlaceAndReadOnTheSheet() throws Exception {
        UUID sheet = aSheet();
        Viewer operator = operatorOf(sheet);
        String id = ask(sheet, DOUBT, operator);
        send(
                        post("/api/v1/assistenza/" + id + "/risposta"),
                        "{\"testo\":\"Sì, conta fra gli iscritti nell'anno.\"}",
                        ADMINISTRATOR)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.stato").value("RISPOSTA"))
                .andExpect(jsonPath("$.etichetta").value("Donne"))
                .andExpect(jsonPath("$.messaggi[1].da").value("assistenza"));
        assertThat(events.stream(AssistanceAnswered.class)).singleElement().satisfies(answered -> {
            assertThat(answered.asker()).isEqualTo(operator.username());
            assertThat(answered.sheet()).isEqualTo(sheet);
            assertThat(answered.about()).contains("A5", "Donne");
        });
        for (String address : new String[] {"/schede/" + sheet, "/aiuto/assistenza/" + id}) {
            web.perform(get(address).with(user(operator.username())))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("conta fra gli iscritti")));
        }
        web.perform(get("/aiuto").with(user(operator.username())))
                .andExpect(content().string(containsString("/aiuto/assistenza/" + id)));
        send(post("/api/v1/assistenza/" + id + "/seguito"), "{\"testo\":\"E chi è morto nell'anno?\"}", as(operator))
                .andExpect(jsonPath("$.stato").value("APERTA"));
        web.perform(post("/api/v1/assistenza/" + id + "/chiusura").with(as(operator)))
                .andExpect(jsonPath("$.stato").value("CHIUSA"));
        send(post("/api/v1/assistenza/" + id + "/risposta"), "{\"testo\":\"Conta anche lui, sì.\"}", ADMINISTRATOR)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.codice").value("TRANSIZIONE_NON_AMMESSA"));
        web.perform(post("/api/v1/assistenza/" + id + "/chiusura").with(ADMINISTRATOR))
                .andExpect(status().isConflict());
    }

    @Test
    void theSupervisorOfTheTerritoryReadsAndNobodyElseKnows() throws Exception {
        UUID sheet = aSheet();
        String id = ask(sheet, DOUBT, operatorOf(sheet));
        String address = "/api/v1/assistenza/" + id;
        web.perform(get(address).with(as(supervisor())))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.mia").value(false));
        web.perform(get("/aiuto/assistenza/" + id).with(user(supervisor().username())))
                .andExpect(content().string(containsString("qui potete leggere")))
                .andExpect(content().string(not(containsString("/risposta"))));
        send(post(address + "/risposta"), "{\"testo\":\"Rispondo io, si può?\"}", as(supervisor()))
                .andExpect(status().isForbidden());
        send(post(address + "/seguito"), "{\"testo\":\"Aggiungo io, si può?\"}", as(supervisor()))
                .andExpect(status().isForbidden());
        Viewer elsewhere = house.somebody(Role.REGION_SUPERVISOR, "0100");
        for (Viewer stranger : new Viewer[] {operatorOf(aSheet()), referentOf(sheet), regionOperator(), elsewhere}) {
            web.perform(get(address).with(as(stranger))).andExpect(status().isNotFound());
            send(post(address + "/risposta"), "{\"testo\":\"Rispondo io, si può?\"}", as(stranger))
                    .andExpect(status().isNotFound());
            web.perform(get("/api/v1/assistenza?scheda=" + sheet).with(as(stranger)))
                    .andExpect(jsonPath("$.totale").value(0));
        }
        web.perform(get("/api/v1/assistenza?stato=APERTA&scheda=" + sheet).with(ADMINISTRATOR))
                .andExpect(jsonPath("$.elementi[0].id").value(id));
        web.perform(get("/api/v1/assistenza?mie=true&scheda=" + sheet).with(ADMINISTRATOR))
                .andExpect(jsonPath("$.totale").value(0));
        web.perform(get("/api/v1/assistenza/" + id)).andExpect(status().isUnauthorized());
    }

    @Test
    void oneMayAskInEveryStateAndAfterTheDeadline() throws Exception {
        UUID sheet = aSheet();
        cases.comeBeforeTheDeadline(sheet, operatorOf(sheet), Duration.ofMinutes(-5));
        ask(sheet, DOUBT, operatorOf(sheet));
    }

    @Test
    void aGeneralRequestBelongsToTheTerritoryOfWhoAsks() throws Exception {
        UUID sheet = aSheet();
        send(post("/api/v1/assistenza"), "{\"testo\":\"Quando chiude la rilevazione?\"}", as(operatorOf(sheet)))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.regione").value(REGION))
                .andExpect(jsonPath("$.ats").value(cases.atsOf(sheet)));
        send(post("/api/v1/assistenza"), "{\"testo\":\"Quando chiude la rilevazione?\"}", ADMINISTRATOR)
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.regione").isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                              | 422 | VALORE_NON_VALIDO",
                "{\"testo\":\"breve\"}                                           | 422 | VALORE_NON_VALIDO",
                "{\"testo\":\"con un carattere \\u0000 nullo\"}                  | 422 | VALORE_NON_VALIDO",
                "{\"testo\":\"Una domanda abbastanza lunga\",\"voce\":\"a5_3_3_donne\"} | 422 | VALORE_NON_VALIDO",
                "{\"testo\":\"Una domanda abbastanza lunga\",\"autore\":\"io\"}  | 400 | CAMPO_SCONOSCIUTO",
                "{\"testo\":\"Una domanda abbastanza lunga\",\"scheda\":\"x\"}   | 400 | VALORE_NON_VALIDO",
                "{\"testo\":\"Una domanda abbastanza lunga\",\"scheda\":\"00000000-0000-0000-0000-000000000000\"} | 404 | NON_TROVATO",
            })
    void aRequestThatCannotBeIsRefusedClearly(String body, int expected, String code) throws Exception {
        Viewer asker = house.somebody("richieste-sbagliate", Role.ATS_OPERATOR, "13-001");
        send(post("/api/v1/assistenza"), body, as(asker))
                .andExpect(status().is(expected))
                .andExpect(jsonPath("$.codice").value(code));
        assertThat(jdbc.sql("select count(*) from assistance_request where author = 'richieste-sbagliate'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aQuestionTheFormDoesNotHaveAndATextTooLongAreRefused() throws Exception {
        UUID sheet = aSheet();
        send(
                        post("/api/v1/assistenza"),
                        "{\"scheda\":\"%s\",\"voce\":\"a5_9_9_niente\",\"testo\":\"%s\"}".formatted(sheet, DOUBT),
                        as(operatorOf(sheet)))
                .andExpect(status().isUnprocessableEntity());
        send(post("/api/v1/assistenza"), "{\"testo\":\"" + "x".repeat(2001) + "\"}", as(operatorOf(sheet)))
                .andExpect(status().isUnprocessableEntity());
        web.perform(get("/aiuto/assistenza/nuova?scheda=" + sheet + "&voce=" + FIELD)
                        .with(user(operatorOf(sheet).username())))
                .andExpect(content().string(containsString("Donne")));
        web.perform(get("/aiuto/assistenza/nuova?scheda=" + sheet)
                        .with(user(operatorOf(aSheet()).username()))
                        .accept(MediaType.TEXT_HTML))
                .andExpect(status().isNotFound());
    }

    @Test
    void theSameIsNotAskedTwiceAndNobodyFloodsTheDesk() throws Exception {
        UUID sheet = aSheet();
        Viewer asker = operatorOf(sheet);
        ask(sheet, DOUBT, asker);
        send(
                        post("/api/v1/assistenza"),
                        "{\"scheda\":\"%s\",\"voce\":\"%s\",\"testo\":\"%s\"}".formatted(sheet, FIELD, DOUBT),
                        as(asker))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.codice").value("RICHIESTA_GIA_INVIATA"));
        for (int n = 2; n <= 20; n++) {
            ask(sheet, DOUBT + " " + n, asker);
        }
        send(post("/api/v1/assistenza"), "{\"testo\":\"La ventunesima domanda\"}", as(asker))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.codice").value("TROPPE_RICHIESTE"));
    }

    @Test
    void onThePageWhatWasTypedStaysWhenItIsRefused() throws Exception {
        UUID sheet = aSheet();
        var me = user(operatorOf(sheet).username());
        web.perform(post("/aiuto/assistenza")
                        .with(me)
                        .with(csrf())
                        .param("scheda", sheet.toString())
                        .param("testo", "corta"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("corta")))
                .andExpect(content().string(containsString("href=\"#testo\"")));
        web.perform(post("/aiuto/assistenza")
                        .with(me)
                        .with(csrf())
                        .param("scheda", sheet.toString())
                        .param("testo", DOUBT))
                .andExpect(redirectedUrlPattern("/aiuto/assistenza/*"));
        String id = jdbc.sql("select id from assistance_request where sheet_id = ?")
                .param(sheet)
                .query(String.class)
                .single();
        var desk = user("amministratore-prova");
        web.perform(post("/aiuto/assistenza/" + id + "/risposta")
                        .with(desk)
                        .with(csrf())
                        .param("testo", "Sì, anche loro contano."))
                .andExpect(redirectedUrl("/aiuto/assistenza/" + id));
        web.perform(get("/aiuto/domande/nuova?da=" + id).with(desk))
                .andExpect(content().string(containsString("anche loro contano")));
        web.perform(get("/aiuto/assistenza?stato=RISPOSTA").with(desk))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("con risposta")));
    }

    @Test
    void everybodySearchesTheFrequentQuestionsWithoutMindingAccents() throws Exception {
        RequestPostProcessor reader = as(operatorOf(aSheet()));
        web.perform(get("/api/v1/faq?q=RIAPRIRLA eccezione").with(reader)).andExpect(jsonPath("$.domande", hasSize(1)));
        web.perform(get("/api/v1/faq?q=piu DI UNA persona").with(reader)).andExpect(status().isOk());
        web.perform(get("/api/v1/faq?q=qual e' il termine").with(reader))
                .andExpect(jsonPath("$.domande[0].domanda").value(containsString("Qual è il termine")));
        web.perform(get("/api/v1/faq").with(reader))
                .andExpect(jsonPath("$.domande.length()").value(org.hamcrest.Matchers.greaterThan(12)));
        web.perform(get("/aiuto?q=zero vuota").with(user(operatorOf(aSheet()).username())))
                .andExpect(content().string(containsString("Devo scrivere zero")));
        web.perform(get("/aiuto?q=ornitorinco").with(user(operatorOf(aSheet()).username())))
                .andExpect(content().string(containsString("Nulla contiene queste parole")));
    }

    @Test
    void theAdministratorWritesHidesAndOrdersThemAndTheHistoryStays() throws Exception {
        String body = send(
                        post("/api/v1/faq"),
                        "{\"domanda\":\"Una domanda di prova?\",\"risposta\":\"Una risposta di prova.\"}",
                        ADMINISTRATOR)
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString();
        String id = JsonPath.read(body, "$.id");
        String address = "/api/v1/faq/" + id;
        send(
                        put(address),
                        "{\"versione\":1,\"domanda\":\"Una domanda di prova?\",\"risposta\":\"Una risposta cambiata.\",\"nascosta\":true}",
                        ADMINISTRATOR)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.versione").value(2));
        send(
                        put(address),
                        "{\"versione\":1,\"domanda\":\"Altra domanda\",\"risposta\":\"Altra risposta di prova.\"}",
                        ADMINISTRATOR)
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.codice").value("VERSIONE_SUPERATA"));
        web.perform(get("/api/v1/faq?q=risposta cambiata").with(as(operatorOf(aSheet()))))
                .andExpect(jsonPath("$.domande", hasSize(0)));
        send(put(address + "/posizione"), "{\"posizione\":1}", ADMINISTRATOR)
                .andExpect(jsonPath("$.domande[0].id").value(id))
                .andExpect(jsonPath("$.domande[1].posizione").value(2));
        assertThat(jdbc.sql("select place from faq_entry order by place")
                        .query(Integer.class)
                        .list())
                .doesNotHaveDuplicates()
                .startsWith(1, 2, 3);
        send(put(address + "/posizione"), "{\"posizione\":999}", ADMINISTRATOR)
                .andExpect(status().isUnprocessableEntity());
        web.perform(get(address + "/storia").with(ADMINISTRATOR))
                .andExpect(jsonPath("$.versioni", hasSize(3)))
                .andExpect(jsonPath("$.versioni[*].risposta", hasItem("Una risposta di prova.")))
                .andExpect(jsonPath("$.versioni[0].autore").value("Prova amministratore-prova"));
        send(
                        post("/api/v1/faq"),
                        "{\"domanda\":\"UNA domanda di prova?\",\"risposta\":\"Una risposta di prova.\"}",
                        ADMINISTRATOR)
                .andExpect(status().isConflict());
        var desk = user("amministratore-prova");
        web.perform(get("/aiuto/domande/" + id).with(desk))
                .andExpect(content().string(containsString("Una risposta di prova.")));
        web.perform(post("/aiuto/domande/" + id)
                        .with(desk)
                        .with(csrf())
                        .param("versione", "3")
                        .param("domanda", "Che?")
                        .param("risposta", "Una risposta cambiata."))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("href=\"#domanda\"")));
        web.perform(post("/aiuto/domande/" + id + "/posizione")
                        .with(desk)
                        .with(csrf())
                        .param("posizione", "2"))
                .andExpect(redirectedUrl("/aiuto/domande#d-" + id));
    }

    @Test
    void onlyAdministratorsWriteTheFrequentQuestions() throws Exception {
        Viewer operator = operatorOf(aSheet());
        send(post("/api/v1/faq"), "{\"domanda\":\"Posso?\",\"risposta\":\"No, non potete.\"}", as(operator))
                .andExpect(status().isForbidden());
        web.perform(get("/api/v1/faq/tutte").with(as(supervisor()))).andExpect(status().isForbidden());
        web.perform(get("/aiuto/domande").with(user(operator.username()))).andExpect(status().isForbidden());
        web.perform(get("/aiuto").with(user(operator.username())))
                .andExpect(content().string(not(containsString("/aiuto/domande"))));
    }

    @Test
    void everyPageShowsTheWayToItsPlaceInTheManual() throws Exception {
        UUID sheet = aSheet();
        web.perform(get("/schede/" + sheet).with(user(operatorOf(sheet).username())))
                .andExpect(content().string(containsString("/aiuto/manuale/operatore-ats#scheda")))
                .andExpect(content().string(containsString("/aiuto/assistenza/nuova?scheda=" + sheet)));
        web.perform(get("/deleghe").with(user(supervisor().username())))
                .andExpect(content().string(containsString("/aiuto/manuale/regione#deleghe")));
        web.perform(get("/aiuto/manuale/regione").with(user(supervisor().username())))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("id=\"deleghe\"")));
        web.perform(get("/aiuto/manuale/niente")
                        .with(user(supervisor().username()))
                        .accept(MediaType.TEXT_HTML))
                .andExpect(status().isNotFound());
    }
}
