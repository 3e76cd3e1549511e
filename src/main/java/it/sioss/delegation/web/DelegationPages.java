package it.sioss.delegation.web;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.delegation.AcceptanceRules;
import it.sioss.delegation.Delegation;
import it.sioss.delegation.DelegationPreview;
import it.sioss.delegation.DelegationState;
import it.sioss.delegation.Delegations;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.platform.web.FormProblem;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The ledger as each side reads it, and one row with its history and what can be done with it. */
@Controller
@RequestMapping("/deleghe")
class DelegationPages {

    /** How many rows one page shows, what is still to come or in force before what has ended. */
    private static final int LISTED = 1_000;

    private static final Set<DelegationState> ENDED = EnumSet.of(
            DelegationState.REFUSED, DelegationState.WITHDRAWN, DelegationState.REVOKED, DelegationState.EXPIRED);

    private final Delegations delegations;
    private final DelegationPreview preview;
    private final AcceptanceRules rules;
    private final DelegationWords words;

    DelegationPages(Delegations delegations, DelegationPreview preview, AcceptanceRules rules, DelegationWords words) {
        this.delegations = delegations;
        this.preview = preview;
        this.rules = rules;
        this.words = words;
    }

    @GetMapping
    String list(@RequestParam(name = "ats", defaultValue = "") String ats, Viewer viewer, Model model) {
        var all = delegations.visibleTo(viewer.scope()).stream()
                .filter(row -> ats.isBlank() || row.ats().equals(ats))
                .map(row -> words.line(row, viewer))
                .toList();
        var lines = all.stream()
                .sorted(Comparator.comparing(line -> ENDED.contains(line.state())))
                .limit(LISTED)
                .toList();
        model.addAttribute("all", all.size());
        model.addAttribute("listed", lines.size());
        model.addAttribute("only", ats);
        model.addAttribute("waiting", standing(lines, EnumSet.of(DelegationState.PROPOSED, DelegationState.REQUESTED)));
        model.addAttribute("inForce", standing(lines, EnumSet.of(DelegationState.IN_FORCE)));
        model.addAttribute("ahead", standing(lines, EnumSet.of(DelegationState.AHEAD)));
        model.addAttribute("ended", standing(lines, ENDED));
        model.addAttribute("mayDeclare", viewer.administrator() || viewer.has(Role.REGION_SUPERVISOR));
        model.addAttribute("mayRequest", viewer.has(Role.ATS_REFERENT));
        model.addAttribute("mayDecide", viewer.administrator());
        var rule = rules.now();
        model.addAttribute("rule", rule);
        model.addAttribute("ruleSince", rule.since() == null ? "" : RomeTime.minute(rule.since()));
        return "deleghe/elenco";
    }

    private static List<DelegationWords.Line> standing(List<DelegationWords.Line> lines, Set<DelegationState> wanted) {
        return lines.stream().filter(line -> wanted.contains(line.state())).toList();
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, Viewer viewer, Model model) {
        Delegation row = delegations.visible(id, viewer);
        DelegationWords.Line line = words.line(row, viewer);
        model.addAttribute("line", line);
        model.addAttribute(
                "history",
                delegations.history(id, viewer).stream()
                        .map(DelegationWords::event)
                        .toList());
        if (line.may().answer()) {
            model.addAttribute(
                    "moving",
                    preview.ifBegun(row.region(), row.ats(), row.module().orElse(null), row.validFrom()));
        } else if (line.may().revoke()) {
            model.addAttribute("moving", preview.ifEnded(row, null));
        }
        return "deleghe/delega";
    }

    @PostMapping("/{id}/accettazione")
    String accept(
            @PathVariable UUID id,
            @RequestParam(name = "motivo", defaultValue = "") String reason,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return done(id, viewer, model, response, redirect, () -> {
            Delegation row = delegations.accept(viewer, id, reason);
            return row.state() == DelegationState.IN_FORCE
                    ? "Delega accettata: da ora le schede aperte sono della Regione."
                    : "Delega accettata: avrà effetto dal " + RomeTime.compact(row.validFrom()) + ".";
        });
    }

    @PostMapping("/{id}/rifiuto")
    String refuse(
            @PathVariable UUID id,
            @RequestParam(name = "motivo", defaultValue = "") String reason,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return done(id, viewer, model, response, redirect, () -> {
            delegations.refuse(viewer, id, reason);
            return "Delega rifiutata: chi l’ha scritta leggerà il motivo.";
        });
    }

    @PostMapping("/{id}/ritiro")
    String withdraw(
            @PathVariable UUID id,
            @RequestParam(name = "motivo", defaultValue = "") String reason,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return done(id, viewer, model, response, redirect, () -> {
            delegations.withdraw(viewer, id, reason);
            return "Ritirata: non attende più risposta.";
        });
    }

    @PostMapping("/{id}/revoca")
    String revoke(
            @PathVariable UUID id,
            @RequestParam(name = "motivo", defaultValue = "") String reason,
            @RequestParam(name = "dal", defaultValue = "") String from,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        model.addAttribute("revokeFrom", from);
        return done(id, viewer, model, response, redirect, () -> {
            Delegation row = delegations.revoke(viewer, id, reason, DelegationBook.end(from));
            return row.state() == DelegationState.REVOKED
                    ? "Delega revocata: le schede aperte tornano all’ATS."
                    : "Revoca registrata: la delega finisce il "
                            + RomeTime.compact(row.validTo().orElseThrow()) + ".";
        });
    }

    private String done(
            UUID id,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Supplier<String> deed) {
        try {
            redirect.addFlashAttribute("message", deed.get());
            return "redirect:/deleghe/" + id;
        } catch (Refusal refusal) {
            if (refusal.status() == 404) {
                throw refusal;
            }
            FormProblem.show(refusal, model, response);
            return one(id, viewer, model);
        }
    }

    @PostMapping("/impostazioni")
    String decide(
            @RequestParam(name = "accettazione", defaultValue = "") @Nullable String required,
            @RequestParam(name = "motivo", defaultValue = "") String reason,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            var rule = rules.set(viewer, "si".equals(required), reason);
            redirect.addFlashAttribute(
                    "message",
                    rule.required()
                            ? "Da ora le dichiarazioni delle Regioni attendono l’accettazione dell’ATS."
                            : "Da ora le dichiarazioni delle Regioni hanno effetto con l’avviso all’ATS.");
            return "redirect:/deleghe";
        } catch (Refusal refusal) {
            if (refusal.status() == 403) {
                throw refusal;
            }
            FormProblem.show(refusal, model, response);
            return list("", viewer, model);
        }
    }
}
