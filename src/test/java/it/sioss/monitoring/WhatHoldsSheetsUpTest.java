package it.sioss.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.sheet.SheetState;
import it.sioss.support.Cases;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;

@SiossTest
class WhatHoldsSheetsUpTest {

    private static final String REGION = "0600";
    private static final String ATS = "06-001";
    private static final String WOMEN = "a5_3_3_donne";

    @Autowired
    private House house;

    @Autowired
    private Dashboard dashboard;

    @Autowired
    private ApplicationContext application;

    @Autowired
    private MockMvc web;

    private Cases cases;
    private Viewer referent;
    private Viewer supervisor;
    private int year;

    @BeforeEach
    void aRegionOpens() {
        house.clock().stopMoving();
        cases = Cases.in(application);
        referent = house.somebody("ferme-referente", Role.ATS_REFERENT, ATS);
        supervisor = house.somebody("ferme-supervisora", Role.REGION_SUPERVISOR, REGION);
        year = house.freeYear();
        house.openCampaign(year, REGION, "A5");
    }

    @AfterEach
    void timeStandsStill() {
        house.clock().stopMoving();
    }

    private UUID sheet() {
        return house.sheet(year, ATS, "A5");
    }

    private Dashboard.Picture picture() {
        return dashboard.picture(supervisor, year, null, null);
    }

    private void lists(String filter, long number) throws Exception {
        web.perform(get("/api/v1/schede?anno=" + year + "&" + filter)
                        .with(httpBasic(supervisor.username(), House.PASSWORD)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.totale").value(number));
    }

    @Test
    void theFourNumbersSayWhatHasChangedSinceYesterday() {
        long all = picture().all().total();
        assertThat(picture().yesterday()).as("there was no yesterday").isEqualTo(Yesterday.NONE);
        house.passTime(Duration.ofHours(25));
        assertThat(picture().yesterday()).isEqualTo(new Yesterday(all, 0, 0, all, 0));
        cases.compile(sheet(), referent);
        assertThat(picture().all().underWay()).isEqualTo(1);
        assertThat(picture().yesterday()).as("begun only today").isEqualTo(new Yesterday(all, 0, 0, all, 0));
        house.passTime(Duration.ofHours(25));
        assertThat(picture().yesterday()).isEqualTo(new Yesterday(all, 0, 1, all - 1, 0));
        cases.submit(sheet(), referent);
        cases.finalizeSheet(sheet(), referent);
        assertThat(picture().all().finalized()).isEqualTo(1);
        assertThat(picture().yesterday()).as("finalized only today").isEqualTo(new Yesterday(all, 0, 1, all - 1, 0));
        house.passTime(Duration.ofDays(2));
        assertThat(picture().yesterday())
                .as("a day ago the deadline was already within a week")
                .isEqualTo(new Yesterday(all, 1, 0, all - 1, all - 1));
    }

    @Test
    void aBlockingCheckIsCountedUntilItIsMendedAndHasItsListBehindIt() throws Exception {
        assertThat(picture().obstacles()).isEmpty();
        cases.compile(sheet(), referent);
        assertThat(picture().obstacles()).as("a faultless sheet").isEmpty();
        cases.save(sheet(), Cases.patch(WOMEN, 90_000), referent);
        assertThat(picture().obstacles())
                .isNotEmpty()
                .allMatch(one -> one.module().equals("A5") && one.sheets() == 1);
        String check = picture().obstacles().get(0).check();
        lists("controllo=" + check, 1);
        web.perform(get("/cruscotto?anno=" + year).with(user(supervisor.username())))
                .andExpect(content().string(containsString("controllo=" + check)));
        cases.compile(sheet(), referent);
        assertThat(picture().obstacles()).isEmpty();
        lists("controllo=" + check, 0);
    }

    @Test
    void aSheetNobodyMovesStandsStillAndOneNobodyBeganDoesNot() throws Exception {
        assertThat(picture().standstills()).isEmpty();
        cases.compile(sheet(), referent);
        assertThat(picture().standstills()).singleElement().satisfies(step -> {
            assertThat(step.state()).isEqualTo(SheetState.COMPILING);
            assertThat(step.sheets()).isEqualTo(1);
            assertThat(step.still()).isZero();
        });
        house.passTime(Duration.ofDays(8));
        assertThat(picture().standstills().get(0).still()).isEqualTo(1);
        lists("ferme=true", 1);
        cases.submit(sheet(), referent);
        assertThat(picture().standstills()).singleElement().satisfies(step -> {
            assertThat(step.state()).isEqualTo(SheetState.READY);
            assertThat(step.still()).isZero();
        });
        lists("ferme=true", 0);
    }

    @Test
    void theCourseEndsAtTheDeadlineAndCountsWhatIsFinalized() {
        Course course = Objects.requireNonNull(picture().course());
        assertThat(course.daysLeft()).isBetween(10L, 12L);
        assertThat(course.left()).isEqualTo(picture().all().total());
        cases.ready(sheet(), referent);
        cases.finalizeSheet(sheet(), referent);
        Course after = Objects.requireNonNull(picture().course());
        assertThat(after.left()).isEqualTo(course.left() - 1);
        assertThat(after.inAWeek()).isEqualTo(1);
        assertThat(dashboard.picture(house.administrator(), year, "0300", null).course())
                .as("a region that does not take part")
                .isNull();
    }
}
