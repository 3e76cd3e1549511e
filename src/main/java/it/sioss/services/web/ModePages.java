package it.sioss.services.web;

import it.sioss.access.Viewer;
import it.sioss.platform.Refusal;
import it.sioss.platform.web.FormProblem;
import it.sioss.services.AnnexDesk;
import it.sioss.services.AnnexReader;
import it.sioss.services.AnnexView;
import it.sioss.services.DatabaseVerb;
import it.sioss.services.Exercise;
import it.sioss.services.ImplementationMode;
import it.sioss.services.LegalForm;
import it.sioss.services.Manner;
import it.sioss.services.ModeDraft;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form of one line of Allegato 1: how a service is carried out, by whom, for which municipalities. */
@Controller
@RequestMapping("/servizi-attivati")
class ModePages {

    private static final String DATABASE = "/{year:\\d{4}}/{ats}";

    private final AnnexReader reader;
    private final AnnexDesk annex;
    private final Clock clock;

    ModePages(AnnexReader reader, AnnexDesk annex, Clock clock) {
        this.reader = reader;
        this.annex = annex;
        this.clock = clock;
    }

    /** A choice of a list. */
    public record Choice(String value, String label) {}

    @GetMapping(DATABASE + "/modalita")
    String fresh(
            @PathVariable int year,
            @PathVariable String ats,
            @RequestParam(name = "servizio", defaultValue = "") String service,
            Viewer viewer,
            Model model) {
        AnnexView view = reader.view(year, ats, viewer);
        model.addAttribute(
                "wanted",
                new ModeDraft(service, null, Exercise.ASSOCIATED.word(), null, null, null, null, true, List.of()));
        return form(view, null, model);
    }

    @GetMapping(DATABASE + "/modalita/{line}")
    String known(
            @PathVariable int year, @PathVariable String ats, @PathVariable UUID line, Viewer viewer, Model model) {
        AnnexView view = reader.view(year, ats, viewer);
        ImplementationMode mode = find(view, line);
        model.addAttribute("wanted", ModeDraft.of(mode.content()));
        return form(view, mode, model);
    }

    private static ImplementationMode find(AnnexView view, UUID line) {
        return view.lines().stream()
                .flatMap(one -> one.modes().stream())
                .filter(mode -> mode.id().equals(line))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("La riga dell'Allegato 1"));
    }

    private static String form(AnnexView view, @Nullable ImplementationMode mode, Model model) {
        model.addAttribute("view", view);
        model.addAttribute("contextYear", view.database().year());
        model.addAttribute(
                "base",
                "/servizi-attivati/" + view.database().year() + "/"
                        + view.database().ats());
        model.addAttribute("mode", mode);
        model.addAttribute("edit", view.action(DatabaseVerb.EDIT));
        model.addAttribute(
                "services",
                choices(
                        view.lines(),
                        line -> line.service().code(),
                        line -> line.service().code() + " " + line.service().name()));
        model.addAttribute("manners", choices(List.of(Manner.values()), Manner::word, Manner::label));
        model.addAttribute("exercises", choices(List.of(Exercise.values()), Exercise::word, Exercise::label));
        model.addAttribute("forms", choices(List.of(LegalForm.values()), LegalForm::word, LegalForm::label));
        model.addAttribute("towns", choices(view.municipalities(), town -> town.code(), town -> town.name()));
        return "servizi/modalita";
    }

    private static <T> List<Choice> choices(List<T> all, Function<T, String> value, Function<T, String> label) {
        return all.stream()
                .map(one -> new Choice(value.apply(one), label.apply(one)))
                .toList();
    }

    @PostMapping(DATABASE + "/modalita")
    String add(
            @PathVariable int year,
            @PathVariable String ats,
            ModeFields fields,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return write(year, ats, null, fields, viewer, model, response, redirect);
    }

    @PostMapping(DATABASE + "/modalita/{line}")
    String rewrite(
            @PathVariable int year,
            @PathVariable String ats,
            @PathVariable UUID line,
            ModeFields fields,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return write(year, ats, line, fields, viewer, model, response, redirect);
    }

    private String write(
            int year,
            String ats,
            @Nullable UUID line,
            ModeFields fields,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        ModeDraft draft = fields.draft();
        try {
            if (line == null) {
                annex.add(year, ats, draft, viewer, clock.instant());
            } else {
                annex.rewrite(year, ats, line, fields.version(), draft, viewer, clock.instant());
            }
        } catch (Refusal refusal) {
            if (refusal.status() == 404) {
                throw refusal;
            }
            AnnexView view = reader.view(year, ats, viewer);
            FormProblem.show(refusal, model, response);
            model.addAttribute("wanted", draft);
            return form(view, line == null ? null : find(view, line), model);
        }
        redirect.addFlashAttribute("annexMessage", "Riga salvata: le schede dovute sono aggiornate.");
        return "redirect:/servizi-attivati/" + year + "/" + ats + "#servizio-"
                + ServiceRow.slug(String.valueOf(draft.service()));
    }
}
