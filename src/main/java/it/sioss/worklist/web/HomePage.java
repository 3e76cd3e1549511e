package it.sioss.worklist.web;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.worklist.SheetLists;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page: everybody lands where their work is. */
@Controller
class HomePage {

    private final SheetLists lists;

    HomePage(SheetLists lists) {
        this.lists = lists;
    }

    @GetMapping("/")
    String home(Viewer viewer) {
        boolean works =
                viewer.mandates().stream().anyMatch(mandate -> mandate.role().level() != Role.Level.NATION);
        if (!works && !viewer.mandates().isEmpty()) {
            return "redirect:/cruscotto";
        }
        boolean reviews = viewer.has(Role.REGION_SUPERVISOR) && lists.reviewsWaitFor(viewer);
        return reviews ? "redirect:/verifica" : "redirect:/attivita";
    }
}
