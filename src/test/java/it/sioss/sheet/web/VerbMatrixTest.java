package it.sioss.sheet.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import it.sioss.access.Accounts;
import it.sioss.access.Mandate;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.DelegationTurns;
import it.sioss.delegation.Delegations;
import it.sioss.sheet.SheetState;
import it.sioss.sheet.Sheets;
import it.sioss.sheet.Verb;
import it.sioss.sheet.WhoMayDoWhat;
import it.sioss.sheet.WhoMayDoWhat.Charge;
import it.sioss.support.HouseTest;
import it.sioss.support.Visitor;
import it.sioss.support.Visitor.Answer;
import it.sioss.support.Visitor.Load;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Every verb over HTTP, by every role on every territory, in every state a sheet comes through, with no delegation, with
 * each kind, with one that is over and one for another module: what the table gives passes, the rest is refused, with the
 * very code the sheet had given for it beforehand.
 */
class VerbMatrixTest extends HouseTest {

    /** How many ATS a test works on at most. */
    private static final int MOST_ATS = 13;

    private static final List<SheetState> OWN_WAY =
            List.of(SheetState.COMPILING, SheetState.JUSTIFYING, SheetState.READY);
    private static final List<SheetState> DELEGATED_WAY = List.of(
            SheetState.COMPILING, SheetState.JUSTIFYING, SheetState.IN_REVIEW, SheetState.RETURNED, SheetState.READY);

    @Autowired
    Accounts accounts;

    @Autowired
    Delegations delegations;

    @Autowired
    DelegationTurns turns;

    @Autowired
    Sheets sheets;

    @Autowired
    ObjectMapper json;

    @LocalServerPort
    int port;

    private final Map<Role, Visitor> people = new EnumMap<>(Role.class);
    private final Map<String, Visitor> outsiders = new HashMap<>();

    @BeforeAll
    void everybody() {
        for (Role role : Role.values()) {
            people.put(role, Visitor.named(port, name(role)));
            switch (role.level()) {
                case NATION -> house.somebody(name(role), role, Mandate.ITALY);
                case REGION -> {
                    house.somebody(name(role), role, REGION);
                    outsider(role, "-altrove", "1400");
                }
                case ATS -> {
                    house.somebody(name(role), role, "13-024");
                    outsider(role, "-vicino", "13-023");
                    outsider(role, "-altrove", "14-001");
                }
            }
        }
    }

    /** A sheet that has ended is followed by another ATS's: one campaign has too few of them for all tests. */
    @BeforeEach
    void enoughAtsAreLeft() {
        if (left() < MOST_ATS) {
            openACampaign();
        }
    }

    private void outsider(Role role, String suffix, String territory) {
        house.somebody(name(role) + suffix, role, territory);
        outsiders.put(role + suffix, Visitor.named(port, name(role) + suffix));
    }

    private static String name(Role role) {
        return "verbi-" + role.word().toLowerCase(Locale.ROOT);
    }

    private Viewer viewer(Role role) {
        return accounts.viewer(name(role)).orElseThrow();
    }

    @Test
    void withoutADelegationTheAtsDoesEverything() throws Exception {
        walk(Charge.OWN, OWN_WAY);
    }

    @Test
    void aDelegationToCompileLeavesTheFinalizationToTheAts() throws Exception {
        walk(Charge.DELEGATED, DELEGATED_WAY);
    }

    @Test
    void aWholeDelegationGivesTheRegionTheFinalizationToo() throws Exception {
        walk(Charge.DELEGATED_WHOLLY, DELEGATED_WAY);
    }

    private void walk(Charge charge, List<SheetState> way) throws Exception {
        UUID sheet = sheetIn(charge, way.get(0));
        for (Verb verb : Verb.values()) {
            nobodyOutside(verb, sheet);
        }
        for (SheetState state : way) {
            sheet = come(sheet, charge, state);
            for (Verb verb : Verb.values()) {
                for (Role role : asked(verb, state, charge)) {
                    sheet = tried(verb, role, sheet, charge, state);
                }
            }
        }
    }

    /** Where a verb fits, everybody; elsewhere who would do it in its place. */
    private static List<Role> asked(Verb verb, SheetState state, Charge charge) {
        if (WhoMayDoWhat.states(verb).contains(state)) {
            return List.of(Role.values());
        }
        return WhoMayDoWhat.states(verb).stream()
                .flatMap(other -> WhoMayDoWhat.may(verb, other, charge).stream())
                .limit(1)
                .toList();
    }

    /** Tries a verb; returns the sheet to go on with, in the same state. */
    private UUID tried(Verb verb, Role role, UUID sheet, Charge charge, SheetState state) throws Exception {
        boolean expected = WhoMayDoWhat.may(verb, state, charge).contains(role);
        prepare(verb, role, sheet, charge, state);
        JsonNode said = said(verb, role, sheet);
        String what = verb + " by " + role + " on a " + state + " sheet (" + charge + ")";
        assertThat(said.path("consentita").booleanValue()).as(what).isEqualTo(expected);
        Answer answer = call(person(role), verb, sheet);
        if (expected) {
            assertThat(answer.status()).as("%s: %s", what, answer.body()).isBetween(200, 201);
            return come(sheet, charge, state);
        }
        assertThat(answer.status()).as("%s: %s", what, answer.body()).isIn(403, 409);
        assertThat(json.readTree(answer.body()).path("codice").asText())
                .as("%s: the code the sheet had given", what)
                .isEqualTo(said.at("/motivi/0/codice").asText("(none)"));
        assertThat(cases.sheet(sheet).state()).as("%s left the sheet", what).isEqualTo(state);
        return sheet;
    }

    /** Whatever a verb asks beyond role and state: nobody holds the sheet, or the one who lets go; it is optional. */
    private void prepare(Verb verb, Role role, UUID sheet, Charge charge, SheetState state) {
        letGo(sheet);
        if (verb == Verb.RELEASE && WhoMayDoWhat.may(Verb.CLAIM, state, charge).contains(role)) {
            sheets.claim(sheet, true, viewer(role));
        }
        if (verb == Verb.WIDEN && state == SheetState.RETURNED) {
            jdbc.sql("update sheet set open_sections = array['s2'] where id = ?")
                    .param(sheet)
                    .update();
        }
        if (state == SheetState.COMPILING || state == SheetState.RETURNED) {
            boolean declared = cases.sheet(sheet).declaredEmpty();
            if ((verb == Verb.UNDO_EMPTY) != declared) {
                sheets.declareEmpty(sheet, !declared, viewer(compiler(charge)), clock.instant());
            }
        }
    }

    private void letGo(UUID sheet) {
        String holder = cases.taskOf(sheet).getAssignee();
        if (holder != null) {
            sheets.release(sheet, accounts.viewer(holder).orElseThrow());
        }
    }

    private JsonNode said(Verb verb, Role role, UUID sheet) throws JsonProcessingException {
        Answer view = person(role).machine("GET", "/api/v1/schede/" + sheet, Load.NONE);
        assertThat(view.status()).isEqualTo(200);
        for (JsonNode action : json.readTree(view.body()).path("azioni")) {
            if (action.path("azione").asText().equals(verb.word())) {
                return action;
            }
        }
        throw new AssertionError("the sheet says nothing about " + verb.word());
    }

    private void nobodyOutside(Verb verb, UUID sheet) {
        long before = entries(sheet);
        outsiders.forEach(
                (who, outsider) -> assertThat(call(outsider, verb, sheet).status())
                        .as("%s by %s", verb, who)
                        .isEqualTo(404));
        assertThat(call(Visitor.anonymous(port), verb, sheet).status())
                .as("%s by nobody", verb)
                .isEqualTo(401);
        assertThat(entries(sheet)).isEqualTo(before);
    }

    private long entries(UUID sheet) {
        return jdbc.sql("select count(*) from journal where sheet_id = ?")
                .param(sheet)
                .query(Long.class)
                .single();
    }

    private Visitor person(Role role) {
        return Objects.requireNonNull(people.get(role));
    }

    private static Role compiler(Charge charge) {
        return charge == Charge.OWN ? Role.ATS_OPERATOR : Role.REGION_OPERATOR;
    }

    /** The request of a verb, as it should be made; a verb without one does not compile. */
    private Answer call(Visitor visitor, Verb verb, UUID sheet) {
        String one = "/api/v1/schede/" + sheet;
        return switch (verb) {
            case SAVE ->
                visitor.machine(
                        "PUT",
                        one + "/risposte",
                        Load.json("{\"risposte\":{}}"),
                        "If-Match",
                        "\"" + cases.sheet(sheet).answersVersion() + "\"");
            case SUBMIT -> visitor.machine("POST", one + "/invio", Load.NONE);
            case DECLARE_EMPTY -> visitor.machine("PUT", one + "/senza-contenuti", Load.NONE);
            case UNDO_EMPTY -> visitor.machine("DELETE", one + "/senza-contenuti", Load.NONE);
            case JUSTIFY -> visitor.machine("POST", one + "/motivazione", Load.json("""
                                {"categoria":"nessun_beneficiario",
                                 "testo":"Nessuna persona ha chiesto il servizio durante l'anno."}"""));
            case RESUME -> visitor.machine("POST", one + "/ripresa", Load.NONE);
            case APPROVE -> visitor.machine("POST", one + "/verifica", Load.json("{\"esito\":\"APPROVATA\"}"));
            case RETURN ->
                visitor.machine(
                        "POST",
                        one + "/verifica",
                        Load.json("{\"esito\":\"RESTITUITA\",\"rilievi\":[{\"testo\":\"Da rivedere.\"}]}"));
            case WIDEN -> visitor.machine("POST", one + "/ampliamento", Load.json("{\"sezioni\":[]}"));
            case FINALIZE -> visitor.machine("POST", one + "/finalizzazione", Load.NONE);
            case CLAIM -> visitor.machine("POST", "/api/v1/attivita/" + sheet + "/presa-in-carico", Load.NONE);
            case RELEASE -> visitor.machine("DELETE", "/api/v1/attivita/" + sheet + "/presa-in-carico", Load.NONE);
            case TAKE_BACK -> visitor.machine("DELETE", one, Load.NONE);
            case REOPEN ->
                visitor.machine(
                        "POST",
                        one + "/riapertura",
                        Load.json("{\"motivo\":\"Errore materiale segnalato dall'ATS\",\"finoAl\":\""
                                + clock.instant().plus(Duration.ofDays(20)) + "\"}"));
        };
    }

    /** The sheet in the wanted state; when it has ended, another one. */
    private UUID come(UUID sheet, Charge charge, SheetState wanted) {
        SheetState state = cases.sheet(sheet).state();
        if (state == wanted) {
            return sheet;
        }
        if (state.ended()) {
            return sheetIn(charge, wanted);
        }
        Viewer compiler = viewer(compiler(charge));
        if (!state.compilable()) {
            cases.resume(sheet, compiler);
        }
        if (wanted == SheetState.COMPILING) {
            return sheet;
        }
        if (cases.sheet(sheet).declaredEmpty()) {
            sheets.declareEmpty(sheet, false, compiler, clock.instant());
        }
        cases.submit(sheet, compiler);
        if (wanted == SheetState.JUSTIFYING) {
            return sheet;
        }
        cases.justify(sheet, charge == Charge.OWN ? viewer(Role.ATS_REFERENT) : compiler);
        Viewer supervisor = viewer(Role.REGION_SUPERVISOR);
        if (wanted == SheetState.RETURNED) {
            assertThat(call(person(Role.REGION_SUPERVISOR), Verb.RETURN, sheet).status())
                    .isEqualTo(200);
        } else if (wanted == SheetState.READY && charge != Charge.OWN) {
            sheets.approve(sheet, supervisor, clock.instant());
        }
        return sheet;
    }

    private UUID sheetIn(Charge charge, SheetState wanted) {
        String ats = anAts();
        for (Role role : List.of(Role.ATS_OPERATOR, Role.ATS_REFERENT)) {
            accounts.grant(viewer(role).accountId(), role, ats, null, "prova");
        }
        jdbc.sql("update mandate set valid_from = '2020-01-01' where territory = ?")
                .param(ats)
                .update();
        if (charge != Charge.OWN) {
            delegate(
                    ats,
                    "A5",
                    charge == Charge.DELEGATED
                            ? DelegationScope.COMPILATION
                            : DelegationScope.COMPILATION_AND_FINALIZATION,
                    null);
        }
        UUID sheet = house.sheet(year, ats, "A5");
        jdbc.sql("update sheet set dueness = 'OPTIONAL' where id = ?")
                .param(sheet)
                .update();
        return come(sheet, charge, wanted);
    }

    private void delegate(String ats, String module, DelegationScope scope, @Nullable Instant until) {
        delegations.declare(viewer(Role.REGION_SUPERVISOR), year, ats, module, scope, null, until, "Delibera di prova");
    }

    /** A delegation that is over, one for another module, one only asked for, one still ahead leave everything to the ATS. */
    @Test
    void aDelegationNotInForceForTheVeryModuleGivesTheRegionNothing() throws Exception {
        UUID over = sheetIn(Charge.OWN, SheetState.COMPILING);
        delegate(
                cases.atsOf(over),
                "A5",
                DelegationScope.COMPILATION_AND_FINALIZATION,
                clock.instant().plus(Duration.ofMinutes(5)));
        assertThat(said(Verb.SAVE, Role.REGION_OPERATOR, over)
                        .path("consentita")
                        .booleanValue())
                .isTrue();
        house.passTime(Duration.ofMinutes(6));
        theRegionMayNothing(over);
        turns.announceDue();
        theRegionMayNothing(over);
        UUID other = sheetIn(Charge.OWN, SheetState.COMPILING);
        delegate(cases.atsOf(other), "A1", DelegationScope.COMPILATION_AND_FINALIZATION, null);
        theRegionMayNothing(other);
        UUID asked = sheetIn(Charge.OWN, SheetState.COMPILING);
        var scope = DelegationScope.COMPILATION_AND_FINALIZATION;
        delegations.request(
                viewer(Role.ATS_REFERENT), year, cases.atsOf(asked), "A5", scope, null, null, "Richiesta di prova");
        theRegionMayNothing(asked);
        UUID ahead = sheetIn(Charge.OWN, SheetState.COMPILING);
        Instant tomorrow = clock.instant().plus(Duration.ofDays(1));
        delegations.declare(
                viewer(Role.REGION_SUPERVISOR),
                year,
                cases.atsOf(ahead),
                "A5",
                scope,
                tomorrow,
                null,
                "Delibera di prova");
        theRegionMayNothing(ahead);
        for (UUID sheet : List.of(over, other, asked, ahead)) {
            assertThat(call(person(Role.ATS_OPERATOR), Verb.SAVE, sheet).status())
                    .isEqualTo(200);
        }
    }

    private void theRegionMayNothing(UUID sheet) {
        for (Verb verb : Verb.values()) {
            for (Role role : List.of(Role.REGION_OPERATOR, Role.REGION_SUPERVISOR)) {
                assertThat(call(person(role), verb, sheet).status())
                        .as("%s by %s", verb, role)
                        .isIn(403, 409);
            }
        }
        assertThat(cases.sheet(sheet).state()).isEqualTo(SheetState.COMPILING);
    }

    @Test
    void onlyTheMinistryReopens() throws Exception {
        UUID done = sheetIn(Charge.OWN, SheetState.READY);
        cases.finalizeSheet(done, viewer(Role.ATS_REFERENT));
        for (Role role : Role.values()) {
            boolean may = WhoMayDoWhat.may(Verb.REOPEN, SheetState.FINALIZED, Charge.OWN)
                    .contains(role);
            if (!may) {
                assertThat(call(person(role), Verb.REOPEN, done).status())
                        .as("%s", role)
                        .isEqualTo(403);
            }
        }
        assertThat(call(person(Role.ADMINISTRATOR), Verb.REOPEN, done).status()).isEqualTo(201);
        assertThat(call(person(Role.ADMINISTRATOR), Verb.REOPEN, done).status()).isEqualTo(409);
    }

    @Test
    void afterTheDeadlineEverybodyHearsThatItIsOver() throws Exception {
        record Open(Charge charge, SheetState state) {}
        Map<UUID, Open> open = new HashMap<>();
        for (Charge charge : List.of(Charge.OWN, Charge.DELEGATED, Charge.DELEGATED_WHOLLY)) {
            for (SheetState state : charge == Charge.OWN ? OWN_WAY : DELEGATED_WAY) {
                open.put(sheetIn(charge, state), new Open(charge, state));
            }
        }
        UUID any = open.keySet().iterator().next();
        cases.comeBeforeTheDeadline(any, viewer(Role.ATS_REFERENT), Duration.ZERO);
        open.forEach((sheet, of) -> Arrays.stream(Verb.values())
                .filter(verb -> verb != Verb.REOPEN)
                .forEach(verb -> WhoMayDoWhat.may(verb, of.state(), of.charge()).forEach(role -> {
                    Answer answer = call(person(role), verb, sheet);
                    assertThat(answer.status())
                            .as("%s by %s on a %s sheet (%s)", verb, role, of.state(), of.charge())
                            .isEqualTo(410);
                    assertThat(answer.body()).contains("\"TERMINE_SCADUTO\"");
                })));
        open.forEach((sheet, of) -> assertThat(cases.sheet(sheet).state()).isEqualTo(of.state()));
    }
}
