package it.sioss.monitoring.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import it.sioss.monitoring.Course;
import it.sioss.monitoring.Dashboard;
import it.sioss.monitoring.Figures;
import it.sioss.monitoring.ProcessSteps;
import it.sioss.sheet.SheetState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The dashboard in the words of the machine interface. */
record DashboardBody(
        @JsonProperty("anno") int year,
        @JsonProperty("regione") @Nullable String region,
        @JsonProperty("modulo") @Nullable String module,
        @JsonProperty("totali") Numbers all,
        @JsonProperty("finalizzateNelleUltime24Ore") long finalizedInADay,
        @JsonProperty("moduli") List<Part> modules,
        @JsonProperty("territori") List<Part> territories,
        @JsonProperty("passi") List<Step> steps,
        @JsonProperty("andamento") List<Day> curve,
        @JsonProperty("ieri") Before yesterday,
        @JsonProperty("corso") @Nullable Way way,
        @JsonProperty("controlliCheFermano") List<Obstacle> obstacles,
        @JsonProperty("ferme") List<Standstill> standstills) {

    record Before(
            @JsonProperty("schede") long total,
            @JsonProperty("finalizzate") long finalized,
            @JsonProperty("inCorso") long underWay,
            @JsonProperty("nonIniziate") long notStarted,
            @JsonProperty("aRischio") long atRisk) {}

    record Way(
            @JsonProperty("apertura") LocalDate opened,
            @JsonProperty("termine") LocalDate deadline,
            @JsonProperty("schede") long sheets,
            @JsonProperty("daFinalizzare") long left,
            @JsonProperty("giorniRimasti") long daysLeft,
            @JsonProperty("finalizzateIn7Giorni") long inAWeek,
            @JsonProperty("annoPrima") @Nullable YearBefore before) {

        static @Nullable Way of(@Nullable Course course) {
            return course == null
                    ? null
                    : new Way(
                            course.opened(),
                            course.deadline(),
                            course.sheets(),
                            course.left(),
                            course.daysLeft(),
                            course.inAWeek(),
                            YearBefore.of(course.before()));
        }
    }

    record YearBefore(
            @JsonProperty("anno") int year,
            @JsonProperty("schede") long sheets,
            @JsonProperty("termine") LocalDate deadline,
            @JsonProperty("andamento") List<Day> curve) {

        static @Nullable YearBefore of(Course.@Nullable Before before) {
            return before == null
                    ? null
                    : new YearBefore(
                            before.year(),
                            before.sheets(),
                            before.deadline(),
                            before.days().stream().map(Day::of).toList());
        }
    }

    record Obstacle(
            @JsonProperty("modulo") String module,
            @JsonProperty("controllo") String check,
            @JsonProperty("schede") long sheets) {}

    record Standstill(
            @JsonProperty("stato") String state,
            @JsonProperty("schede") long sheets,
            @JsonProperty("fermeDaOltre7Giorni") long still,
            @JsonProperty("dal") @Nullable Instant since) {}

    record Numbers(
            @JsonProperty("schede") long total,
            @JsonProperty("finalizzate") long finalized,
            @JsonProperty("inCorso") long underWay,
            @JsonProperty("nonIniziate") long notStarted,
            @JsonProperty("facoltative") long notNeeded,
            @JsonProperty("parziali") long partial,
            @JsonProperty("scadute") long lapsed,
            @JsonProperty("aRischio") long atRisk,
            @JsonProperty("senzaContenuti") long empty,
            @JsonProperty("stati") Map<String, Long> states) {

        static Numbers of(Figures figures) {
            var states = new LinkedHashMap<String, Long>();
            for (SheetState state : SheetState.values()) {
                states.put(state.word(), figures.in(state));
            }
            return new Numbers(
                    figures.total(),
                    figures.finalized(),
                    figures.underWay(),
                    figures.notStarted(),
                    figures.notNeeded(),
                    figures.partial(),
                    figures.lapsed(),
                    figures.atRisk(),
                    figures.empty(),
                    states);
        }
    }

    record Part(
            @JsonProperty("codice") String code,
            @JsonProperty("denominazione") String name,
            @JsonProperty("sintetico") boolean synthetic,
            @JsonProperty("numeri") Numbers numbers) {

        static Part of(Dashboard.Part part) {
            return new Part(part.code(), part.name(), part.synthetic(), Numbers.of(part.figures()));
        }
    }

    record Step(
            @JsonProperty("elemento") String element,
            @JsonProperty("passo") String label,
            @JsonProperty("schede") long number) {}

    record Day(
            @JsonProperty("giorno") LocalDate day,
            @JsonProperty("finalizzate") long finalized,
            @JsonProperty("dallInizio") long sinceBeginning) {

        static Day of(Course.Day day) {
            return new Day(day.day(), day.finalized(), day.sinceBeginning());
        }
    }

    static DashboardBody of(Dashboard.Picture picture) {
        return new DashboardBody(
                picture.year(),
                picture.region(),
                picture.module(),
                Numbers.of(picture.all()),
                picture.finalizedInADay(),
                picture.modules().stream().map(Part::of).toList(),
                picture.territories().stream().map(Part::of).toList(),
                Arrays.stream(ProcessSteps.values())
                        .map(step -> new Step(step.element(), step.label(), step.count(picture.all())))
                        .toList(),
                picture.curve().stream().map(Day::of).toList(),
                new Before(
                        picture.yesterday().total(),
                        picture.yesterday().finalized(),
                        picture.yesterday().underWay(),
                        picture.yesterday().notStarted(),
                        picture.yesterday().atRisk()),
                Way.of(picture.course()),
                picture.obstacles().stream()
                        .map(one -> new Obstacle(one.module(), one.check(), one.sheets()))
                        .toList(),
                picture.standstills().stream()
                        .map(one -> new Standstill(one.state().word(), one.sheets(), one.still(), one.since()))
                        .toList());
    }
}
