package it.sioss.exchange.web;

import it.sioss.access.Viewer;
import it.sioss.exchange.ConflictChoice;
import it.sioss.exchange.Exchange;
import it.sioss.exchange.ExchangeOutcome;
import it.sioss.exchange.PendingUploads;
import it.sioss.platform.Refusal;
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

/** The upload of a spreadsheet for people: choose the file, see what changes, apply it. */
@Controller
@RequestMapping("/schede/scambio")
class ExchangePages {

    private final Exchange exchange;
    private final PendingUploads uploads;
    private final Clock clock;

    ExchangePages(Exchange exchange, PendingUploads uploads, Clock clock) {
        this.exchange = exchange;
        this.uploads = uploads;
        this.clock = clock;
    }

    @GetMapping
    String form() {
        return "scambio/caricamento";
    }

    @PostMapping
    String preview(@RequestParam("file") MultipartFile file, Viewer viewer, HttpServletResponse response, Model model)
            throws IOException {
        byte[] content = ExchangeApi.read(file.getInputStream());
        UUID id = content.length <= Exchange.MAX_BYTES ? uploads.keep(content, viewer.username()) : new UUID(0, 0);
        return preview(id, content, ConflictChoice.ASK, viewer, response, model);
    }

    @PostMapping("/{id}/anteprima")
    String chosen(
            @PathVariable("id") UUID id,
            @RequestParam(name = "conflitti", defaultValue = "chiedi") String conflicts,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        byte[] content = uploads.file(id, viewer.username());
        return preview(id, content, ExchangeApi.choice(conflicts), viewer, response, model);
    }

    private String preview(
            UUID id, byte[] content, ConflictChoice choice, Viewer viewer, HttpServletResponse response, Model model) {
        model.addAttribute("upload", id);
        model.addAttribute("choice", choice.word());
        try {
            model.addAttribute("outcome", exchange.upload(content, null, choice, true, null, viewer, clock.instant()));
        } catch (Refusal refusal) {
            response.setStatus(refusal.status());
            model.addAttribute("refusal", refusal.message());
            model.addAttribute("errors", refusal.details().getOrDefault("errori", List.of()));
            model.addAttribute("errorCount", refusal.details().getOrDefault("numeroErrori", 0));
            model.addAttribute("conflicts", refusal.details().getOrDefault("conflitti", List.of()));
        }
        return "scambio/anteprima";
    }

    @PostMapping("/{id}/conferma")
    String confirm(
            @PathVariable("id") UUID id,
            @RequestParam("impronta") String fingerprint,
            @RequestParam(name = "conflitti", defaultValue = "chiedi") String conflicts,
            Viewer viewer,
            Model model) {
        Instant received = clock.instant();
        ExchangeOutcome outcome = exchange.upload(
                uploads.file(id, viewer.username()),
                null,
                ExchangeApi.choice(conflicts),
                false,
                fingerprint,
                viewer,
                received);
        uploads.forget(id);
        model.addAttribute("outcome", outcome);
        return "scambio/anteprima";
    }
}
