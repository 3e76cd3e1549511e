package it.sioss.exchange.web;

import it.sioss.access.Viewer;
import it.sioss.exchange.AnnexExchange;
import it.sioss.exchange.AnnexOutcome;
import it.sioss.exchange.PendingUploads;
import it.sioss.platform.Refusal;
import it.sioss.services.AnnexReader;
import it.sioss.services.AnnexView;
import it.sioss.services.DatabaseVerb;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Allegato 1 from a spreadsheet, for people: choose the file, see what changes, apply it. */
@Controller
@RequestMapping("/servizi-attivati/{year:\\d{4}}/{ats}/foglio")
class AnnexExchangePages {

    private final AnnexExchange exchange;
    private final AnnexReader reader;
    private final PendingUploads uploads;
    private final Clock clock;

    AnnexExchangePages(AnnexExchange exchange, AnnexReader reader, PendingUploads uploads, Clock clock) {
        this.exchange = exchange;
        this.reader = reader;
        this.uploads = uploads;
        this.clock = clock;
    }

    @GetMapping
    String form(@PathVariable("year") int year, @PathVariable("ats") String ats, Viewer viewer, Model model) {
        return page(year, ats, viewer, model);
    }

    private String page(int year, String ats, Viewer viewer, Model model) {
        AnnexView view = reader.view(year, ats, viewer);
        model.addAttribute("name", view.database().atsName());
        model.addAttribute("year", year);
        model.addAttribute("contextYear", year);
        model.addAttribute("base", "/servizi-attivati/" + year + "/" + ats);
        model.addAttribute("edit", view.action(DatabaseVerb.EDIT));
        return "scambio/allegato";
    }

    @PostMapping
    String preview(
            @PathVariable("year") int year,
            @PathVariable("ats") String ats,
            @RequestParam("file") MultipartFile file,
            Viewer viewer,
            HttpServletResponse response,
            Model model)
            throws IOException {
        String page = page(year, ats, viewer, model);
        byte[] content = ExchangeApi.read(file.getInputStream());
        try {
            model.addAttribute("outcome", exchange.upload(year, ats, content, true, null, viewer, clock.instant()));
            model.addAttribute("upload", uploads.keep(content, viewer.username()));
        } catch (Refusal refusal) {
            response.setStatus(refusal.status());
            model.addAttribute("refusal", refusal.message());
            model.addAttribute("errors", refusal.details().getOrDefault("errori", List.of()));
            model.addAttribute("errorCount", refusal.details().getOrDefault("numeroErrori", 0));
        }
        return page;
    }

    @PostMapping("/{id}/conferma")
    String confirm(
            @PathVariable("year") int year,
            @PathVariable("ats") String ats,
            @PathVariable("id") UUID id,
            @RequestParam("impronta") String fingerprint,
            Viewer viewer,
            Model model) {
        Instant received = clock.instant();
        AnnexOutcome outcome =
                exchange.upload(year, ats, uploads.file(id, viewer.username()), false, fingerprint, viewer, received);
        uploads.forget(id);
        model.addAttribute("outcome", outcome);
        return page(year, ats, viewer, model);
    }
}
