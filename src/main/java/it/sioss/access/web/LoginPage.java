package it.sioss.access.web;

import it.sioss.access.Accounts;
import it.sioss.access.Role;
import it.sioss.platform.DatabaseAccess;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where one enters; on the demonstration it names the accounts of each role. */
@Controller
class LoginPage {

    private final Accounts accounts;
    private final DatabaseAccess database;
    private final boolean demonstration;

    LoginPage(
            Accounts accounts, DatabaseAccess database, @Value("${sioss.demonstration:false}") boolean demonstration) {
        this.accounts = accounts;
        this.database = database;
        this.demonstration = demonstration;
    }

    @GetMapping("/accesso")
    String login(
            @RequestParam(name = "errore", required = false) @Nullable String failed,
            @RequestParam(name = "uscita", required = false) @Nullable String left,
            HttpServletRequest request,
            Model model) {
        if (request.getAttribute(ViewerFilter.ATTRIBUTE) != null) {
            return "redirect:/";
        }
        if (failed != null) {
            model.addAttribute("problem", "Nome utente o password non corretti. Controllate le maiuscole e riprovate.");
        }
        if (left != null) {
            model.addAttribute("message", "Siete usciti da SIOSS.");
        }
        if (demonstration && database.embedded()) {
            model.addAttribute("demonstrations", onePerRole(accounts.demonstrations()));
        }
        return "accesso";
    }

    private static List<Accounts.Row> onePerRole(List<Accounts.Row> rows) {
        var roles = EnumSet.noneOf(Role.class);
        return rows.stream()
                .filter(row -> !row.mandates().isEmpty()
                        && roles.add(row.mandates().get(0).role()))
                .toList();
    }
}
