package it.sioss.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.access.Role;
import it.sioss.catalogue.Finding;
import it.sioss.registry.Registry;
import it.sioss.support.Cases;
import it.sioss.support.HouseTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A sheet beside last closed year's and beside districts of similar size: transmitted sheets only, never drafts. */
class ComparisonTest extends HouseTest {

    private static final int CLOSED = 2033;
    private static final String TOTAL = "a5_3_3_totale";

    @Autowired
    Sheets sheets;

    @Autowired
    Registry registry;

    @Autowired
    PeerFigures peers;

    /** Districts of one size class: the first six transmit, the others leave a draft. */
    private List<String> similar = List.of();

    @BeforeAll
    void aClosedYear() {
        house.openCampaign(CLOSED, REGION, "A5");
        similar = districtsOfOneSize();
        similar.stream().limit(6).forEach(ats -> {
            UUID sheet = house.sheet(CLOSED, ats, "A5");
            cases.ready(sheet, operatorOf(sheet));
            cases.finalizeSheet(sheet, referentOf(sheet));
        });
        UUID draft = house.sheet(CLOSED, similar.get(6), "A5");
        cases.compile(draft, operatorOf(draft));
        state("CLOSED");
    }

    @AfterAll
    void openAgain() {
        state("OPEN");
    }

    private void state(String state) {
        jdbc.sql("update campaign set state = ? where year = ?")
                .params(state, CLOSED)
                .update();
    }

    private List<String> districtsOfOneSize() {
        var bounds = new java.util.TreeSet<>(jdbc.sql("select from_residents from size_class")
                .query(Long.class)
                .list());
        var bySize = new TreeMap<Long, List<String>>();
        registry.summaries(CLOSED, REGION, 0, 100)
                .forEach(district -> bySize.merge(
                        bounds.floor(district.population().residents()),
                        List.of(district.ats().code()),
                        (one, other) ->
                                Stream.concat(one.stream(), other.stream()).toList()));
        return bySize.values().stream()
                .max(java.util.Comparator.comparingInt(List::size))
                .filter(districts -> districts.size() > 7)
                .orElseThrow();
    }

    private SheetView thisYear(String ats, long total) {
        UUID sheet = house.sheet(year, ats, "A5");
        cases.compile(sheet, house.somebody(Role.ATS_OPERATOR, ats));
        return cases.save(sheet, Cases.patch(TOTAL, total), house.somebody(Role.ATS_OPERATOR, ats));
    }

    private static List<String> messages(SheetView view, String code) {
        return view.evaluation().findings().stream()
                .filter(finding -> finding.code().equals(code))
                .map(Finding::message)
                .toList();
    }

    @Test
    void lastClosedYearIsComparedWithItsTransmittedSheet() {
        SheetView view = thisYear(similar.get(0), 60);
        assertThat(view.previous()).isPresent();
        assertThat(view.previous().get().year()).isEqualTo(CLOSED);
        assertThat(messages(view, "G10")).as("20 is half of 40, not more").isEmpty();
        assertThat(messages(thisYear(similar.get(0), 61), "G10"))
                .singleElement()
                .asString()
                .contains("61, l'anno scorso 40");
    }

    @Test
    void aDraftOfLastYearSaysNothing() {
        SheetView view = thisYear(similar.get(6), 150);
        assertThat(view.previous()).isEmpty();
        assertThat(messages(view, "G10")).isEmpty();
    }

    @Test
    void aYearStillOpenSaysNothing() {
        state("OPEN");
        try {
            SheetView view = thisYear(similar.get(1), 4000);
            assertThat(view.previous()).isEmpty();
            assertThat(view.peers()).isEmpty();
            assertThat(messages(view, "G10")).isEmpty();
            assertThat(messages(view, "G15")).isEmpty();
        } finally {
            state("CLOSED");
        }
    }

    @Test
    void districtsOfSimilarSizeAreToldByTheirMedian() {
        SheetView view = thisYear(similar.get(7), 480);
        assertThat(view.peers().get(TOTAL)).isNotNull().satisfies(peers -> {
            assertThat(peers.districts()).isEqualTo(6);
            assertThat(peers.median()).isEqualByComparingTo("40");
        });
        assertThat(messages(view, "G15"))
                .singleElement()
                .asString()
                .contains("480, 12 volte il valore mediano di 6 ambiti simili");
        assertThat(messages(thisYear(similar.get(7), 200), "G15")).isEmpty();
    }

    @Test
    void fewerThanFiveDistrictsSayNothing() {
        long elsewhere = 10_000_000;
        assertThat(peers.of(CLOSED, "A5", elsewhere)).isEmpty();
        assertThat(peers.of(CLOSED - 1, "A5", 50_000)).isEmpty();
    }

    @Test
    void theMedianIsTheMiddleOrBetweenTheTwoMiddles() {
        assertThat(PeerFigures.median(numbers(9, 1, 5))).isEqualByComparingTo("5");
        assertThat(PeerFigures.median(numbers(9, 1, 5, 6))).isEqualByComparingTo("5.5");
        assertThat(PeerFigures.median(numbers(7))).isEqualByComparingTo("7");
    }

    private static List<BigDecimal> numbers(long... values) {
        return java.util.Arrays.stream(values).mapToObj(BigDecimal::valueOf).toList();
    }

    /** A sheet of this year in a district that no other test here looks at. */
    private UUID aSheetApart() {
        String ats = anAts();
        return similar.contains(ats) ? aSheetApart() : house.sheet(year, ats, "A5");
    }

    @Test
    void aDistrictsSheetIsComparedWithTheOtherSheetsOfTheModule() {
        UUID own = aSheetApart();
        cases.compile(own, operatorOf(own));
        assertThat(messages(sheets.view(own, operatorOf(own)), "G14")).isEmpty();
        another(own, "COMPILING", 30);
        assertThat(messages(sheets.view(own, operatorOf(own)), "G14")).isEmpty();
        another(own, "COMPILING", 11);
        assertThat(messages(sheets.view(own, operatorOf(own)), "G14"))
                .singleElement()
                .asString()
                .contains("41", "40");
    }

    @Test
    void sheetsWithdrawnOrLapsedAreNotCounted() {
        UUID own = aSheetApart();
        cases.compile(own, operatorOf(own));
        another(own, "WITHDRAWN", 500);
        another(own, "LAPSED", 500);
        assertThat(messages(sheets.view(own, operatorOf(own)), "G14")).isEmpty();
    }

    /** The sheets written by hand have no case: nobody after this test may meet them alive. */
    @AfterEach
    void noSheetWithoutACaseStaysOpen() {
        jdbc.sql("""
                        update sheet set state = 'WITHDRAWN' where process_instance_id is null
                        and state not in ('FINALIZED', 'WITHDRAWN', 'LAPSED')""").update();
    }

    /** The sheet of a municipality beside the district's own. */
    private void another(UUID sheet, String state, long total) {
        jdbc.sql("""
                        insert into sheet (id, year, ats, region, module, level, body, body_name, sequence, dueness,
                            dueness_reason, state, state_since, revision, answers, compiler, asked, answered, blocking,
                            warnings, opened_at, contents_empty)
                        select gen_random_uuid(), year, ats, region, module, 'MUNICIPALITY', gen_random_uuid()::text,
                               'Comune', 1, dueness, dueness_reason, ?, state_since, revision, ?::jsonb, compiler, 0, 0,
                               0, 0, opened_at, false
                        from sheet where id = ?""")
                .params(state, "{\"" + TOTAL + "\":{\"value\":" + total + "}}", sheet)
                .update();
    }
}
