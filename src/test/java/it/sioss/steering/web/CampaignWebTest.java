package it.sioss.steering.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import it.sioss.access.Mandate;
import it.sioss.access.Role;
import it.sioss.platform.RomeTime;
import it.sioss.registry.ReferenceData;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@SiossTest
class CampaignWebTest {

    private static final String API = "/api/v1/rilevazioni";
    private static final RequestPostProcessor ADMINISTRATOR = httpBasic("amministratore-prova", House.PASSWORD);

    @Autowired
    MockMvc web;

    @Autowired
    House house;

    @Autowired
    ReferenceData reference;

    @BeforeEach
    void theTerritoryIsKnown() {
        reference.load();
        house.administrator();
    }

    @AfterEach
    void timeGoesBack() {
        house.clock().stopMoving();
    }

    private static MockHttpServletRequestBuilder send(String address, String body) {
        return post(address)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(ADMINISTRATOR);
    }

    @Test
    void aCampaignIsCreatedOpenedTwiceAndRead() throws Exception {
        Instant deadline = house.clock().instant().plus(Duration.ofDays(20));
        web.perform(send(API, """
                        {"anno":2051,"moduli":["A5"],"regioni":["1400"],
                         "calendario":{"apertura":"2025-01-01","scadenza":"%s"},
                         "finestre":[],"bancaDati":{"apertura":"2025-01-01","scadenza":"%s"}}""".formatted(deadline, deadline)))
                .andExpect(status().isCreated())
                .andExpect(header().string("Location", API + "/2051"))
                .andExpect(jsonPath("$.stato").value("IN_PREPARAZIONE"))
                .andExpect(jsonPath("$.calendario.apertura").value("2024-12-31T23:00:00Z"));
        web.perform(send(API, "{\"anno\":2051,\"moduli\":[\"A5\"]}"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.codice").value("RILEVAZIONE_ESISTENTE"));
        web.perform(get(API + "/2051/verifiche").with(ADMINISTRATOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.verifiche[?(@.voce == 'Date coerenti')].bloccante")
                        .value(false));
        web.perform(get("/rilevazioni/2051").with(user("amministratore-prova")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Prima di aprire")));
        web.perform(get("/rilevazioni/2051/apertura").with(user("amministratore-prova")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("× 1 modulo")));
        for (int time = 0; time < 2; time++) {
            web.perform(post(API + "/2051/apertura").with(ADMINISTRATOR))
                    .andExpect(status().isAccepted())
                    .andExpect(header().string("Location", API + "/2051/apertura"));
        }
        web.perform(get("/rilevazioni/2051/avanzamento").with(user("amministratore-prova")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("every 2s")));
        house.workOff();
        web.perform(post(API + "/2051/apertura").with(ADMINISTRATOR)).andExpect(status().isAccepted());
        house.workOff();
        long sheets = house.jdbc()
                .sql("select count(*) from sheet where year = 2051")
                .query(Long.class)
                .single();
        web.perform(get(API + "/2051/apertura").with(ADMINISTRATOR))
                .andExpect(jsonPath("$.attese").value(sheets))
                .andExpect(jsonPath("$.create").value(sheets))
                .andExpect(jsonPath("$.errori", hasSize(0)))
                .andExpect(jsonPath("$.conclusa").value(true));
        web.perform(get(API + "/2051/attese?size=2").with(ADMINISTRATOR))
                .andExpect(jsonPath("$.totale").value(sheets))
                .andExpect(jsonPath("$.ambiti[0].conteggi.nonIniziate").value(1));
        web.perform(get("/rilevazioni/2051?regione=1400").with(user("amministratore-prova")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Trasmissioni attese")));
        web.perform(delete(API + "/2051").with(ADMINISTRATOR)).andExpect(status().isConflict());
        house.somebody("rilevazione-altrove", Role.ATS_OPERATOR, "01-001");
        web.perform(get(API + "/2051/attese").with(httpBasic("rilevazione-altrove", House.PASSWORD)))
                .andExpect(jsonPath("$.totale").value(0));
        web.perform(get(API + "/2051").with(httpBasic("rilevazione-altrove", House.PASSWORD)))
                .andExpect(jsonPath("$.conteggi.attese").value(0));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-03-30T02:30, 422",
        "2025-10-26T02:30, 422",
        "2025-10-26T02:30:00+02:00, 201",
        "2025-10-26T01:30, 201",
        "2025-02-30, 422",
        "ieri, 422",
        "9999-12-31, 422"
    })
    void hoursThatDoNotExistOrComeTwiceAreRefused(String opening, int expected) throws Exception {
        web.perform(send(
                        API,
                        "{\"anno\":2055,\"moduli\":[\"A5\"],\"calendario\":{\"apertura\":\"%s\",\"scadenza\":\"2056-05-31\"}}"
                                .formatted(opening)))
                .andExpect(status().is(expected));
        house.jdbc().sql("delete from campaign where year = 2055").update();
    }

    @Test
    void theCircularProposesItsCalendar() throws Exception {
        web.perform(get("/rilevazioni/nuova?anno=2024").with(user("amministratore-prova")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("2025-06-25")))
                .andExpect(content().string(containsString("2025-09-19")));
        web.perform(send(API, "{\"anno\":2056}"))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.calendario.scadenza").value("2057-05-31T22:00:00Z"));
        web.perform(delete(API + "/2056").with(ADMINISTRATOR)).andExpect(status().isNoContent());
    }

    @Test
    void aDeadlineMayBeSecondsAway() throws Exception {
        Instant now = house.clock().instant();
        web.perform(send(
                        API,
                        "{\"anno\":2057,\"moduli\":[\"A5\"],\"regioni\":[\"0200\"],\"calendario\":{\"apertura\":\"%s\",\"scadenza\":\"%s\"}}"
                                .formatted(now.minusSeconds(60), now.plusSeconds(5))))
                .andExpect(status().isCreated());
        house.jdbc().sql("delete from campaign where year = 2057").update();
    }

    @Test
    void badBodiesAreRefusedWithTheirReason() throws Exception {
        web.perform(send(API, "{\"anno\":2058,\"altro\":1}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.codice").value("CAMPO_SCONOSCIUTO"));
        web.perform(send(API, "{\"anno\":2058,\"calendario\":{\"apertura\":\"2059-01-01\",\"fine\":1}}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.codice").value("CAMPO_SCONOSCIUTO"));
        web.perform(send(API, "{\"anno\":")).andExpect(status().isBadRequest());
        for (String bad : new String[] {
            "{}",
            "{\"anno\":1900}",
            "{\"anno\":2058,\"moduli\":[]}",
            "{\"anno\":2058,\"moduli\":[\"Z9\"]}",
            "{\"anno\":2058,\"regioni\":[\"9999\"]}",
            "{\"anno\":2058,\"regioni\":[\"\\u0000\"]}",
            "{\"anno\":2058,\"calendario\":{\"apertura\":\"2060-01-01\",\"scadenza\":\"2059-01-01\"}}",
            "{\"anno\":2058,\"finestre\":[{\"modulo\":\"Z9\"}]}"
        }) {
            web.perform(send(API, bad)).andExpect(status().isUnprocessableEntity());
        }
        web.perform(get(API + "/2099").with(ADMINISTRATOR)).andExpect(status().isNotFound());
        web.perform(post(API + "/2099/apertura").with(ADMINISTRATOR)).andExpect(status().isNotFound());
        web.perform(get(API + "/abc").with(ADMINISTRATOR)).andExpect(status().isBadRequest());
        web.perform(get("/rilevazioni/2099").accept(MediaType.TEXT_HTML).with(user("amministratore-prova")))
                .andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ADMINISTRATOR"})
    void everybodyReadsAndOnlyAdministratorsAct(Role role) throws Exception {
        String territory = switch (role.level()) {
            case ATS -> "01-001";
            case REGION -> "0100";
            case NATION -> Mandate.ITALY;
        };
        String name = "ruolo-" + role.name().toLowerCase(java.util.Locale.ROOT);
        house.somebody(name, role, territory);
        var person = httpBasic(name, House.PASSWORD);
        web.perform(get(API).with(person)).andExpect(status().isOk());
        String body = "{\"anno\":2059}";
        web.perform(post(API)
                        .with(person)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andExpect(status().isForbidden());
        web.perform(post(API + "/2059/apertura").with(person)).andExpect(status().isForbidden());
        web.perform(delete(API + "/2059").with(person)).andExpect(status().isForbidden());
        web.perform(post(API + "/2059/proroghe")
                        .with(person)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .andExpect(status().isForbidden());
        web.perform(get("/rilevazioni/nuova").with(user(name)).accept(MediaType.TEXT_HTML))
                .andExpect(status().isForbidden());
    }

    @Test
    void anExtensionMovesTheDeadlineAtOnceAndTheTimersAfter() throws Exception {
        house.openCampaign(2052, "1100", "A5");
        LocalDate day =
                house.clock().instant().atZone(RomeTime.ROME).toLocalDate().plusDays(30);
        String body =
                "{\"ambito\":\"REGIONE\",\"regione\":\"1100\",\"moduli\":[\"A5\"],\"nuovoTermine\":\"%s\",\"motivo\":\"Evento sismico di maggio\",\"atto\":\"DD 5/2026\"}"
                        .formatted(day);
        long sheets = house.jdbc()
                .sql("select count(*) from sheet where year = 2052")
                .query(Long.class)
                .single();
        Instant before = timer();
        web.perform(send(API + "/2052/proroghe?simulazione=true", body))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.schede").value(sheets))
                .andExpect(jsonPath("$.concessa").value(false));
        assertThat(deadline()).isNotEqualTo(RomeTime.endOf(day));
        web.perform(send(API + "/2052/proroghe", body))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.schede").value(sheets));
        assertThat(deadline()).isEqualTo(RomeTime.endOf(day));
        assertThat(timer()).isEqualTo(before);
        house.workOff();
        assertThat(timer())
                .isBetween(
                        RomeTime.endOf(day).plusSeconds(60), RomeTime.endOf(day).plusSeconds(120));
        web.perform(send(API + "/2052/proroghe", body))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.codice").value("DATE_NON_COERENTI"));

        house.passTime(Duration.ofDays(12));
        house.fireDueTimers(2052);
        assertThat(house.jdbc()
                        .sql("select count(*) from sheet where year = 2052 and state = 'LAPSED'")
                        .query(Long.class)
                        .single())
                .isZero();
        house.passTime(Duration.ofDays(25));
        house.fireDueTimers(2052);
        assertThat(house.jdbc()
                        .sql("select count(*) from sheet where year = 2052 and state = 'LAPSED'")
                        .query(Long.class)
                        .single())
                .isEqualTo(sheets);
        web.perform(send(
                        API + "/2052/proroghe",
                        body.replace(day.toString(), day.plusDays(60).toString())))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.schede").value(0))
                .andExpect(jsonPath("$.riprese").value(sheets));
    }

    private Instant deadline() {
        return house.jdbc()
                .sql("select (window_of(2052, 'A5', '1100', '11-001', null)).deadline")
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private Instant timer() {
        return house.jdbc()
                .sql("""
                        select j.duedate_ from act_ru_job j join sheet s on s.process_instance_id = j.process_instance_id_
                        where s.year = 2052 and s.ats = '11-001'""")
                .query(java.sql.Timestamp.class)
                .single()
                .toLocalDateTime()
                .toInstant(java.time.ZoneOffset.UTC);
    }

    @Test
    void anExtensionIsRefusedWhenItMakesNoSenseOrComesLate() throws Exception {
        house.openCampaign(2053, "1400", "A5");
        LocalDate day =
                house.clock().instant().atZone(RomeTime.ROME).toLocalDate().plusDays(40);
        String good =
                "{\"ambito\":\"TUTTI\",\"nuovoTermine\":\"%s\",\"motivo\":\"Richiesta delle Regioni\",\"atto\":\"DD 5\"}"
                        .formatted(day);
        for (String bad : new String[] {
            "{}",
            good.replace("TUTTI", "PROVINCIA"),
            good.replace("TUTTI", "REGIONE"),
            good.replace("\"TUTTI\"", "\"ATS\",\"ats\":\"99-999\""),
            good.replace("\"TUTTI\"", "\"REGIONE\",\"regione\":\"0100\""),
            good.replace("Richiesta delle Regioni", "perché"),
            good.replace(",\"atto\":\"DD 5\"", ""),
            good.replace("DD 5", " "),
            good.replace("\"TUTTI\"", "\"TUTTI\",\"moduli\":[\"Z9\"]"),
            good.replace(day.toString(), "2020-01-01")
        }) {
            web.perform(send(API + "/2053/proroghe?simulazione=true", bad)).andExpect(status().isUnprocessableEntity());
        }
        web.perform(send(API + "/2053/proroghe", good.replace("motivo", "ragione")))
                .andExpect(status().isBadRequest());
        var me = user("amministratore-prova");
        web.perform(get("/rilevazioni/2053/proroghe").with(me)).andExpect(status().isOk());
        web.perform(post("/rilevazioni/2053/proroghe")
                        .with(me)
                        .with(csrf())
                        .param("ambito", "ATS")
                        .param("ats", "14-001")
                        .param("nuovoTermine", day.toString())
                        .param("motivo", "Calamità nel territorio")
                        .param("atto", "DD 5"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("1 scheda aperta")))
                .andExpect(content().string(containsString("14-001 · A5")))
                .andExpect(content().string(containsString("Concedi la proroga")));
        web.perform(post("/rilevazioni/2053/proroghe")
                        .with(me)
                        .with(csrf())
                        .param("ambito", "ATS")
                        .param("ats", "14-001")
                        .param("nuovoTermine", day.toString())
                        .param("motivo", "Calamità nel territorio")
                        .param("atto", "DD 5")
                        .param("vistoSchede", "1")
                        .param("vistoRiprese", "0")
                        .param("vistoBancheDati", "0")
                        .param("vistoPassati", "0")
                        .param("conferma", "true"))
                .andExpect(redirectedUrl("/rilevazioni/2053"));
        house.passTime(Duration.ofDays(15));
        web.perform(send(
                        API + "/2053/proroghe",
                        good.replace(day.toString(), day.plusDays(9).toString())))
                .andExpect(status().isCreated());
        web.perform(send(
                        API + "/2053/proroghe",
                        good.replace("\"motivo\"", "\"bancaDati\":true,\"motivo\"")
                                .replace(day.toString(), day.plusDays(20).toString())))
                .andExpect(status().isCreated());
        house.workOff();
        assertThat(house.jdbc()
                        .sql("select count(*) from service_database where year = 2053 and state <> 'COMPILING'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void extend(int year, String reach, LocalDate day) throws Exception {
        web.perform(send(API + "/" + year + "/proroghe", """
                        {%s,"nuovoTermine":"%s","motivo":"Calamità nel territorio","atto":"DD 5"}""".formatted(reach, day)))
                .andExpect(status().isCreated());
        house.workOff();
    }

    private void reads(int year, String who, Instant deadline, String remaining, String... others) throws Exception {
        for (String page : new String[] {"/rilevazioni", "/rilevazioni/" + year}) {
            var shown = web.perform(get(page).with(user(who)))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString(RomeTime.deadline(deadline))));
            for (String words : String.join("|", others).split("\\|")) {
                shown.andExpect(content().string(containsString(words)));
            }
        }
        web.perform(get(API + "/" + year).with(httpBasic(who, House.PASSWORD)))
                .andExpect(jsonPath("$.calendario.scadenza").value(deadline.toString()))
                .andExpect(jsonPath("$.moduli[0].finestra.scadenza").value(deadline.toString()))
                .andExpect(jsonPath("$.rimane").value(remaining))
                .andExpect(jsonPath("$.altriTermini", hasSize(others.length)));
    }

    @Test
    void everybodyReadsTheDeadlineOfTheirOwnTerritory() throws Exception {
        int year = house.freeYear();
        house.openCampaign(year, "1300", "A5");
        String supervisor = house.somebody(Role.REGION_SUPERVISOR, "1300").username();
        String first = house.somebody(Role.ATS_OPERATOR, "13-001").username();
        String second = house.somebody(Role.ATS_OPERATOR, "13-002").username();
        String administrator = house.administrator().username();
        Instant general = house.jdbc()
                .sql("select deadline from collection_window where year = ? and module = 'A5'")
                .param(year)
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant();
        LocalDate day =
                house.clock().instant().atZone(RomeTime.ROME).toLocalDate().plusDays(20);
        extend(year, "\"ambito\":\"REGIONE\",\"regione\":\"1300\"", day);
        extend(year, "\"ambito\":\"ATS\",\"ats\":\"13-001\"", day.plusDays(5));
        house.clock().moveTo(general.plusSeconds(60));
        Instant region = RomeTime.endOf(day);
        Instant own = RomeTime.endOf(day.plusDays(5));
        Instant present = house.clock().instant();
        reads(year, second, region, RomeTime.remaining(present, region));
        reads(year, first, own, RomeTime.remaining(present, own));
        String ofTheAts = ": fino a " + RomeTime.deadline(own);
        reads(year, supervisor, region, RomeTime.remaining(present, region), "ATS 13-001 – |" + ofTheAts);
        reads(
                year,
                administrator,
                general,
                "termine scaduto",
                "Abruzzo: fino a " + RomeTime.deadline(region),
                "ATS 13-001 – |" + ofTheAts);
        extend(year, "\"ambito\":\"ATS\",\"ats\":\"13-003\"", day.plusDays(5));
        reads(year, supervisor, region, RomeTime.remaining(present, region), "2 ATS" + ofTheAts);
    }
}
