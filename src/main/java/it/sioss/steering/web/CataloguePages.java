package it.sioss.steering.web;

import it.sioss.access.Viewer;
import it.sioss.catalogue.Severities;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.platform.web.FormProblem;
import it.sioss.steering.ChangeCheck;
import it.sioss.steering.SeverityDesk;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
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

/** The catalogue for administrators: modules, questions, rules and their severity, what a correction would change. */
@Controller
@RequestMapping("/catalogo")
@PreAuthorize("hasRole('ADMINISTRATOR')")
class CataloguePages {

    private final CatalogueBook book;
    private final SeverityDesk desk;
    private final Severities severities;
    private final ChangeCheck check;
    private final Clock clock;

    CataloguePages(CatalogueBook book, SeverityDesk desk, Severities severities, ChangeCheck check, Clock clock) {
        this.book = book;
        this.desk = desk;
        this.severities = severities;
        this.check = check;
        this.clock = clock;
    }

    /** A decision on a severity as the page tells it. */
    public record DecisionLine(
            String module,
            String code,
            String severity,
            String reason,
            String decided,
            @Nullable String superseded) {

        static DecisionLine of(Severities.Decision decision) {
            var change = decision.change();
            return new DecisionLine(
                    decision.module() == null ? "tutti i moduli" : "modulo " + decision.module(),
                    decision.code(),
                    change.severity().italian(),
                    change.reason(),
                    change.author() + ", " + RomeTime.compact(change.at()),
                    decision.supersededAt() == null
                            ? null
                            : "fino al " + RomeTime.compact(decision.supersededAt()) + " (" + decision.supersededBy()
                                    + ")");
        }
    }

    @GetMapping
    String year(@RequestParam(name = "anno", required = false) @Nullable Integer asked, Model model) {
        List<Integer> years = book.years();
        int year = asked != null
                ? asked
                : years.isEmpty()
                        ? LocalDate.ofInstant(clock.instant(), RomeTime.ROME).getYear()
                        : years.get(0);
        model.addAttribute("year", year);
        model.addAttribute("years", years);
        model.addAttribute("modules", book.year(year).modules());
        model.addAttribute(
                "decisions",
                severities.history(year).stream().map(DecisionLine::of).toList());
        return "catalogo/elenco";
    }

    @GetMapping("/{anno}/{modulo}")
    String module(@PathVariable("anno") int year, @PathVariable("modulo") String module, Model model) {
        model.addAttribute("year", year);
        model.addAttribute("contextYear", year);
        model.addAttribute("open", book.open(year));
        CatalogueJson.Module shown = book.module(year, module);
        model.addAttribute("module", shown);
        model.addAttribute("published", RomeTime.minute(shown.line().publishedAt()));
        return "catalogo/modulo";
    }

    /** The form as those who compile see it, to be tried. */
    @GetMapping("/{anno}/{modulo}/prova")
    String trial(@PathVariable("anno") int year, @PathVariable("modulo") String module, Model model) {
        model.addAttribute("year", year);
        model.addAttribute("contextYear", year);
        model.addAttribute("module", book.module(year, module));
        return "catalogo/prova";
    }

    @PostMapping("/{anno}/{modulo}/gravita")
    String change(
            @PathVariable("anno") int year,
            @PathVariable("modulo") String module,
            @RequestParam("ambito") String reach,
            @RequestParam("codice") String code,
            @RequestParam("gravita") String severity,
            @RequestParam("motivo") String reason,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            desk.change(year, reach, code, SeverityApi.severity(severity), reason, viewer);
        } catch (Refusal refusal) {
            if (refusal.status() == 404) {
                throw refusal;
            }
            FormProblem.show(refusal, model, response);
            return module(year, module, model);
        }
        redirect.addFlashAttribute(
                "message",
                "La regola " + code + " ha ora gravità " + severity
                        + ". Gli esiti già contati sulle schede si aggiornano in sottofondo.");
        return "redirect:/catalogo/" + year + "/" + module;
    }

    @PostMapping("/{anno}/{modulo}/gravita/ritiro")
    String withdraw(
            @PathVariable("anno") int year,
            @PathVariable("modulo") String module,
            @RequestParam("codice") String code,
            Viewer viewer,
            RedirectAttributes redirect) {
        boolean own = severities.history(year).stream()
                .anyMatch(decision -> decision.supersededAt() == null
                        && decision.code().equals(code)
                        && module.equals(decision.module()));
        desk.withdraw(year, own ? module : SeverityDesk.EVERY_MODULE, code, viewer);
        redirect.addFlashAttribute("message", "La regola " + code + " ha di nuovo la gravità pubblicata.");
        return "redirect:/catalogo/" + year + "/" + module;
    }

    @PostMapping("/{anno}/{modulo}/confronto")
    String compare(
            @PathVariable("anno") int year,
            @PathVariable("modulo") String module,
            @RequestParam("file") MultipartFile file,
            Model model,
            HttpServletResponse response)
            throws IOException {
        model.addAttribute("year", year);
        model.addAttribute("contextYear", year);
        model.addAttribute("moduleCode", module);
        try {
            model.addAttribute("check", CatalogueJson.check(check.check(year, module, file.getBytes())));
        } catch (Refusal refusal) {
            if (refusal.status() == 404) {
                throw refusal;
            }
            FormProblem.show(refusal, model, response);
            return module(year, module, model);
        }
        return "catalogo/confronto";
    }
}
