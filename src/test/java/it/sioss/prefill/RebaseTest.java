package it.sioss.prefill;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.Origin;
import it.sioss.catalogue.Received;
import it.sioss.prefill.Rebase.Outcome;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When a source publishes again: what nobody touched follows it, what a person wrote stays and the rest is proposed. */
class RebaseTest {

    private static final String KEY = "voce";

    static Stream<Arguments> theSevenCases() {
        return Stream.of(
                Arguments.of("nothing there: filled", null, 5, null, Outcome.FILL, 5, 5, false),
                Arguments.of("the source repeats itself", 5, 5, answer(5, 5), Outcome.KEEP, 5, 5, false),
                Arguments.of("untouched: follows", 5, 8, answer(5, 5), Outcome.FOLLOW, 8, 8, false),
                Arguments.of(
                        "corrected, the source repeats itself", 5, 5, answer(6, 5), Outcome.KEEP_MINE, 6, 5, false),
                Arguments.of(
                        "corrected, the source changes: proposed", 5, 8, answer(6, 5), Outcome.PROPOSE, 6, 5, true),
                Arguments.of("corrected as the source says now", 5, 8, answer(8, 5), Outcome.AGREE, 8, 8, false),
                Arguments.of("the source is silent now", 5, null, answer(6, 5), Outcome.SOURCE_SILENT, 6, 5, false),
                Arguments.of(
                        "written by hand before: proposed", null, 8, answer(6, null), Outcome.PROPOSE, 6, null, true),
                Arguments.of(
                        "written by hand, the source agrees", null, 6, answer(6, null), Outcome.AGREE, 6, 6, false),
                Arguments.of("emptied by a person: proposed", 5, 8, answer(null, 5), Outcome.PROPOSE, null, 5, true),
                Arguments.of(
                        "emptied, the source repeats itself", 5, 5, answer(null, 5), Outcome.KEEP_MINE, null, 5, false),
                Arguments.of(
                        "unreadable: proposed", null, 8, Answer.unreadable("boh"), Outcome.PROPOSE, null, null, true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("theSevenCases")
    void everyCaseHasItsOutcome(
            String words,
            @Nullable Integer before,
            @Nullable Integer now,
            @Nullable Answer mine,
            Outcome outcome,
            @Nullable Integer declared,
            @Nullable Integer received,
            boolean proposed) {
        assertThat(Rebase.outcome(number(before), number(now), mine)).isEqualTo(outcome);
        Answers sheet = mine == null ? Answers.NONE : Answers.NONE.with(KEY, mine);
        Rebase rebase = Rebase.of(sheet, now == null ? Map.of() : Map.of(KEY, news(now)));
        Answer after = Objects.requireNonNull(rebase.answers().answer(KEY));
        assertThat(after.value()).as(words).isEqualTo(number(declared));
        assertThat(after.received() == null ? null : after.received().value()).isEqualTo(number(received));
        assertThat(rebase.proposals()).hasSize(proposed ? 1 : 0);
        assertThat(rebase.changed().contains(KEY)).isEqualTo(outcome == Outcome.FILL || outcome == Outcome.FOLLOW);
    }

    @Test
    void aProposalShowsReceivedDeclaredAndProposed() {
        Proposal proposal = Rebase.of(Answers.NONE.with(KEY, answer(6, 5)), Map.of(KEY, news(8)))
                .proposals()
                .get(0);
        assertThat(proposal.before()).isEqualByComparingTo("5");
        assertThat(proposal.declared()).isEqualTo("6");
        assertThat(proposal.proposed()).isEqualByComparingTo("8");
        assertThat(proposal.source()).isEqualTo("RPM");
    }

    @Test
    void anAcceptedProposalIsTheSourcesValueAndARefusedOneStaysBesideMine() {
        Answers mine = Answers.NONE.with(KEY, answer(6, 5));
        Answer accepted =
                Objects.requireNonNull(Rebase.accepted(mine, KEY, news(8)).answer(KEY));
        assertThat(accepted.isChangedFromSource()).isFalse();
        Answers refused = Rebase.refused(mine, KEY, news(8), "Contate anche le famiglie di dicembre");
        Answer kept = Objects.requireNonNull(refused.answer(KEY));
        assertThat(kept.number()).isEqualByComparingTo("6");
        assertThat(Objects.requireNonNull(kept.received()).value()).isEqualByComparingTo("8");
        assertThat(kept.isUnexplained()).isFalse();
        assertThat(Rebase.of(refused, Map.of(KEY, news(8))).proposals()).isEmpty();
        assertThat(Rebase.differences(refused, Map.of(KEY, news(8)))).isEmpty();
    }

    @Test
    void noValueEditedByAPersonIsEverOverwritten() {
        Random random = new Random(20_241_231);
        for (int sheet = 0; sheet < 2_000; sheet++) {
            Answers declared = Answers.NONE;
            for (int question = 0; question < 12; question++) {
                Integer sent = random.nextInt(4) == 0 ? null : random.nextInt(4);
                Integer written = random.nextInt(5) == 0 && sent != null ? null : Integer.valueOf(random.nextInt(4));
                if (random.nextInt(6) > 0) {
                    declared = declared.with("voce" + question, answer(written, sent));
                }
            }
            Answers mine = declared;
            for (int publication = 0; publication < 4; publication++) {
                Map<String, Rebase.News> news = new HashMap<>();
                for (int question = 0; question < 12; question++) {
                    if (random.nextInt(5) > 0) {
                        news.put("voce" + question, news(random.nextInt(4)));
                    }
                }
                Answers before = mine;
                Rebase rebase = Rebase.of(before, news);
                for (String key : before.keys()) {
                    Answer was = Objects.requireNonNull(before.answer(key));
                    if (was.received() == null || was.isChangedFromSource()) {
                        assertThat(Objects.requireNonNull(rebase.answers().answer(key))
                                        .value())
                                .as(key)
                                .isEqualTo(was.value());
                    }
                }
                assertThat(Rebase.of(rebase.answers(), news).answers())
                        .as("a second time changes nothing")
                        .isEqualTo(rebase.answers());
                news.keySet()
                        .forEach(key -> assertThat(rebase.answers().get(key)).isNotNull());
                mine = rebase.answers();
            }
        }
    }

    /** People and the source take turns, in every order: what a person said last, other than the source, is what is declared. */
    @Test
    void overAnyHistoryTheLastWordOfAPersonStands() {
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            Answers sheet = Answers.NONE;
            for (int step = 0; step < 20; step++) {
                Answer before = sheet.answer(KEY);
                Rebase.News news = news(random.nextInt(4));
                switch (random.nextInt(5)) {
                    case 0, 1 -> sheet = published(sheet, before, news, seed);
                    case 2 -> sheet = sheet.with(KEY, written(before, random.nextInt(4)));
                    case 3 -> sheet = sheet.with(KEY, written(before, null));
                    default -> {
                        boolean proposed =
                                !Rebase.differences(sheet, Map.of(KEY, news)).isEmpty();
                        sheet = !proposed
                                ? sheet
                                : random.nextBoolean()
                                        ? Rebase.accepted(sheet, KEY, news)
                                        : Rebase.refused(sheet, KEY, news, "resta il nostro");
                    }
                }
            }
        }
    }

    private static Answers published(Answers sheet, @Nullable Answer before, Rebase.News news, int seed) {
        Answers after = Rebase.of(sheet, Map.of(KEY, news)).answers();
        boolean mine =
                before != null && (before.received() == null ? before.isTouched() : before.isChangedFromSource());
        if (before != null && mine) {
            assertThat(Objects.requireNonNull(after.answer(KEY)).value())
                    .as("seed %d", seed)
                    .isEqualTo(before.value());
        }
        return after;
    }

    /** As the page writes: another value, the same origin. */
    private static Answer written(@Nullable Answer before, @Nullable Integer value) {
        return new Answer(number(value), null, before == null ? null : before.origin());
    }

    static Answer answer(@Nullable Integer value, @Nullable Integer received) {
        return new Answer(number(value), null, received == null ? null : Origin.of("RPM", received(received)));
    }

    static Rebase.News news(int value) {
        return new Rebase.News("RPM", received(value));
    }

    private static Received received(int value) {
        return new Received(BigDecimal.valueOf(value), LocalDate.of(2025, 6, 30), "dal 01/01/2024 al 31/12/2024", null);
    }

    private static @Nullable BigDecimal number(@Nullable Integer value) {
        return value == null ? null : BigDecimal.valueOf(value);
    }
}
