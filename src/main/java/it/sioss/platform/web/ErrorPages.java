package it.sioss.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** The last resort: what was refused before any room saw it becomes the same page, or the same problem document. */
@Controller
public class ErrorPages implements ErrorController {

    /** Request attribute: the code of a refusal decided by a filter. */
    public static final String CODE = "sioss.codice";
    /** Request attribute: its words. */
    public static final String WORDS = "sioss.messaggio";

    @RequestMapping("/error")
    Object error(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer known ? known : 404;
        ProblemDetail problem = request.getAttribute(CODE) instanceof String code
                ? Problems.problem(status, code, String.valueOf(request.getAttribute(WORDS)))
                : Problems.known(HttpStatusCode.valueOf(status));
        String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        String accept = String.valueOf(request.getHeader(HttpHeaders.ACCEPT)).toLowerCase(Locale.ROOT);
        if (!path.startsWith("/api/") && accept.contains("text/html")) {
            return Problems.page(problem);
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
