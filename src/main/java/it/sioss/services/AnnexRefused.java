package it.sioss.services;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table of Allegato 1 that cannot be kept: everything wrong in it, so that it is mended in one go. */
public final class AnnexRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    AnnexRefused(List<Fault> faults) {
        super(faults.get(0).message());
        this.faults = List.copyOf(faults);
    }

    /**
     * One thing wrong.
     *
     * @param row the row of the table; null when it is a service's answer
     * @param service the service whose answer it is; null when it is a row
     * @param field the field of the row, in the word of the machine interface
     */
    public record Fault(
            @Nullable Integer row,
            @Nullable String service,
            @Nullable String field,
            String code,
            String message) {}

    public List<Fault> faults() {
        return faults;
    }
}
