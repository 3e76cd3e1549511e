package it.sioss.monitoring.web;

import it.sioss.catalogue.Catalogue;
import it.sioss.catalogue.Finding;
import it.sioss.catalogue.Rule;
import it.sioss.monitoring.Course;
import it.sioss.monitoring.Dashboard;
import it.sioss.platform.RomeTime;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the dashboard tells besides its figures: since yesterday, towards the deadline, and what holds the sheets up. */
@Component
class DashboardStory {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ITALIAN);
    private static final DateTimeFormatter LONG_DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ITALIAN);

    private final Catalogue catalogue;

    DashboardStory(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** How the four numbers have moved since yesterday at this hour; empty words when there was no yesterday. */
    public record Trends(String finalized, String underWay, String notStarted, String atRisk) {}

    /** A day of the curve as people read it. */
    public record DayLine(
            String day, long finalized, @Nullable Long sinceBeginning, String share, String shareBefore) {}

    /** A check that holds sheets up, with the list behind it. */
    public record ObstacleLine(String module, String check, String words, long sheets, String href) {}

    /** A step where begun sheets stand, with the lists behind its numbers. */
    public record StandstillLine(String step, long sheets, String href, long still, String stillHref, String since) {}

    static Trends trends(Dashboard.Picture picture) {
        var now = picture.all();
        var before = picture.yesterday();
        Course course = picture.course();
        boolean over = course != null && course.daysLeft() == 0;
        if (before.total() == 0 || over) {
            return new Trends("", "", "", "");
        }
        return new Trends(
                since(now.finalized() - before.finalized()),
                since(now.underWay() - before.underWay()),
                since(now.notStarted() - before.notStarted()),
                since(now.atRisk() - before.atRisk()));
    }

    private static String since(long difference) {
        return difference == 0 ? "come ieri" : (difference > 0 ? "+" : "−") + number(Math.abs(difference)) + " da ieri";
    }

    /** What is left, how many days there are for it, and how it goes. */
    static @Nullable String pace(@Nullable Course course) {
        if (course == null || course.left() <= 0) {
            return course == null ? null : "Tutte le schede sono finalizzate.";
        }
        String left = course.left() == 1
                ? "Resta 1 scheda da finalizzare"
                : "Restano " + number(course.left()) + " schede da finalizzare";
        if (course.daysLeft() == 0) {
            return course.left() == 1
                    ? "Il termine è passato: 1 scheda non è stata finalizzata."
                    : "Il termine è passato: " + number(course.left()) + " schede non sono state finalizzate.";
        }
        long needed = (course.left() + course.daysLeft() - 1) / course.daysLeft();
        String days = course.daysLeft() == 1
                ? "oggi è l’ultimo giorno"
                : number(course.daysLeft()) + " giorni, oggi compreso";
        String week = switch ((int) Math.min(course.inAWeek(), 2)) {
            case 0 -> "negli ultimi 7 giorni non ne è stata finalizzata nessuna";
            case 1 -> "negli ultimi 7 giorni ne è stata finalizzata una";
            default -> "negli ultimi 7 giorni ne sono state finalizzate " + number(course.inAWeek());
        };
        return left + " e " + days + ": per arrivare a tutte "
                + (needed == 1 ? "ne serve 1 al giorno; " : "ne servono " + number(needed) + " al giorno; ") + week
                + ".";
    }

    /** The curve as the drawing takes it: shares of all sheets, so that two years of different size can be compared. */
    static Map<String, Object> curve(Course course) {
        List<Course.Point> points = course.points();
        var series = new ArrayList<Map<String, Object>>();
        series.add(
                series("Finalizzate", points.stream().map(Course.Point::share).toList(), false));
        if (course.before() != null) {
            series.add(series(
                    beforeLabel(course.before()),
                    points.stream().map(Course.Point::shareBefore).toList(),
                    true));
        }
        var curve = new LinkedHashMap<String, Object>();
        curve.put("type", "line");
        curve.put("unit", "%");
        curve.put("most", 100);
        curve.put(
                "labels",
                points.stream().map(point -> label(point.day(), course)).toList());
        curve.put("series", series);
        return curve;
    }

    private static Map<String, Object> series(String label, List<@Nullable Double> values, boolean dashed) {
        var series = new LinkedHashMap<String, Object>();
        series.put("label", label);
        series.put("values", values);
        series.put("dashed", dashed);
        return series;
    }

    static String beforeLabel(Course.Before before) {
        return "Nel " + before.year() + ", agli stessi giorni dal termine";
    }

    private static String label(LocalDate day, Course course) {
        return day.equals(course.deadline())
                ? DAY.format(day) + " (termine)"
                : day.equals(course.today()) ? DAY.format(day) + " (oggi)" : DAY.format(day);
    }

    /** The days on which a line of the drawing moves, today, and the two ends. */
    static List<DayLine> days(Course course) {
        var lines = new ArrayList<DayLine>();
        Course.Point last = null;
        for (Course.Point point : course.points()) {
            boolean moved = last == null
                    || point.finalized() > 0
                    || point.shareBefore() != null && !point.shareBefore().equals(last.shareBefore())
                    || point.day().equals(course.today())
                    || point.day().equals(course.deadline());
            last = point;
            if (moved) {
                lines.add(new DayLine(
                        LONG_DAY.format(point.day()) + mark(point.day(), course),
                        point.finalized(),
                        point.sinceBeginning(),
                        percent(point.share()),
                        percent(point.shareBefore())));
            }
        }
        return List.copyOf(lines);
    }

    private static String mark(LocalDate day, Course course) {
        return day.equals(course.deadline()) ? " (termine)" : day.equals(course.today()) ? " (oggi)" : "";
    }

    private static String percent(@Nullable Double share) {
        return share == null ? "–" : String.format(Locale.ITALIAN, "%.1f %%", share);
    }

    List<ObstacleLine> obstacles(Dashboard.Picture picture) {
        return picture.obstacles().stream()
                .map(one -> new ObstacleLine(
                        one.module(),
                        one.check().equals(Finding.INVALID_VALUE) ? "" : one.check(),
                        words(one, picture.year()),
                        one.sheets(),
                        DashboardPages.list(
                                picture.year(), picture.region(), null, one.module(), "controllo", one.check())))
                .toList();
    }

    private String words(Dashboard.Obstacle obstacle, int year) {
        if (obstacle.check().equals(Finding.INVALID_VALUE)) {
            return "Risposte che non si possono leggere o non ammesse";
        }
        return catalogue
                .latest(obstacle.module(), year)
                .map(revision -> revision.rules().stream()
                        .filter(rule -> rule.code().equals(obstacle.check()))
                        .map(Rule::description)
                        .distinct()
                        .collect(Collectors.joining("; ")))
                .orElse("");
    }

    static List<StandstillLine> standstills(Dashboard.Picture picture) {
        return picture.standstills().stream()
                .map(one -> new StandstillLine(
                        one.state().label(),
                        one.sheets(),
                        list(picture, one.state().word(), "IN_CORSO", null),
                        one.still(),
                        list(picture, one.state().word(), null, "true"),
                        one.since() == null ? "–" : RomeTime.compact(one.since())))
                .toList();
    }

    private static String list(
            Dashboard.Picture picture, String state, @Nullable String progress, @Nullable String still) {
        String base = DashboardPages.list(picture.year(), picture.region(), null, picture.module(), "stato", state);
        return base + (progress == null ? "" : "&avanzamento=" + progress) + (still == null ? "" : "&ferme=" + still);
    }

    private static String number(long number) {
        return String.format(Locale.ITALIAN, "%,d", number);
    }
}
