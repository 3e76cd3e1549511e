package it.sioss.services.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import it.sioss.access.Viewer;
import it.sioss.campaign.Campaign;
import it.sioss.campaign.CampaignState;
import it.sioss.campaign.Campaigns;
import it.sioss.catalogue.Catalogue;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.services.AnnexDesk;
import it.sioss.services.AnnexReader;
import it.sioss.services.AnnexView;
import it.sioss.services.DatabaseDesk;
import it.sioss.services.DatabaseList;
import it.sioss.services.DatabaseVerb;
import it.sioss.services.Nomenclature;
import it.sioss.services.SheetLevel;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of Allegato 1: which services, how, by whom, where; and the sheets that follow from it. */
@Controller
@RequestMapping("/servizi-attivati")
class ServicesPages {

    private static final int PAGE = 50;
    private static final String DATABASE = "/{year:\\d{4}}/{ats}";

    private final AnnexReader reader;
    private final AnnexDesk annex;
    private final DatabaseDesk desk;
    private final DatabaseList databases;
    private final Campaigns campaigns;
    private final Catalogue catalogue;
    private final Nomenclature nomenclature;
    private final ObjectMapper json;
    private final Clock clock;

    ServicesPages(
            AnnexReader reader,
            AnnexDesk annex,
            DatabaseDesk desk,
            DatabaseList databases,
            Campaigns campaigns,
            Catalogue catalogue,
            Nomenclature nomenclature,
            ObjectMapper json,
            Clock clock) {
        this.reader = reader;
        this.annex = annex;
        this.desk = desk;
        this.databases = databases;
        this.campaigns = campaigns;
        this.catalogue = catalogue;
        this.nomenclature = nomenclature;
        this.json = json;
        this.clock = clock;
    }

    /** The services of one macro-activity. */
    public record Group(String code, String name, List<ServiceRow> rows) {}

    @GetMapping
    String list(
            @RequestParam(name = "anno", required = false) @Nullable Integer asked,
            @RequestParam(name = "page", defaultValue = "0") int wanted,
            Viewer viewer,
            Model model) {
        List<Campaign> begun = campaigns.all().stream()
                .filter(campaign -> campaign.state() != CampaignState.DRAFT)
                .toList();
        Optional<Integer> year = begun.stream()
                .filter(campaign -> asked == null ? campaign.state() != CampaignState.CLOSED : campaign.year() == asked)
                .findFirst()
                .or(() -> begun.stream().findFirst())
                .map(Campaign::year);
        if (year.isEmpty()) {
            return "servizi/elenco";
        }
        long total = databases.count(year.get(), viewer.scope());
        if (total == 1) {
            String only =
                    databases.page(year.get(), viewer.scope(), 0, 1).get(0).ats();
            return "redirect:/servizi-attivati/" + year.get() + "/" + only;
        }
        int pages = (int) Math.max(1, (total + PAGE - 1) / PAGE);
        int page = Math.max(0, Math.min(wanted, pages - 1));
        model.addAttribute("year", year.get());
        model.addAttribute("contextYear", year.get());
        model.addAttribute("years", begun.stream().map(Campaign::year).toList());
        model.addAttribute("total", total);
        model.addAttribute("page", page);
        model.addAttribute("pages", pages);
        model.addAttribute("lines", databases.page(year.get(), viewer.scope(), page * PAGE, PAGE));
        return "servizi/elenco";
    }

    @GetMapping(DATABASE)
    String annex(
            @PathVariable int year, @PathVariable String ats, Viewer viewer, Model model, HttpServletRequest request) {
        AnnexView view = reader.view(year, ats, viewer);
        model.addAttribute("view", view);
        model.addAttribute("contextYear", year);
        String base = "/servizi-attivati/" + year + "/" + ats;
        Map<String, String> names = names(view);
        model.addAttribute("base", base);
        model.addAttribute(
                "groups",
                Nomenclature.MACRO_ACTIVITIES.entrySet().stream()
                        .map(macro -> new Group(
                                macro.getKey(),
                                macro.getValue(),
                                view.lines().stream()
                                        .filter(line ->
                                                line.service().macroActivity().equals(macro.getKey()))
                                        .map(line -> ServiceRow.of(line, request.getContextPath() + base, names))
                                        .toList()))
                        .toList());
        model.addAttribute("titles", titles(year));
        model.addAttribute("deadline", RomeTime.deadline(view.window().deadline()));
        model.addAttribute(
                "remaining", RomeTime.remaining(view.present(), view.window().deadline()));
        model.addAttribute("editable", view.allowed(DatabaseVerb.EDIT));
        model.addAttribute("addable", view.allowed(DatabaseVerb.ADD_SHEET));
        model.addAttribute("conclude", view.action(DatabaseVerb.CONCLUDE));
        model.addAttribute("resume", view.action(DatabaseVerb.RESUME));
        model.addAttribute("finalize", view.action(DatabaseVerb.FINALIZE));
        model.addAttribute("edit", view.action(DatabaseVerb.EDIT));
        view.receipt().ifPresent(receipt -> {
            model.addAttribute("receipt", receipt);
            model.addAttribute("receivedAt", RomeTime.minute(receipt.receivedAt()));
        });
        return "servizi/allegato";
    }

    @GetMapping(DATABASE + "/storia")
    String history(@PathVariable int year, @PathVariable String ats, Viewer viewer, Model model) {
        model.addAttribute("base", "/servizi-attivati/" + year + "/" + ats);
        model.addAttribute("ats", ats);
        model.addAttribute("contextYear", year);
        model.addAttribute(
                "lines",
                reader.history(year, ats, viewer).stream()
                        .map(entry -> AnnexHistoryBody.of(entry, nomenclature, json))
                        .toList());
        return "servizi/storia";
    }

    private static Map<String, String> names(AnnexView view) {
        return view.municipalities().stream()
                .collect(Collectors.toMap(town -> town.code(), town -> town.name(), (a, b) -> a));
    }

    private Map<String, String> titles(int year) {
        return catalogue.offered(year).stream()
                .collect(Collectors.toMap(
                        revision -> revision.module(),
                        revision -> revision.module() + " " + revision.title(),
                        (a, b) -> a));
    }

    /** Does a deed and goes back to the page, which says what came of it. */
    private static String then(int year, String ats, RedirectAttributes redirect, String done, Runnable deed) {
        try {
            deed.run();
            redirect.addFlashAttribute("annexMessage", done);
        } catch (Refusal refusal) {
            if (refusal.status() == 404 || refusal.status() == 403) {
                throw refusal;
            }
            redirect.addFlashAttribute("annexProblem", refusal.message());
        }
        return "redirect:/servizi-attivati/" + year + "/" + ats;
    }

    @PostMapping(DATABASE + "/servizi/{service}")
    String answer(
            @PathVariable int year,
            @PathVariable String ats,
            @PathVariable String service,
            @RequestParam("attivato") boolean activated,
            Viewer viewer,
            RedirectAttributes redirect) {
        return then(
                year,
                ats,
                redirect,
                "Salvato alle " + RomeTime.clock(clock.instant()) + ".",
                () -> annex.answer(year, ats, service, activated, viewer, clock.instant()));
    }

    @PostMapping(DATABASE + "/copia")
    String copy(@PathVariable int year, @PathVariable String ats, Viewer viewer, RedirectAttributes redirect) {
        return then(
                year,
                ats,
                redirect,
                "L'Allegato 1 dell'anno precedente è stato copiato: controllatelo riga per riga.",
                () -> annex.copyLastYear(year, ats, viewer, clock.instant()));
    }

    @PostMapping(DATABASE + "/conclusione")
    String conclude(@PathVariable int year, @PathVariable String ats, Viewer viewer, RedirectAttributes redirect) {
        return then(
                year,
                ats,
                redirect,
                "Allegato 1 concluso: resta da finalizzare la banca dati.",
                () -> desk.conclude(year, ats, viewer, clock.instant()));
    }

    @PostMapping(DATABASE + "/ripresa")
    String resume(@PathVariable int year, @PathVariable String ats, Viewer viewer, RedirectAttributes redirect) {
        return then(
                year,
                ats,
                redirect,
                "L'Allegato 1 è di nuovo modificabile.",
                () -> desk.resume(year, ats, viewer, clock.instant()));
    }

    @PostMapping(DATABASE + "/finalizzazione")
    String finalizeDatabase(
            @PathVariable int year, @PathVariable String ats, Viewer viewer, RedirectAttributes redirect) {
        var received = clock.instant();
        return then(
                year,
                ats,
                redirect,
                "Banca dati finalizzata: la ricevuta è qui sotto.",
                () -> desk.finalizeDatabase(year, ats, viewer, received));
    }

    @PostMapping(DATABASE + "/schede")
    String addSheet(
            @PathVariable int year,
            @PathVariable String ats,
            @RequestParam("modulo") String module,
            @RequestParam("livello") SheetLevel level,
            @RequestParam("soggetto") String body,
            Viewer viewer,
            RedirectAttributes redirect) {
        return then(
                year,
                ats,
                redirect,
                "Scheda facoltativa aggiunta.",
                () -> desk.addSheet(year, ats, module, level, body, viewer, clock.instant()));
    }

    @PostMapping(DATABASE + "/modalita/{line}/eliminazione")
    String remove(
            @PathVariable int year,
            @PathVariable String ats,
            @PathVariable UUID line,
            Viewer viewer,
            RedirectAttributes redirect) {
        return then(year, ats, redirect, "Riga tolta.", () -> annex.remove(year, ats, line, viewer, clock.instant()));
    }
}
