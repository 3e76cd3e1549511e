package it.sioss.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import it.sioss.access.Accounts;
import it.sioss.access.Mandate;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.WindowSubject;
import it.sioss.catalogue.AnswersPatch;
import it.sioss.catalogue.FormItem;
import it.sioss.delegation.AcceptanceRules;
import it.sioss.delegation.Delegation;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.DelegationTurns;
import it.sioss.delegation.Delegations;
import it.sioss.platform.Motive;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.services.Services;
import it.sioss.sheet.process.SheetProcess;
import it.sioss.steering.Extension;
import it.sioss.steering.ExtensionUndoing;
import it.sioss.steering.Extensions;
import it.sioss.support.Cases;
import it.sioss.support.HouseTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
    private static final String WOMEN = "a5_3_3_donne";
    private static final String DAYS = "a5_6_2_giorni_medi";
    private static final Set<String> COMPILERS_DEEDS =
            Set.of("ANSWERED", "SUBMITTED", "EMPTY_DECLARED", "EMPTY_UNDONE", "JUSTIFIED", "RESUMED", "FINALIZED");

    /** Of these, what only whoever is in charge of the compilation may do. */
    private static final Set<String> OF_WHO_IS_IN_CHARGE =
            Set.of("ANSWERED", "SUBMITTED", "EMPTY_DECLARED", "EMPTY_UNDONE", "JUSTIFIED");

    @Autowired
    Sheets sheets;

    @Autowired
    SheetOpening opening;

    @Autowired
    Reopenings reopenings;

    @Autowired
    Delegations delegations;

    @Autowired
    AcceptanceRules acceptance;

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
    private final Map<String, Integer> happened = new TreeMap<>();
    private @Nullable Instant turnOfTheClock;
    private Instant begun = Instant.EPOCH;
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
        DELEGATION_AROUND_THE_CHANGE,
        REQUEST,
        PROPOSAL,
        ACCEPTANCE,
        REFUSAL,
        REVOCATION,
        A_FIRST_OR_LAST_INSTANT_COMES,
        TURNS
    }

    /** When a history happens: any day, or the night when a clock is put back or forward, with the deadline in it. */
    enum Night {
        ANY_DAY,
        THE_CLOCK_GOES_BACK,
        THE_CLOCK_GOES_FORWARD
    }

    /** How far the sheet has come when a history begins. */
    enum Beginning {
        JUST_OPENED,
        SENT_BY_THE_REGION,
        RETURNED_FOR_ONE_SECTION
    }

    /** Where a history begins; in a night, how many half hours its deadline is from the change of the clock. */
    record Setting(Night night, Beginning beginning, int halfHours) {}

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
        goes(new Setting(Night.ANY_DAY, Beginning.JUST_OPENED, 0), steps);
    }

    void goes(Setting setting, List<Step> steps) {
        clock.stopMoving();
        begin();
        try {
            comeTo(setting);
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
        return done + " deeds, " + granted + " let pass; of what else and of the requests badly made " + happened;
    }

    /** How often something has happened, in the words of {@link #count}. */
    int times(String what) {
        return happened.getOrDefault(what, 0);
    }

    private void happened(String what) {
        happened.merge(what, 1, Integer::sum);
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
        turnOfTheClock = null;
        begun = clock.instant();
    }

    private void comeTo(Setting setting) {
        if (setting.night() != Night.ANY_DAY) {
            comeTo(setting.night(), setting.halfHours());
        }
        if (setting.beginning() == Beginning.JUST_OPENED) {
            return;
        }
        delegations.declare(
                person(Person.SUPERVISOR),
                year,
                ats,
                "A5",
                DelegationScope.COMPILATION,
                null,
                null,
                "Delibera di prova");
        cases.ready(sheet(), person(Person.REGION_OPERATOR));
        if (setting.beginning() == Beginning.RETURNED_FOR_ONE_SECTION) {
            sheets.returnForCorrection(
                    sheet(), List.of(remarkOn("s3")), Set.of("s3"), person(Person.SUPERVISOR), clock.instant());
        }
    }

    /** Two hours before the next clock put back or forward, with a deadline in the same night. */
    private void comeTo(Night night, int halfHours) {
        var rules = RomeTime.ROME.getRules();
        ZoneOffsetTransition change = rules.nextTransition(deadline());
        while (change.isOverlap() != (night == Night.THE_CLOCK_GOES_BACK)) {
            change = rules.nextTransition(change.getInstant());
        }
        Instant turn = change.getInstant();
        turnOfTheClock = turn;
        campaigns.setWindow(
                year,
                new WindowSubject("A5", null, ats, null),
                Calendar.between(clock.instant().minus(Duration.ofDays(1)), turn.plus(halfHours(halfHours))),
                "Termine di notte",
                "prova");
        opening.followWindows(year, ats);
        clock.moveTo(turn.minus(Duration.ofHours(2)));
        begun = clock.instant();
    }

    private static Duration halfHours(int number) {
        return Duration.ofMinutes(30L * number);
    }

    private boolean night() {
        return turnOfTheClock != null;
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
            case TIME_PASSES ->
                house.passTime(night() ? Duration.ofMinutes(9L * step.amount()) : Duration.ofHours(1 + step.amount()));
            case THE_DEADLINE_COMES -> moveTo(deadline().minusSeconds(30));
            case THE_DEADLINE_PASSES -> moveTo(deadline().plusSeconds(20L * step.amount()));
            case THE_TIMER_FIRES -> fireIfDue();
            case THE_RECONCILER_COMES -> closeIfLate();
            case EXTENSION, EXTENSION_AND_TIMER -> extend(step);
            case UNDOING -> undo();
            case DELEGATION -> declare(DelegationScope.COMPILATION, about(step), null, null);
            case WHOLE_DELEGATION -> declare(DelegationScope.COMPILATION_AND_FINALIZATION, about(step), null, null);
            case DELEGATION_FOR_AN_HOUR ->
                declare(DelegationScope.COMPILATION, "A5", null, clock.instant().plus(Duration.ofHours(1)));
            case DELEGATION_AROUND_THE_CHANGE -> aroundTheChange(step);
            case REQUEST -> withoutEffect(() -> request(step));
            case PROPOSAL -> withoutEffect(() -> propose(step));
            case ACCEPTANCE -> accept();
            case REFUSAL -> withoutEffect(this::refuse);
            case REVOCATION -> revoke();
            case A_FIRST_OR_LAST_INSTANT_COMES -> aTurnComes();
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
                return Optional.of(
                        new Step(Kind.DEED, verbs.get(step.verb().ordinal() % verbs.size()), person, step.amount()));
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
        SheetView view = sheets.view(sheet, viewer);
        List<Motive> motives = view.action(step.verb()).motives();
        Optional<Fault> fault = fault(step, view);
        Trace before = trace(sheet);
        SheetState state = cases.sheet(sheet).state();
        Throwable failure = catchThrowable(() -> perform(step, sheet, viewer));
        if (failure == null) {
            assertThat(motives)
                    .as("%s passed on a %s sheet although", step, state)
                    .isEmpty();
            assertThat(fault)
                    .as("%s passed on a %s sheet although its request was badly made", step, state)
                    .isEmpty();
            limited(step, view);
            granted++;
            return;
        }
        assertThat(failure).as("%s on a %s sheet", step, state).isInstanceOf(Refusal.class);
        Refusal refusal = (Refusal) failure;
        Fault expected = motives.stream()
                .findFirst()
                .map(motive -> new Fault(motive.status(), motive.code()))
                .or(() -> fault)
                .orElseThrow(() -> new AssertionError(step + " on a " + state
                        + " sheet was refused although nothing was said against it: " + refusal.code() + " "
                        + refusal.message()));
        assertThat(new Fault(refusal.status(), refusal.code()))
                .as("%s on a %s sheet: what was to be expected", step, state)
                .isEqualTo(expected);
        assertThat(trace(sheet)).as("%s was refused and left a trace", step).isEqualTo(before);
        if (motives.isEmpty()) {
            happened(step.verb() + " " + expected.code());
        }
    }

    /** What a request is answered that only its own body keeps from passing. */
    private record Fault(int status, String code) {}

    /** Everything a refused deed must leave as it was. */
    private record Trace(
            long entries,
            SheetState state,
            long version,
            String answers,
            Optional<Set<String>> open,
            Optional<String> claim,
            long remarks) {}

    private Trace trace(UUID id) {
        Sheet sheet = cases.sheet(id);
        long remarks = jdbc.sql("select count(*) from remark where sheet_id = ?")
                .param(id)
                .query(Long.class)
                .single();
        return new Trace(
                entries(),
                sheet.state(),
                sheet.answersVersion(),
                sheet.answers().toJson().toString(),
                sheet.openSections(),
                holder(sheet),
                remarks);
    }

    private Optional<String> holder(Sheet sheet) {
        return sheet.state().ended()
                ? Optional.empty()
                : Optional.ofNullable(cases.taskOf(sheet.id()).getAssignee());
    }

    /**
     * What is wrong with the request itself, as the contract says it: a version that is not the last, a question, section or
     * text it does not take, a section that stays as it was reviewed, a colleague's sheet taken without saying so.
     */
    private Optional<Fault> fault(Step step, SheetView view) {
        int amount = step.amount();
        return switch (step.verb()) {
            case SAVE ->
                switch (amount) {
                    case 8 -> fault(412, "VERSIONE_SUPERATA");
                    case 9 -> fault(400, "CAMPO_SCONOSCIUTO");
                    default ->
                        outside(step, view).isEmpty() ? Optional.empty() : fault(409, "SEZIONE_NON_MODIFICABILE");
                };
            case JUSTIFY -> amount == 9 ? fault(422, "MOTIVAZIONE_INADEGUATA") : Optional.empty();
            case RETURN -> {
                boolean nothing = view.sheet().declaredEmpty() || view.sheet().contentsEmpty();
                yield amount == 9
                        ? fault(422, "RILIEVI_MANCANTI")
                        : sections(step).contains("s99")
                                        || nothing && !sections(step).isEmpty()
                                ? fault(422, "SEZIONI_NON_VALIDE")
                                : Optional.empty();
            }
            case WIDEN -> sections(step).contains("s99") ? fault(422, "SEZIONI_NON_VALIDE") : Optional.empty();
            case CLAIM -> {
                String me = person(step.person()).username();
                boolean others = view.claim()
                        .filter(claim -> !claim.username().equals(me))
                        .isPresent();
                yield others && !takesOver(step) ? fault(409, "PRESA_IN_CARICO_DA_ALTRI") : Optional.empty();
            }
            case REOPEN -> amount == 9 ? fault(422, "VALORE_NON_VALIDO") : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Fault> fault(int status, String code) {
        return Optional.of(new Fault(status, code));
    }

    /** The questions a save would change in sections that the sheet shows as closed. */
    private Set<String> outside(Step step, SheetView view) {
        Set<String> open = view.openSections();
        if (view.sheet().openSections().isEmpty()) {
            return Set.of();
        }
        Set<String> outside =
                new TreeSet<>(view.answers().with(patch(step.amount())).changedSince(view.answers()));
        outside.removeIf(key -> {
            FormItem item = view.revision().form().item(key);
            return item == null || item.section() == null || open.contains(item.section());
        });
        return outside;
    }

    /** What a deed that passed has to do with the limit of a return. */
    private void limited(Step step, SheetView view) {
        Set<String> open = cases.sheet(view.sheet().id()).openSections().orElse(Set.of());
        boolean before = view.sheet().openSections().isPresent();
        switch (step.verb()) {
            case RETURN -> {
                assertThat(open)
                        .as("sections open after %s", step)
                        .containsAll(sections(step))
                        .matches(all -> all.isEmpty() == sections(step).isEmpty(), "limited if and only if asked");
                happened(open.isEmpty() ? "returned whole" : "returned for some sections");
            }
            case SAVE -> {
                if (before) {
                    happened("saved within the limit");
                }
            }
            case WIDEN -> {
                assertThat(open).as("sections open after %s", step).containsAll(sections(step));
                happened(open.isEmpty() ? "the limit lifted" : "widened");
            }
            default -> {}
        }
    }

    private static void refusedWith(int status, String code, ThrowingCallable deed, Step step) {
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
            case JUSTIFY ->
                sheets.justify(sheet, Cases.CATEGORY, step.amount() == 9 ? "Troppo breve" : Cases.REASON, viewer, now);
            case RESUME -> sheets.resume(sheet, viewer, now);
            case APPROVE -> sheets.approve(sheet, viewer, now);
            case RETURN -> sheets.returnForCorrection(sheet, remarks(step), sections(step), viewer, now);
            case WIDEN -> sheets.widen(sheet, sections(step), viewer, now);
            case FINALIZE -> sheets.finalizeSheet(sheet, viewer, now);
            case CLAIM -> sheets.claim(sheet, takesOver(step), viewer);
            case RELEASE -> sheets.release(sheet, viewer);
            case TAKE_BACK -> sheets.takeBack(sheet, viewer, now);
            case REOPEN -> reopen(step, sheet, viewer, now);
        };
        assertThat(done).isNotNull();
    }

    private SheetView save(int amount, UUID sheet, Viewer viewer, Instant now) {
        long version = cases.sheet(sheet).answersVersion();
        return sheets.answer(sheet, amount == 8 ? version - 1 : version, patch(amount), viewer, now);
    }

    /** Everything, one section or two, a question that opens others, one the form does not have. */
    private AnswersPatch patch(int amount) {
        return switch (amount) {
            case 2 -> Cases.patch(NOTE, "Nota numero " + done + ".");
            case 3 -> Cases.patch("a5_1_7_attivo", "no");
            case 4 -> Cases.patch(WOMEN, done % 5);
            case 5 -> Cases.patch(DAYS, 1 + done % 7);
            case 6 -> {
                var both = new HashMap<>(Cases.patch(WOMEN, done % 5).changes());
                both.putAll(Cases.patch(DAYS, 1 + done % 7).changes());
                yield new AnswersPatch(both);
            }
            case 9 -> Cases.patch("a5_99_ignota", 1);
            default -> Cases.complete();
        };
    }

    private static boolean takesOver(Step step) {
        return step.amount() % 2 == 0;
    }

    /** The sections a return or a widening names: none means the whole sheet. */
    private static Set<String> sections(Step step) {
        boolean returned = step.verb() == Verb.RETURN;
        return switch (step.amount()) {
            case 1, 3 -> returned ? Set.of("s3") : Set.of("s6");
            case 5, 7 -> returned ? Set.of("s3", "s6") : Set.of("s1", "s6");
            case 8 -> Set.of("s99");
            default -> Set.of();
        };
    }

    private static Remark.Draft remarkOn(@Nullable String section) {
        return new Remark.Draft(null, section, "Da rivedere con l'ATS.");
    }

    private static List<Remark.Draft> remarks(Step step) {
        return step.amount() == 9 ? List.of() : List.of(remarkOn(sections(step).contains("s3") ? "s3" : null));
    }

    /** Until tomorrow, or for half an hour of a night, as far as rectifications and the sheet's own deadline let it. */
    private SheetView reopen(Step step, UUID sheet, Viewer viewer, Instant now) {
        Calendar window = campaigns.windowOf(year, "A5", REGION, ats, sheet);
        Instant until = now.plus(night() ? halfHours(1) : Duration.ofDays(1));
        until = until.isBefore(window.deadline()) ? window.deadline() : until;
        until = until.isAfter(window.rectificationEnd()) ? window.rectificationEnd() : until;
        String why = step.amount() == 9 ? "Boh" : "Errore materiale segnalato dall'ATS";
        return reopenings.reopen(sheet, why, until, viewer);
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
        if (!clock.instant().isBefore(deadline().plus(Calendar.GRACE))) {
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
                from.plus((night() ? halfHours(1) : Duration.ofDays(1)).multipliedBy(1L + step.amount() % 5)),
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
                    .filter(job -> clock.instant().isBefore(deadline().plus(Calendar.GRACE)))
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

    /** Mostly for the module of the sheet; now and then for all of them, or for another one. */
    private static @Nullable String about(Step step) {
        return step.amount() == 0 ? "A1" : step.amount() < 3 ? null : "A5";
    }

    private static DelegationScope scope(Step step) {
        return step.amount() % 3 == 0 ? DelegationScope.COMPILATION_AND_FINALIZATION : DelegationScope.COMPILATION;
    }

    private void declare(DelegationScope scope, @Nullable String module, @Nullable Instant from, @Nullable Instant to) {
        unlessOneStandsInTheWay(() -> delegations.declare(
                person(Person.SUPERVISOR), year, ats, module, scope, from, to, "Delibera di prova"));
    }

    private static boolean unlessOneStandsInTheWay(Runnable deed) {
        try {
            deed.run();
            return true;
        } catch (Refusal already) {
            assertThat(already.code()).isEqualTo("DELEGA_ESISTENTE");
            return false;
        }
    }

    /** Begins, ends, or both within half an hour of the clock's change; on any other day, of the hour to come. */
    private void aroundTheChange(Step step) {
        Instant turn = turnOfTheClock != null ? turnOfTheClock : clock.instant().plus(Duration.ofHours(1));
        Instant from = turn.minus(halfHours(step.amount() % 2));
        Instant to = turn.plus(halfHours(1 + step.amount() % 3));
        if (to.isAfter(clock.instant().plusSeconds(1))) {
            declare(scope(step), "A5", from, to);
            happened("delegated around the change of the clock");
        }
    }

    /** What the other side has not agreed to leaves the sheet in the hands it is in. */
    private void withoutEffect(Runnable deed) {
        Compiler before = sheets.view(sheet(), person(Person.ADMINISTRATOR)).compiler();
        deed.run();
        assertThat(sheets.view(sheet(), person(Person.ADMINISTRATOR)).compiler())
                .as("who compiles after what nobody has agreed to")
                .isEqualTo(before);
    }

    private void request(Step step) {
        boolean written = unlessOneStandsInTheWay(() -> delegations.request(
                person(Person.REFERENT),
                year,
                ats,
                about(step),
                scope(step),
                null,
                step.amount() % 2 == 0 ? null : clock.instant().plus(Duration.ofHours(3)),
                "Richiesta di prova"));
        if (written) {
            happened("requested");
        }
    }

    /** A declaration while the ATS must accept it. */
    private void propose(Step step) {
        acceptance.set(person(Person.ADMINISTRATOR), true, "Prova della regola");
        try {
            boolean written = unlessOneStandsInTheWay(() -> delegations.declare(
                    person(Person.SUPERVISOR), year, ats, about(step), scope(step), null, null, "Proposta di prova"));
            if (written) {
                happened("proposed");
            }
        } finally {
            acceptance.set(person(Person.ADMINISTRATOR), false, "Fine della prova");
        }
    }

    /** What waits for an answer, with who answers: never who wrote it. */
    private Optional<Delegation> waiting() {
        return delegations.of(ats).stream()
                .filter(row -> !row.declaredAt().isBefore(begun))
                .filter(row -> row.effectiveState(clock.instant()).pending())
                .findFirst();
    }

    private Viewer otherSide(Delegation row) {
        return person(row.origin() == Delegation.Origin.REQUEST ? Person.SUPERVISOR : Person.REFERENT);
    }

    private void accept() {
        waiting().ifPresent(row -> {
            delegations.accept(otherSide(row), row.id(), null);
            happened("accepted");
        });
    }

    private void refuse() {
        waiting().ifPresent(row -> {
            delegations.refuse(otherSide(row), row.id(), "Non abbiamo personale");
            happened("refused");
        });
    }

    private void revoke() {
        delegations
                .inForce(ats, "A5", clock.databasePresent())
                .ifPresent(row ->
                        delegations.revoke(person(Person.SUPERVISOR), row.id(), "fine della collaborazione", null));
    }

    /** The very instant at which a delegation begins or ends, whether or not anybody has announced it. */
    private void aTurnComes() {
        delegations.of(ats).stream()
                .filter(row -> !row.declaredAt().isBefore(begun))
                .flatMap(row -> Stream.of(Optional.of(row.validFrom()), row.validTo()))
                .flatMap(Optional::stream)
                .filter(instant -> instant.isAfter(clock.instant()))
                .min(Instant::compareTo)
                .ifPresent(instant -> {
                    moveTo(instant);
                    happened("the first or last instant of a delegation");
                });
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
        theLedgerDecides();
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

    /** Who compiles, as the sheet shows it, is what the rows of the ledger say at that instant; by SQL of its own. */
    private void theLedgerDecides() {
        SheetView view = sheets.view(sheet(), person(Person.ADMINISTRATOR));
        if (view.sheet().state().ended()) {
            return;
        }
        boolean delegated = jdbc.sql("""
                        select exists (select from delegation d
                            where d.ats = :ats and d.region = :region and d.agreed_at is not null
                              and coalesce(d.module, 'A5') = 'A5' and :at >= d.valid_from
                              and :at < coalesce(d.valid_to, 'infinity'))""")
                .param("ats", ats)
                .param("region", REGION)
                .param("at", view.present().atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
        assertThat(view.compiler())
                .as("who compiles at %s", view.present())
                .isEqualTo(delegated ? Compiler.REGION : Compiler.ATS);
    }

    /** Every deed of the region is inside a delegation agreed before; and inside one the ATS has left the compilation to it. */
    private void nobodyActedWithoutADelegation() {
        assertThat(jdbc.sql("""
                        select j.event || ' ' || j.at || ' ' || j.actor from journal j
                        cross join lateral (select exists (select from delegation d
                            where d.ats = j.ats and d.region = j.region and d.agreed_at <= j.at
                              and (d.module is null or d.module = j.module)
                              and d.valid_from <= j.at and (d.valid_to is null or j.at < d.valid_to)) as delegated) x
                        where j.year = :year and j.ats = :ats
                          and (j.on_behalf_of is not null and j.event in (:deeds) and not x.delegated
                               or j.on_behalf_of is null and j.event in (:inCharge) and x.delegated)""")
                        .param("year", year)
                        .param("ats", ats)
                        .param("deeds", COMPILERS_DEEDS)
                        .param("inCharge", OF_WHO_IS_IN_CHARGE)
                        .query(String.class)
                        .list())
                .as("deeds for an ATS outside any delegation, or of an ATS inside one")
                .isEmpty();
    }
}
