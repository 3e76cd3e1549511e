package it.sioss.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import it.sioss.access.Accounts;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.delegation.Delegation;
import it.sioss.delegation.DelegationChanged;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.DelegationTurns;
import it.sioss.delegation.Delegations;
import it.sioss.platform.MotiveWords;
import it.sioss.platform.Refusal;
import it.sioss.support.Cases;
import it.sioss.support.House;
import it.sioss.support.HouseTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Working on a sheet while the ledger changes: whose it is is decided at the instant, and nothing written is lost. */
class DelegatedWorkTest extends HouseTest {

    private static final String PHONE = "a5_1_10_telefono";
    private static final String WHY = "La convenzione è finita";

    @Autowired
    Delegations delegations;

    @Autowired
    DelegationTurns turns;

    @Autowired
    Journal journal;

    @Autowired
    Accounts accounts;

    @Autowired
    Sheets sheets;

    @Autowired
    MockMvc web;

    private Delegation delegate(String ats, DelegationScope scope, @Nullable Instant from, @Nullable Instant to) {
        return delegations.declare(supervisor(), year, ats, null, scope, from, to, "Delibera n. 7");
    }

    private String phoneOf(UUID sheet) {
        return String.valueOf(cases.sheet(sheet).answers().answer(PHONE));
    }

    @Test
    void aRevocationWhileTheRegionTypesSaysWhoWhenAndWhyAndTheAtsGoesOnWithTheDraft() {
        UUID sheet = aSheet();
        Delegation row = delegate(cases.atsOf(sheet), DelegationScope.COMPILATION, null, null);
        cases.save(sheet, Cases.patch(PHONE, "075 1111"), regionOperator());
        sheets.claim(sheet, false, regionOperator());
        delegations.revoke(supervisor(), row.id(), WHY, null);

        Refusal refusal = refusal(() -> cases.save(sheet, Cases.patch(PHONE, "075 2222"), regionOperator()));
        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.code()).isEqualTo("DELEGA_ASSENTE");
        assertThat(refusal.message()).contains(supervisor().displayName(), WHY, "La scheda è ora dell'ATS");
        assertThat(refusal.details().get("motivi"))
                .asInstanceOf(InstanceOfAssertFactories.list(MotiveWords.class))
                .first()
                .satisfies(motive -> {
                    assertThat(motive.page()).isEqualTo("/deleghe/" + row.id());
                    assertThat(motive.since()).isNotNull();
                });

        assertThat(phoneOf(sheet)).contains("075 1111");
        assertThat(cases.taskOf(sheet).getAssignee()).isNull();
        assertThat(cases.waitsFor(sheet, "ats:" + cases.atsOf(sheet))).isTrue();
        cases.save(sheet, Cases.patch(PHONE, "075 3333"), operatorOf(sheet));
        assertThat(phoneOf(sheet)).contains("075 3333");
        assertThat(events(sheet))
                .extracting(entry -> entry.event() + (entry.onBehalfOf() == null ? "" : " per conto"))
                .containsSubsequence(
                        "DELEGATED", "ANSWERED per conto", "CLAIMED per conto", "DELEGATION_ENDED", "ANSWERED");
    }

    @Test
    void theRegionTakesOverWhileTheAtsTypes() {
        UUID sheet = aSheet();
        Viewer operator = operatorOf(sheet);
        cases.save(sheet, Cases.patch(PHONE, "075 1111"), operator);
        delegate(cases.atsOf(sheet), DelegationScope.COMPILATION, null, null);
        Refusal refusal = refusal(() -> cases.save(sheet, Cases.patch(PHONE, "075 2222"), operator));
        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.message())
                .contains("per conto dell'ATS dal", supervisor().displayName(), "Delibera n. 7");
        assertThat(phoneOf(sheet)).contains("075 1111");
        cases.save(sheet, Cases.patch(PHONE, "075 3333"), regionOperator());
    }

    @Test
    void theFirstAndLastInstantDecideBeforeAnyWatchHasRun() {
        UUID sheet = aSheet();
        String ats = cases.atsOf(sheet);
        Instant from = clock.instant().plus(Duration.ofHours(1));
        Instant to = from.plus(Duration.ofHours(2));
        Delegation row = delegate(ats, DelegationScope.COMPILATION_AND_FINALIZATION, from, to);
        cases.save(sheet, Cases.patch(PHONE, "075 1111"), operatorOf(sheet));

        clock.moveTo(from.plusSeconds(1));
        assertThat(cases.sheet(sheet).compiler()).as("nobody has announced it").isEqualTo(Compiler.ATS);
        assertThat(sheets.view(sheet, regionOperator()).allowed(Verb.SAVE)).isTrue();
        assertThat(sheets.view(sheet, operatorOf(sheet)).compiler()).isEqualTo(Compiler.REGION);
        assertThat(refusal(() -> cases.save(sheet, Cases.patch(PHONE, "x"), operatorOf(sheet)))
                        .status())
                .isEqualTo(403);
        cases.compile(sheet, regionOperator());
        assertThat(cases.sheet(sheet).compiler()).as("the deed settled it").isEqualTo(Compiler.REGION);
        assertThat(cases.waitsFor(sheet, "ente:" + REGION)).isTrue();

        clock.moveTo(to.plusSeconds(1));
        assertThat(refusal(() -> cases.submit(sheet, regionOperator())).message())
                .contains("La delega è scaduta");
        cases.submit(sheet, operatorOf(sheet));
        assertThat(cases.sheet(sheet).state())
                .as("compiled by the ATS in the end: no review")
                .isEqualTo(SheetState.READY);
        assertThat(turns.announceDue()).isPositive();
        assertThat(turns.announceDue()).isZero();
        assertThat(delegations.history(row.id(), supervisor()))
                .extracting(entry -> entry.kind())
                .containsExactly(
                        DelegationChanged.Kind.DECLARED, DelegationChanged.Kind.BEGAN, DelegationChanged.Kind.EXPIRED);
    }

    @Test
    void whoIsOfBothSidesActsForTheAtsInWhatIsTheAtss() {
        UUID sheet = aSheet();
        String ats = cases.atsOf(sheet);
        Viewer both = somebody("due-parti-" + ats, Role.ATS_REFERENT, ats, Role.REGION_OPERATOR, REGION);
        delegate(ats, DelegationScope.COMPILATION, null, null);
        cases.ready(sheet, both);
        assertThat(cases.sheet(sheet).state()).isEqualTo(SheetState.IN_REVIEW);
        sheets.approve(sheet, supervisor(), clock.instant());
        Receipt receipt = cases.finalizeSheet(sheet, both);
        assertThat(receipt.onBehalfOf()).as("finalized as the ATS's referent").isNull();
        assertThat(events(sheet))
                .filteredOn(
                        entry -> List.of("ANSWERED", "SUBMITTED", "APPROVED").contains(entry.event()))
                .allSatisfy(entry -> assertThat(entry.onBehalfOf()).isEqualTo(ats));
    }

    @Test
    void whoCompiledIsNotTheApproverWhateverTheHats() {
        for (Role other : List.of(Role.REGION_OPERATOR, Role.ATS_REFERENT, Role.ATS_OPERATOR)) {
            UUID sheet = aSheet();
            String ats = cases.atsOf(sheet);
            boolean regional = other == Role.REGION_OPERATOR;
            Viewer both = somebody("giudice-" + ats, Role.REGION_SUPERVISOR, REGION, other, regional ? REGION : ats);
            if (!regional) {
                cases.compile(sheet, both);
            }
            delegate(ats, DelegationScope.COMPILATION, null, null);
            if (regional) {
                cases.ready(sheet, both);
            } else {
                cases.submit(sheet, regionOperator());
            }
            assertThat(refusal(() -> sheets.approve(sheet, both, clock.instant()))
                            .code())
                    .as("supervisor and %s", other)
                    .isEqualTo("SEPARAZIONE_COMPITI");
            assertThat(refusal(() -> sheets.claim(sheet, true, both)).status()).isEqualTo(403);
            sheets.approve(sheet, supervisor(), clock.instant());

            UUID another = aSheet();
            delegate(cases.atsOf(another), DelegationScope.COMPILATION, null, null);
            cases.ready(another, regionOperator());
            assertThat(sheets.approve(another, both, clock.instant()).effectiveState())
                    .as("of another sheet the same person is a judge like any other")
                    .isEqualTo(SheetState.READY);
        }
    }

    @Test
    void noSaveOfTheRegionFallsAfterARevocation() throws Exception {
        UUID sheet = aSheet();
        Delegation row = delegate(cases.atsOf(sheet), DelegationScope.COMPILATION, null, null);
        var saved = new AtomicInteger();
        Viewer paolo = regionOperator();
        var typing = Executors.newSingleThreadExecutor();
        var refused = typing.submit(() -> {
            for (int n = 0; n < 2_000; n++) {
                try {
                    cases.save(sheet, Cases.patch(PHONE, "075 " + n), paolo);
                    saved.incrementAndGet();
                } catch (Refusal refusal) {
                    return refusal.code();
                }
            }
            return "mai";
        });
        while (saved.get() < 5) {
            Thread.onSpinWait();
        }
        Delegation revoked = delegations.revoke(supervisor(), row.id(), WHY, null);
        assertThat(refused.get()).isEqualTo("DELEGA_ASSENTE");
        typing.shutdown();
        Instant end = revoked.validTo().orElseThrow();
        assertThat(events(sheet))
                .filteredOn(entry -> entry.onBehalfOf() != null)
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(entry -> assertThat(entry.at()).isBefore(end));
    }

    @Test
    void everyPageAndPaperSaysForWhomTheRegionActed() throws Exception {
        UUID sheet = aSheet();
        String ats = cases.atsOf(sheet);
        delegate(ats, DelegationScope.COMPILATION_AND_FINALIZATION, null, null);
        cases.ready(sheet, regionOperator());
        String draft = paper(sheet, "scheda.pdf");
        assertThat(draft).contains("Compilata da", regionOperator().displayName() + " per conto di");
        sheets.approve(sheet, supervisor(), clock.instant());
        Receipt receipt = cases.finalizeSheet(sheet, regionOperator());
        assertThat(receipt.onBehalfOf()).isEqualTo(ats);
        assertThat(events(sheet))
                .filteredOn(entry -> List.of("ANSWERED", "SUBMITTED", "APPROVED", "FINALIZED")
                        .contains(entry.event()))
                .hasSize(4)
                .allSatisfy(entry -> assertThat(entry.onBehalfOf()).isEqualTo(ats));
        assertThat(paper(sheet, "ricevuta.pdf")).contains(regionOperator().displayName() + " per conto di");
        assertThat(paper(sheet, "scheda.pdf"))
                .contains("Trasmessa da " + regionOperator().displayName() + " per conto di");
        web.perform(asked("/api/v1/schede/" + sheet + "/ricevuta"))
                .andExpect(jsonPath("$.perContoDi").value(ats));
        web.perform(asked("/api/v1/schede/" + sheet + "/storia"))
                .andExpect(content().string(containsString("\"perContoDi\":\"" + ats)));
        web.perform(asked("/schede/" + sheet + "/storia"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("(per conto di ")));
    }

    private MockHttpServletRequestBuilder asked(String address) {
        String me = regionOperator().username();
        return get(address).with(address.startsWith("/api") ? httpBasic(me, House.PASSWORD) : user(me));
    }

    private String paper(UUID sheet, String name) throws Exception {
        byte[] pdf = web.perform(get("/api/v1/schede/" + sheet + "/" + name)
                        .with(httpBasic(regionOperator().username(), House.PASSWORD)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        try (var document = org.apache.pdfbox.Loader.loadPDF(pdf)) {
            return new org.apache.pdfbox.text.PDFTextStripper()
                    .getText(document)
                    .replaceAll("\\s+", " ");
        }
    }

    private List<Journal.Entry> events(UUID sheet) {
        return journal.of(sheet);
    }

    private Viewer somebody(String username, Role one, String territory, Role other, String otherTerritory) {
        Viewer viewer = house.somebody(username, one, territory);
        accounts.grant(viewer.accountId(), other, otherTerritory, null, "prova");
        return accounts.viewer(username).orElseThrow();
    }

    private static Refusal refusal(ThrowingCallable deed) {
        var caught = new java.util.concurrent.atomic.AtomicReference<Refusal>();
        assertThatThrownBy(deed).isInstanceOfSatisfying(Refusal.class, caught::set);
        return java.util.Objects.requireNonNull(caught.get());
    }
}
