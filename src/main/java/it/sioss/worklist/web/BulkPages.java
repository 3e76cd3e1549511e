package it.sioss.worklist.web;

import it.sioss.access.Viewer;
import it.sioss.platform.Refusal;
import it.sioss.steering.BulkApproval;
import it.sioss.steering.BulkApprovals;
import it.sioss.worklist.QueueFilter;
import it.sioss.worklist.ReviewQueue;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Many sheets approved at once: choose them, open the ones drawn by lot, approve, see what came of each. */
@Controller
class BulkPages {

    private final ReviewQueue queue;
    private final BulkApprovals bulk;

    BulkPages(ReviewQueue queue, BulkApprovals bulk) {
        this.queue = queue;
        this.bulk = bulk;
    }

    @GetMapping("/verifica/approvazioni")
    String choosing(Viewer viewer, @RequestParam Map<String, String> parameters, Model model) {
        QueueFilter filter = QueueFilter.of(parameters);
        model.addAttribute("back", filter.at("/verifica"));
        model.addAttribute("list", queue.page(viewer, filter.plainOnly()));
        return "verifica/scelta";
    }

    @PostMapping("/verifica/approvazioni")
    String choose(
            @RequestParam(name = "schede", required = false) List<UUID> chosen,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            BulkApproval choice = bulk.choose(chosen == null ? List.of() : chosen, viewer);
            redirect.addFlashAttribute("excluded", choice.excluded());
            return "redirect:/verifica/approvazioni/" + choice.id();
        } catch (Refusal refusal) {
            response.setStatus(refusal.status());
            model.addAttribute("problem", refusal.message());
            return choosing(viewer, Map.of(), model);
        }
    }

    @GetMapping("/verifica/approvazioni/{id}")
    String choice(@PathVariable UUID id, Viewer viewer, Model model) {
        model.addAttribute("choice", bulk.require(id, viewer));
        return "verifica/blocco";
    }

    @PostMapping("/verifica/approvazioni/{id}/esecuzione")
    String carryOut(@PathVariable UUID id, Viewer viewer, Model model, HttpServletResponse response) {
        try {
            bulk.carryOut(id, viewer);
        } catch (Refusal refusal) {
            if (refusal.status() == 404) {
                throw refusal;
            }
            response.setStatus(refusal.status());
            model.addAttribute("problem", refusal.message());
            return choice(id, viewer, model);
        }
        return "redirect:/verifica/approvazioni/" + id;
    }
}
