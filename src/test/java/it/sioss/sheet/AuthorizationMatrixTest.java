package it.sioss.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import it.sioss.access.Mandate;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.delegation.Delegation;
import it.sioss.delegation.DelegationFixtures;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.LedgerRow;
import it.sioss.delegation.Standing;
import it.sioss.platform.Motive;
import it.sioss.services.Dueness;
import it.sioss.sheet.WhoMayDoWhat.Charge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every role on every territory, alone and with another, under every delegation, in every state, for every verb, before,
 * at and after the deadline: the guard says what the table says, nothing more and nothing less.
 */
class AuthorizationMatrixTest {

    private static final Instant OPENS = SheetFixtures.NOON.minus(Duration.ofDays(10));
    private static final Instant DEADLINE = SheetFixtures.NOON.plus(Duration.ofDays(10));
    private static final Calendar WINDOW = Calendar.between(OPENS, DEADLINE);
    private static final Set<Integer> STATUSES = Set.of(403, 409, 410, 422);
    private static final Pattern CODE = Pattern.compile("[A-Z_]+");

    private final Guard guard = new Guard();
    private final Map<String, Sheet> sheets = new HashMap<>();

    /** Where a mandate is held, seen from the sheet. */
    enum Place {
        HERE,
        OTHER_ATS_OF_THE_REGION,
        ELSEWHERE
    }

    /** When the request was received and when it is decided. */
    enum Moment {
        BEFORE_THE_OPENING(OPENS.minusMillis(1), OPENS.minusMillis(1)),
        AT_THE_OPENING(OPENS, OPENS),
        IN_TIME(SheetFixtures.NOON, SheetFixtures.NOON),
        AT_THE_LAST_INSTANT(DEADLINE.minusMillis(1), DEADLINE.minusMillis(1)),
        RECEIVED_IN_TIME_DECIDED_WITHIN_THE_GRACE(DEADLINE.minusMillis(1), DEADLINE.plusSeconds(59)),
        RECEIVED_IN_TIME_DECIDED_AFTER_THE_GRACE(DEADLINE.minusMillis(1), DEADLINE.plusSeconds(60)),
        AT_THE_DEADLINE(DEADLINE, DEADLINE),
        LATE(DEADLINE.plus(Duration.ofDays(1)), DEADLINE.plus(Duration.ofDays(1))),
        AFTER_THE_RECTIFICATIONS(WINDOW.rectificationEnd(), WINDOW.rectificationEnd());

        final Instant received;
        final Instant decided;

        Moment(Instant received, Instant decided) {
            this.received = received;
            this.decided = decided;
        }

        /** Whether a sheet still open at this moment has been missed by its timer. */
        boolean missed() {
            return this == RECEIVED_IN_TIME_DECIDED_AFTER_THE_GRACE || this == LATE;
        }

        /** Sheets declared empty and sheets somebody holds are looked at in these moments only. */
        boolean looksTwice() {
            return this == IN_TIME || this == LATE;
        }

        /** Every way the ledger can stand is looked at in these moments only. */
        boolean looksAtEveryLedger() {
            return looksTwice() || this == AT_THE_LAST_INSTANT || this == RECEIVED_IN_TIME_DECIDED_WITHIN_THE_GRACE;
        }

        boolean allows(Verb verb) {
            return switch (this) {
                case BEFORE_THE_OPENING -> false;
                case AT_THE_OPENING, IN_TIME, AT_THE_LAST_INSTANT -> true;
                case RECEIVED_IN_TIME_DECIDED_WITHIN_THE_GRACE -> verb == Verb.FINALIZE || verb == Verb.REOPEN;
                case RECEIVED_IN_TIME_DECIDED_AFTER_THE_GRACE, AT_THE_DEADLINE, LATE -> verb == Verb.REOPEN;
                case AFTER_THE_RECTIFICATIONS -> false;
            };
        }
    }

    /** A mandate as the table sees it; those elsewhere count for nothing. */
    private record Held(Role role, Place place) {

        Mandate mandate() {
            String territory = switch (role.level()) {
                case ATS ->
                    switch (place) {
                        case HERE -> SheetFixtures.ATS;
                        case OTHER_ATS_OF_THE_REGION -> "14-002";
                        case ELSEWHERE -> "13-001";
                    };
                case REGION -> place == Place.HERE ? SheetFixtures.REGION : "1300";
                case NATION -> Mandate.ITALY;
            };
            return new Mandate(role, territory, OPENS, null);
        }

        boolean counts() {
            return place == Place.HERE;
        }
    }

    /** Nobody, each role on each kind of territory, and every two mandates together. */
    private static List<List<Held>> people() {
        List<Held> alone = Arrays.stream(Role.values())
                .flatMap(role -> Arrays.stream(Place.values())
                        .filter(place -> place == Place.HERE
                                || role.level() == Role.Level.ATS
                                || role.level() == Role.Level.REGION && place == Place.ELSEWHERE)
                        .map(place -> new Held(role, place)))
                .toList();
        var people = new ArrayList<List<Held>>();
        people.add(List.of());
        alone.forEach(one -> people.add(List.of(one)));
        for (int first = 0; first < alone.size(); first++) {
            for (int second = first + 1; second < alone.size(); second++) {
                people.add(List.of(alone.get(first), alone.get(second)));
            }
        }
        return people;
    }

    /** The rows that stand beside a sheet at an instant. */
    private record Ledger(String name, Function<Instant, List<Delegation>> rows) {

        static Ledger of(LedgerRow row, @Nullable String module, @Nullable DelegationScope scope) {
            return new Ledger(
                    row + (module == null ? "" : " for " + module), at -> List.of(row(row, at, module, scope)));
        }

        /** One for the very module and a general one. */
        static Ledger of(LedgerRow own, DelegationScope scope, LedgerRow general, DelegationScope otherScope) {
            return new Ledger(
                    own + " beside " + general,
                    at -> List.of(row(general, at, null, otherScope), row(own, at, "A5", scope)));
        }

        private static Delegation row(
                LedgerRow row, Instant at, @Nullable String module, @Nullable DelegationScope scope) {
            DelegationScope most = scope == null ? DelegationScope.COMPILATION_AND_FINALIZATION : scope;
            return row.at(at, SheetFixtures.REGION, SheetFixtures.ATS, module, most);
        }

        Standing standing(Moment moment) {
            return DelegationFixtures.standing(rows.apply(moment.decided), SheetFixtures.REGION, "A5", moment.decided);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** The ledgers that put a sheet in a charge, the plainest first: rows that do not count are as none at all. */
    private static List<Ledger> ledgers(Charge charge) {
        var ledgers = new ArrayList<Ledger>();
        DelegationScope scope = charge.scope;
        if (scope == null) {
            ledgers.add(new Ledger("no row", at -> List.of()));
        } else {
            ledgers.add(Ledger.of(LedgerRow.IN_FORCE, null, scope));
            for (DelegationScope other : DelegationScope.values()) {
                ledgers.add(Ledger.of(LedgerRow.IN_FORCE, scope, LedgerRow.IN_FORCE, other));
                ledgers.add(Ledger.of(LedgerRow.REQUESTED, other, LedgerRow.IN_FORCE, scope));
                ledgers.add(Ledger.of(LedgerRow.REVOKED, other, LedgerRow.IN_FORCE, scope));
            }
        }
        for (LedgerRow row : LedgerRow.values()) {
            if (row.counts() == (scope != null)) {
                ledgers.add(Ledger.of(row, null, scope));
                ledgers.add(Ledger.of(row, "A5", scope));
            }
        }
        return ledgers;
    }

    @Test
    void theGuardSaysWhatTheTableSaysEverywhere() {
        var seen = new Seen();
        for (Charge charge : Charge.values()) {
            Ledger plain = ledgers(charge).get(0);
            for (Moment moment : Moment.values()) {
                everybody(charge, plain, moment, people(), seen);
            }
        }
        assertThat(seen.looked).as("cases looked at").isGreaterThan(300_000);
        assertThat(seen.granted).as("cases in which somebody may").isGreaterThan(6_500);
    }

    /** Proposed, refused, over, still ahead, of another module or region: as no delegation, also at its first and last instant. */
    @Test
    void onlyADelegationInForceForTheVerySheetCounts() {
        List<List<Held>> alone =
                people().stream().filter(person -> person.size() < 2).toList();
        var seen = new Seen();
        for (Charge charge : Charge.values()) {
            for (Ledger ledger : ledgers(charge)) {
                Stream.of(Moment.values())
                        .filter(Moment::looksAtEveryLedger)
                        .forEach(moment -> everybody(charge, ledger, moment, alone, seen));
            }
        }
        assertThat(seen.looked).as("cases looked at").isGreaterThan(500_000);
        assertThat(seen.granted).as("cases in which somebody may").isGreaterThan(9_000);
    }

    /** How many cases, and in how many of them somebody may. */
    private static final class Seen {
        private long looked;
        private long granted;
    }

    private void everybody(Charge charge, Ledger ledger, Moment moment, List<List<Held>> people, Seen seen) {
        Standing standing = ledger.standing(moment);
        for (SheetState state : SheetState.values()) {
            for (List<Held> person : people) {
                for (boolean compiled : hats(state)) {
                    var said = said(state, charge, standing, viewer(person), compiled, moment);
                    for (Verb verb : said.keySet()) {
                        List<Motive> motives = Objects.requireNonNull(said.get(verb));
                        boolean expected = expected(verb, state, charge, person, compiled, moment);
                        if (motives.isEmpty() != expected) {
                            fail(
                                    "%s by %s on a %s sheet (%s, %s), %s%s: the table says %s, the guard %s",
                                    verb,
                                    person,
                                    state,
                                    charge,
                                    ledger,
                                    moment,
                                    compiled ? ", who has compiled it" : "",
                                    expected ? "yes" : "no",
                                    motives);
                        }
                        wellSaid(verb, motives, person, moment);
                        motives.forEach(motive -> namesWhoMay(verb, motive, state, charge));
                        seen.looked++;
                        seen.granted += expected ? 1 : 0;
                    }
                }
            }
        }
    }

    /** Having compiled a sheet matters only to who reviews it. */
    private static boolean[] hats(SheetState state) {
        return state == SheetState.IN_REVIEW ? new boolean[] {false, true} : new boolean[] {false};
    }

    private static boolean expected(
            Verb verb, SheetState state, Charge charge, List<Held> person, boolean compiled, Moment moment) {
        Set<Role> may = verb == Verb.REOPEN && !state.ended() && moment.missed()
                ? WhoMayDoWhat.may(verb, SheetState.LAPSED, charge)
                : WhoMayDoWhat.may(verb, state, charge);
        boolean entitled = person.stream().anyMatch(held -> held.counts() && may.contains(held.role()));
        boolean judgesOwnWork =
                compiled && state == SheetState.IN_REVIEW && WhoMayDoWhat.NOT_BY_WHO_COMPILED.contains(verb);
        return entitled && !judgesOwnWork && moment.allows(verb);
    }

    /** A refusal has a status of the contract and words; who has nothing here hears first that it is not theirs. */
    private static void wellSaid(Verb verb, List<Motive> motives, List<Held> person, Moment moment) {
        for (Motive motive : motives) {
            if (!STATUSES.contains(motive.status())
                    || !CODE.matcher(motive.code()).matches()
                    || !motive.message().endsWith(".")) {
                fail("%s: a motive without status, code or words: %s", verb, motive);
            }
        }
        if (person.stream().noneMatch(Held::counts) && motives.get(0).status() != 403) {
            fail("%s by %s, who has nothing here: %s", verb, person, motives);
        }
        boolean late = moment == Moment.LATE && verb != Verb.REOPEN;
        boolean early = moment == Moment.BEFORE_THE_OPENING;
        String code = late ? "TERMINE_SCADUTO" : "TERMINE_NON_APERTO";
        if ((late || early)
                && motives.stream().noneMatch(motive -> motive.code().equals(code))) {
            fail("%s %s does not say %s: %s", verb, moment, code, motives);
        }
    }

    /**
     * Every role a motive names may indeed: do what was asked, where that is somebody else's; move the sheet on, where it
     * stands in another state; declare a delegation, where there is none.
     */
    private static void namesWhoMay(Verb verb, Motive motive, SheetState state, Charge charge) {
        Set<Role> may = switch (motive.code()) {
            case "DELEGA_ASSENTE" ->
                motive.page() == null ? rightful(verb, state, charge) : Set.of(Role.REGION_SUPERVISOR);
            case "NON_AUTORIZZATO", "SEPARAZIONE_COMPITI" -> rightful(verb, state, charge);
            case "TRANSIZIONE_NON_AMMESSA" ->
                MOVING.stream()
                        .flatMap(moving -> WhoMayDoWhat.may(moving, state, charge).stream())
                        .collect(Collectors.toSet());
            default -> Set.of(Role.values());
        };
        Set<Role> named = named(motive);
        if (!may.containsAll(named)) {
            fail(
                    "%s on a %s sheet (%s): only %s may, but the motive names %s: %s",
                    verb, state, charge, may, named, motive);
        }
        boolean somebodyMay = !WhoMayDoWhat.may(verb, state, charge).isEmpty();
        if (motive.status() == 403 && somebodyMay && named.isEmpty()) {
            fail("%s on a %s sheet (%s): nobody is named by %s", verb, state, charge, motive);
        }
    }

    private static final Set<Verb> MOVING =
            Set.of(Verb.SUBMIT, Verb.JUSTIFY, Verb.APPROVE, Verb.RETURN, Verb.FINALIZE, Verb.REOPEN);

    /** Whoever may in this state or, where nobody may, in another. */
    private static Set<Role> rightful(Verb verb, SheetState state, Charge charge) {
        Set<Role> here = WhoMayDoWhat.may(verb, state, charge);
        return here.isEmpty()
                ? WhoMayDoWhat.states(verb).stream()
                        .flatMap(other -> WhoMayDoWhat.may(verb, other, charge).stream())
                        .collect(Collectors.toSet())
                : here;
    }

    private static Set<Role> named(Motive motive) {
        String words = Objects.requireNonNullElse(motive.whoCanUnblock(), "");
        return Arrays.stream(Role.values())
                .filter(role ->
                        words.toLowerCase(Locale.ITALIAN).contains(role.label().toLowerCase(Locale.ITALIAN)))
                .collect(Collectors.toSet());
    }

    /** What the guard says of every verb, each on a sheet that has whatever the verb asks beyond role, state and time. */
    private Map<Verb, List<Motive>> said(
            SheetState state, Charge charge, Standing standing, Viewer viewer, boolean compiled, Moment moment) {
        var said = new EnumMap<Verb, List<Motive>>(Verb.class);
        Sheet whole = known(state, charge.compiler, false, false);
        Claim own = new Claim(viewer.username(), null, null);
        said.putAll(actions(situation(whole, standing, viewer, compiled, null, moment)));
        said.remove(Verb.RELEASE);
        said.remove(Verb.UNDO_EMPTY);
        if (state == SheetState.RETURNED) {
            Sheet limited = known(state, charge.compiler, false, true);
            said.put(Verb.WIDEN, motives(Verb.WIDEN, situation(limited, standing, viewer, compiled, null, moment)));
        }
        if (moment.looksTwice()) {
            Sheet empty = known(state, charge.compiler, true, false);
            said.put(Verb.RELEASE, motives(Verb.RELEASE, situation(whole, standing, viewer, compiled, own, moment)));
            said.put(
                    Verb.UNDO_EMPTY,
                    motives(Verb.UNDO_EMPTY, situation(empty, standing, viewer, compiled, null, moment)));
        }
        return said;
    }

    private Map<Verb, List<Motive>> actions(Situation situation) {
        return guard.actions(situation).stream().collect(Collectors.toMap(Action::verb, Action::motives));
    }

    private List<Motive> motives(Verb verb, Situation situation) {
        return Objects.requireNonNull(actions(situation).get(verb));
    }

    private Sheet known(SheetState state, Compiler compiler, boolean declaredEmpty, boolean limited) {
        return sheets.computeIfAbsent(
                state + " " + compiler + " " + declaredEmpty + " " + limited,
                key -> sheet(state, compiler, declaredEmpty, limited));
    }

    /** With everything a verb asks beyond role, state and time: complete, optional, declared empty or limited where the verb undoes that. */
    private static Sheet sheet(SheetState state, Compiler compiler, boolean declaredEmpty, boolean limited) {
        Sheet sheet = SheetFixtures.aSheetIn(state, compiler);
        sheet.due(Dueness.OPTIONAL, "Scheda facoltativa di prova");
        if (declaredEmpty) {
            sheet.declareEmpty(true);
        }
        if (limited) {
            sheet.limitTo(Set.of("s2"));
        }
        return sheet;
    }

    private static Situation situation(
            Sheet sheet, Standing standing, Viewer viewer, boolean compiled, @Nullable Claim claim, Moment moment) {
        return new Situation(
                sheet,
                WINDOW,
                standing,
                Optional.ofNullable(claim),
                viewer,
                compiled,
                Optional.empty(),
                moment.received,
                moment.decided);
    }

    private static Viewer viewer(List<Held> person) {
        return new Viewer(
                UUID.randomUUID(),
                "persona",
                "Maria Rossi",
                false,
                0,
                person.stream().map(Held::mandate).toList());
    }

    @Test
    void everyVerbHasALineAndEveryRoleWithRightsStandsInIt() {
        for (Verb verb : Verb.values()) {
            assertThat(WhoMayDoWhat.states(verb)).as("states of %s", verb).isNotEmpty();
        }
        Set<Role> entitled = new java.util.HashSet<>();
        Stream.of(Verb.values())
                .flatMap(verb -> WhoMayDoWhat.states(verb).stream()
                        .flatMap(state -> Stream.of(Charge.values())
                                .flatMap(charge -> WhoMayDoWhat.may(verb, state, charge).stream())))
                .forEach(entitled::add);
        assertThat(entitled)
                .as("the ministry reads, everybody else may something")
                .containsExactlyInAnyOrder(
                        Role.ATS_OPERATOR,
                        Role.ATS_REFERENT,
                        Role.REGION_OPERATOR,
                        Role.REGION_SUPERVISOR,
                        Role.ADMINISTRATOR);
    }

    /** Who holds a task stops the others only where a step would be closed under the holder's hands. */
    @Test
    void aColleaguesClaimStopsExactlyWhatClosesAStep() {
        Set<Verb> closing = Set.of(Verb.SUBMIT, Verb.JUSTIFY, Verb.APPROVE, Verb.RETURN, Verb.FINALIZE, Verb.RELEASE);
        for (Charge charge : Charge.values()) {
            for (Verb verb : Verb.values()) {
                for (SheetState state : WhoMayDoWhat.states(verb)) {
                    for (Role role : WhoMayDoWhat.may(verb, state, charge)) {
                        Viewer viewer = viewer(List.of(new Held(role, Place.HERE)));
                        var held = situation(
                                sheet(state, charge.compiler, verb == Verb.UNDO_EMPTY, verb == Verb.WIDEN),
                                ledgers(charge).get(0).standing(Moment.IN_TIME),
                                viewer,
                                false,
                                new Claim("collega", "Luca Bianchi", null),
                                Moment.IN_TIME);
                        boolean allowed = guard.actions(held).stream()
                                .anyMatch(action -> action.verb() == verb && action.allowed());
                        assertThat(allowed)
                                .as("%s by %s on a %s sheet a colleague holds (%s)", verb, role, state, charge)
                                .isEqualTo(!closing.contains(verb));
                    }
                }
            }
        }
    }
}
