package it.sioss.prefill;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** What a source says of itself, once for all rows: who, of which year, drawn when, over which period; and its rows. */
record Publication(Heading heading, List<PublishedRow> rows) {

    record Heading(String source, int year, LocalDate extractedOn, LocalDate from, LocalDate to) {}

    /** The same for the same content, in whatever order and under whatever name. */
    String hash() {
        return Hash.of(heading
                + rows.stream()
                        .map(row -> row.place() + row.hash())
                        .sorted()
                        .collect(Collectors.joining("\n", "\n", "")));
    }
}
