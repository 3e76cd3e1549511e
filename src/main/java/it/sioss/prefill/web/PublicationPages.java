package it.sioss.prefill.web;

import it.sioss.platform.RomeTime;
import it.sioss.prefill.PublicationPreview;
import it.sioss.prefill.Publications;
import it.sioss.prefill.SourceStatus;
import it.sioss.prefill.Sources;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
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

/** What other systems publish, for administrators: the state of the sources, what arrived, and the upload of a file. */
@Controller
@RequestMapping("/precompilazione")
@PreAuthorize("hasRole('ADMINISTRATOR')")
class PublicationPages {

    private final Publications publications;
    private final Sources sources;
    private final Clock clock;

    PublicationPages(Publications publications, Sources sources, Clock clock) {
        this.publications = publications;
        this.sources = sources;
        this.clock = clock;
    }

    /** The state of one source as a line of the page. */
    public record Line(
            String name,
            @Nullable String extractedOn,
            @Nullable String missing,
            @Nullable String detail) {

        static Line of(SourceStatus status) {
            Instant since = status.missingSince();
            return new Line(
                    status.name(),
                    status.extractedOn() == null ? null : RomeTime.day(status.extractedOn()),
                    since == null ? null : status.source() + " non disponibile dal " + RomeTime.minute(since),
                    status.detail());
        }
    }

    @GetMapping
    String history(@RequestParam(name = "anno", required = false) @Nullable Integer asked, Model model) {
        int year = asked == null ? clock.instant().atZone(RomeTime.ROME).getYear() - 1 : asked;
        model.addAttribute("year", year);
        model.addAttribute(
                "sources", sources.status(year).stream().map(Line::of).toList());
        model.addAttribute("versions", publications.history());
        return "precompilazione/elenco";
    }

    @PostMapping
    String preview(
            @RequestParam("file") MultipartFile file, Principal principal, HttpServletResponse response, Model model)
            throws IOException {
        byte[] content = PublicationApi.read(file.getInputStream());
        Publications.Pending pending = publications.keep(content, file.getOriginalFilename(), principal.getName());
        if (pending.preview().errorCount() > 0) {
            response.setStatus(422);
        }
        model.addAttribute("preview", pending.preview());
        model.addAttribute("upload", pending.id());
        return "precompilazione/anteprima";
    }

    @PostMapping("/{id}/conferma")
    String confirm(@PathVariable UUID id, Principal principal, RedirectAttributes redirect) {
        PublicationPreview done = publications.confirm(id, principal.getName());
        redirect.addFlashAttribute(
                "message",
                done.alreadyKnown()
                        ? "Già presente: non è cambiato nulla."
                        : "Fatto: " + done.added() + " righe nuove, " + done.changed()
                                + " cambiate. Le schede interessate si aggiornano in questi minuti.");
        redirect.addAttribute("anno", done.year());
        return "redirect:/precompilazione";
    }
}
