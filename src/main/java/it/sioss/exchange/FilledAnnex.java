package it.sioss.exchange;

import it.sioss.platform.Refusal;
import java.util.List;

/**
 * An Allegato 1 that came back in a file, before anybody judges it.
 *
 * @param stamp of the table it was downloaded from
 */
record FilledAnnex(int year, String ats, String stamp, List<Row> services, List<Row> lines) {

    /** More lines than this no Allegato 1 has. */
    static final int MOST_LINES = 2_000;

    static final String FORMAT = "SIOSS-ALLEGATO-1";
    static final List<String> IDENTITY = List.of("anno", "ats", "impronta");

    /** A row with a cell for each column. */
    record Row(Place place, List<FilledCell> cells) {

        String text(int column) {
            return cells.get(column).text();
        }

        boolean isBlank() {
            return cells.stream().allMatch(FilledCell::isBlank);
        }
    }

    static Refusal notOurs() {
        return Faults.ofFile(
                422,
                "FOGLIO_NON_DI_SIOSS",
                "Il file non è un Allegato 1 scaricato da SIOSS, o i suoi dati nascosti sono stati cambiati.",
                "Scaricate l'Allegato 1 dalla sua pagina, compilatelo e ricaricatelo.");
    }

    static Refusal tooManyLines() {
        return Faults.ofFile(
                422,
                "TROPPE_RIGHE",
                "Un Allegato 1 ha al massimo " + MOST_LINES + " righe.",
                "Togliete le righe ripetute.");
    }
}
