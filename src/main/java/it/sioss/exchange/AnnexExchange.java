package it.sioss.exchange;

import it.sioss.access.Viewer;
import it.sioss.platform.Refusal;
import it.sioss.services.AnnexDesk;
import it.sioss.services.AnnexReader;
import it.sioss.services.AnnexRefused;
import it.sioss.services.AnnexView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Allegato 1 into a spreadsheet, and a filled spreadsheet back into it: previewed, then applied all or nothing. */
@Service
public class AnnexExchange {

    private final AnnexReader reader;
    private final AnnexDesk desk;
    private final TransactionTemplate transaction;

    AnnexExchange(AnnexReader reader, AnnexDesk desk, TransactionTemplate transaction) {
        this.reader = reader;
        this.desk = desk;
        this.transaction = transaction;
    }

    /** Allegato 1 as a workbook to be filled in. */
    public byte[] workbook(int year, String ats, Viewer viewer) {
        var out = new ByteArrayOutputStream();
        try {
            AnnexWorkbook.write(AnnexTable.of(reader.view(year, ats, viewer)), out);
        } catch (IOException failure) {
            throw new UncheckedIOException("the workbook could not be written", failure);
        }
        return out.toByteArray();
    }

    /** Allegato 1 as a table of plain text. */
    public byte[] csv(int year, String ats, Viewer viewer) {
        return AnnexCsv.write(AnnexTable.of(reader.view(year, ats, viewer))).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Runs the file through the very deeds of the page and keeps them, or (in a simulation) lets them go.
     *
     * @param seen the fingerprint of the preview that is being confirmed; null when there was none
     * @throws Refusal 413, 415, 422 for the file, 403, 404, 409, 410 as the page would, 412 when Allegato 1 has changed
     *     since it was downloaded, 409 when the preview is no longer what would happen
     */
    public AnnexOutcome upload(
            int year,
            String ats,
            byte[] file,
            boolean simulation,
            @Nullable String seen,
            Viewer viewer,
            Instant received) {
        FilledAnnex filled = read(file);
        return Objects.requireNonNull(transaction.execute(status -> {
            desk.hold(year, ats, viewer);
            AnnexView before = reader.view(year, ats, viewer);
            AnnexTable table = AnnexTable.of(before);
            if (filled.year() != year || !filled.ats().equals(ats)) {
                throw other(filled);
            }
            AnnexMerge merge = new AnnexMerge(table).take(filled);
            if (!filled.stamp().equals(table.stamp())
                    && !(merge.faults().isEmpty() && merge.changes().isEmpty())) {
                throw outdated();
            }
            merge.faults().refuseIfAny();
            AnnexOutcome outcome =
                    AnnexOutcome.of(!simulation, merge.changes(), before, write(merge, before, viewer, received));
            if (seen != null && !seen.equals(outcome.fingerprint())) {
                throw new Refusal(
                        409,
                        "ANTEPRIMA_SUPERATA",
                        "L'Allegato 1 è cambiato dopo l'anteprima: ricaricate il foglio e ricontrollate che cosa cambia.");
            }
            if (simulation) {
                status.setRollbackOnly();
            }
            return outcome;
        }));
    }

    private AnnexView write(AnnexMerge merge, AnnexView before, Viewer viewer, Instant received) {
        if (merge.toWrite().isEmpty()) {
            return before;
        }
        int year = before.database().year();
        String ats = before.database().ats();
        try {
            desk.revise(year, ats, merge.toWrite(), viewer, received);
        } catch (AnnexRefused refused) {
            throw merge.faults(refused).refusal();
        }
        return reader.view(year, ats, viewer);
    }

    private static FilledAnnex read(byte[] file) {
        if (file.length > Exchange.MAX_BYTES) {
            throw Exchange.tooLarge("Usate una copia appena scaricata da SIOSS.");
        }
        if (WorkbookInspection.isCompoundFile(file)) {
            throw WorkbookInspection.compoundFile(file);
        }
        return WorkbookInspection.isPackage(file) ? AnnexWorkbook.read(file) : AnnexCsv.read(file);
    }

    private static Refusal other(FilledAnnex filled) {
        return Faults.ofFile(
                422,
                "FOGLIO_DI_ALTRO_ALLEGATO",
                "Il foglio è dell'Allegato 1 di un altro ambito o di un'altra annualità (ambito "
                        + AnswerTable.shown(filled.ats()) + ", " + filled.year() + ").",
                "Caricatelo dalla pagina di quell'Allegato 1.");
    }

    private static Refusal outdated() {
        return Faults.ofFile(
                412,
                "ALLEGATO_CAMBIATO",
                "L'Allegato 1 è stato modificato in SIOSS dopo che il foglio è stato scaricato.",
                "Scaricatelo di nuovo e riportatevi le vostre modifiche: così non si perdono quelle dei colleghi.");
    }
}
