package it.sioss.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.access.Accounts;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.catalogue.Answer;
import it.sioss.catalogue.AnswersPatch;
import it.sioss.catalogue.Entry;
import it.sioss.catalogue.ModuleFixtures;
import it.sioss.prefill.Publications;
import it.sioss.registry.Ats;
import it.sioss.registry.Municipality;
import it.sioss.registry.ReferenceData;
import it.sioss.registry.Registry;
import it.sioss.services.AnnexChanges;
import it.sioss.services.AnnexDesk;
import it.sioss.services.Dueness;
import it.sioss.services.SheetLevel;
import it.sioss.support.AnnexWords;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Every combination of what a source knows, what Allegato 1 lists, when the publication comes and whether it is the first,
 * the same again or a new one: 144 cases, each with the sheets and the values that the circular's words ask for.
 */
@SiossTest
class PublicationCombinationsTest {

    private static final int YEAR = 2089;
    private static final String REGION = "0300";
    private static final String MODULE = "A4";
    private static final String OWN_SERVICE = "B.04.1";
    private static final String FAMILIES = "a4_3_1_famiglie";
    private static final int DECLARED = 7;

    enum Data {
        NONE,
        DISTRICT,
        MUNICIPALITIES,
        BOTH
    }

    enum Bodies {
        NOBODY,
        ONE,
        MANY
    }

    enum When {
        BEFORE_COMPILATION,
        DURING_COMPILATION,
        AFTER_COMPILATION,
        AFTER_FINALIZATION
    }

    enum Kind {
        FIRST_IMPORT,
        RE_IMPORT,
        REPUBLISHED
    }

    /** Whom a sheet is about: the district, the municipality listed first in Allegato 1, another one, a cooperative. */
    enum Place {
        DISTRICT,
        LISTED_TOWN,
        OTHER_TOWN,
        COOPERATIVE
    }

    /**
     * What the circular says of the sheets, by what is known and what is listed. «La piattaforma creerà automaticamente una
     * scheda pre-popolata con i dati aggregati su tale base territoriale; qualora l'Ambito abbia indicato ulteriori modalità
     * di attuazione e relativi soggetti attuatori, non sarà richiesta la compilazione delle specifiche schede»; «popolerà
     * automaticamente la scheda relativa allo specifico comune; in tal caso l'ATS potrà compilare le ulteriori schede».
     */
    private static Set<Place> required(Data data, Bodies bodies) {
        return switch (data) {
            case NONE ->
                switch (bodies) {
                    case NOBODY -> Set.of(Place.DISTRICT);
                    case ONE -> Set.of(Place.LISTED_TOWN);
                    case MANY -> Set.of(Place.LISTED_TOWN, Place.COOPERATIVE);
                };
            case DISTRICT, BOTH -> Set.of(Place.DISTRICT);
            case MUNICIPALITIES -> Set.of(Place.LISTED_TOWN, Place.OTHER_TOWN);
        };
    }

    /** The figure a source says of a place: the district's own wins, nothing is counted twice, silence fills nothing. */
    private static @Nullable Integer said(Data data, Place place, Kind kind) {
        int more = kind == Kind.REPUBLISHED ? 100 : 0;
        return switch (data) {
            case NONE -> null;
            case DISTRICT, BOTH -> place == Place.DISTRICT ? Integer.valueOf(12 + more) : null;
            case MUNICIPALITIES ->
                place == Place.LISTED_TOWN
                        ? Integer.valueOf(3 + more)
                        : place == Place.OTHER_TOWN ? Integer.valueOf(5 + more) : null;
        };
    }

    /**
     * One district in one situation.
     *
     * @param kind the one kind it is about, where it does not go through all three, one after the other
     * @param apart whether it is about one kind only
     */
    private record Case(
            Data data, Bodies bodies, When when, Kind kind, boolean apart, String ats, String town, String otherTown) {

        /** The sheets people had worked on when the publication came: what Allegato 1 alone asks for. */
        Set<Place> worked() {
            return when == When.BEFORE_COMPILATION ? Set.of() : required(Data.NONE, bodies);
        }

        String code(Place place) {
            return switch (place) {
                case DISTRICT -> ats;
                case LISTED_TOWN -> town;
                case OTHER_TOWN -> otherTown;
                case COOPERATIVE -> AnnexWords.TAX_CODE;
            };
        }

        Place place(Sheet sheet) {
            return Arrays.stream(Place.values())
                    .filter(place -> code(place).equals(sheet.body()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Autowired
    House house;

    @Autowired
    ReferenceData reference;

    @Autowired
    Registry registry;

    @Autowired
    Accounts accounts;

    @Autowired
    Publications publications;

    @Autowired
    AnnexDesk annex;

    @Autowired
    Sheets sheets;

    @Autowired
    SheetRepository repository;

    private final Map<UUID, String> fingerprints = new HashMap<>();
    private int judged;

    @Test
    void everyCombinationHasTheSheetsAndTheFiguresOfTheCircular() {
        reference.load();
        List<Case> cases = cases();
        for (Kind kind : Kind.values()) {
            publish(Kind.FIRST_IMPORT, having(cases, When.BEFORE_COMPILATION, kind));
        }
        publish(Kind.FIRST_IMPORT, having(cases, When.BEFORE_COMPILATION, Kind.RE_IMPORT));
        publish(Kind.REPUBLISHED, having(cases, When.BEFORE_COMPILATION, Kind.REPUBLISHED));
        house.openCampaign(YEAR, REGION, MODULE);
        Viewer referent = referentOf(cases);
        cases.forEach(one -> list(one, referent));
        cases.forEach(one -> work(one, referent));
        for (Case one : cases) {
            if (one.when() == When.BEFORE_COMPILATION) {
                for (Kind kind : one.apart() ? List.of(one.kind()) : List.of(Kind.values())) {
                    judge(one, kind, referent);
                }
            }
        }
        for (Kind kind : Kind.values()) {
            List<Case> later = cases.stream()
                    .filter(one -> one.when() != When.BEFORE_COMPILATION)
                    .toList();
            publish(kind, later);
            later.forEach(one -> judge(one, kind, referent));
        }
        assertThat(judged).isEqualTo(144);
    }

    /** Before the opening each kind needs its own district; afterwards one sees all three, in their order. */
    private List<Case> cases() {
        var districts = registry.atsOf(YEAR).stream()
                .map(Ats::code)
                .filter(code -> code.startsWith(REGION.substring(0, 2)))
                .filter(code -> registry.municipalitiesOf(code, YEAR).size() > 1)
                .iterator();
        var cases = new ArrayList<Case>();
        for (Data data : Data.values()) {
            for (Bodies bodies : Bodies.values()) {
                for (When when : When.values()) {
                    boolean apart = when == When.BEFORE_COMPILATION && data != Data.NONE;
                    for (Kind kind : apart ? List.of(Kind.values()) : List.of(Kind.FIRST_IMPORT)) {
                        String ats = districts.next();
                        List<Municipality> towns = registry.municipalitiesOf(ats, YEAR);
                        cases.add(new Case(
                                data,
                                bodies,
                                when,
                                kind,
                                apart,
                                ats,
                                towns.get(0).code(),
                                towns.get(1).code()));
                    }
                }
            }
        }
        return cases;
    }

    private static List<Case> having(List<Case> cases, When when, Kind kind) {
        return cases.stream()
                .filter(one -> one.when() == when && one.apart() && one.kind() == kind)
                .toList();
    }

    private Viewer referentOf(List<Case> cases) {
        Viewer somebody =
                house.somebody("combinazioni", Role.ATS_REFERENT, cases.get(0).ats());
        cases.stream()
                .skip(1)
                .forEach(one -> accounts.grant(somebody.accountId(), Role.ATS_REFERENT, one.ats(), null, "prova"));
        return accounts.viewer("combinazioni").orElseThrow();
    }

    private void publish(Kind kind, List<Case> cases) {
        var text =
                new StringBuilder("fonte;annualita;estratto_il;periodo_dal;periodo_al;livello;codice;famiglie_incluse");
        int more = kind == Kind.REPUBLISHED ? 100 : 0;
        for (Case one : cases) {
            if (one.data() == Data.DISTRICT || one.data() == Data.BOTH) {
                row(text, "ATS", one.ats(), 12 + more);
            }
            if (one.data() == Data.MUNICIPALITIES || one.data() == Data.BOTH) {
                row(text, "COMUNE", one.town(), 3 + more);
                row(text, "COMUNE", one.otherTown(), 5 + more);
            }
        }
        var taken = publications.apply(text.toString().getBytes(StandardCharsets.UTF_8), null, "prova");
        if (kind == Kind.RE_IMPORT) {
            assertThat(taken.alreadyKnown()).isTrue();
        }
        house.workOff();
    }

    private static void row(StringBuilder text, String scope, String code, int families) {
        text.append("\nRPM;%d;2090-06-30;2089-01-01;2089-12-31;%s;%s;%d".formatted(YEAR, scope, code, families));
    }

    private void list(Case one, Viewer referent) {
        var lines = new ArrayList<AnnexChanges.Written>();
        if (one.bodies() != Bodies.NOBODY) {
            lines.add(written(one, "COMUNE"));
        }
        if (one.bodies() == Bodies.MANY) {
            lines.add(written(one, "COOPERATIVA_SOCIALE"));
        }
        if (!lines.isEmpty()) {
            annex.revise(
                    YEAR,
                    one.ats(),
                    new AnnexChanges(Map.of(), lines, List.of()),
                    referent,
                    house.clock().instant());
        }
    }

    private static AnnexChanges.Written written(Case one, String form) {
        return new AnnexChanges.Written(0, null, AnnexWords.draft(OWN_SERVICE, form, one.town(), true, List.of()));
    }

    /** People compile what Allegato 1 asks for, as far as the situation says. */
    private void work(Case one, Viewer referent) {
        if (one.when() == When.BEFORE_COMPILATION) {
            return;
        }
        for (Sheet sheet : live(one)) {
            var patch = new LinkedHashMap<String, @Nullable Entry>();
            if (one.when() == When.DURING_COMPILATION) {
                patch.put(FAMILIES, Answer.of(DECLARED));
            } else {
                patch.putAll(
                        ModuleFixtures.complete(ModuleFixtures.module(MODULE)).entries());
                ModuleFixtures.module(MODULE).form().withRole("comuni").forEach(item -> patch.remove(item.key()));
            }
            sheets.answer(sheet.id(), sheet.answersVersion(), new AnswersPatch(patch), referent, now());
            if (one.when() != When.DURING_COMPILATION) {
                sheets.submit(sheet.id(), referent, now());
            }
            if (one.when() == When.AFTER_FINALIZATION) {
                fingerprints.put(
                        sheet.id(),
                        sheets.finalizeSheet(sheet.id(), referent, now()).fingerprint());
            }
        }
    }

    private java.time.Instant now() {
        return house.clock().instant();
    }

    /** The sheets that stand: the newest of each place, the withdrawn ones left out. */
    private List<Sheet> live(Case one) {
        var newest = new TreeMap<String, Sheet>();
        repository
                .findByYearAndAts(YEAR, one.ats())
                .forEach(sheet -> newest.merge(
                        sheet.level() + sheet.body(),
                        sheet,
                        (before, other) -> before.sequence() > other.sequence() ? before : other));
        return newest.values().stream()
                .filter(sheet -> sheet.state() != SheetState.WITHDRAWN)
                .toList();
    }

    private void judge(Case one, Kind kind, Viewer referent) {
        judged++;
        String words = one + ", " + kind;
        Set<Place> due = required(one.data(), one.bodies());
        var expected = new TreeSet<>(due);
        expected.addAll(one.worked());
        Map<Place, Sheet> found = live(one).stream().collect(Collectors.toMap(one::place, sheet -> sheet));
        assertThat(found.keySet()).as(words).containsExactlyInAnyOrderElementsOf(expected);
        found.forEach((place, sheet) -> {
            String which = place + " of " + words;
            assertThat(sheet.dueness()).as(which).isEqualTo(due.contains(place) ? Dueness.REQUIRED : Dueness.OPTIONAL);
            assertThat(sheet.duenessReason()).as(which).isNotBlank();
            assertThat(sheet.level()).isEqualTo(level(place));
            figures(one, kind, place, sheet, referent, which);
        });
    }

    private static SheetLevel level(Place place) {
        return switch (place) {
            case DISTRICT -> SheetLevel.ATS;
            case LISTED_TOWN, OTHER_TOWN -> SheetLevel.MUNICIPALITY;
            case COOPERATIVE -> SheetLevel.OTHER_BODY;
        };
    }

    private static int ofAWholeSheet() {
        Answer families = Objects.requireNonNull(
                ModuleFixtures.complete(ModuleFixtures.module(MODULE)).answer(FAMILIES));
        return Objects.requireNonNull(families.number()).intValueExact();
    }

    /** What nobody touched follows its source and must be supervised; what a person wrote stays, the rest is proposed. */
    private void figures(Case one, Kind kind, Place place, Sheet sheet, Viewer referent, String which) {
        Integer said = said(one.data(), place, kind);
        Answer families = sheet.answers().answer(FAMILIES);
        SheetView view = sheets.view(sheet.id(), referent);
        if (one.worked().contains(place)) {
            Answer declared = Objects.requireNonNull(families, which);
            assertThat(declared.received()).as(which).isNull();
            int mine = one.when() == When.DURING_COMPILATION ? DECLARED : ofAWholeSheet();
            assertThat(declared.number()).as(which).isEqualByComparingTo(String.valueOf(mine));
            assertThat(view.proposals()).as(which).hasSize(said == null || said == mine ? 0 : 1);
            if (one.when() == When.AFTER_FINALIZATION) {
                assertThat(sheet.state()).as(which).isEqualTo(SheetState.FINALIZED);
                assertThat(sheets.receipt(sheet.id(), referent).orElseThrow().fingerprint())
                        .as(which)
                        .isEqualTo(fingerprints.get(sheet.id()));
            } else {
                assertThat(sheet.state())
                        .as(which)
                        .isEqualTo(one.when() == When.AFTER_COMPILATION ? SheetState.READY : SheetState.COMPILING);
            }
        } else if (said == null) {
            assertThat(families).as(which).isNull();
            assertThat(sheet.unconfirmed()).as(which).isZero();
        } else {
            Answer prefilled = Objects.requireNonNull(families, which);
            assertThat(prefilled.number()).as(which).isEqualByComparingTo(String.valueOf(said));
            assertThat(Objects.requireNonNull(prefilled.received()).value())
                    .as(which)
                    .isEqualByComparingTo(String.valueOf(said));
            assertThat(view.proposals()).as(which).isEmpty();
            assertThat(sheet.unconfirmed()).as(which + ", to be supervised").isEqualTo(1);
        }
    }
}
