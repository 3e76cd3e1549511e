package it.sioss.platform;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that cannot be served, said in Italian: what is wrong, where, and what to do. Rooms throw it; the web turns
 * it into a problem document (RFC 9457) or a page. The code is stable and part of the contract.
 */
public class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, Object> details = new LinkedHashMap<>();

    /**
     * @param status the HTTP status that fits (400, 403, 404, 409, 410, 412, 422, 428, 429, 503)
     * @param code stable code of the contract, for example {@code TERMINE_SCADUTO}
     * @param message Italian, for the clerk
     */
    public Refusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** Nothing here, or nothing this person may know of: the two are told in the same way. */
    public static Refusal notFound(String what) {
        return new Refusal(404, "NON_TROVATO", what + " non esiste o non è nel vostro territorio.");
    }

    public Refusal with(String name, Object value) {
        details.put(name, value);
        return this;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    public Map<String, Object> details() {
        return details;
    }
}
