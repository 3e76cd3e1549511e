package it.sioss.platform.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import it.sioss.platform.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.util.MimeType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Turns every refusal into one clear answer in Italian: a problem document for machines (RFC 9457), a page for people.
 * Never a stack, never SQL, never a class name; what the house did not foresee is logged under the same correlation.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    Object refused(Refusal refusal, HttpServletRequest request) {
        ProblemDetail problem = problem(refusal.status(), refusal.code(), refusal.message());
        refusal.details().forEach(problem::setProperty);
        return answer(problem, request);
    }

    @ExceptionHandler
    Object notReadable(HttpMessageNotReadableException failure, HttpServletRequest request) {
        Throwable cause = failure.getCause();
        if (cause instanceof Refusal refusal) {
            return refused(refusal, request);
        }
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return answer(
                    problem(
                            400,
                            "CAMPO_SCONOSCIUTO",
                            "Il campo «" + unknown.getPropertyName() + "» non è previsto: toglietelo dalla richiesta."),
                    request);
        }
        if (cause instanceof MismatchedInputException mismatch
                && !mismatch.getPath().isEmpty()) {
            String field = field(mismatch);
            ProblemDetail problem = problem(
                    400,
                    "VALORE_NON_VALIDO",
                    "Il campo «" + field + "» non ha un valore del tipo previsto" + place(mismatch)
                            + ": correggetelo.");
            problem.setProperty("campo", field);
            return answer(problem, request);
        }
        String where = cause instanceof JsonProcessingException json ? place(json) : "";
        return answer(
                problem(400, "RICHIESTA_NON_LEGGIBILE", "Il corpo della richiesta non è un JSON valido" + where + "."),
                request);
    }

    private static String place(JsonProcessingException failure) {
        JsonLocation place = failure.getLocation();
        return place == null ? "" : " (riga " + place.getLineNr() + ", colonna " + place.getColumnNr() + ")";
    }

    /** The field as it is written in the request: «rilievi[0].testo». */
    private static String field(MismatchedInputException mismatch) {
        var field = new StringBuilder();
        for (JsonMappingException.Reference step : mismatch.getPath()) {
            if (step.getFieldName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return field.toString();
    }

    @ExceptionHandler
    Object wrongType(MethodArgumentTypeMismatchException failure, HttpServletRequest request) {
        boolean identifier = failure.getRequiredType() == UUID.class;
        return answer(
                identifier
                        ? problem(404, "NON_TROVATO", "L'oggetto richiesto non esiste o non è nel vostro territorio.")
                        : problem(
                                400,
                                "VALORE_NON_VALIDO",
                                "Il parametro «" + asWritten(failure.getName()) + "» non ha un valore ammesso."),
                request);
    }

    /** The documented name of a part of the address. */
    private static String asWritten(String name) {
        return name.equals("year") ? "anno" : name;
    }

    @ExceptionHandler
    Object missingFile(MissingServletRequestPartException failure, HttpServletRequest request) {
        return answer(
                problem(
                        400,
                        "FILE_MANCANTE",
                        "Scegliete un file: manca la parte «" + failure.getRequestPartName() + "»."),
                request);
    }

    @ExceptionHandler
    Object wrongFormat(HttpMediaTypeNotSupportedException failure, HttpServletRequest request) {
        List<String> accepted = failure.getSupportedMediaTypes().stream()
                .filter(MimeType::isConcrete)
                .map(type -> type.getType() + "/" + type.getSubtype())
                .distinct()
                .toList();
        return answer(
                accepted.isEmpty()
                        ? known(failure.getStatusCode())
                        : problem(
                                415,
                                "FORMATO_NON_AMMESSO",
                                "Il formato inviato non è ammesso: questo indirizzo accetta "
                                        + String.join(" oppure ", accepted) + "."),
                request);
    }

    @ExceptionHandler
    Object missing(MissingServletRequestParameterException failure, HttpServletRequest request) {
        return answer(
                problem(400, "PARAMETRO_MANCANTE", "Manca il parametro «" + failure.getParameterName() + "»."),
                request);
    }

    @ExceptionHandler
    Object tooLarge(MaxUploadSizeExceededException failure, HttpServletRequest request) {
        return answer(problem(413, "FILE_TROPPO_GRANDE", "Il file supera la dimensione ammessa (10 MB)."), request);
    }

    @ExceptionHandler
    Object notAnUpload(MultipartException failure, HttpServletRequest request) {
        return answer(
                problem(
                        400,
                        "RICHIESTA_NON_LEGGIBILE",
                        "Il caricamento non è leggibile o è arrivato incompleto: inviate di nuovo il file."),
                request);
    }

    @ExceptionHandler
    Object denied(AccessDeniedException failure, HttpServletRequest request) {
        return answer(problem(403, "NON_AUTORIZZATO", "Il vostro ruolo non consente questa operazione."), request);
    }

    /** A lost race: somebody else decided first. */
    @ExceptionHandler({
        OptimisticLockingFailureException.class,
        PessimisticLockingFailureException.class,
        DuplicateKeyException.class
    })
    Object lostRace(Exception failure, HttpServletRequest request) {
        LOG.info(
                "lost race on {}: {}",
                request.getRequestURI(),
                failure.getClass().getSimpleName());
        return answer(
                problem(
                        409,
                        "VERSIONE_SUPERATA",
                        "Qualcun altro ha modificato lo stesso oggetto in questo momento: ricaricate e riprovate."),
                request);
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        CannotCreateTransactionException.class,
        QueryTimeoutException.class
    })
    Object unavailable(Exception failure, HttpServletRequest request) {
        LOG.warn("database unavailable on {}: {}", request.getRequestURI(), failure.toString());
        return answer(
                problem(
                        503,
                        "SERVIZIO_NON_DISPONIBILE",
                        "Il servizio non è al momento disponibile: riprovate fra qualche secondo."),
                request);
    }

    @ExceptionHandler
    @Nullable
    Object anything(Exception failure, HttpServletRequest request) {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            LOG.debug("the client went away from {}", request.getRequestURI());
            return null;
        }
        if (ForeignCharacters.refusedIn(failure)) {
            return answer(problem(400, "CARATTERI_NON_AMMESSI", ForeignCharacters.words(request)), request);
        }
        if (failure instanceof ErrorResponse response) {
            return answer(known(response.getStatusCode()), request);
        }
        ProblemDetail problem = problem(
                500,
                "ERRORE_INTERNO",
                "Si è verificato un errore non previsto. Se si ripete, comunicate all'assistenza il codice scritto qui.");
        LOG.error("unforeseen failure {} on {}", correlation(problem), request.getRequestURI(), failure);
        return answer(problem, request);
    }

    static ProblemDetail known(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> problem(404, "NON_TROVATO", "L'indirizzo richiesto non esiste.");
            case 403 -> problem(403, "NON_AUTORIZZATO", "Il vostro ruolo non consente questa operazione.");
            case 405 -> problem(405, "METODO_NON_AMMESSO", "Questo indirizzo non accetta il metodo usato.");
            case 406 -> problem(406, "FORMATO_NON_DISPONIBILE", "Il formato richiesto non è disponibile.");
            case 415 -> problem(415, "FORMATO_NON_AMMESSO", "Questo indirizzo non accetta il formato inviato.");
            case 413 -> problem(413, "FILE_TROPPO_GRANDE", "Il file supera la dimensione ammessa (10 MB).");
            case 429 -> problem(429, "TROPPI_TENTATIVI", "Troppi accessi falliti: riprovate fra dieci minuti.");
            case 500 ->
                problem(
                        500,
                        "ERRORE_INTERNO",
                        "Si è verificato un errore non previsto. Se si ripete, comunicate all'assistenza il codice scritto qui.");
            default -> problem(status.value(), "RICHIESTA_NON_VALIDA", "La richiesta non è valida.");
        };
    }

    public static ProblemDetail problem(int status, String code, String message) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), message);
        problem.setTitle(title(status));
        problem.setProperty("codice", code);
        problem.setProperty("correlazione", UUID.randomUUID().toString().substring(0, 8));
        return problem;
    }

    private static Object correlation(ProblemDetail problem) {
        var properties = problem.getProperties();
        Object correlation = properties == null ? null : properties.get("correlazione");
        return correlation == null ? "" : correlation;
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Richiesta non valida";
            case 401 -> "Accesso necessario";
            case 403 -> "Operazione non consentita";
            case 404 -> "Non trovato";
            case 408 -> "Richiesta troppo lenta";
            case 409 -> "Operazione non possibile ora";
            case 410 -> "Termine scaduto";
            case 412 -> "Versione superata";
            case 413 -> "Troppo grande";
            case 415 -> "Formato non ammesso";
            case 422 -> "Contenuto da correggere";
            case 428 -> "Manca la versione";
            case 429 -> "Troppi tentativi";
            case 503 -> "Servizio non disponibile";
            default -> HttpStatus.valueOf(status).is5xxServerError() ? "Errore" : "Richiesta non valida";
        };
    }

    private static Object answer(ProblemDetail problem, HttpServletRequest request) {
        HttpStatusCode status = HttpStatusCode.valueOf(problem.getStatus());
        if (wantsPage(request)) {
            return page(problem);
        }
        var answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.getStatus() == 503 || problem.getStatus() == 429) {
            answer.header(HttpHeaders.RETRY_AFTER, problem.getStatus() == 429 ? "60" : "5");
        }
        return answer.body(problem);
    }

    static ModelAndView page(ProblemDetail problem) {
        var page = new ModelAndView("errore", HttpStatusCode.valueOf(problem.getStatus()));
        page.addObject("detail", problem.getDetail());
        page.addObject("title", problem.getTitle());
        page.addObject("correlation", correlation(problem));
        return page;
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String accept = String.valueOf(request.getHeader(HttpHeaders.ACCEPT)).toLowerCase(Locale.ROOT);
        return !request.getRequestURI().startsWith("/api/") && accept.contains("text/html");
    }
}
