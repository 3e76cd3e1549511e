package it.sioss.access.web;

import it.sioss.access.AccountDesk;
import it.sioss.access.Accounts;
import it.sioss.access.AccountsFile;
import it.sioss.access.Mandate;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.platform.PlainText;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.platform.web.FormProblem;
import it.sioss.registry.Ats;
import it.sioss.registry.RegionalBody;
import it.sioss.registry.Registry;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
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
import org.springframework.web.util.UriComponentsBuilder;

/** Accounts and mandates on pages; administrators only. */
@Controller
@RequestMapping("/utenti")
@PreAuthorize("hasRole('ADMINISTRATOR')")
class AccountPages {

    private static final int PAGE = 50;
    private static final String UPLOADED = "sioss.utenti.file";
    private static final String HANDOVER = "sioss.utenti.password";

    private final Accounts accounts;
    private final AccountDesk desk;
    private final AccountsFile file;
    private final Registry registry;
    private final Clock clock;

    AccountPages(Accounts accounts, AccountDesk desk, AccountsFile file, Registry registry, Clock clock) {
        this.accounts = accounts;
        this.desk = desk;
        this.file = file;
        this.registry = registry;
        this.clock = clock;
    }

    /** A mandate in words. */
    public record MandateLine(String role, String roleWord, String territoryCode, String territory, String period) {}

    /** An account in words. */
    public record Line(Accounts.Row row, List<MandateLine> mandates) {}

    /** A territory to choose from. */
    public record Territory(String code, String name) {}

    @GetMapping
    String list(
            @RequestParam(name = "q", defaultValue = "") String words,
            @RequestParam(name = "page", defaultValue = "0") int asked,
            Model model) {
        String query = PlainText.search(words);
        long total = accounts.count(query);
        int pages = (int) Math.max(1, (total + PAGE - 1) / PAGE);
        int page = Math.max(0, Math.min(asked, pages - 1));
        model.addAttribute("q", query);
        model.addAttribute("total", total);
        model.addAttribute("page", page);
        model.addAttribute("pages", pages);
        model.addAttribute(
                "address",
                UriComponentsBuilder.fromPath("/utenti")
                        .queryParam("q", "{q}")
                        .build(query)
                        .toString());
        model.addAttribute(
                "lines",
                accounts.search(query, page * PAGE, PAGE).stream()
                        .map(this::line)
                        .toList());
        return "utenti/elenco";
    }

    private Line line(Accounts.Row row) {
        return new Line(row, row.mandates().stream().map(this::line).toList());
    }

    private MandateLine line(Mandate mandate) {
        String until = mandate.validTo() == null ? "" : " fino al " + RomeTime.compact(mandate.validTo());
        String period = mandate.validFrom().isAfter(clock.instant())
                ? "dal " + RomeTime.compact(mandate.validFrom()) + until
                : mandate.validTo() == null ? "in vigore" : "in vigore" + until;
        return new MandateLine(
                mandate.role().label(),
                mandate.role().word(),
                mandate.territory(),
                desk.territoryName(mandate.territory()),
                period);
    }

    private void choices(Model model) {
        model.addAttribute("roles", List.of(Role.values()));
        var territories = new ArrayList<Territory>();
        for (RegionalBody body : registry.regionalBodies()) {
            territories.add(new Territory(body.code(), body.name()));
        }
        int year = clock.instant().atZone(RomeTime.ROME).getYear();
        for (Ats ats : registry.atsOf(year)) {
            territories.add(new Territory(ats.code(), ats.label()));
        }
        territories.add(new Territory(Mandate.ITALY, "Italia"));
        model.addAttribute("territories", territories);
    }

    @GetMapping("/nuovo")
    String form(Model model) {
        choices(model);
        return "utenti/nuovo";
    }

    @PostMapping
    String create(
            @RequestParam("username") String username,
            @RequestParam("nome") String name,
            @RequestParam(name = "email", defaultValue = "") String email,
            @RequestParam("ruolo") String role,
            @RequestParam(name = "territorio", defaultValue = "") String territory,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            var wanted = new AccountDesk.Wanted(AccountJson.roleOf(role), territory, null, null);
            var created = desk.create(viewer, username, name, email, null, List.of(wanted));
            redirect.addFlashAttribute("handover", created);
            return "redirect:/utenti/" + created.id();
        } catch (Refusal refusal) {
            FormProblem.show(refusal, model, response);
            model.addAttribute("username", username);
            model.addAttribute("name", name);
            model.addAttribute("email", email);
            model.addAttribute("role", role);
            model.addAttribute("territory", territory);
            return form(model);
        }
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, Viewer viewer, Model model) {
        model.addAttribute("line", line(accounts.require(id)));
        model.addAttribute("myself", viewer.accountId().equals(id));
        choices(model);
        return "utenti/utente";
    }

    @PostMapping("/{id}/stato")
    String enable(
            @PathVariable UUID id,
            @RequestParam("attivo") boolean enabled,
            Viewer viewer,
            RedirectAttributes redirect) {
        desk.setEnabled(viewer, id, enabled);
        redirect.addFlashAttribute("message", enabled ? "L'utente può accedere." : "L'utente non può più accedere.");
        return "redirect:/utenti/" + id;
    }

    @PostMapping("/{id}/email")
    String changeEmail(
            @PathVariable UUID id,
            @RequestParam(name = "email", defaultValue = "") String email,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            desk.changeEmail(id, email);
        } catch (Refusal refusal) {
            if (refusal.status() == 404) {
                throw refusal;
            }
            FormProblem.show(refusal, model, response);
            model.addAttribute("email", email);
            return one(id, viewer, model);
        }
        redirect.addFlashAttribute(
                "message", email.isBlank() ? "Indirizzo e-mail tolto." : "Indirizzo e-mail cambiato.");
        return "redirect:/utenti/" + id;
    }

    @PostMapping("/{id}/password")
    String resetPassword(@PathVariable UUID id, RedirectAttributes redirect) {
        redirect.addFlashAttribute("handover", desk.resetPassword(id));
        return "redirect:/utenti/" + id;
    }

    @PostMapping("/{id}/abilitazioni")
    String grant(
            @PathVariable UUID id,
            @RequestParam("ruolo") String role,
            @RequestParam(name = "territorio", defaultValue = "") String territory,
            @RequestParam(name = "dal", defaultValue = "") String from,
            @RequestParam(name = "al", defaultValue = "") String until,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            desk.grant(viewer, id, new AccountJson.MandateBody(role, territory, from, until).wanted());
        } catch (Refusal refusal) {
            if (refusal.status() == 404) {
                throw refusal;
            }
            FormProblem.show(refusal, model, response);
            model.addAttribute("role", role);
            model.addAttribute("territory", territory);
            model.addAttribute("from", from);
            model.addAttribute("until", until);
            return one(id, viewer, model);
        }
        redirect.addFlashAttribute("message", "Abilitazione data.");
        return "redirect:/utenti/" + id;
    }

    @PostMapping("/{id}/abilitazioni/revoca")
    String revoke(
            @PathVariable UUID id,
            @RequestParam("ruolo") String role,
            @RequestParam("territorio") String territory,
            Viewer viewer,
            RedirectAttributes redirect) {
        desk.revoke(viewer, id, AccountJson.roleOf(role), territory);
        redirect.addFlashAttribute("message", "Abilitazione tolta: non vale più da questo momento.");
        return "redirect:/utenti/" + id;
    }

    @GetMapping("/caricamento")
    String uploadForm(Model model) {
        model.addAttribute("roles", List.of(Role.values()));
        return "utenti/caricamento";
    }

    @PostMapping("/caricamento")
    String preview(
            @RequestParam("file") MultipartFile sent, HttpSession session, HttpServletResponse response, Model model)
            throws IOException {
        byte[] content = sent.getInputStream().readNBytes(AccountApi.LARGEST_FILE + 1);
        AccountsFile.Preview preview = file.preview(content);
        if (preview.applicable()) {
            session.setAttribute(UPLOADED, content);
        } else {
            session.removeAttribute(UPLOADED);
            response.setStatus(422);
        }
        model.addAttribute("preview", preview);
        return "utenti/anteprima";
    }

    @PostMapping("/caricamento/conferma")
    String confirm(Viewer viewer, HttpSession session, RedirectAttributes redirect) {
        if (!(session.getAttribute(UPLOADED) instanceof byte[] content)) {
            throw new Refusal(409, "FILE_SUPERATO", "Il file non è più in attesa di conferma: caricatelo di nuovo.");
        }
        session.removeAttribute(UPLOADED);
        AccountsFile.Applied applied = file.apply(content, viewer.username());
        if (!applied.generated().isEmpty()) {
            session.setAttribute(HANDOVER, AccountsFile.handover(applied.generated()));
        }
        redirect.addFlashAttribute("applied", applied);
        return "redirect:/utenti/caricamento/esito";
    }

    @GetMapping("/caricamento/esito")
    String outcome(HttpSession session, Model model) {
        model.addAttribute("passwords", session.getAttribute(HANDOVER) != null);
        return "utenti/esito";
    }

    /** The generated passwords, once. */
    @PostMapping("/caricamento/password")
    ResponseEntity<byte[]> passwords(HttpSession session) {
        if (!(session.getAttribute(HANDOVER) instanceof String text)) {
            throw new Refusal(
                    409,
                    "PASSWORD_GIA_CONSEGNATE",
                    "Le password si scaricano una volta sola: per un utente si può generarne una nuova.");
        }
        session.removeAttribute(HANDOVER);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"password-iniziali.csv\"")
                .body(text.getBytes(StandardCharsets.UTF_8));
    }
}
