package it.sioss.access.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import it.sioss.access.Accounts;
import it.sioss.access.Mandate;
import it.sioss.access.Role;
import it.sioss.platform.RomeTime;
import it.sioss.registry.ReferenceData;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.http.client.ClientHttpRequestFactorySettings;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.util.LinkedMultiValueMap;

@SiossTest
@ExtendWith(OutputCaptureExtension.class)
class AccessWebTest {

    private static final String API = "/api/v1/utenti";

    @Autowired
    MockMvc web;

    @Autowired
    TestRestTemplate http;

    @Autowired
    House house;

    @Autowired
    Accounts accounts;

    @Autowired
    ReferenceData reference;

    @Autowired
    ObjectMapper json;

    RequestPostProcessor administrator;

    @BeforeEach
    void theTerritoryIsKnownAndSomebodyAdministers() {
        reference.load();
        house.administrator();
        administrator = httpBasic("amministratore-prova", House.PASSWORD);
    }

    private static String fresh() {
        return "prova-" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void statusNotesAndLoginAreOpenToEverybody() throws Exception {
        web.perform(get("/status"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.status").value(200));
        for (String page : List.of(
                "/accesso", "/accesso?errore", "/accesso?attesa", "/accesso?uscita", "/note", "/accessibilita")) {
            web.perform(get(page).accept(MediaType.TEXT_HTML))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("<h1")));
        }
        web.perform(get("/api/v1/csrf"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.header").value("X-CSRF-TOKEN"));
        web.perform(get("/api/v1/me")).andExpect(status().isUnauthorized());
    }

    @Test
    void anUnknownAddressGivesAPageInItalian() throws Exception {
        web.perform(get("/non-esiste").accept(MediaType.TEXT_HTML).with(user("amministratore-prova")))
                .andExpect(status().isNotFound())
                .andExpect(content().string(containsString("Codice da comunicare all")));
        web.perform(get("/api/v1/non-esiste").with(administrator))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.codice").value("NON_TROVATO"));
        var headers = new HttpHeaders();
        headers.setAccept(List.of(MediaType.TEXT_HTML));
        var odd = http.exchange("/accesso;x=1", HttpMethod.GET, new HttpEntity<>(headers), String.class);
        assertThat(odd.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(odd.getBody()).contains("Codice da comunicare all").doesNotContain("Whitelabel");
    }

    @Test
    void meTellsTheMandatesInForce() throws Exception {
        house.somebody("me-di-prova", Role.ATS_REFERENT, "01-001");
        web.perform(get("/api/v1/me").with(httpBasic("me-di-prova", House.PASSWORD)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.username").value("me-di-prova"))
                .andExpect(jsonPath("$.abilitazioni[0].ruolo").value("REFERENTE_ATS"))
                .andExpect(jsonPath("$.abilitazioni[0].territorio").value("01-001"));
    }

    @Test
    void theSixthWrongPasswordWaitsAndOthersDoNot() throws Exception {
        String name = fresh();
        house.somebody(name, Role.ATS_OPERATOR, "01-001");
        for (int attempt = 1; attempt <= 5; attempt++) {
            web.perform(get("/api/v1/me").with(httpBasic(name, "sbagliata"))).andExpect(status().isUnauthorized());
        }
        web.perform(get("/api/v1/me").with(httpBasic(name, "sbagliata")))
                .andExpect(status().isTooManyRequests())
                .andExpect(jsonPath("$.codice").value("TROPPI_TENTATIVI"));
        web.perform(get("/api/v1/me").with(httpBasic(name, House.PASSWORD))).andExpect(status().isTooManyRequests());
        web.perform(post("/accesso")
                        .param("username", name)
                        .param("password", House.PASSWORD)
                        .with(csrf()))
                .andExpect(status().isTooManyRequests());
        web.perform(get("/api/v1/me").with(administrator)).andExpect(status().isOk());
        house.jdbc().sql("delete from login_failure").update();
    }

    @Test
    void whatIsRefusedLeavesALineNobodyCanForge(CapturedOutput output) throws Exception {
        String name = fresh();
        accounts.create(name, "Prova", null, House.PASSWORD, false, false);
        UUID unknown = UUID.randomUUID();
        web.perform(get("/api/v1/schede/" + unknown).with(httpBasic(name, House.PASSWORD)))
                .andExpect(status().isNotFound());
        web.perform(get("/api/v1/me").with(httpBasic(name + "\r\n2031-01-01 login", "sbagliata")))
                .andExpect(status().isUnauthorized());
        assertThat(output.getOut())
                .contains("refused 404 GET /api/v1/schede/" + unknown + " to " + name + " from")
                .contains("login failed for " + name + "??2031-01-01 login from");
    }

    @Test
    void loginChangesTheSessionAndLogoutEndsIt() {
        String name = fresh();
        house.somebody(name, Role.ATS_OPERATOR, "01-001");
        var before = http.getForEntity("/api/v1/csrf", String.class);
        String cookie = cookie(before);
        var entered = form("/accesso", cookie, token(before), "username", name, "password", House.PASSWORD);
        assertThat(entered.getStatusCode()).isEqualTo(HttpStatus.FOUND);
        String after = cookie(entered);
        assertThat(after).isNotEqualTo(cookie);
        assertThat(entered.getHeaders().getFirst(HttpHeaders.SET_COOKIE)).contains("HttpOnly", "SameSite=Lax");
        assertThat(with("/api/v1/me", cookie).getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(with("/api/v1/me", after).getStatusCode()).isEqualTo(HttpStatus.OK);

        var token = with("/api/v1/csrf", after);
        form("/uscita", after, token(token));
        assertThat(with("/api/v1/me", after).getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
    }

    @Test
    void aChangedPasswordEndsThePersonsOtherSessions() {
        String name = fresh();
        house.somebody(name, Role.ATS_OPERATOR, "01-001");
        String here = entered(name);
        String elsewhere = entered(name);
        assertThat(with("/api/v1/me", elsewhere).getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(with("/api/v1/me", here).getStatusCode()).isEqualTo(HttpStatus.OK);

        var token = with("/api/v1/csrf", here);
        String next = "nuova-password-lunga";
        form("/profilo/password", here, token(token), "attuale", House.PASSWORD, "nuova", next, "conferma", next);

        assertThat(with("/api/v1/me", elsewhere).getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(with("/api/v1/me", here).getStatusCode()).isEqualTo(HttpStatus.OK);
    }

    private String entered(String name) {
        var before = http.getForEntity("/api/v1/csrf", String.class);
        return cookie(form("/accesso", cookie(before), token(before), "username", name, "password", House.PASSWORD));
    }

    private ResponseEntity<String> with(String address, String cookie) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.COOKIE, cookie);
        return http.exchange(address, HttpMethod.GET, new HttpEntity<>(headers), String.class);
    }

    private ResponseEntity<String> form(String address, String cookie, String token, String... fields) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.COOKIE, cookie);
        headers.setAccept(List.of(MediaType.TEXT_HTML));
        headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
        var body = new LinkedMultiValueMap<String, String>();
        for (int i = 0; i < fields.length; i += 2) {
            body.add(fields[i], fields[i + 1]);
        }
        if (!token.isEmpty()) {
            body.add("_csrf", token);
        }
        return http.withRequestFactorySettings(
                        settings -> settings.withRedirects(ClientHttpRequestFactorySettings.Redirects.DONT_FOLLOW))
                .exchange(address, HttpMethod.POST, new HttpEntity<>(body, headers), String.class);
    }

    private static String cookie(ResponseEntity<?> answer) {
        return String.valueOf(answer.getHeaders().getFirst(HttpHeaders.SET_COOKIE))
                .split(";", 2)[0];
    }

    private String token(ResponseEntity<String> answer) {
        try {
            return json.readTree(answer.getBody()).get("token").asText();
        } catch (com.fasterxml.jackson.core.JsonProcessingException unreadable) {
            throw new AssertionError(answer.getBody(), unreadable);
        }
    }

    @Test
    void withoutTheProtectionCodeNothingIsAccepted() throws Exception {
        web.perform(post("/utenti").with(user("amministratore-prova")).param("username", "x"))
                .andExpect(status().isForbidden());
        web.perform(post(API)
                        .with(user("amministratore-prova"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.codice").value("RICHIESTA_NON_PROTETTA"));
        var before = http.getForEntity("/api/v1/csrf", String.class);
        var refused = form("/accesso", cookie(before), "", "username", "a", "password", "b");
        assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(refused.getBody()).contains("ricaricatela");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ADMINISTRATOR"})
    void onlyAdministratorsSeeAccounts(Role role) throws Exception {
        String territory = switch (role.level()) {
            case ATS -> "01-001";
            case REGION -> "0100";
            case NATION -> Mandate.ITALY;
        };
        String name = "ruolo-" + role.name().toLowerCase(java.util.Locale.ROOT);
        house.somebody(name, role, territory);
        var person = httpBasic(name, House.PASSWORD);
        web.perform(get(API).with(person)).andExpect(status().isForbidden());
        web.perform(post(API)
                        .with(person)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .andExpect(status().isForbidden());
        web.perform(post(API + "/" + UUID.randomUUID() + "/abilitazioni")
                        .with(person)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .andExpect(status().isForbidden());
        web.perform(post(API + "/caricamento")
                        .with(person)
                        .contentType("text/csv")
                        .content("x"))
                .andExpect(status().isForbidden());
        web.perform(get("/utenti").with(user(name)).accept(MediaType.TEXT_HTML))
                .andExpect(status().isForbidden())
                .andExpect(content().string(containsString("Il vostro ruolo")));
        web.perform(get("/rilevazioni").with(user(name)).accept(MediaType.TEXT_HTML))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("href=\"/utenti\""))));
    }

    @Test
    void anInitialPasswordOpensNothingUntilItIsChanged() throws Exception {
        String name = fresh();
        String created = web.perform(post(API)
                        .with(administrator)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"username":"%s","nome":"Maria Rossi","email":"m@example.org",
                                 "abilitazioni":[{"ruolo":"REFERENTE_ATS","territorio":"01-001"}]}""".formatted(name)))
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString();
        String initial = json.readTree(created).get("passwordIniziale").asText();
        web.perform(get("/api/v1/me").with(httpBasic(name, initial)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.passwordDaCambiare").value(true));
        var barred = http.withBasicAuth(name, initial).getForEntity("/api/v1/rilevazioni", String.class);
        assertThat(barred.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(barred.getBody()).contains("PASSWORD_DA_CAMBIARE");
        web.perform(get("/rilevazioni").with(user(name))).andExpect(redirectedUrl("/profilo/password"));
        web.perform(change(name, initial, "nuova-password-lunga", "diversa"))
                .andExpect(status().isUnprocessableEntity());
        web.perform(change(name, "sbagliata", "nuova-password-lunga", "nuova-password-lunga"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("href=\"#attuale\"")));
        web.perform(change(name, initial, "corta", "corta")).andExpect(status().isUnprocessableEntity());
        web.perform(change(name, initial, "nuova-password-lunga", "nuova-password-lunga"))
                .andExpect(redirectedUrl("/"));
        web.perform(get("/api/v1/rilevazioni").with(httpBasic(name, initial))).andExpect(status().isUnauthorized());
        web.perform(get("/api/v1/rilevazioni").with(httpBasic(name, "nuova-password-lunga")))
                .andExpect(status().isOk());
    }

    private static org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder change(
            String name, String present, String next, String again) {
        return post("/profilo/password")
                .with(user(name))
                .with(csrf())
                .param("attuale", present)
                .param("nuova", next)
                .param("conferma", again);
    }

    @Test
    void mandatesAreCheckedGivenAndTakenAway() throws Exception {
        String name = fresh();
        UUID id = accounts.create(name, "Prova", null, House.PASSWORD, false, false);
        String mandates = API + "/" + id + "/abilitazioni";
        for (String bad : List.of(
                "{\"ruolo\":\"REFERENTE_ATS\",\"territorio\":\"99-999\"}",
                "{\"ruolo\":\"SUPERVISORE_REGIONALE\",\"territorio\":\"01-001\"}",
                "{\"ruolo\":\"AMMINISTRATORE\",\"territorio\":\"0100\"}",
                "{\"ruolo\":\"RE\",\"territorio\":\"0100\"}",
                "{\"ruolo\":\"REFERENTE_ATS\",\"territorio\":\"\\u0000\"}",
                "{\"ruolo\":\"REFERENTE_ATS\",\"territorio\":\"01-001\",\"dal\":\"2026-02-30\"}",
                "{\"ruolo\":\"REFERENTE_ATS\",\"territorio\":\"01-001\",\"al\":\"2001-01-01\"}",
                "{}")) {
            web.perform(post(mandates)
                            .with(administrator)
                            .contentType(MediaType.APPLICATION_JSON)
                            .content(bad))
                    .andExpect(status().isUnprocessableEntity());
        }
        web.perform(post(mandates)
                        .with(administrator)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"ruolo\":\"REFERENTE_ATS\",\"territorio\":\"01-001\",\"extra\":1}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.codice").value("CAMPO_SCONOSCIUTO"));
        web.perform(post(mandates)
                        .with(administrator)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"ruolo\":\"referente ats\",\"territorio\":\"01-001\"}"))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.abilitazioni", hasSize(1)));
        web.perform(delete(mandates + "?ruolo=REFERENTE_ATS&territorio=01-001").with(administrator))
                .andExpect(status().isNoContent());
        web.perform(delete(mandates + "?ruolo=REFERENTE_ATS&territorio=01-001").with(administrator))
                .andExpect(status().isNotFound());
        web.perform(put(API + "/" + id + "/stato")
                        .with(administrator)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"attivo\":false}"))
                .andExpect(jsonPath("$.attivo").value(false));
        web.perform(get("/api/v1/me").with(httpBasic(name, House.PASSWORD))).andExpect(status().isUnauthorized());
        UUID myself = house.administrator().accountId();
        web.perform(delete(API + "/" + myself + "/abilitazioni?ruolo=AMMINISTRATORE&territorio=ITALIA")
                        .with(administrator))
                .andExpect(status().isConflict());
    }

    @Test
    void aMandateGivenAgainEndsAsWasSaidLast() throws Exception {
        String name = fresh();
        UUID id = accounts.create(name, "Prova", null, House.PASSWORD, false, false);
        for (String until : List.of("\"2098-12-31\"", "\"2099-12-31\"", "null", "\"2097-06-30\"")) {
            web.perform(post(API + "/" + id + "/abilitazioni")
                            .with(administrator)
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"ruolo\":\"REFERENTE_ATS\",\"territorio\":\"01-001\",\"al\":" + until + "}"))
                    .andExpect(status().isCreated())
                    .andExpect(jsonPath("$.abilitazioni", hasSize(1)));
            List<Mandate> held = accounts.viewer(name).orElseThrow().mandates();
            assertThat(held)
                    .as("until %s", until)
                    .singleElement()
                    .satisfies(mandate -> assertThat(
                                    mandate.validTo() == null
                                            ? "null"
                                            : '"'
                                                    + mandate.validTo()
                                                            .minusSeconds(1)
                                                            .atZone(RomeTime.ROME)
                                                            .toLocalDate()
                                                            .toString()
                                                    + '"')
                            .isEqualTo(until));
        }
    }

    @Test
    void amongTheMandatesOfANewAccountNothingIsRefused() throws Exception {
        String name = fresh();
        web.perform(post(API)
                        .with(administrator)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"username\":\"" + name + "\",\"nome\":\"Prova\",\"abilitazioni\":[null]}"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.campo").value("abilitazioni"));
        assertThat(accounts.viewer(name)).isEmpty();
    }

    @Test
    void aUsernameAskedForByManyAtOnceIsGivenOnce() throws Exception {
        String name = fresh();
        var many = Executors.newFixedThreadPool(6);
        var ready = new CyclicBarrier(6);
        var answers = many.invokeAll(Collections.<Callable<Integer>>nCopies(6, () -> {
            ready.await();
            return web.perform(post(API)
                            .with(administrator)
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"username\":\"" + name + "\",\"nome\":\"Prova\"}"))
                    .andReturn()
                    .getResponse()
                    .getStatus();
        }));
        many.shutdown();
        var statuses = new ArrayList<Integer>();
        for (var answer : answers) {
            statuses.add(answer.get());
        }
        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    }

    @Test
    void aFileOfAccountsIsAllOrNothing() throws Exception {
        String one = fresh();
        String two = fresh();
        String header = "username;nome;email;ruolo;territorio;dal;al\n";
        String good = header + one + ";Anna Bianchi;;OPERATORE_ATS;01-001;;\n" + one
                + ";Anna Bianchi;;Referente ATS;01-002;;2099-12-31\n";
        String bad = good + two + ";Bruno;;OPERATORE_ATS;00-000;;\n" + "x;;pippo;RE;01-001;2025-13-01;\n";
        web.perform(post(API + "/caricamento")
                        .with(administrator)
                        .contentType("text/csv")
                        .content(bad))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errori[0].riga").value(4))
                .andExpect(jsonPath("$.errori[0].colonna").value("territorio"));
        assertThat(accounts.viewer(one)).isEmpty();
        web.perform(post(API + "/caricamento")
                        .with(administrator)
                        .contentType("text/csv")
                        .content(header + "\n" + one + ";Anna Bianchi;;OPERATORE_ATS;01-001;;\n\n" + two
                                + ";Bruno;;OPERATORE_ATS;00-000;;\n"))
                .andExpect(jsonPath("$.errori[0].riga").value(5));
        for (String broken :
                List.of("", "username,nome\na,b\n", header, header + "\"aperta", header.replace("email", "altro"))) {
            web.perform(post(API + "/caricamento")
                            .with(administrator)
                            .contentType("text/csv")
                            .content(broken))
                    .andExpect(status().isUnprocessableEntity())
                    .andExpect(jsonPath("$.codice").value("FILE_NON_VALIDO"));
        }
        web.perform(post(API + "/caricamento")
                        .with(administrator)
                        .contentType("text/csv")
                        .content((header + one + ";Nicolò;;OPERATORE_ATS;01-001;;\n")
                                .getBytes(StandardCharsets.ISO_8859_1)))
                .andExpect(status().isUnprocessableEntity());
        web.perform(post(API + "/caricamento?simulazione=true")
                        .with(administrator)
                        .contentType("text/csv")
                        .content(good))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.nuovi").value(1));
        assertThat(accounts.viewer(one)).isEmpty();
        String answer = web.perform(post(API + "/caricamento")
                        .with(administrator)
                        .contentType("text/csv")
                        .content(good))
                .andExpect(status().isCreated())
                .andReturn()
                .getResponse()
                .getContentAsString();
        String password = json.readTree(answer).at("/utenti/0/passwordIniziale").asText();
        web.perform(get("/api/v1/me").with(httpBasic(one, password))).andExpect(jsonPath("$.abilitazioni", hasSize(2)));
        web.perform(post(API + "/caricamento")
                        .with(administrator)
                        .contentType("text/csv")
                        .content(good))
                .andExpect(jsonPath("$.nuovi").value(0))
                .andExpect(jsonPath("$.giaPresenti").value(1));
    }

    @Test
    void theUploadPageHandsPasswordsOverOnce() throws Exception {
        String name = fresh();
        var session = new MockHttpSession();
        var file = new MockMultipartFile(
                "file",
                "utenti.csv",
                "text/csv",
                ("username,nome,email,ruolo,territorio\n" + name
                                + ",Carla Verdi,c@example.org,SUPERVISORE_REGIONALE,0100\n")
                        .getBytes(StandardCharsets.UTF_8));
        var me = user("amministratore-prova");
        web.perform(multipart("/utenti/caricamento")
                        .file(file)
                        .session(session)
                        .with(me)
                        .with(csrf()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("viene creato")));
        web.perform(post("/utenti/caricamento/conferma")
                        .session(session)
                        .with(me)
                        .with(csrf()))
                .andExpect(redirectedUrl("/utenti/caricamento/esito"));
        web.perform(get("/utenti/caricamento/esito").session(session).with(me))
                .andExpect(content().string(containsString("Scarica le password")));
        web.perform(post("/utenti/caricamento/password")
                        .session(session)
                        .with(me)
                        .with(csrf()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(name + ";")));
        web.perform(post("/utenti/caricamento/password")
                        .session(session)
                        .with(me)
                        .with(csrf()))
                .andExpect(status().isConflict());
        web.perform(post("/utenti/caricamento/conferma")
                        .session(session)
                        .with(me)
                        .with(csrf()))
                .andExpect(status().isConflict());
    }

    @Test
    void pagesOfAccountsServeTheAdministrator() throws Exception {
        var me = user("amministratore-prova");
        String name = fresh();
        web.perform(get("/utenti?q=amministratore").with(me))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("amministratore-prova")));
        web.perform(get("/utenti/nuovo").with(me)).andExpect(status().isOk());
        web.perform(get("/utenti/caricamento").with(me)).andExpect(status().isOk());
        web.perform(post("/utenti")
                        .with(me)
                        .with(csrf())
                        .param("username", name)
                        .param("nome", "Dario Neri")
                        .param("ruolo", "OPERATORE_ATS")
                        .param("territorio", "99-999"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("href=\"#territorio\"")))
                .andExpect(content().string(containsString("Dario Neri")));
        assertThat(accounts.viewer(name)).isEmpty();
        String where = web.perform(post("/utenti")
                        .with(me)
                        .with(csrf())
                        .param("username", name)
                        .param("nome", "Dario Neri")
                        .param("ruolo", "OPERATORE_ATS")
                        .param("territorio", "01-001"))
                .andExpect(status().isFound())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        web.perform(get(String.valueOf(where)).with(me))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("ATS Torino")));
        web.perform(get("/utenti/" + UUID.randomUUID()).with(me).accept(MediaType.TEXT_HTML))
                .andExpect(status().isNotFound());
    }
}
