package it.sioss.steering.web;

import it.sioss.access.Scope;
import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.Campaign;
import it.sioss.campaign.CampaignState;
import it.sioss.campaign.Campaigns;
import it.sioss.catalogue.Catalogue;
import it.sioss.platform.CollectionYears;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.platform.StoppedWorks;
import it.sioss.platform.web.FormProblem;
import it.sioss.registry.Registry;
import it.sioss.steering.CampaignFigures;
import it.sioss.steering.Extension;
import it.sioss.steering.ExtensionUndoing;
import it.sioss.steering.Extensions;
import it.sioss.steering.GoLiveCheck;
import it.sioss.steering.ReminderTrials;
import it.sioss.steering.Steering;
import it.sioss.steering.TerritoryDeadlines;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** The pages of a campaign: everybody reads, administrators act. */
@Controller
@RequestMapping("/rilevazioni")
class CampaignPages {

    private static final int PAGE = 50;

    /** How many of the sheets an extension would move are named on its preview; the machine interface gives them all. */
    private static final int AFFECTED = 300;

    private final Campaigns campaigns;
    private final Steering steering;
    private final Extensions extensions;
    private final ExtensionUndoing undoing;
    private final ReminderTrials trials;
    private final CampaignFigures figures;
    private final CampaignBook book;
    private final Catalogue catalogue;
    private final Registry registry;
    private final StoppedWorks works;
    private final Clock clock;

    CampaignPages(
            Campaigns campaigns,
            Steering steering,
            Extensions extensions,
            ExtensionUndoing undoing,
            ReminderTrials trials,
            CampaignFigures figures,
            CampaignBook book,
            Catalogue catalogue,
            Registry registry,
            StoppedWorks works,
            Clock clock) {
        this.campaigns = campaigns;
        this.steering = steering;
        this.extensions = extensions;
        this.undoing = undoing;
        this.trials = trials;
        this.figures = figures;
        this.book = book;
        this.catalogue = catalogue;
        this.registry = registry;
        this.works = works;
        this.clock = clock;
    }

    /** A window in words. */
    public record WindowLine(
            String subject, String opens, String lastNew, String deadline, String rectification, String reason) {}

    /** A campaign in the list, with the deadline of the reader's territory and where another one holds. */
    public record Line(
            int year,
            String state,
            boolean demonstration,
            String modules,
            String territory,
            String deadline,
            String remaining,
            List<String> others,
            @Nullable TimeLine timeLine,
            CampaignFigures.Counts counts) {}

    /** A module that may be chosen. */
    public record Choice(String value, String label) {}

    @GetMapping
    String list(Viewer viewer, Model model) {
        model.addAttribute(
                "lines",
                campaigns.all().stream().map(campaign -> line(campaign, viewer)).toList());
        model.addAttribute("administrator", viewer.administrator());
        return "rilevazioni/elenco";
    }

    private Line line(Campaign campaign, Viewer viewer) {
        TerritoryDeadlines.Deadlines here = book.deadlines(campaign, viewer);
        Optional<Calendar> common = CampaignBook.common(here.windows());
        return new Line(
                campaign.year(),
                campaign.state().label(),
                campaign.demonstration(),
                String.join(", ", campaign.modules()),
                territory(campaign),
                common.map(calendar -> RomeTime.deadline(calendar.deadline())).orElse("–"),
                common.map(calendar -> RomeTime.remaining(clock.instant(), calendar.deadline()))
                        .orElse(""),
                here.others().stream().map(TerritoryDeadlines.Other::words).toList(),
                common.map(calendar -> TimeLine.of(calendar, clock.instant())).orElse(null),
                figures.counts(campaign.year(), viewer.scope()));
    }

    private String territory(Campaign campaign) {
        return campaign.regions().isEmpty()
                ? "tutta Italia"
                : String.join(
                        ", ", campaign.regions().stream().map(this::regionName).toList());
    }

    private String regionName(String code) {
        return registry.regionalBody(code).map(body -> body.name()).orElse(code);
    }

    @GetMapping("/nuova")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String form(@RequestParam(name = "anno", required = false) @Nullable Integer asked, Model model) {
        int year = asked == null || !CollectionYears.include(asked) ? nextYear() : asked;
        Calendar proposed = Calendar.proposed(year);
        Calendar services = Calendar.proposedForServices(year);
        model.addAttribute("year", year);
        model.addAttribute("opens", day(proposed.opensAt(), false));
        model.addAttribute("deadline", day(proposed.deadline(), true));
        model.addAttribute("servicesOpens", day(services.opensAt(), false));
        model.addAttribute("servicesDeadline", day(services.deadline(), true));
        return choices(year, model);
    }

    private String choices(int year, Model model) {
        model.addAttribute(
                "modules",
                catalogue.offered(year).stream()
                        .map(revision -> new Choice(revision.module(), revision.module() + " – " + revision.title()))
                        .toList());
        model.addAttribute("bodies", registry.regionalBodies());
        return "rilevazioni/nuova";
    }

    private int nextYear() {
        return campaigns.all().stream()
                .mapToInt(campaign -> campaign.year() + 1)
                .max()
                .orElseGet(() -> clock.instant().atZone(RomeTime.ROME).getYear() - 1);
    }

    private static String day(java.time.Instant instant, boolean end) {
        return (end ? instant.minusSeconds(1) : instant)
                .atZone(RomeTime.ROME)
                .toLocalDate()
                .toString();
    }

    @PostMapping
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String create(
            @RequestParam("anno") int year,
            @RequestParam(name = "moduli", required = false) @Nullable List<String> modules,
            @RequestParam(name = "regioni", required = false) @Nullable List<String> regions,
            @RequestParam("apertura") String opens,
            @RequestParam("scadenza") String deadline,
            @RequestParam(name = "aperturaBancaDati", defaultValue = "") String servicesOpens,
            @RequestParam(name = "scadenzaBancaDati", defaultValue = "") String servicesDeadline,
            Viewer viewer,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        List<String> chosen = modules == null ? List.of() : modules;
        var windows = new ArrayList<CampaignJson.WindowBody>();
        for (String module : chosen) {
            String own = request.getParameter("apertura-" + module);
            String end = request.getParameter("scadenza-" + module);
            if (own != null && !own.isBlank() || end != null && !end.isBlank()) {
                windows.add(new CampaignJson.WindowBody(
                        module,
                        own == null || own.isBlank() ? opens : own,
                        null,
                        end == null || end.isBlank() ? deadline : end,
                        null));
            }
        }
        var body = new CampaignJson.NewCampaign(
                year,
                List.copyOf(chosen),
                regions == null ? List.of() : List.copyOf(regions),
                new CampaignJson.WindowBody(null, opens, null, deadline, null),
                List.copyOf(windows),
                new CampaignJson.WindowBody(null, servicesOpens, null, servicesDeadline, null),
                false);
        try {
            campaigns.create(book.plan(body), viewer.displayName());
        } catch (Refusal refusal) {
            FormProblem.show(refusal, model, response);
            model.addAttribute("year", year);
            model.addAttribute("opens", opens);
            model.addAttribute("deadline", deadline);
            model.addAttribute("servicesOpens", servicesOpens);
            model.addAttribute("servicesDeadline", servicesDeadline);
            model.addAttribute("chosen", chosen);
            model.addAttribute("chosenRegions", body.regions());
            model.addAttribute("typed", request.getParameterMap());
            return choices(year, model);
        }
        redirect.addFlashAttribute("message", "Rilevazione creata. Controllate la lista qui sotto, poi apritela.");
        return "redirect:/rilevazioni/" + year;
    }

    @GetMapping("/{anno}")
    String one(
            @PathVariable("anno") int year,
            @RequestParam(name = "regione", required = false) @Nullable String region,
            @RequestParam(name = "page", defaultValue = "0") int asked,
            Viewer viewer,
            Model model) {
        Campaign campaign = campaigns.require(year);
        Line line = line(campaign, viewer);
        model.addAttribute("line", line);
        model.addAttribute("timeLine", line.timeLine());
        model.addAttribute("administrator", viewer.administrator());
        model.addAttribute("draft", campaign.state() == CampaignState.DRAFT);
        model.addAttribute("extendable", CampaignApi.extendable(campaign));
        model.addAttribute("windows", windowLines(year, viewer.scope()));
        if (campaign.state() == CampaignState.DRAFT && viewer.scope().nation()) {
            List<GoLiveCheck> checks = steering.checklist(year);
            model.addAttribute("checks", checks);
            model.addAttribute("ready", checks.stream().allMatch(check -> check.passed() || !check.blocking()));
        }
        opening(campaign, model);
        if (viewer.administrator()) {
            model.addAttribute("granted", ExtensionPages.lines(undoing.granted(year)));
            model.addAttribute("stopped", stopped(year));
        }
        extensions
                .progress(year)
                .filter(progress -> !progress.finished() || progress.failed() > 0)
                .ifPresent(progress -> model.addAttribute("extension", progress));
        String only = region == null || region.isBlank() ? null : region.replace("\0", "");
        long total = figures.districts(year, viewer.scope(), only);
        int pages = (int) Math.max(1, (total + PAGE - 1) / PAGE);
        int page = Math.max(0, Math.min(asked, pages - 1));
        model.addAttribute("returns", figures.returns(year, viewer.scope(), only, page * PAGE, PAGE));
        model.addAttribute("total", total);
        model.addAttribute("page", page);
        model.addAttribute("pages", pages);
        model.addAttribute("region", only);
        model.addAttribute("bodies", registry.regionalBodies());
        var address = UriComponentsBuilder.fromPath("/rilevazioni/" + year);
        model.addAttribute(
                "address",
                only == null
                        ? address.toUriString()
                        : address.queryParam("regione", "{r}").build(only).toString());
        return "rilevazioni/rilevazione";
    }

    /** What has stopped, but the opening, which tells of itself. */
    private List<StoppedWorkApi.Work> stopped(int year) {
        return works.of(year).stream()
                .map(StoppedWorkApi.Work::of)
                .filter(work -> !work.kind().equals(Steering.OPENING))
                .toList();
    }

    /** What was decided for all, and for the territory somebody sees. */
    private List<WindowLine> windowLines(int year, Scope scope) {
        Set<String> regions = territories(scope, year);
        return campaigns.decided(year).stream()
                .filter(decided -> {
                    String ats = decided.subject().ats();
                    String region = decided.subject().region();
                    return scope.nation()
                            || (ats == null
                                    ? region == null || regions.contains(region)
                                    : scope.ats().contains(ats)
                                            || registry.ats(ats)
                                                    .map(one -> scope.regions().contains(one.regionalBody()))
                                                    .orElse(false));
                })
                .map(decided -> new WindowLine(
                        subject(decided),
                        RomeTime.compact(decided.calendar().opensAt()),
                        RomeTime.compact(decided.calendar().lastNewSheetAt().minusSeconds(1)),
                        RomeTime.deadline(decided.calendar().deadline()),
                        RomeTime.compact(decided.calendar().rectificationEnd().minusSeconds(1)),
                        decided.reason() + " (" + decided.author() + ", " + RomeTime.compact(decided.at()) + ")"))
                .toList();
    }

    /** The regions of a territory, its districts' too. */
    private Set<String> territories(Scope scope, int year) {
        var regions = new HashSet<>(scope.regions());
        scope.ats().forEach(ats -> registry.ats(ats, year).ifPresent(one -> regions.add(one.regionalBody())));
        return regions;
    }

    private String subject(Campaigns.Decided decided) {
        String module = decided.subject().module();
        String what = module == null ? "Banca dati dei servizi attivati" : "Modulo " + module;
        String ats = decided.subject().ats();
        if (ats != null) {
            return what + " – " + registry.ats(ats).map(one -> one.label()).orElse(ats);
        }
        String region = decided.subject().region();
        return region == null ? what : what + " – " + regionName(region);
    }

    private void opening(Campaign campaign, Model model) {
        model.addAttribute("year", campaign.year());
        model.addAttribute("opening", campaign.state() == CampaignState.OPENING);
        steering.openingProgress(campaign.year()).ifPresent(progress -> {
            model.addAttribute("progress", progress);
            model.addAttribute("failures", CampaignJson.failures(progress));
            model.addAttribute("created", steering.created(campaign.year()));
        });
    }

    /** The part of the page that follows the opening while it is under way. */
    @GetMapping("/{anno}/avanzamento")
    String progress(@PathVariable("anno") int year, Viewer viewer, Model model) {
        opening(campaigns.require(year), model);
        model.addAttribute("administrator", viewer.administrator());
        return "rilevazioni/avanzamento :: avanzamento";
    }

    @GetMapping("/{anno}/apertura")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String confirmOpening(@PathVariable("anno") int year, Viewer viewer, Model model) {
        Campaign campaign = campaigns.require(year);
        if (campaign.state() != CampaignState.DRAFT) {
            return "redirect:/rilevazioni/" + year;
        }
        int districts = steering.participants(year);
        model.addAttribute("line", line(campaign, viewer));
        model.addAttribute("districts", districts);
        model.addAttribute("moduleCount", campaign.modules().size());
        model.addAttribute("sheets", districts * campaign.modules().size());
        model.addAttribute(
                "warnings",
                steering.checklist(year).stream()
                        .filter(check -> !check.passed())
                        .toList());
        return "rilevazioni/apertura";
    }

    @PostMapping("/{anno}/apertura")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String open(@PathVariable("anno") int year, Viewer viewer, RedirectAttributes redirect) {
        steering.open(year, viewer.displayName());
        redirect.addFlashAttribute("message", "Apertura avviata: le schede nascono in sottofondo.");
        return "redirect:/rilevazioni/" + year;
    }

    @PostMapping("/{anno}/eliminazione")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String discard(@PathVariable("anno") int year, RedirectAttributes redirect) {
        campaigns.discard(year);
        redirect.addFlashAttribute("message", "La rilevazione in preparazione è stata eliminata.");
        return "redirect:/rilevazioni";
    }

    @GetMapping("/{anno}/proroghe")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String extensionForm(@PathVariable("anno") int year, Viewer viewer, Model model) {
        Campaign campaign = campaigns.require(year);
        model.addAttribute("line", line(campaign, viewer));
        model.addAttribute("extendable", CampaignApi.extendable(campaign));
        model.addAttribute(
                "modules",
                campaign.modules().stream()
                        .map(module -> new Choice(module, module + " – " + book.title(module, year)))
                        .toList());
        model.addAttribute("bodies", registry.regionalBodies());
        model.addAttribute("districts", registry.atsOf(year));
        model.addAttribute("windows", windowLines(year, Scope.ITALY));
        return "rilevazioni/proroga";
    }

    /** Shows what an extension would change; with the confirmation, grants it. */
    @PostMapping("/{anno}/proroghe")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String extend(
            @PathVariable("anno") int year,
            @RequestParam("ambito") String reach,
            @RequestParam(name = "regione", defaultValue = "") String region,
            @RequestParam(name = "ats", defaultValue = "") String ats,
            @RequestParam(name = "moduli", required = false) String @Nullable [] modules,
            @RequestParam(name = "bancaDati", defaultValue = "false") boolean servicesDatabase,
            @RequestParam("nuovoTermine") String deadline,
            @RequestParam("motivo") String reason,
            @RequestParam(name = "atto", defaultValue = "") String act,
            @RequestParam(name = "conferma", defaultValue = "false") boolean confirmed,
            @RequestParam(name = "vistoSchede", defaultValue = "-1") long seenSheets,
            @RequestParam(name = "vistoRiprese", defaultValue = "-1") long seenRevived,
            @RequestParam(name = "vistoBancheDati", defaultValue = "-1") long seenDatabases,
            @RequestParam(name = "vistoRiapre", defaultValue = "false") boolean seenReopening,
            @RequestParam(name = "vistoPassati", defaultValue = "-1") int seenPassed,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var body = new CampaignJson.ExtensionBody(
                reach,
                reach.equals("REGIONE") ? region : null,
                reach.equals("ATS") ? ats : null,
                modules == null ? List.of() : Arrays.asList(modules),
                servicesDatabase,
                deadline,
                reason,
                act,
                null);
        var seen = new Extension.Seen(seenSheets, seenRevived, seenDatabases, seenReopening, seenPassed);
        model.addAttribute("wanted", body);
        try {
            Extension extension = book.extension(body);
            if (confirmed) {
                Extension.Preview granted = extensions.grant(year, extension, seen, viewer.displayName());
                redirect.addFlashAttribute(
                        "message",
                        "Proroga concessa fino a " + RomeTime.deadline(extension.deadline()) + " per "
                                + granted.sheets() + (granted.sheets() == 1 ? " scheda" : " schede")
                                + (granted.revived() == 0 ? "." : "; " + granted.revived() + " scadute riprendono."));
                return "redirect:/rilevazioni/" + year;
            }
            show(year, extension, model);
        } catch (Refusal refusal) {
            if (refusal.status() == 404) {
                throw refusal;
            }
            if (refusal.code().equals(Extensions.OUTDATED)) {
                response.setStatus(refusal.status());
                model.addAttribute("changed", refusal.message());
                show(year, book.extension(body), model);
            } else {
                FormProblem.show(refusal, model, response);
            }
        }
        return extensionForm(year, viewer, model);
    }

    private void show(int year, Extension extension, Model model) {
        Extension.Preview preview = extensions.preview(year, extension);
        model.addAttribute("preview", preview);
        model.addAttribute(
                "affected",
                preview.affected()
                        .subList(0, Math.min(AFFECTED, preview.affected().size())));
        model.addAttribute(
                "rounds",
                trials.extended(year, extension).stream()
                        .map(CampaignJson.ReminderRound::of)
                        .toList());
        model.addAttribute("newDeadline", RomeTime.deadline(extension.deadline()));
        model.addAttribute(
                "previewLines",
                preview.lines().stream()
                        .map(line -> List.of(
                                line.module() == null ? "Banca dati dei servizi attivati" : "Modulo " + line.module(),
                                RomeTime.deadline(line.from()),
                                RomeTime.deadline(line.to()),
                                Long.toString(line.sheets()),
                                Long.toString(line.revived()),
                                Long.toString(line.districts())))
                        .toList());
    }
}
