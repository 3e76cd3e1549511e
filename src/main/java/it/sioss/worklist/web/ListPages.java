package it.sioss.worklist.web;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.campaign.Campaign;
import it.sioss.campaign.CampaignState;
import it.sioss.catalogue.Catalogue;
import it.sioss.sheet.SheetState;
import it.sioss.worklist.Frame;
import it.sioss.worklist.ListFilter;
import it.sioss.worklist.ListPage;
import it.sioss.worklist.ListRequest;
import it.sioss.worklist.Progress;
import it.sioss.worklist.SheetLists;
import it.sioss.worklist.Territories;
import it.sioss.worklist.WorkType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The two lists as pages: what waits for me, and all the sheets I may see. */
@Controller
class ListPages {

    private final SheetLists lists;
    private final Catalogue catalogue;
    private final Territories territories;
    private final Frame frame;
    private final Clock clock;

    ListPages(SheetLists lists, Catalogue catalogue, Territories territories, Frame frame, Clock clock) {
        this.lists = lists;
        this.catalogue = catalogue;
        this.territories = territories;
        this.frame = frame;
        this.clock = clock;
    }

    /** One choice of a filter. */
    public record Choice(String value, String label) {}

    /** One figure of the summary, with the list behind it. */
    public record Figure(long number, String words, String href) {}

    @GetMapping("/attivita")
    String worklist(Viewer viewer, @RequestParam Map<String, String> parameters, Model model) {
        ListRequest request = ListRequest.of("/attivita", parameters);
        ListPage page = lists.waitingFor(viewer, request.filter());
        fill(model, viewer, request, page, true);
        model.addAttribute(
                "openingYear",
                frame.years().stream()
                        .filter(campaign -> campaign.state() == CampaignState.OPENING)
                        .map(Campaign::year)
                        .findFirst()
                        .orElse(null));
        model.addAttribute("summary", summary(page.counts(), request));
        model.addAttribute(
                "looksOnly",
                viewer.mandates().stream().noneMatch(mandate -> mandate.role().level() != Role.Level.NATION));
        return "attivita/elenco";
    }

    /** Leads from a sheet just done to the one that waits next; when none does, says so in the list. */
    @GetMapping("/attivita/prossima")
    String next(
            @RequestParam(name = "dopo", required = false) @Nullable UUID done,
            Viewer viewer,
            RedirectAttributes redirect) {
        return lists.waitingFor(viewer, ListFilter.everything().page(0, 2)).rows().stream()
                .filter(row -> !row.id().equals(done))
                .findFirst()
                .map(row -> "redirect:/schede/" + row.id() + "#continua")
                .orElseGet(() -> {
                    redirect.addFlashAttribute("message", "Nessun’altra scheda vi aspetta.");
                    return "redirect:/attivita";
                });
    }

    @GetMapping("/schede")
    String sheets(Viewer viewer, @RequestParam Map<String, String> parameters, Model model) {
        ListRequest request = ListRequest.of("/schede", parameters);
        ListPage page = lists.visibleTo(viewer, request.filter());
        fill(model, viewer, request, page, false);
        model.addAttribute(
                "compiles",
                viewer.has(Role.ATS_OPERATOR) || viewer.has(Role.ATS_REFERENT) || viewer.has(Role.REGION_OPERATOR));
        model.addAttribute("summary", allSummary(page.counts(), request));
        return "schede/elenco";
    }

    private void fill(Model model, Viewer viewer, ListRequest request, ListPage page, boolean worklist) {
        Instant present = clock.instant();
        model.addAttribute("request", request);
        model.addAttribute("list", page);
        model.addAttribute(
                "lines",
                page.rows().stream()
                        .map(row -> ListLine.of(row, worklist, present))
                        .toList());
        model.addAttribute("work", worklist);
        model.addAttribute("modules", modules());
        model.addAttribute("types", types());
        model.addAttribute("states", states(request.value("stato")));
        model.addAttribute("progress", progress());
        model.addAttribute(
                "years",
                frame.years().stream().filter(Frame::begun).map(Campaign::year).toList());
        int year = frame.inView(request.filter().year()).map(Campaign::year).orElse(0);
        model.addAttribute("regions", regions(viewer));
        model.addAttribute("districts", districts(viewer, request.filter().region(), year));
    }

    private List<Choice> modules() {
        return catalogue.offered(Integer.MAX_VALUE).stream()
                .map(revision -> new Choice(revision.module(), revision.module() + " · " + revision.title()))
                .toList();
    }

    private static List<Choice> types() {
        return Arrays.stream(WorkType.values())
                .map(type -> new Choice(type.word(), type.label()))
                .toList();
    }

    /** The states one may choose; a link of the dashboard may name two at once. */
    private static List<Choice> states(String chosen) {
        var choices = new ArrayList<Choice>();
        Arrays.stream(SheetState.values()).forEach(state -> choices.add(new Choice(state.word(), state.label())));
        choices.add(new Choice(ListRequest.NOT_WITHDRAWN, "Tutti tranne «Ritirata»"));
        if (chosen.contains(",")) {
            choices.add(new Choice(
                    chosen,
                    String.join(
                            " o ",
                            Arrays.stream(chosen.split(",", -1))
                                    .map(word -> SheetState.of(word.strip())
                                            .map(SheetState::label)
                                            .orElse(word))
                                    .toList())));
        }
        return choices;
    }

    private static List<Choice> progress() {
        var choices = new ArrayList<Choice>();
        choices.add(new Choice(Progress.UNDER_WAY, "In corso"));
        Arrays.stream(Progress.values())
                .forEach(progress -> choices.add(new Choice(progress.word(), progress.label())));
        return choices;
    }

    private List<Choice> regions(Viewer viewer) {
        return viewer.scope().nation()
                ? territories.regions().stream()
                        .map(region -> new Choice(region.code(), region.name()))
                        .toList()
                : List.of();
    }

    private List<Choice> districts(Viewer viewer, @Nullable String region, int year) {
        return territories.districts(viewer.scope(), region, year).stream()
                .map(ats -> new Choice(ats.code(), ats.label()))
                .toList();
    }

    private static List<Figure> summary(ListPage.Counts counts, ListRequest request) {
        var figures = new ArrayList<Figure>();
        add(
                figures,
                counts.returned(),
                "restituita dalla Regione",
                "restituite dalla Regione",
                request.with("tipo", "CORREZIONE"));
        add(
                figures,
                counts.partial(),
                "parzialmente compilata",
                "parzialmente compilate",
                request.with("avanzamento", "PARZIALE"));
        add(figures, counts.complete(), "da inviare", "da inviare", request.with("avanzamento", "COMPLETA"));
        add(figures, counts.notStarted(), "non iniziata", "non iniziate", request.with("avanzamento", "NON_INIZIATA"));
        add(figures, counts.notNeeded(), "facoltativa", "facoltative", request.with("avanzamento", "FACOLTATIVA"));
        add(figures, counts.toJustify(), "da motivare", "da motivare", request.with("tipo", "MOTIVAZIONE"));
        add(figures, counts.toReview(), "da verificare", "da verificare", request.with("tipo", "VERIFICA"));
        add(figures, counts.toFinalize(), "da finalizzare", "da finalizzare", request.with("tipo", "FINALIZZAZIONE"));
        return figures;
    }

    private static List<Figure> allSummary(ListPage.Counts counts, ListRequest request) {
        var figures = new ArrayList<Figure>();
        add(figures, counts.finalized(), "finalizzata", "finalizzate", request.with("stato", "FINALIZZATA"));
        figures.addAll(summary(counts, request));
        add(figures, counts.expired(), "scaduta", "scadute", request.with("stato", "TERMINE_SCADUTO"));
        return figures;
    }

    private static void add(List<Figure> figures, long number, String one, String many, String href) {
        if (number > 0) {
            figures.add(new Figure(number, number == 1 ? one : many, href));
        }
    }
}
