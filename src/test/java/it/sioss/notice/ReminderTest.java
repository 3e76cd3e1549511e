package it.sioss.notice;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.access.Accounts;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.Campaigns;
import it.sioss.campaign.ReminderCalendar;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.DelegationTurns;
import it.sioss.delegation.Delegations;
import it.sioss.platform.Batches;
import it.sioss.platform.PresentClock;
import it.sioss.platform.RomeTime;
import it.sioss.steering.Extension;
import it.sioss.steering.ExtensionUndoing;
import it.sioss.steering.Extensions;
import it.sioss.steering.ReminderTrials;
import it.sioss.steering.Reminders;
import it.sioss.steering.Reminding;
import it.sioss.steering.Simulation;
import it.sioss.steering.Steering;
import it.sioss.support.Cases;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reminders in the one district of a small region: who is reminded of what, once each, and how a deadline that moves is followed. */
@SiossTest
class ReminderTest {

    private static final String REGION = "0200";
    private static final Instant OPENED = Instant.parse("2031-03-03T09:00:00Z");
    private static final Instant DEADLINE = RomeTime.endOf(LocalDate.of(2031, 4, 16));
    private static final Instant THIRTY = Instant.parse("2031-03-17T07:00:00Z");
    private static final Instant TEN = Instant.parse("2031-04-05T06:00:00Z");
    private static final Instant THREE = Instant.parse("2031-04-12T06:00:00Z");

    @Autowired
    House house;

    @Autowired
    Campaigns campaigns;

    @Autowired
    Steering steering;

    @Autowired
    Reminders reminders;

    @Autowired
    ReminderCalendar calendar;

    @Autowired
    Extensions extensions;

    @Autowired
    ExtensionUndoing undoing;

    @Autowired
    ReminderTrials trials;

    @Autowired
    Simulation simulation;

    @Autowired
    Delegations delegations;

    @Autowired
    DelegationTurns turns;

    @Autowired
    Accounts accounts;

    @Autowired
    Batches batches;

    @Autowired
    PresentClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationContext context;

    private int year;
    private String ats;
    private Cases cases;
    private Viewer operator;
    private Viewer referent;
    private Viewer supervisor;
    private Viewer regional;

    @BeforeEach
    void aYearOpensInASmallRegion() {
        house.clear();
        cases = Cases.in(context);
        year = house.freeYear();
        ats = "02-001";
        operator = house.somebody("promemoria-operatrice", Role.ATS_OPERATOR, ats);
        referent = house.somebody("promemoria-referente", Role.ATS_REFERENT, ats);
        supervisor = house.somebody("promemoria-supervisora", Role.REGION_SUPERVISOR, REGION);
        regional = house.somebody("promemoria-regionale", Role.REGION_OPERATOR, REGION);
        house.administrator();
        jdbc.sql("update delegation set valid_to = valid_from where ats = ?")
                .param(ats)
                .update();
        context.getBean(it.sioss.registry.ReferenceData.class).load();
        clock.moveTo(OPENED);
        Calendar dates = Calendar.between(Instant.parse("2031-03-01T00:00:00Z"), DEADLINE);
        campaigns.create(
                new Campaigns.Plan(year, List.of("A1", "A5"), List.of(REGION), dates, Map.of(), dates, false), "prova");
        steering.open(year, "prova");
        house.workOff();
    }

    @AfterEach
    void thePresentGoesBack() {
        jdbc.sql("update delegation set valid_to = valid_from where ats = ?")
                .param(ats)
                .update();
        clock.stopMoving();
    }

    private void itIs(Instant instant) {
        clock.moveTo(instant.plusSeconds(1));
        reminders.record(year);
        house.workOff();
    }

    private List<String> digestsOf(Viewer person) {
        return jdbc.sql(
                        "select title from notice where account_id = ? and year = ? and kind = 'REMINDER' order by written_at")
                .params(person.accountId(), year)
                .query(String.class)
                .list();
    }

    private String linesOf(Viewer person) {
        return jdbc.sql("""
                        select lines::text from notice where account_id = ? and year = ? and kind = 'REMINDER'
                        order by written_at desc limit 1""")
                .params(person.accountId(), year)
                .query(String.class)
                .single();
    }

    @Test
    void everyPersonGetsOneDigestOfWhatIsStillToDoAndTheRegionOneOfItsLateDistricts() {
        accounts.setEnabled(
                house.somebody("promemoria-disattivata", Role.ATS_OPERATOR, ats).accountId(), false);
        itIs(THIRTY);
        assertThat(digestsOf(operator))
                .singleElement()
                .asString()
                .startsWith("Promemoria: 3 attività da concludere, termine mercoledì 16 aprile 2031");
        assertThat(linesOf(operator))
                .contains(
                        "A1 – ", "A5 – ", "Banca dati dei servizi attivati", "/schede/" + house.sheet(year, ats, "A5"));
        assertThat(digestsOf(referent)).hasSize(1);
        assertThat(digestsOf(supervisor)).singleElement().asString().startsWith("Promemoria: ambiti in ritardo");
        assertThat(linesOf(supervisor)).contains("ATS 02-001").contains("3 da concludere");
        assertThat(digestsOf(regional)).as("nothing is delegated to them").isEmpty();
        assertThat(jdbc.sql("select count(*) from notice n join account a on a.id = n.account_id where not a.enabled"
                                + " and n.year = ?")
                        .param(year)
                        .query(Long.class)
                        .single())
                .isZero();

        cases.finalizeSheet(cases.ready(house.sheet(year, ats, "A5"), referent), referent);
        jdbc.sql("update sheet set dueness = 'OPTIONAL' where id = ?")
                .param(house.sheet(year, ats, "A1"))
                .update();
        itIs(TEN);
        assertThat(digestsOf(operator).get(1)).startsWith("Promemoria: 1 attività");
        assertThat(linesOf(operator)).doesNotContain("A5 – ", "A1 – ");
    }

    @Test
    void aRepeatedTimerAndTwoNodesTellNobodyTwice() throws Exception {
        clock.moveTo(THIRTY.plusSeconds(1));
        reminders.record(year);
        reminders.record(year);
        var nodes = Executors.newFixedThreadPool(2);
        var begin = new CountDownLatch(1);
        for (int node = 0; node < 2; node++) {
            nodes.execute(() -> {
                try {
                    begin.await();
                    batches.workOff();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        begin.countDown();
        nodes.shutdown();
        assertThat(nodes.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        reminders.record(year);
        house.workOff();
        assertThat(digestsOf(operator)).hasSize(1);
        assertThat(digestsOf(supervisor)).hasSize(1);
        assertThat(jdbc.sql("select count(*) from reminded r join notice n on n.id = r.notice_id where n.year = ?"
                                + " and r.account_id = ?")
                        .params(year, operator.accountId())
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void aNodeThatWasAwayForTwoRemindersSendsOne() {
        itIs(TEN);
        assertThat(digestsOf(operator)).hasSize(1);
        assertThat(jdbc.sql(
                                "select distinct r.days from reminded r join notice n on n.id = r.notice_id where n.year = ?")
                        .param(year)
                        .query(Integer.class)
                        .list())
                .containsExactly(10);
    }

    @Test
    void afterAnExtensionNothingSentIsRepeatedAndTheRestFollowsTheNewDeadline() {
        itIs(THIRTY);
        itIs(TEN);
        Instant later = RomeTime.endOf(LocalDate.of(2031, 5, 14));
        var all = new Extension(List.of(), true, null, null, later, "Richiesta delle Regioni", "DD 5");
        List<Reminders.Round> foreseen = trials.extended(year, all);
        assertThat(undoing.granted(year)).as("a trial leaves nothing behind").isEmpty();
        extensions.grant(year, all, "prova");
        house.workOff();

        Instant thirtyAgain = Instant.parse("2031-04-14T06:00:00Z");
        assertThat(reminders.next(year))
                .isEqualTo(ReminderCalendar.Reminder.of(later, 30).at());
        itIs(thirtyAgain);
        itIs(ReminderCalendar.Reminder.of(later, 10).at());
        assertThat(digestsOf(operator)).as("30 and 10 had been sent").hasSize(2);
        itIs(ReminderCalendar.Reminder.of(later, 3).at());
        itIs(ReminderCalendar.Reminder.of(later, 1).at());
        assertThat(digestsOf(operator)).hasSize(4);
        assertThat(digestsOf(operator).get(3)).contains("14 maggio 2031");
        assertThat(foreseen.stream()
                        .filter(round -> round.people().stream()
                                .anyMatch(one -> one.account().equals(operator.accountId())))
                        .map(Reminders.Round::at))
                .containsExactly(
                        ReminderCalendar.Reminder.of(later, 3).at(),
                        ReminderCalendar.Reminder.of(later, 1).at());
    }

    @Test
    void whoIsForetoldIsWhoIsReminded() {
        itIs(THIRTY);
        Simulation.Outlook outlook = simulation.at(
                year, LocalDate.of(2031, 4, 12), 15, house.administrator().scope());
        assertThat(outlook.reminders()).extracting(Reminders.Round::at).containsExactly(TEN, THREE);
        var foretold = outlook.reminders().get(0).people().stream()
                .map(Reminding.Addressee::account)
                .collect(Collectors.toSet());
        itIs(TEN);
        assertThat(jdbc.sql("select account_id from notice where key = ?")
                        .param("promemoria:" + year + "/" + TEN)
                        .query(java.util.UUID.class)
                        .set())
                .isEqualTo(foretold)
                .contains(operator.accountId(), referent.accountId(), supervisor.accountId());
    }

    @Test
    void whoIsForetoldIsWhoIsRemindedAlsoWhenDelegationsBeginAndEndBefore() {
        cases.ready(house.sheet(year, ats, "A5"), referent);
        delegate("A1", DelegationScope.COMPILATION, null, TEN.minus(Duration.ofDays(1)));
        delegate("A5", DelegationScope.COMPILATION_AND_FINALIZATION, TEN.minus(Duration.ofDays(2)), null);
        itIs(THIRTY);
        Map<UUID, Long> foretold = simulation
                .at(year, LocalDate.of(2031, 4, 12), 15, house.administrator().scope())
                .reminders()
                .get(0)
                .people()
                .stream()
                .filter(one -> one.own() > 0)
                .filter(one -> ours().contains(one.account()))
                .collect(Collectors.toMap(Reminding.Addressee::account, Reminding.Addressee::own));
        clock.moveTo(TEN.plusSeconds(1));
        turns.announceDue();
        itIs(TEN);
        assertThat(digestsOf(operator)).last().asString().startsWith("Promemoria: 2 attività");
        assertThat(linesOf(operator)).contains("A1 – ", "Banca dati").doesNotContain("A5 – ");
        assertThat(linesOf(regional)).contains("A5 – ").doesNotContain("A1 – ");
        assertThat(foretold)
                .isEqualTo(Map.of(
                        operator.accountId(), 2L,
                        referent.accountId(), 2L,
                        regional.accountId(), 1L,
                        supervisor.accountId(), 1L));
    }

    /** Other classes leave people of theirs in the same region. */
    private Set<UUID> ours() {
        return Set.of(operator.accountId(), referent.accountId(), regional.accountId(), supervisor.accountId());
    }

    private void delegate(String module, DelegationScope scope, @Nullable Instant from, @Nullable Instant to) {
        delegations.declare(supervisor, year, ats, module, scope, from, to, "delibera di prova");
    }

    @Test
    void theRegionIsRemindedOfWhatItCompilesAndTheDistrictOfWhatItFinalizes() {
        delegations.declare(supervisor, year, ats, null, DelegationScope.COMPILATION, null, null, "delibera di prova");
        itIs(THIRTY);
        assertThat(digestsOf(regional)).singleElement().asString().startsWith("Promemoria: 3 attività");
        assertThat(digestsOf(operator)).isEmpty();
        assertThat(digestsOf(referent)).isEmpty();
    }

    @Test
    void aDelegationNobodyHasAgreedToChangesNothingForWhoIsReminded() {
        delegations.request(
                referent,
                year,
                ats,
                "A1",
                DelegationScope.COMPILATION_AND_FINALIZATION,
                null,
                null,
                "delibera di prova");
        var refused = delegations.request(
                referent, year, ats, null, DelegationScope.COMPILATION, null, null, "altra delibera");
        delegations.refuse(supervisor, refused.id(), "Compila l'ATS, come ogni anno");
        itIs(THIRTY);
        assertThat(digestsOf(operator)).singleElement().asString().startsWith("Promemoria: 3 attività");
        assertThat(digestsOf(referent)).singleElement().asString().startsWith("Promemoria: 3 attività");
        assertThat(digestsOf(regional)).isEmpty();
    }

    @Test
    void theDaysAreDataOfTheCampaignAndWhatIsPastIsNotMadeUpFor() {
        itIs(THIRTY);
        calendar.decide(year, List.of(40, 5));
        assertThat(calendar.days(year)).containsExactly(40, 5);
        assertThat(calendar.all(year))
                .extracting(ReminderCalendar.Reminder::days)
                .containsExactly(5);
        assertThat(reminders.next(year))
                .isEqualTo(ReminderCalendar.Reminder.of(DEADLINE, 5).at());
    }
}
