package it.sioss.catalogue;

import it.sioss.platform.Refusal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The answers sent are not of a readable shape: says in Italian what, where and what is expected instead. */
public final class AnswersRefused extends Refusal {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    AnswersRefused(List<Fault> faults) {
        super(400, Finding.INVALID_VALUE, faults.stream().map(Fault::message).collect(Collectors.joining(" ")));
        this.faults = List.copyOf(faults);
        with(
                "campi",
                this.faults.stream()
                        .map(fault -> Map.of("campo", fault.field(), "messaggio", fault.message()))
                        .toList());
    }

    /** At most twenty, in the order met. */
    public List<Fault> faults() {
        return faults;
    }

    /** One fault: the key it concerns (of a cell: grid.row.column; empty when it is the whole body). */
    public record Fault(String field, String message) {}
}
