package it.sioss.platform.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The pages everybody may read: how accessible the service is, and on which assumptions it stands. */
@Controller
class PublicPages {

    @GetMapping("/accessibilita")
    String accessibility() {
        return "pagine/accessibilita";
    }

    @GetMapping("/note")
    String notes() {
        return "pagine/note";
    }
}
