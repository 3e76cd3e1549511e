package it.sioss.delegation.web;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.catalogue.Catalogue;
import it.sioss.delegation.Delegation;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.Delegations;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.platform.web.FormProblem;
import it.sioss.registry.Ats;
import it.sioss.registry.Registry;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of delegations, for the region's supervisor and the administrator; others read what concerns them. */
@Controller
@RequestMapping("/deleghe")
class DelegationPages {

    private static final int LISTED = 500;

    private final Delegations delegations;
    private final DelegationBook book;
    private final Registry registry;
    private final Catalogue catalogue;

    DelegationPages(Delegations delegations, DelegationBook book, Registry registry, Catalogue catalogue) {
        this.delegations = delegations;
        this.book = book;
        this.registry = registry;
        this.catalogue = catalogue;
    }

    /** A delegation in words. */
    public record Line(
            UUID id,
            String ats,
            String region,
            String module,
            String scope,
            String from,
            String to,
            String standing,
            boolean revocable,
            String reason,
            String author) {}

    /** A choice of a list. */
    public record Choice(String value, String label) {}

    @GetMapping
    String list(Viewer viewer, Model model) {
        var lines = delegations.visibleTo(viewer.scope()).stream()
                .limit(LISTED)
                .map(row -> line(row, viewer))
                .toList();
        model.addAttribute("inForce", standing(lines, DelegationBook.Standing.IN_FORCE));
        model.addAttribute("ahead", standing(lines, DelegationBook.Standing.AHEAD));
        model.addAttribute("ended", standing(lines, DelegationBook.Standing.ENDED));
        int year = book.year();
        List<Choice> districts = registry.atsOf(year).stream()
                .filter(ats -> Delegations.mayDeclare(viewer, ats.regionalBody()))
                .map(DelegationPages::choice)
                .toList();
        model.addAttribute("mayDeclare", viewer.administrator() || viewer.has(Role.REGION_SUPERVISOR));
        model.addAttribute("districts", districts);
        model.addAttribute(
                "modules",
                catalogue.offered(year).stream()
                        .map(revision -> new Choice(revision.module(), revision.module() + " – " + revision.title()))
                        .toList());
        model.addAttribute(
                "scopes",
                Arrays.stream(DelegationScope.values())
                        .map(scope -> new Choice(DelegationBook.word(scope), scope.label()))
                        .toList());
        return "deleghe/elenco";
    }

    private static Choice choice(Ats ats) {
        return new Choice(ats.code(), ats.code() + " – " + ats.label());
    }

    private static List<Line> standing(List<Line> lines, DelegationBook.Standing wanted) {
        return lines.stream()
                .filter(line -> line.standing().equals(wanted.label))
                .toList();
    }

    private Line line(Delegation row, Viewer viewer) {
        DelegationBook.Standing standing = book.standing(row);
        return new Line(
                row.id(),
                registry.ats(row.ats())
                        .map(ats -> row.ats() + " – " + ats.label())
                        .orElse(row.ats()),
                registry.regionalBody(row.region()).map(body -> body.name()).orElse(row.region()),
                row.module().orElse("tutti"),
                row.scope().label(),
                RomeTime.compact(row.validFrom()),
                row.validTo().map(end -> RomeTime.compact(end.minusSeconds(1))).orElse("senza termine"),
                standing.label,
                standing != DelegationBook.Standing.ENDED && Delegations.mayDeclare(viewer, row.region()),
                row.reason(),
                row.declaredBy()
                        + row.revokedBy().map(who -> "; revocata da " + who).orElse(""));
    }

    @PostMapping
    String declare(
            @RequestParam("ats") String ats,
            @RequestParam(name = "modulo", defaultValue = "") String module,
            @RequestParam(name = "portata", defaultValue = "") String scope,
            @RequestParam(name = "dal", defaultValue = "") String from,
            @RequestParam(name = "al", defaultValue = "") String to,
            @RequestParam(name = "motivo", defaultValue = "") String reason,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var wanted = new DelegationBook.Declaration(ats, module, scope, from, to, reason);
        try {
            Delegation row = book.declare(viewer, wanted);
            redirect.addFlashAttribute(
                    "message",
                    book.standing(row) == DelegationBook.Standing.IN_FORCE
                            ? "Delega dichiarata: da ora le schede aperte sono della Regione."
                            : "Delega dichiarata: avrà effetto dal " + RomeTime.compact(row.validFrom()) + ".");
            return "redirect:/deleghe";
        } catch (Refusal refusal) {
            if (refusal.status() == 403 || refusal.status() == 404) {
                throw refusal;
            }
            FormProblem.show(refusal, model, response);
            model.addAttribute("wanted", wanted);
            return list(viewer, model);
        }
    }

    @GetMapping("/{id}/revoca")
    String confirm(@PathVariable UUID id, Viewer viewer, Model model) {
        model.addAttribute("line", visible(id, viewer));
        return "deleghe/revoca";
    }

    private Line visible(UUID id, Viewer viewer) {
        return delegations.visibleTo(viewer.scope()).stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .map(row -> line(row, viewer))
                .orElseThrow(() -> Refusal.notFound("La delega"));
    }

    @PostMapping("/{id}/revoca")
    String revoke(@PathVariable UUID id, Viewer viewer, RedirectAttributes redirect) {
        delegations.revoke(viewer, id);
        redirect.addFlashAttribute("message", "Delega revocata: le schede aperte tornano all'ATS.");
        return "redirect:/deleghe";
    }
}
