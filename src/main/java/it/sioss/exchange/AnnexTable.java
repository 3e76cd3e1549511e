package it.sioss.exchange;

import it.sioss.platform.CanonicalJson;
import it.sioss.registry.Municipality;
import it.sioss.services.AnnexView;
import it.sioss.services.ModeDraft;
import it.sioss.services.Nomenclature;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Allegato 1 of one ATS as the table that goes out and is filled in: every service, and every line under its number. */
record AnnexTable(
        int year,
        String ats,
        String atsName,
        List<Service> services,
        List<Line> lines,
        List<Municipality> municipalities) {

    /**
     * A service of the nomenclature.
     *
     * @param activated null while nobody has answered
     */
    record Service(Nomenclature.Line service, @Nullable Boolean activated) {}

    /** A line with the number by which the table knows it. */
    record Line(int number, UUID id, ModeDraft mode) {}

    static AnnexTable of(AnnexView view) {
        return new AnnexTable(
                view.database().year(),
                view.database().ats(),
                view.database().atsName(),
                view.lines().stream()
                        .map(line -> new Service(line.service(), line.activated()))
                        .toList(),
                view.lines().stream()
                        .flatMap(line -> line.modes().stream())
                        .map(mode -> new Line(mode.line(), mode.id(), ModeDraft.of(mode.content())))
                        .sorted(Comparator.comparing(Line::number))
                        .toList(),
                view.municipalities());
    }

    /** Equal when the two tables say the very same; a file carries the stamp of the table it was made from. */
    String stamp() {
        return CanonicalJson.fingerprint(AnnexCsv.body(this).getBytes(StandardCharsets.UTF_8));
    }
}
