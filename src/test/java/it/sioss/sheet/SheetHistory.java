package it.sioss.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import it.sioss.access.Accounts;
import it.sioss.access.Mandate;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.DelegationTurns;
import it.sioss.delegation.Delegations;
import it.sioss.platform.Motive;
import it.sioss.platform.Refusal;
import it.sioss.services.Services;
import it.sioss.sheet.process.SheetProcess;
import it.sioss.steering.Extension;
import it.sioss.steering.ExtensionUndoing;
import it.sioss.steering.Extensions;
import it.sioss.support.Cases;
import it.sioss.support.HouseTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.runtime.Job;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestContextManager;

/**
 * The life of one sheet after another on the real engine and database, step by step as something chosen at random
 * demands, with what must hold after every step.
 */
class SheetHistory extends HouseTest {

    private static final String NOTE = "a5_9_2_note";
    private static final Set<String> COMPILERS_DEEDS =
            Set.of("ANSWERED", "SUBMITTED", "EMPTY_DECLARED", "EMPTY_UNDONE", "JUSTIFIED", "RESUMED", "FINALIZED");

    @Autowired
    Sheets sheets;

    @Autowired
    SheetOpening opening;

    @Autowired
    Reopenings reopenings;

    @Autowired
    Delegations delegations;

    @Autowired
    DelegationTurns turns;

    @Autowired
    Extensions extensions;

    @Autowired
    ExtensionUndoing undoing;

    @Autowired
    Accounts accounts;

    private String ats = "";
    private final Map<Person, Viewer> people = new EnumMap<>(Person.class);
    private int done;
    private int granted;

    /** Who acts; the place is seen from the sheet. */
    enum Person {
        OPERATOR(Role.ATS_OPERATOR),
        REFERENT(Role.ATS_REFERENT),
        REGION_OPERATOR(Role.REGION_OPERATOR),
        SUPERVISOR(Role.REGION_SUPERVISOR),
        TWO_HATS(Role.REGION_SUPERVISOR),
        ADMINISTRATOR(Role.ADMINISTRATOR),
        READER(Role.MINISTRY_READER),
        NEIGHBOUR(Role.ATS_REFERENT),
        STRANGER(Role.REGION_SUPERVISOR);

        final Role role;

        Person(Role role) {
            this.role = role;
        }
    }

    /** What may happen. */
    enum Kind {
        DEED,
        POSSIBLE_DEED,
        TIME_PASSES,
        THE_DEADLINE_COMES,
        THE_DEADLINE_PASSES,
        THE_TIMER_FIRES,
        THE_RECONCILER_COMES,
        EXTENSION,
        EXTENSION_AND_TIMER,
        UNDOING,
        DELEGATION,
        WHOLE_DELEGATION,
        DELEGATION_FOR_AN_HOUR,
        REVOCATION,
        TURNS
    }

    /** One step of a history; the amount means something else for each kind. */
    record Step(Kind kind, Verb verb, Person person, int amount) {

        @Override
        public String toString() {
            return kind == Kind.DEED ? person + " " + verb + " " + amount : kind + " " + amount;
        }
    }

    /** A history outside the life cycle of ordinary tests: in the house that all tests share. */
    static SheetHistory inTheSharedHouse() throws Exception {
        var history = new SheetHistory();
        new TestContextManager(SheetHistory.class).prepareTestInstance(history);
        history.openACampaign();
        return history;
    }

    /** From the opening of a sheet nobody has touched, through all steps; what must hold holds after each. */
    void goes(List<Step> steps) {
        clock.stopMoving();
        begin();
        try {
            holds();
            for (Step step : steps) {
                happens(step);
                holds();
            }
        } finally {
            clock.stopMoving();
        }
    }

    /** Deeds tried so far, and those that the house let pass. */
    String count() {
        return done + " deeds, " + granted + " let pass";
    }

    private void begin() {
        if (left() == 0) {
            openACampaign();
        }
        ats = anAts();
        people.clear();
        for (Person person : Person.values()) {
            people.put(person, viewer(person));
        }
    }

    private Viewer person(Person person) {
        return Objects.requireNonNull(people.get(person));
    }

    private Viewer viewer(Person person) {
        return switch (person) {
            case OPERATOR, REFERENT -> house.somebody(person.role, ats);
            case NEIGHBOUR ->
                house.somebody("vicino-di-" + ats, person.role, ats.equals("13-024") ? "13-023" : "13-024");
            case STRANGER -> house.somebody(person.role, "1400");
            case ADMINISTRATOR, READER -> house.somebody(person.role, Mandate.ITALY);
            case TWO_HATS -> twoHats();
            default -> house.somebody(person.role, REGION);
        };
    }

    private Viewer twoHats() {
        if (accounts.viewer("due-cappelli").isEmpty()) {
            Viewer viewer = house.somebody("due-cappelli", Role.REGION_SUPERVISOR, REGION);
            accounts.grant(viewer.accountId(), Role.REGION_OPERATOR, REGION, null, "prova");
        }
        return accounts.viewer("due-cappelli").orElseThrow();
    }

    private UUID sheet() {
        return house.sheet(year, ats, "A5");
    }

    private Instant deadline() {
        Sheet sheet = cases.sheet(sheet());
        return campaigns.windowOf(year, "A5", REGION, ats, sheet.id()).deadline();
    }

    private void happens(Step step) {
        switch (step.kind()) {
            case DEED -> deed(step);
            case POSSIBLE_DEED -> possible(step).ifPresent(this::deed);
            case TIME_PASSES -> house.passTime(Duration.ofHours(1 + step.amount()));
            case THE_DEADLINE_COMES -> moveTo(deadline().minusSeconds(30));
            case THE_DEADLINE_PASSES -> moveTo(deadline().plusSeconds(20L * step.amount()));
            case THE_TIMER_FIRES -> fireIfDue();
            case THE_RECONCILER_COMES -> closeIfLate();
            case EXTENSION, EXTENSION_AND_TIMER -> extend(step);
            case UNDOING -> undo();
            case DELEGATION -> declare(DelegationScope.COMPILATION, null);
            case WHOLE_DELEGATION -> declare(DelegationScope.COMPILATION_AND_FINALIZATION, null);
            case DELEGATION_FOR_AN_HOUR ->
                declare(DelegationScope.COMPILATION, clock.instant().plus(Duration.ofHours(1)));
            case REVOCATION -> revoke();
            case TURNS -> turns.announceDue();
        }
    }

    /** Of what the house lets somebody do now, beginning with the person of the step, one thing. */
    private Optional<Step> possible(Step step) {
        UUID sheet = sheet();
        Person[] all = Person.values();
        for (int turn = 0; turn < all.length; turn++) {
            Person person = all[(step.person().ordinal() + turn) % all.length];
            if (person == Person.NEIGHBOUR || person == Person.STRANGER) {
                continue;
            }
            List<Verb> verbs = sheets.view(sheet, person(person)).actions().stream()
                    .filter(Action::allowed)
                    .map(Action::verb)
                    .toList();
            if (!verbs.isEmpty()) {
                return Optional.of(new Step(Kind.DEED, verbs.get(step.amount() % verbs.size()), person, step.amount()));
            }
        }
        return Optional.empty();
    }

    /** Never backwards: what has been written stays in the past. */
    private void moveTo(Instant instant) {
        if (instant.isAfter(clock.instant())) {
            clock.moveTo(instant);
        }
    }

    /** Tries a deed as it should be asked: it passes if and only if the house had named nothing against it. */
    private void deed(Step step) {
        UUID sheet = sheet();
        Viewer viewer = person(step.person());
        done++;
        if (step.person() == Person.NEIGHBOUR || step.person() == Person.STRANGER) {
            refusedWith(404, "NON_TROVATO", () -> perform(step, sheet, viewer), step);
            refusedWith(404, "NON_TROVATO", () -> sheets.view(sheet, viewer), step);
            return;
        }
        List<Motive> motives = sheets.view(sheet, viewer).action(step.verb()).motives();
        long before = entries();
        SheetState state = cases.sheet(sheet).state();
        Throwable failure = catchThrowable(() -> perform(step, sheet, viewer));
        if (failure == null) {
            assertThat(motives)
                    .as("%s passed on a %s sheet although", step, state)
                    .isEmpty();
            granted++;
            return;
        }
        assertThat(failure).as("%s on a %s sheet", step, state).isInstanceOf(Refusal.class);
        Refusal refusal = (Refusal) failure;
        assertThat(motives)
                .as(
                        "%s on a %s sheet was refused (%s %s) although nothing was said against it",
                        step, state, refusal.code(), refusal.message())
                .isNotEmpty();
        assertThat(refusal.code())
                .as("%s: what was said beforehand", step)
                .isEqualTo(motives.get(0).code());
        assertThat(refusal.status()).isEqualTo(motives.get(0).status());
        assertThat(entries()).as("%s was refused and left a trace", step).isEqualTo(before);
        assertThat(cases.sheet(sheet).state()).isEqualTo(state);
    }

    private static void refusedWith(
            int status, String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable deed, Step step) {
        assertThat(catchThrowable(deed)).as("%s", step).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(status);
            assertThat(refusal.code()).isEqualTo(code);
        });
    }

    /** A verb without a case here does not compile. */
    private void perform(Step step, UUID sheet, Viewer viewer) {
        Instant now = clock.instant();
        Object done = switch (step.verb()) {
            case SAVE -> save(step.amount(), sheet, viewer, now);
            case SUBMIT -> sheets.submit(sheet, viewer, now);
            case DECLARE_EMPTY -> sheets.declareEmpty(sheet, true, viewer, now);
            case UNDO_EMPTY -> sheets.declareEmpty(sheet, false, viewer, now);
            case JUSTIFY -> sheets.justify(sheet, Cases.CATEGORY, Cases.REASON, viewer, now);
            case RESUME -> sheets.resume(sheet, viewer, now);
            case APPROVE -> sheets.approve(sheet, viewer, now);
            case RETURN ->
                sheets.returnForCorrection(
                        sheet, List.of(new Remark.Draft(null, null, "Da rivedere con l'ATS.")), viewer, now);
            case WIDEN -> sheets.widen(sheet, Set.of(), viewer, now);
            case FINALIZE -> sheets.finalizeSheet(sheet, viewer, now);
            case CLAIM -> sheets.claim(sheet, true, viewer);
            case RELEASE -> sheets.release(sheet, viewer);
            case TAKE_BACK -> sheets.takeBack(sheet, viewer, now);
            case REOPEN -> reopen(sheet, viewer, now);
        };
        assertThat(done).isNotNull();
    }

    private SheetView save(int amount, UUID sheet, Viewer viewer, Instant now) {
        long version = cases.sheet(sheet).answersVersion();
        return switch (amount % 4) {
            case 0, 1 -> sheets.answer(sheet, version, Cases.complete(), viewer, now);
            case 2 -> sheets.answer(sheet, version, Cases.patch(NOTE, "Nota numero " + amount + "."), viewer, now);
            default -> sheets.answer(sheet, version, Cases.patch("a5_1_7_attivo", "no"), viewer, now);
        };
    }

    /** Until tomorrow, as far as rectifications and the sheet's own deadline let it. */
    private SheetView reopen(UUID sheet, Viewer viewer, Instant now) {
        Calendar window = campaigns.windowOf(year, "A5", REGION, ats, sheet);
        Instant until = now.plus(Duration.ofDays(1));
        until = until.isBefore(window.deadline()) ? window.deadline() : until;
        until = until.isAfter(window.rectificationEnd()) ? window.rectificationEnd() : until;
        return reopenings.reopen(sheet, "Errore materiale segnalato dall'ATS", until, viewer);
    }

    private Optional<Job> timer() {
        return cases.management().createJobQuery().processInstanceId(cases.instanceOf(sheet())).timers().list().stream()
                .findFirst();
    }

    private void fireIfDue() {
        timer().filter(job -> !job.getDuedate().toInstant().isAfter(clock.instant()))
                .ifPresent(job -> {
                    cases.management().executeJob(job.getId());
                    assertThat(cases.sheet(sheet()).state()).isEqualTo(SheetState.LAPSED);
                });
    }

    private void closeIfLate() {
        if (!clock.instant().isBefore(deadline().plus(Guard.GRACE))) {
            opening.closeLate(sheet());
            assertThat(cases.sheet(sheet()).state().ended()).isTrue();
        }
    }

    /** Previews, grants, applies: what moves is what was announced, also when the timer fires in between. */
    private void extend(Step step) {
        Instant general = campaigns.windowOf(year, "A5", REGION, ats, null).deadline();
        Instant from = general.isAfter(clock.instant()) ? general : clock.instant();
        var wish = new Extension(
                List.of("A5"),
                false,
                null,
                ats,
                from.plus(Duration.ofDays(1L + step.amount() % 5)),
                "Proroga di prova per un solo ATS",
                "DD 5");
        Set<UUID> announced = extensions.preview(year, wish).affected().stream()
                .map(Extension.Affected::sheet)
                .collect(Collectors.toSet());
        Map<UUID, Instant> before = dueDates();
        Optional<Job> timer = timer();
        extensions.grant(year, wish, "prova");
        if (step.kind() == Kind.EXTENSION_AND_TIMER) {
            timer.filter(job -> !job.getDuedate().toInstant().isAfter(clock.instant()))
                    .filter(job -> clock.instant().isBefore(deadline().plus(Guard.GRACE)))
                    .ifPresent(job -> assertThat(
                                    catchThrowable(() -> cases.management().executeJob(job.getId())))
                            .as("a timer that meets the moved deadline")
                            .hasStackTraceContaining("still ahead"));
        }
        house.workOff();
        Map<UUID, Instant> after = dueDates();
        Set<UUID> moved = new HashSet<>(after.keySet());
        moved.removeIf(sheet -> Objects.equals(after.get(sheet), before.get(sheet)));
        moved = moved.stream()
                .map(sheet -> before.containsKey(sheet)
                        ? sheet
                        : Objects.requireNonNull(cases.sheet(sheet).predecessor()))
                .collect(Collectors.toSet());
        assertThat(moved).as("sheets that moved, beside those announced").isEqualTo(announced);
    }

    private Map<UUID, Instant> dueDates() {
        var dates = new HashMap<UUID, Instant>();
        for (UUID sheet : place()) {
            cases.management()
                    .createJobQuery()
                    .processInstanceId(cases.instanceOf(sheet))
                    .timers()
                    .list()
                    .forEach(job -> dates.put(sheet, job.getDuedate().toInstant()));
        }
        return dates;
    }

    private void undo() {
        undoing.granted(year).stream()
                .filter(extension -> ats.equals(extension.ats()) && extension.undoneAt() == null)
                .findFirst()
                .ifPresent(extension -> {
                    boolean hindered = undoing.hindrance(year, extension.id()).isPresent();
                    Throwable failure =
                            catchThrowable(() -> undoing.undo(year, extension.id(), "Annullata in una prova", "prova"));
                    assertThat(failure != null)
                            .as("an undoing is hindered as announced")
                            .isEqualTo(hindered);
                    house.workOff();
                });
    }

    private void declare(DelegationScope scope, @Nullable Instant until) {
        try {
            delegations.declare(person(Person.SUPERVISOR), year, ats, "A5", scope, null, until, "Delibera di prova");
        } catch (Refusal already) {
            assertThat(already.code()).isEqualTo("DELEGA_ESISTENTE");
        }
    }

    private void revoke() {
        delegations
                .inForce(ats, "A5", clock.instant())
                .ifPresent(row ->
                        delegations.revoke(person(Person.SUPERVISOR), row.id(), "fine della collaborazione", null));
    }

    private List<UUID> place() {
        return jdbc.sql("select id from sheet where year = ? and ats = ? and module = 'A5' order by sequence")
                .params(year, ats)
                .query(UUID.class)
                .list();
    }

    private long entries() {
        return jdbc.sql("select count(*) from journal where year = ? and ats = ?")
                .params(year, ats)
                .query(Long.class)
                .single();
    }

    /** Every sheet of the place: moves lawful, journal and row agree, engine and row agree, one transmission or none. */
    private void holds() {
        List<UUID> place = place();
        long live = 0;
        for (UUID id : place) {
            Sheet sheet = cases.sheet(id);
            followsItsJournal(sheet);
            followsItsCase(sheet);
            long transmissions = jdbc.sql("select count(*) from transmission where sheet_id = ?")
                    .param(id)
                    .query(Long.class)
                    .single();
            assertThat(transmissions).isEqualTo(sheet.state() == SheetState.FINALIZED ? 1 : 0);
            live += sheet.state().ended() ? 0 : 1;
        }
        assertThat(live).as("open sheets of one place").isLessThanOrEqualTo(1);
        nobodyActedWithoutADelegation();
    }

    private void followsItsJournal(Sheet sheet) {
        String state = null;
        for (Journal.Entry entry : sheets.history(sheet.id(), person(Person.ADMINISTRATOR))) {
            if (entry.toState() != null) {
                assertThat(entry.fromState())
                        .as("%s begins where the sheet stood", entry.event())
                        .isEqualTo(state);
                if (state != null) {
                    assertThat(SheetState.valueOf(state).moves()).contains(SheetState.valueOf(entry.toState()));
                }
                state = entry.toState();
            }
        }
        assertThat(state)
                .as("the state the journal tells")
                .isEqualTo(sheet.state().name());
    }

    private void followsItsCase(Sheet sheet) {
        String instance = cases.instanceOf(sheet.id());
        if (sheet.state().ended()) {
            cases.nothingIsOpen(instance);
            return;
        }
        assertThat(cases.openTask(instance).getTaskDefinitionKey())
                .as("the open task of a %s sheet", sheet.state())
                .isEqualTo(
                        switch (sheet.state()) {
                            case JUSTIFYING -> SheetProcess.JUSTIFY;
                            case IN_REVIEW -> SheetProcess.REVIEW;
                            case READY -> SheetProcess.FINALIZE;
                            default -> SheetProcess.COMPILE;
                        });
        boolean region = sheet.state() == SheetState.IN_REVIEW || sheet.compiler() == Compiler.REGION;
        assertThat(cases.waitsFor(sheet.id(), region ? "ente:" + REGION : "ats:" + ats))
                .as("a %s sheet compiled by %s waits for the right people", sheet.state(), sheet.compiler())
                .isTrue();
        Instant deadline =
                campaigns.windowOf(year, "A5", REGION, ats, sheet.id()).deadline();
        Job timer = cases.timer(instance);
        assertThat(timer.getDuedate().toInstant())
                .as("when the timer is due, which the engine keeps to the millisecond")
                .isEqualTo(Services.lapseAt(deadline, sheet.id()).truncatedTo(ChronoUnit.MILLIS));
        assertThat(timer.getRetries()).isPositive();
    }

    private void nobodyActedWithoutADelegation() {
        assertThat(jdbc.sql("""
                        select j.event from journal j
                        where j.year = :year and j.ats = :ats and j.on_behalf_of is not null and j.event in (:deeds)
                          and not exists (select from delegation d where d.ats = j.ats
                                          and (d.module is null or d.module = j.module)
                                          and d.valid_from <= j.at and (d.valid_to is null or j.at < d.valid_to))""")
                        .param("year", year)
                        .param("ats", ats)
                        .param("deeds", COMPILERS_DEEDS)
                        .query(String.class)
                        .list())
                .as("deeds for an ATS outside any delegation")
                .isEmpty();
    }
}
