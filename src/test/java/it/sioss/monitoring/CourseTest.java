package it.sioss.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CourseTest {

    private static final LocalDate OPENED = LocalDate.of(2026, 5, 1);
    private static final LocalDate DEADLINE = LocalDate.of(2026, 5, 10);

    private static Course on(LocalDate today, Course.@Nullable Before before) {
        return new Course(
                OPENED,
                DEADLINE,
                today,
                8,
                List.of(new Course.Day(OPENED.plusDays(1), 2, 2), new Course.Day(OPENED.plusDays(3), 1, 3)),
                before);
    }

    @Test
    void itGoesFromTheFirstSheetToTheDeadlineAndKnowsNothingOfTomorrow() {
        List<Course.Point> points = on(OPENED.plusDays(4), null).points();
        assertThat(points).hasSize(10);
        assertThat(points)
                .extracting(Course.Point::sinceBeginning)
                .containsExactly(0L, 2L, 2L, 3L, 3L, null, null, null, null, null);
        assertThat(points.get(3).share()).isEqualTo(37.5);
        assertThat(points.get(5).share()).isNull();
        assertThat(points).allMatch(point -> point.shareBefore() == null);
    }

    @Test
    void theYearBeforeIsSeenAtAsManyDaysFromItsOwnDeadline() {
        LocalDate then = LocalDate.of(2025, 9, 19);
        var before = new Course.Before(
                2024, 4, then, List.of(new Course.Day(then.minusDays(2), 1, 1), new Course.Day(then, 3, 4)));
        List<Course.Point> points = on(OPENED.plusDays(4), before).points();
        assertThat(points)
                .extracting(Course.Point::shareBefore)
                .containsExactly(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 25.0, 25.0, 100.0);
    }

    @Test
    void whatIsLeftIsCountedWithTheDaysThereAreForIt() {
        Course course = on(OPENED.plusDays(4), null);
        assertThat(course.left()).isEqualTo(5);
        assertThat(course.daysLeft()).as("today counts").isEqualTo(6);
        assertThat(course.inAWeek()).isEqualTo(3);
        assertThat(on(OPENED.plusDays(9), null).inAWeek())
                .as("seven days, today included")
                .isEqualTo(1);
        assertThat(on(DEADLINE, null).daysLeft()).isEqualTo(1);
        assertThat(on(DEADLINE.plusDays(1), null).daysLeft()).isZero();
    }
}
