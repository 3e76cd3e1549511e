package it.sioss.monitoring.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.catalogue.Catalogue;
import it.sioss.monitoring.Course;
import it.sioss.monitoring.Dashboard;
import it.sioss.monitoring.Integrity;
import it.sioss.monitoring.ProcessSteps;
import it.sioss.platform.Refusal;
import it.sioss.platform.StoppedWorks;
import it.sioss.registry.Registry;
import it.sioss.sheet.SheetState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The dashboard as a page: every number is a link to the list behind it. */
@Controller
class DashboardPages {

    private final Dashboard dashboard;
    private final DashboardQuestion question;
    private final Registry registry;
    private final Catalogue catalogue;
    private final DashboardStory story;
    private final Integrity integrity;
    private final StoppedWorks works;
    private final ObjectMapper json;

    DashboardPages(
            Dashboard dashboard,
            DashboardQuestion question,
            Registry registry,
            Catalogue catalogue,
            DashboardStory story,
            Integrity integrity,
            StoppedWorks works,
            ObjectMapper json) {
        this.dashboard = dashboard;
        this.question = question;
        this.registry = registry;
        this.catalogue = catalogue;
        this.story = story;
        this.integrity = integrity;
        this.works = works;
        this.json = json;
    }

    /** One choice of a filter. */
    public record Choice(String value, String label) {}

    /** A state or a step with its number and the list behind it. */
    public record Line(String code, String label, long number, String href) {}

    /** A module or a territory with its figures, the list behind each, and where one may look closer. */
    public record Row(
            Dashboard.Part part,
            String name,
            Links links,
            @Nullable String closer) {}

    /** The lists behind the figures of a row. */
    public record Links(
            String all,
            String finalized,
            String underWay,
            String notStarted,
            String atRisk,
            String partial,
            String empty) {}

    @GetMapping("/cruscotto")
    String dashboard(
            @RequestParam(name = "anno", required = false) @Nullable String askedYear,
            @RequestParam(name = "regione", required = false) @Nullable String askedRegion,
            @RequestParam(name = "modulo", required = false) @Nullable String askedModule,
            Viewer viewer,
            Model model)
            throws JsonProcessingException {
        int year = question.year(askedYear);
        String region = question.code("regione", askedRegion);
        String module = question.code("modulo", askedModule);
        Dashboard.Picture picture = dashboard.picture(viewer, year, region, module);
        model.addAttribute("picture", picture);
        model.addAttribute("mayRemind", viewer.administrator() || viewer.has(Role.REGION_SUPERVISOR));
        model.addAttribute("stopped", viewer.administrator() ? integrity.stopped() : null);
        model.addAttribute("links", links(year, region, null, module));
        model.addAttribute("years", question.years());
        model.addAttribute("modules", modules());
        model.addAttribute("regions", regions(viewer));
        model.addAttribute(
                "regionName",
                region == null
                        ? null
                        : registry.regionalBody(region).map(body -> body.name()).orElse(region));
        model.addAttribute("states", states(picture));
        model.addAttribute("moduleRows", moduleRows(picture));
        model.addAttribute("territoryRows", territoryRows(picture));
        List<Line> steps = steps(picture);
        model.addAttribute("steps", steps);
        model.addAttribute("counts", json.writeValueAsString(each(steps, Line::number)));
        model.addAttribute("stepLinks", json.writeValueAsString(each(steps, Line::href)));
        model.addAttribute("trends", DashboardStory.trends(picture));
        model.addAttribute("obstacles", story.obstacles(picture));
        model.addAttribute("standstills", DashboardStory.standstills(picture));
        Course course = picture.course();
        if (course != null) {
            model.addAttribute("pace", DashboardStory.pace(course));
            model.addAttribute("curve", json.writeValueAsString(DashboardStory.curve(course)));
            model.addAttribute("days", DashboardStory.days(course));
            model.addAttribute(
                    "beforeLabel", course.before() == null ? null : DashboardStory.beforeLabel(course.before()));
        }
        return "cruscotto/cruscotto";
    }

    /** Every check of what must hold, with what to do where something is found. */
    @GetMapping("/cruscotto/integrita")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String integrity(Model model) {
        model.addAttribute("findings", integrity.findings());
        model.addAttribute("works", works.all());
        return "cruscotto/integrita";
    }

    private static <T> Map<String, T> each(List<Line> lines, java.util.function.Function<Line, T> value) {
        var values = new LinkedHashMap<String, T>();
        lines.forEach(line -> values.put(line.code(), value.apply(line)));
        return values;
    }

    private List<Choice> modules() {
        return catalogue.offered(Integer.MAX_VALUE).stream()
                .map(revision -> new Choice(revision.module(), revision.module() + " · " + revision.title()))
                .toList();
    }

    private List<Choice> regions(Viewer viewer) {
        var scope = viewer.scope();
        return registry.regionalBodies().stream()
                .filter(body -> scope.nation() || scope.regions().contains(body.code()))
                .map(body -> new Choice(body.code(), body.name()))
                .toList();
    }

    private static List<Line> states(Dashboard.Picture picture) {
        var lines = new ArrayList<Line>();
        for (SheetState state : SheetState.values()) {
            lines.add(new Line(
                    state.word(),
                    state.label(),
                    picture.all().in(state),
                    list(picture.year(), picture.region(), null, picture.module(), "stato", state.word())));
        }
        return lines;
    }

    private static List<Line> steps(Dashboard.Picture picture) {
        return Arrays.stream(ProcessSteps.values())
                .map(step -> new Line(
                        step.element(),
                        step.label(),
                        step.count(picture.all()),
                        list(
                                picture.year(),
                                picture.region(),
                                null,
                                picture.module(),
                                "stato",
                                step.states().stream().map(SheetState::word).collect(Collectors.joining(",")))))
                .toList();
    }

    private List<Row> moduleRows(Dashboard.Picture picture) {
        return picture.modules().stream()
                .map(part -> new Row(
                        part,
                        catalogue
                                .latest(part.code(), picture.year())
                                .map(revision -> part.code() + " · " + revision.title())
                                .orElse(part.code()),
                        links(picture.year(), picture.region(), null, part.code()),
                        address("/cruscotto", picture.year(), picture.region(), null, part.code(), null, null)))
                .toList();
    }

    private static List<Row> territoryRows(Dashboard.Picture picture) {
        return picture.territories().stream()
                .map(part -> picture.byDistrict()
                        ? new Row(part, part.name(), links(picture.year(), null, part.code(), picture.module()), null)
                        : new Row(
                                part,
                                part.name(),
                                links(picture.year(), part.code(), null, picture.module()),
                                address("/cruscotto", picture.year(), part.code(), null, picture.module(), null, null)))
                .toList();
    }

    private static Links links(int year, @Nullable String region, @Nullable String ats, @Nullable String module) {
        return new Links(
                list(year, region, ats, module, "stato", "NON_RITIRATA"),
                list(year, region, ats, module, "stato", SheetState.FINALIZED.word()),
                list(year, region, ats, module, "avanzamento", "IN_CORSO"),
                list(year, region, ats, module, "avanzamento", "NON_INIZIATA"),
                list(year, region, ats, module, "rischio", "true"),
                list(year, region, ats, module, "avanzamento", "PARZIALE"),
                list(year, region, ats, module, "senzaContenuti", "true"));
    }

    static String list(
            int year,
            @Nullable String region,
            @Nullable String ats,
            @Nullable String module,
            @Nullable String name,
            @Nullable String value) {
        return address("/schede", year, region, ats, module, name, value);
    }

    private static String address(
            String path,
            int year,
            @Nullable String region,
            @Nullable String ats,
            @Nullable String module,
            @Nullable String name,
            @Nullable String value) {
        var address = UriComponentsBuilder.fromPath(path).queryParam("anno", year);
        add(address, "regione", region);
        add(address, "ats", ats);
        add(address, "modulo", module);
        if (name != null) {
            add(address, name, value);
        }
        return address.encode().toUriString();
    }

    private static void add(UriComponentsBuilder address, String name, @Nullable String value) {
        if (value != null) {
            address.queryParam(name, value);
        }
    }

    /** The model of a process, to be drawn. */
    @GetMapping("/processi/{key}.bpmn")
    ResponseEntity<Resource> model(@PathVariable("key") String key) {
        Resource model = new ClassPathResource("processes/" + key + ".bpmn");
        if (!key.matches("[a-z][a-z-]{1,60}") || !model.exists()) {
            throw Refusal.notFound("Il processo");
        }
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_XML).body(model);
    }
}
