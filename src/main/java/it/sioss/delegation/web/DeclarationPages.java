package it.sioss.delegation.web;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.delegation.AcceptanceRules;
import it.sioss.delegation.Delegation;
import it.sioss.delegation.Delegations;
import it.sioss.platform.Refusal;
import it.sioss.platform.web.FormProblem;
import it.sioss.registry.Ats;
import it.sioss.registry.RegionalBody;
import it.sioss.registry.Registry;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Writing new rows: the region declares for one, several or all of its ATS after a preview; an ATS asks the region. */
@Controller
@RequestMapping("/deleghe")
class DeclarationPages {

    private final DelegationBook book;
    private final DelegationWords words;
    private final AcceptanceRules rules;
    private final Registry registry;

    DeclarationPages(DelegationBook book, DelegationWords words, AcceptanceRules rules, Registry registry) {
        this.book = book;
        this.words = words;
        this.rules = rules;
        this.registry = registry;
    }

    @GetMapping("/dichiarazione")
    String declaration(
            @RequestParam(name = "regione", defaultValue = "") String region,
            @RequestParam(name = "ats", defaultValue = "") String ats,
            Viewer viewer,
            Model model) {
        return declarationForm(
                new DelegationBook.Declaration(
                        ats.isBlank() ? List.of() : List.of(ats), false, region, null, null, null, null, null),
                viewer,
                model);
    }

    private String declarationForm(DelegationBook.Declaration wanted, Viewer viewer, Model model) {
        int year = book.year();
        List<RegionalBody> regions = registry.regionalBodies().stream()
                .filter(body -> Delegations.mayDeclare(viewer, body.code()))
                .toList();
        if (regions.isEmpty()) {
            throw new Refusal(
                    403, "NON_AUTORIZZATO", "Solo il supervisore regionale può dichiarare o revocare una delega.");
        }
        String region = region(wanted, regions, year);
        model.addAttribute("wanted", wanted);
        model.addAttribute("region", region);
        model.addAttribute(
                "regions",
                regions.stream()
                        .map(body -> new DelegationWords.Choice(body.code(), body.name()))
                        .toList());
        model.addAttribute(
                "districts",
                region.isEmpty()
                        ? List.of()
                        : registry.atsOfRegion(region, year).stream()
                                .map(DelegationWords::choice)
                                .toList());
        model.addAttribute("rule", rules.now());
        terms(model, year);
        return "deleghe/dichiarazione";
    }

    private String region(DelegationBook.Declaration wanted, List<RegionalBody> regions, int year) {
        String given = wanted.region() == null ? "" : wanted.region();
        if (given.isBlank() && !wanted.ats().isEmpty()) {
            given = registry.ats(wanted.ats().get(0), year)
                    .map(Ats::regionalBody)
                    .orElse("");
        }
        String asked = given;
        return regions.stream()
                .map(RegionalBody::code)
                .filter(code -> regions.size() == 1 || code.equals(asked))
                .findFirst()
                .orElse("");
    }

    private void terms(Model model, int year) {
        model.addAttribute("modules", words.modules(year));
        model.addAttribute("scopes", DelegationWords.scopes());
    }

    @PostMapping("/dichiarazione")
    String declare(
            @RequestParam(name = "passo", defaultValue = "anteprima") String step,
            @RequestParam(name = "ats", required = false) @Nullable List<String> ats,
            @RequestParam(name = "tutti", defaultValue = "") String all,
            @RequestParam(name = "regione", defaultValue = "") String region,
            @RequestParam(name = "modulo", defaultValue = "") String module,
            @RequestParam(name = "portata", defaultValue = "") String scope,
            @RequestParam(name = "dal", defaultValue = "") String from,
            @RequestParam(name = "al", defaultValue = "") String to,
            @RequestParam(name = "motivo", defaultValue = "") String reason,
            Viewer viewer,
            Model model,
            HttpServletResponse response) {
        var wanted = new DelegationBook.Declaration(
                ats == null ? List.of() : ats, "si".equals(all), region, module, scope, from, to, reason);
        try {
            model.addAttribute("wanted", wanted);
            model.addAttribute("rule", rules.now());
            if (step.equals("conferma")) {
                model.addAttribute("outcomes", book.declareAll(viewer, wanted));
                return "deleghe/esito";
            }
            if (step.equals("anteprima")) {
                List<DelegationBook.Foreseen> foreseen = book.foresee(viewer, wanted);
                model.addAttribute("foreseen", foreseen);
                model.addAttribute(
                        "sheets",
                        foreseen.stream().mapToInt(one -> one.sheets().size()).sum());
                model.addAttribute(
                        "claimed",
                        foreseen.stream()
                                .mapToLong(DelegationBook.Foreseen::claimed)
                                .sum());
                model.addAttribute(
                        "possible",
                        foreseen.stream().filter(one -> one.obstacle() == null).count());
                return "deleghe/anteprima";
            }
            return declarationForm(wanted, viewer, model);
        } catch (Refusal refusal) {
            if (refusal.status() == 403 || refusal.status() == 404) {
                throw refusal;
            }
            FormProblem.show(refusal, model, response);
            return declarationForm(wanted, viewer, model);
        }
    }

    @GetMapping("/richiesta")
    String request(Viewer viewer, Model model) {
        return requestForm(DelegationBook.Declaration.ofOne(null, null, null, null, null, null), viewer, model);
    }

    private String requestForm(DelegationBook.Declaration wanted, Viewer viewer, Model model) {
        int year = book.year();
        List<DelegationWords.Choice> own = viewer.mandates().stream()
                .filter(mandate -> mandate.role() == Role.ATS_REFERENT)
                .flatMap(mandate -> registry.ats(mandate.territory(), year).stream())
                .map(DelegationWords::choice)
                .toList();
        if (own.isEmpty()) {
            throw new Refusal(
                    403, "NON_AUTORIZZATO", "Solo il referente dell'ATS può chiedere alla Regione di compilare.");
        }
        model.addAttribute("wanted", wanted);
        model.addAttribute("districts", own);
        terms(model, year);
        return "deleghe/richiesta";
    }

    @PostMapping("/richiesta")
    String ask(
            @RequestParam(name = "ats", defaultValue = "") String ats,
            @RequestParam(name = "modulo", defaultValue = "") String module,
            @RequestParam(name = "portata", defaultValue = "") String scope,
            @RequestParam(name = "dal", defaultValue = "") String from,
            @RequestParam(name = "al", defaultValue = "") String to,
            @RequestParam(name = "motivo", defaultValue = "") String reason,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var wanted = DelegationBook.Declaration.ofOne(ats, module, scope, from, to, reason);
        try {
            Delegation row = book.request(viewer, wanted);
            redirect.addFlashAttribute(
                    "message", "Richiesta inviata: avrà effetto se la Regione la accetta. Intanto compila l’ATS.");
            return "redirect:/deleghe/" + row.id();
        } catch (Refusal refusal) {
            if (refusal.status() == 403 || refusal.status() == 404) {
                throw refusal;
            }
            FormProblem.show(refusal, model, response);
            return requestForm(wanted, viewer, model);
        }
    }
}
