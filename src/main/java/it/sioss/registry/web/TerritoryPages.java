package it.sioss.registry.web;

import it.sioss.platform.Refusal;
import it.sioss.registry.Ats;
import it.sioss.registry.RegionalBody;
import it.sioss.registry.Registry;
import it.sioss.registry.TerritoryImport;
import it.sioss.registry.TerritoryPreview;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The territory for people: regions, their districts, their municipalities; and the upload, for administrators. */
@Controller
@RequestMapping("/territorio")
class TerritoryPages {

    private static final int ALL = 1_000;

    private final Registry registry;
    private final TerritoryImport territoryImport;
    private final TerritoryYear years;

    TerritoryPages(Registry registry, TerritoryImport territoryImport, TerritoryYear years) {
        this.registry = registry;
        this.territoryImport = territoryImport;
        this.years = years;
    }

    @GetMapping
    String regions(
            @RequestParam(name = "anno", required = false) @Nullable Integer asked,
            @RequestParam(name = "regione", required = false) @Nullable String region,
            Model model) {
        int year = years.orPresent(asked);
        model.addAttribute("year", year);
        model.addAttribute("attribution", Registry.ATTRIBUTION);
        if (region == null || region.isBlank()) {
            model.addAttribute("regions", registry.regions(year));
            return "territorio/elenco";
        }
        model.addAttribute("body", body(region));
        model.addAttribute("districts", registry.summaries(year, region, 0, ALL));
        return "territorio/regione";
    }

    @GetMapping("/{codiceAts}")
    String district(
            @PathVariable("codiceAts") String code,
            @RequestParam(name = "anno", required = false) @Nullable Integer asked,
            Model model) {
        int year = years.orPresent(asked);
        Ats ats = registry.ats(code, year).orElseThrow(() -> Refusal.notFound("L'ATS indicato"));
        model.addAttribute("year", year);
        model.addAttribute("attribution", Registry.ATTRIBUTION);
        model.addAttribute("ats", ats);
        model.addAttribute("body", body(ats.regionalBody()));
        model.addAttribute("population", registry.populationOf(code, year));
        model.addAttribute("municipalities", registry.municipalitiesOf(code, year));
        return "territorio/ats";
    }

    @GetMapping("/caricamento")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String form(
            @RequestParam(name = "anno", required = false) @Nullable Integer asked,
            @RequestParam(name = "regione", required = false) @Nullable String region,
            Model model) {
        model.addAttribute("year", years.orPresent(asked));
        model.addAttribute("region", region);
        model.addAttribute("bodies", registry.regionalBodies());
        return "territorio/caricamento";
    }

    @PostMapping("/caricamento")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String preview(
            @RequestParam("anno") int year,
            @RequestParam(name = "regione", required = false) @Nullable String region,
            @RequestParam("file") MultipartFile file,
            Principal principal,
            HttpServletResponse response,
            Model model)
            throws IOException {
        String body = region == null || region.isBlank() ? null : region;
        byte[] content = TerritoryApi.read(file.getInputStream());
        TerritoryImport.Pending pending = territoryImport.keep(content, year, body, principal.getName());
        TerritoryPreview preview = pending.preview();
        if (preview.errorCount() > 0) {
            response.setStatus(422);
        }
        model.addAttribute("preview", preview);
        model.addAttribute("upload", pending.id());
        model.addAttribute("body", body == null ? null : body(body));
        return "territorio/anteprima";
    }

    @PostMapping("/caricamento/{id}/conferma")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String confirm(
            @PathVariable("id") UUID id,
            @RequestParam("impronta") String fingerprint,
            Principal principal,
            RedirectAttributes redirect) {
        TerritoryPreview done = territoryImport.confirm(id, principal.getName(), fingerprint);
        redirect.addFlashAttribute("message", "Fatto: la nuova articolazione vale dall'anno " + done.year() + ".");
        redirect.addAttribute("anno", done.year());
        if (done.region() != null) {
            redirect.addAttribute("regione", done.region());
        }
        return "redirect:/territorio";
    }

    private RegionalBody body(String code) {
        return registry.regionalBody(code).orElseThrow(() -> Refusal.notFound("L'ente indicato"));
    }
}
