package it.sioss.exchange;

import it.sioss.platform.Refusal;
import java.util.ArrayList;
import java.util.List;

/** The faults of one upload, gathered to be told all together; a flood of them is counted, not kept. */
final class Faults {

    static final String CODE = "FOGLIO_NON_VALIDO";
    private static final int SHOWN = 200;

    private final List<ExchangeFault> first = new ArrayList<>();
    private int count;

    void add(ExchangeFault fault) {
        count++;
        if (first.size() < SHOWN) {
            first.add(fault);
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    List<ExchangeFault> first() {
        return List.copyOf(first);
    }

    void refuseIfAny() {
        if (!isEmpty()) {
            throw refusal();
        }
    }

    Refusal refusal() {
        return refusal(422, CODE, words());
    }

    /** How many there are, and the first of them. */
    String words() {
        String many = count == 1 ? "C'è un errore" : "Ci sono " + count + " errori";
        return many + " nel foglio: non è cambiato nulla. " + first.get(0).message();
    }

    Refusal refusal(int status, String code, String message) {
        return new Refusal(status, code, message).with("errori", first()).with("numeroErrori", count);
    }

    static Refusal ofFile(int status, String code, String message, String remedy) {
        Faults faults = new Faults();
        faults.add(ExchangeFault.ofFile(code, message, remedy));
        return faults.refusal(status, code, message + " " + remedy);
    }
}
