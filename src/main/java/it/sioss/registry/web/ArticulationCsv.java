package it.sioss.registry.web;

import it.sioss.registry.Registry;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes an articulation so that spreadsheets open it and the upload reads it back. */
final class ArticulationCsv {

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setDelimiter(';')
            .setRecordSeparator("\r\n")
            .get();

    private ArticulationCsv() {}

    static String write(List<Registry.Member> members) {
        var out = new StringWriter();
        out.append('\uFEFF');
        try (var printer = new CSVPrinter(out, FORMAT)) {
            printer.printRecord(
                    "codice_ats",
                    "denominazione_ats",
                    "codice_ente_territoriale",
                    "codice_istat_comune",
                    "comune",
                    "origine");
            for (Registry.Member member : members) {
                printer.printRecord(
                        member.ats(),
                        harmless(member.atsName()),
                        member.regionalBody(),
                        member.municipality(),
                        harmless(member.municipalityName()),
                        member.synthetic() ? "SINTETICO" : "");
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString();
    }

    /** A cell that a spreadsheet would run as a formula is made text. */
    private static String harmless(String cell) {
        return !cell.isEmpty() && "=+-@\t\r\uFF1D".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
