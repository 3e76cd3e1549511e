package it.sioss;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.access.Accounts;
import it.sioss.access.Mandate;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.Delegations;
import it.sioss.services.ServiceDatabase;
import it.sioss.services.Services;
import it.sioss.sheet.Reopenings;
import it.sioss.steering.Extension;
import it.sioss.steering.ExtensionUndoing;
import it.sioss.steering.Extensions;
import it.sioss.support.AnnexWords;
import it.sioss.support.Endpoint;
import it.sioss.support.HouseTest;
import it.sioss.support.Visitor;
import it.sioss.support.Visitor.Answer;
import it.sioss.support.Visitor.Load;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Every address of the house stands in {@code endpoints.txt} with who may call it, and is called over HTTP: by nobody in
 * particular, by each role, for another territory, without the session's token, with a body, a method and a content type
 * it does not take. A new address without a line in the table stops the build.
 */
class EndpointMatrixTest extends HouseTest {

    private static final List<Endpoint> TABLE = Endpoint.all();
    private static final String REASON = "Prova della tabella degli indirizzi";

    @Autowired
    List<RequestMappingInfoHandlerMapping> mappings;

    @Autowired
    Accounts accounts;

    @Autowired
    Services services;

    @Autowired
    Delegations delegations;

    @Autowired
    Extensions extensions;

    @Autowired
    ExtensionUndoing undoing;

    @Autowired
    Reopenings reopenings;

    @LocalServerPort
    int port;

    private final Map<String, String> known = new HashMap<>();
    private final Map<Role, Visitor> people = new EnumMap<>(Role.class);
    private final Map<Role, Visitor> strangers = new EnumMap<>(Role.class);
    private Visitor nobody = Visitor.anonymous(0);

    @BeforeAll
    void aYearWithOneOfEachThing() {
        List<String> own = List.of(anAts(), anAts(), anAts());
        known.put("anno", Integer.toString(year));
        known.put(
                "domani",
                LocalDate.now(it.sioss.platform.RomeTime.ROME).plusDays(30).toString());
        known.put("ats", own.get(0));
        known.put("finalizzata", own.get(1));
        known.put("modulo", "A5");
        known.put("regola", "NESSUNA");
        known.put("sezione", "nessuna");
        known.put("voce", "nessuna");
        known.put("esito", "nessuno");
        known.put("ignoto", "Z.99");
        known.put("processo", "module-sheet");
        known.put("nessuno", UUID.randomUUID().toString());
        known.put("capitolo", "operatore-ats");
        everybody(own);
        sheets(own);
        servicesDatabases(own);
        Viewer supervisor = supervisor();
        var delegation = delegations.declare(
                supervisor, year, own.get(2), "A5", DelegationScope.COMPILATION, null, null, "Delibera di prova");
        delegations.revoke(supervisor, delegation.id(), REASON, null);
        known.put("delega", delegation.id().toString());
        var wish = new Extension(
                List.of("A5"), false, null, anAts(), clock.instant().plus(Duration.ofDays(20)), REASON, "DD 5");
        extensions.grant(year, wish, "prova");
        house.workOff();
        known.put("proroga", undoing.granted(year).get(0).id().toString());
        known.put(
                "utente",
                house.somebody("porta-utente", Role.ATS_REFERENT, "13-024")
                        .accountId()
                        .toString());
    }

    private void everybody(List<String> own) {
        for (Role role : Role.values()) {
            String name = "porta-" + role.word().toLowerCase(java.util.Locale.ROOT);
            Viewer here = house.somebody(
                    name,
                    role,
                    switch (role.level()) {
                        case ATS -> own.get(0);
                        case REGION -> REGION;
                        case NATION -> Mandate.ITALY;
                    });
            people.put(role, Visitor.named(port, name));
            if (role.level() == Role.Level.ATS) {
                own.stream().skip(1).forEach(ats -> accounts.grant(here.accountId(), role, ats, null, "prova"));
                house.somebody(name + "-vicino", role, "13-024");
                strangers.put(role, Visitor.named(port, name + "-vicino"));
            } else if (role.level() == Role.Level.REGION) {
                house.somebody(name + "-altrove", role, "1400");
                strangers.put(role, Visitor.named(port, name + "-altrove"));
            }
        }
        nobody = Visitor.anonymous(port);
    }

    private void sheets(List<String> own) {
        UUID open = house.sheet(year, own.get(0), "A5");
        UUID transmitted = transmitted(own.get(1));
        UUID before = transmitted(own.get(2));
        UUID reopened = reopenings
                .reopen(before, REASON, clock.instant().plus(Duration.ofDays(20)), house.administrator())
                .sheet()
                .id();
        known.put("scheda", open.toString());
        known.put("trasmessa", transmitted.toString());
        known.put("riaperta", reopened.toString());
    }

    private UUID transmitted(String ats) {
        UUID sheet = house.sheet(year, ats, "A5");
        Viewer referent = house.somebody(Role.ATS_REFERENT, ats);
        cases.submit(sheet, referent);
        cases.justify(sheet, referent);
        cases.finalizeSheet(sheet, referent);
        return sheet;
    }

    private void servicesDatabases(List<String> own) {
        AnnexWords annex = AnnexWords.in(context, house);
        ServiceDatabase open = services.find(year, own.get(0)).orElseThrow();
        known.put("riga", annex.line(open, "E.07.1", "AMBITO").toString());
        ServiceDatabase finished = services.find(year, own.get(1)).orElseThrow();
        annex.conclude(finished);
        annex.finalizeDatabase(finished);
    }

    @Test
    void everyAddressOfTheHouseStandsInTheTable() {
        Map<String, Long> served = mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(EndpointMatrixTest::patterns)
                .collect(Collectors.groupingBy(pattern -> pattern, Collectors.counting()));
        Map<String, Long> listed =
                TABLE.stream().collect(Collectors.groupingBy(Endpoint::pattern, Collectors.counting()));
        assertThat(served).as("addresses the house serves").hasSizeGreaterThan(150);
        Set<String> missing = new TreeSet<>(served.keySet());
        missing.removeAll(listed.keySet());
        assertThat(missing)
                .as("addresses that nobody has said who may call: write a line in endpoints.txt")
                .isEmpty();
        Set<String> gone = new TreeSet<>(listed.keySet());
        gone.removeAll(served.keySet());
        assertThat(gone)
                .as("addresses of the table that the house does not serve")
                .isEmpty();
        assertThat(listed).as("addresses with more than one handler").isEqualTo(served);
    }

    private static Stream<String> patterns(RequestMappingInfo info) {
        var methods = info.getMethodsCondition().getMethods();
        return info.getPatternValues().stream()
                .map(pattern -> pattern.isEmpty() ? "/" : pattern.replaceAll("\\{(\\w+):(?:[^{}]|\\{[^}]*})*}", "{$1}"))
                .flatMap(pattern -> methods.isEmpty()
                        ? Stream.of("ANY " + pattern)
                        : methods.stream().map(method -> method + " " + pattern));
    }

    @Test
    void nobodyInParticularReachesOnlyWhatIsOpenToAll() {
        var wrong = new Findings();
        for (Endpoint endpoint : TABLE) {
            Answer answer = call(nobody, endpoint);
            if (endpoint.open()) {
                wrong.unless(answer.status() == endpoint.answer(), endpoint, "anyone", answer, endpoint.answer());
            } else if (endpoint.machine()) {
                wrong.unless(answer.status() == 401, endpoint, "nobody", answer, 401);
                wrong.unless(
                        answer.body().contains("\"ACCESSO_NECESSARIO\""),
                        endpoint,
                        "nobody, without a code",
                        answer,
                        401);
            } else {
                boolean toTheDoor = answer.status() == 302 && answer.location().endsWith("/accesso");
                wrong.unless(toTheDoor, endpoint, "nobody", answer, 302);
            }
        }
        wrong.none();
    }

    /**
     * What all may read is asked for by every second role, in turn; what only the administrator may, by two of the others,
     * in turn; what somebody else may not, by everybody.
     */
    @Test
    void everyRoleReachesWhatTheTableGivesItAndNothingElse() {
        var wrong = new Findings();
        for (Endpoint endpoint : TABLE) {
            boolean even = TABLE.indexOf(endpoint) % 2 == 0;
            people.forEach((role, person) -> {
                if (endpoint.document() && endpoint.allows(role) && role != entitled(endpoint)
                        || endpoint.readByAll() && (role.ordinal() % 2 == 0) == even) {
                    return;
                }
                if (endpoint.administratorsOnly()
                        && !endpoint.allows(role)
                        && (role.ordinal() + TABLE.indexOf(endpoint)) % 3 != 0) {
                    return;
                }
                int expected = endpoint.allows(role) ? endpoint.answer() : 403;
                Answer answer = call(person, endpoint);
                boolean atTheDoor = endpoint.address().equals("/accesso") && answer.status() == 302;
                wrong.unless(answer.status() == expected || atTheDoor, endpoint, role, answer, expected);
                boolean said = answer.status() < 400 || wellRefused(endpoint, answer);
                wrong.unless(said, endpoint, role + ", badly said", answer, expected);
            });
        }
        wrong.none();
    }

    /** A refusal to a machine is a problem document with code, title, words; to a person, a page in Italian. */
    private static boolean wellRefused(Endpoint endpoint, Answer answer) {
        if (endpoint.address().startsWith("/actuator")) {
            return true;
        }
        boolean said = endpoint.machine() || answer.type().contains("json")
                ? answer.type().startsWith("application/problem+json")
                        && answer.body().contains("\"codice\":\"")
                        && answer.body().contains("\"title\":\"")
                        && answer.body().contains("\"detail\":\"")
                : answer.type().startsWith("text/html");
        return said && !answer.body().contains("Exception") && !answer.body().contains("it.sioss.");
    }

    @Test
    void whatBelongsToAnotherTerritoryDoesNotExist() {
        var wrong = new Findings();
        List<Endpoint> territorial =
                TABLE.stream().filter(Endpoint::territorial).toList();
        assertThat(territorial).hasSizeGreaterThan(50);
        for (Endpoint endpoint : territorial) {
            strangers.forEach((role, person) -> {
                Answer answer = call(person, endpoint);
                wrong.unless(answer.status() == 404, endpoint, role + " of elsewhere", answer, 404);
            });
        }
        wrong.none();
    }

    @Test
    void aChangeFromAPageWithoutItsTokenIsRefused() {
        var wrong = new Findings();
        for (Endpoint endpoint : TABLE) {
            if (endpoint.changes() && !endpoint.machine()) {
                Role entitled = entitled(endpoint);
                Answer answer =
                        person(entitled).unprotected(endpoint.method(), endpoint.path(known), endpoint.load(known));
                wrong.unless(answer.status() == 403, endpoint, entitled + " without the token", answer, 403);
            }
            if (endpoint.changes() && endpoint.machine()) {
                Role entitled = entitled(endpoint);
                Answer answer =
                        person(entitled).unprotected(endpoint.method(), endpoint.path(known), endpoint.load(known));
                boolean refused = answer.status() == 403 && answer.body().contains("RICHIESTA_NON_PROTETTA");
                wrong.unless(refused, endpoint, entitled + " in a session without the token", answer, 403);
            }
        }
        wrong.none();
    }

    @Test
    void aBodyThatIsNotTheContractsIsRefused() {
        var wrong = new Findings();
        for (Endpoint endpoint : TABLE) {
            if (!endpoint.changes()
                    || !endpoint.machine()
                    || endpoint.multipart()
                    || endpoint.body().startsWith("CSV:")) {
                continue;
            }
            Visitor entitled = person(entitled(endpoint));
            String body = endpoint.json()
                    ? new String(endpoint.load(known).bytes(), java.nio.charset.StandardCharsets.UTF_8)
                    : "{}";
            String more = body.replaceFirst("\\{", body.equals("{}") ? "{\"sconosciuto\":1" : "{\"sconosciuto\":1,");
            Answer unknown = machine(entitled, endpoint, Load.json(more));
            wrong.unless(
                    unknown.status() == 400 && unknown.body().contains("CAMPO_SCONOSCIUTO"),
                    endpoint,
                    "an unknown key",
                    unknown,
                    400);
            Answer broken = machine(entitled, endpoint, Load.json("{\"a\":"));
            wrong.unless(broken.status() == 400, endpoint, "half a body", broken, 400);
            Answer other = machine(entitled, endpoint, Load.of("application/xml", "<a/>"));
            wrong.unless(other.status() == 415, endpoint, "XML", other, 415);
        }
        wrong.none();
    }

    @Test
    void aMethodAnAddressDoesNotHaveIsRefused() {
        var wrong = new Findings();
        Set<String> seen = new java.util.HashSet<>();
        for (Endpoint endpoint : TABLE) {
            String path = endpoint.path(known);
            if (endpoint.method().equals("ANY") || !seen.add(path)) {
                continue;
            }
            Visitor administrator = person(Role.ADMINISTRATOR);
            Answer answer = endpoint.machine()
                    ? administrator.machine("PATCH", path, Load.json("{}"))
                    : administrator.page("PATCH", path, Load.NONE);
            wrong.unless(answer.status() == 405, endpoint, "PATCH", answer, 405);
        }
        wrong.none();
    }

    private Role entitled(Endpoint endpoint) {
        return Stream.of(Role.values()).filter(endpoint::allows).findFirst().orElseThrow();
    }

    private Visitor person(Role role) {
        return java.util.Objects.requireNonNull(people.get(role));
    }

    private Answer call(Visitor visitor, Endpoint endpoint) {
        return endpoint.machine()
                ? machine(visitor, endpoint, endpoint.load(known))
                : visitor.page(endpoint.method().replace("ANY", "GET"), endpoint.path(known), endpoint.load(known));
    }

    private Answer machine(Visitor visitor, Endpoint endpoint, Load load) {
        return endpoint.pattern().endsWith("/risposte")
                ? visitor.machine(endpoint.method(), endpoint.path(known), load, "If-Match", "\"99\"")
                : visitor.machine(endpoint.method(), endpoint.path(known), load);
    }

    /** All that is wrong, told together; and never a failure of the house. */
    private static final class Findings {

        private final List<String> found = new ArrayList<>();

        void unless(boolean right, Endpoint endpoint, Object who, Answer answer, int expected) {
            if (!right || answer.status() >= 500) {
                String said = answer.body()
                        .replaceAll("(?s)<head>.*</head>|<[^>]+>|\\s+", " ")
                        .strip();
                found.add("%s, %s: %d instead of %d %s%s"
                        .formatted(
                                endpoint,
                                who,
                                answer.status(),
                                expected,
                                answer.location(),
                                answer.status() == 200 ? "" : said.substring(0, Math.min(200, said.length()))));
            }
        }

        void none() {
            assertThat(found).isEmpty();
        }
    }
}
