package it.sioss.access.web;

import it.sioss.access.Accounts;
import it.sioss.access.Viewer;
import it.sioss.platform.Refusal;
import it.sioss.platform.web.FormProblem;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own password; nothing else opens while an initial one is still in use. */
@Controller
@RequestMapping("/profilo/password")
class PasswordPage {

    private final Accounts accounts;

    PasswordPage(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping
    String form(Viewer viewer, Model model) {
        model.addAttribute("forced", viewer.mustChangePassword());
        return "pagine/password";
    }

    @PostMapping
    String change(
            @RequestParam("attuale") String present,
            @RequestParam("nuova") String next,
            @RequestParam("conferma") String again,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            HttpSession session,
            RedirectAttributes redirect) {
        try {
            if (!next.equals(again)) {
                throw new Refusal(422, "PASSWORD_NON_ADEGUATA", "Le due nuove password non coincidono.")
                        .with("campo", "conferma");
            }
            accounts.changePassword(viewer, present, next);
            ViewerFilter.goOnUnderNewPassword(session);
        } catch (Refusal refusal) {
            FormProblem.show(refusal, model, response);
            return form(viewer, model);
        }
        redirect.addFlashAttribute("message", "La password è cambiata.");
        return "redirect:/";
    }
}
