package it.sioss.platform.web;

import it.sioss.platform.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.ui.Model;

/** A form that came back: what is wrong, with a link to the field; what was typed stays. */
public record FormProblem(String fieldId, String message) {

    /** Shows a refusal on the form it concerns. */
    public static void show(Refusal refusal, Model model, HttpServletResponse response) {
        response.setStatus(refusal.status());
        Object field = refusal.details().get("campo");
        model.addAttribute(
                "errors", List.of(new FormProblem(field == null ? "contenuto" : field.toString(), refusal.message())));
    }
}
