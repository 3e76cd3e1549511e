package it.sioss.sheet.web;

import it.sioss.access.Viewer;
import it.sioss.catalogue.Section;
import it.sioss.platform.RomeTime;
import it.sioss.sheet.Confirmation;
import it.sioss.sheet.ReceivedLine;
import it.sioss.sheet.SheetView;
import it.sioss.sheet.Sheets;
import it.sioss.sheet.SourceDesk;
import it.sioss.sheet.Verb;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The values other systems sent for one sheet: received beside declared, to confirm, to explain, to decide. */
@Controller
@RequestMapping("/schede/{id}/precompilazione")
class SourcePage {

    private final Sheets sheets;
    private final SourceDesk desk;
    private final Clock clock;

    SourcePage(Sheets sheets, SourceDesk desk, Clock clock) {
        this.sheets = sheets;
        this.desk = desk;
        this.clock = clock;
    }

    /** One section with its values and who has supervised it. */
    public record Part(
            String code,
            String title,
            boolean supervised,
            @Nullable String confirmedBy,
            @Nullable String confirmedAt,
            List<ReceivedLine> lines) {}

    @GetMapping
    String received(@PathVariable UUID id, Viewer viewer, Model model) {
        SheetView view = sheets.view(id, viewer);
        List<ReceivedLine> lines = view.received();
        model.addAttribute("view", view);
        model.addAttribute("contextYear", view.sheet().year());
        model.addAttribute("editable", view.allowed(Verb.SAVE));
        model.addAttribute(
                "parts",
                view.revision().form().sections().stream()
                        .map(section -> part(view, section, lines))
                        .filter(part -> !part.lines().isEmpty())
                        .toList());
        return "scheda/precompilazione";
    }

    private static Part part(SheetView view, Section section, List<ReceivedLine> lines) {
        Confirmation confirmation = view.sheet().confirmations().stream()
                .filter(known -> known.section().equals(section.code()))
                .findFirst()
                .orElse(null);
        Instant at = confirmation == null ? null : confirmation.at();
        return new Part(
                section.code(),
                section.title(),
                confirmation != null,
                confirmation == null ? null : confirmation.by(),
                at == null ? null : RomeTime.minute(at),
                lines.stream()
                        .filter(line -> line.section().equals(section.code()))
                        .toList());
    }

    @PostMapping("/conferme/{section}")
    String confirm(@PathVariable UUID id, @PathVariable String section, Viewer viewer) {
        desk.confirm(id, section, viewer, clock.instant());
        return back(id);
    }

    @PostMapping("/proposte/{question}")
    String decide(
            @PathVariable UUID id,
            @PathVariable String question,
            @RequestParam("esito") String outcome,
            @RequestParam(name = "motivo", defaultValue = "") String reason,
            Viewer viewer) {
        if (outcome.equals("ACCOLTA")) {
            desk.accept(id, question, viewer, clock.instant());
        } else {
            desk.refuse(id, question, reason, viewer, clock.instant());
        }
        return back(id);
    }

    @PostMapping("/motivi/{question}")
    String explain(
            @PathVariable UUID id,
            @PathVariable String question,
            @RequestParam(name = "motivo", defaultValue = "") String reason,
            Viewer viewer) {
        desk.explain(id, question, reason, viewer, clock.instant());
        return back(id);
    }

    private static String back(UUID id) {
        return "redirect:/schede/" + id + "/precompilazione";
    }
}
