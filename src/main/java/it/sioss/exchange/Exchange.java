package it.sioss.exchange;

import it.sioss.access.Viewer;
import it.sioss.catalogue.Catalogue;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.platform.Refusal;
import it.sioss.sheet.SheetView;
import it.sioss.sheet.Sheets;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Sheets into a spreadsheet, and a filled spreadsheet back into its sheets: previewed, then applied all or nothing. */
@Service
public class Exchange {

    /** The largest file worth reading: a thousand sheets fill a third of it. */
    public static final int MAX_BYTES = 6 * 1024 * 1024;

    private final Sheets sheets;
    private final Catalogue catalogue;
    private final TransactionTemplate transaction;
    private final EntityManager remembered;

    Exchange(Sheets sheets, Catalogue catalogue, TransactionTemplate transaction, EntityManager remembered) {
        this.sheets = sheets;
        this.catalogue = catalogue;
        this.transaction = transaction;
        this.remembered = remembered;
    }

    /** One sheet as a workbook to be filled in. */
    public byte[] workbook(UUID sheet, Viewer viewer) {
        SheetView view = sheets.view(sheet, viewer);
        var out = new ByteArrayOutputStream();
        write(view.revision(), List.of(column(view)), out);
        return out.toByteArray();
    }

    /** One sheet as a table of plain text. */
    public byte[] csv(UUID sheet, Viewer viewer) {
        SheetView view = sheets.view(sheet, viewer);
        return CsvSheet.write(view.revision().form(), column(view)).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Many sheets of one module, a column each, written as they are read.
     *
     * @throws Refusal 409 when they are of different revisions: no single table fits them
     */
    public void workbook(List<UUID> chosen, Viewer viewer, OutputStream out) {
        List<WorkbookWriter.Column> columns = new ArrayList<>();
        ModuleRevision revision = null;
        for (UUID sheet : chosen) {
            SheetView view = sheets.view(sheet, viewer);
            if (revision != null && !revision.id().equals(view.revision().id())) {
                throw new Refusal(
                        409,
                        "REVISIONI_DIVERSE",
                        "Le schede scelte non sono tutte della stessa revisione del modulo, e un foglio ne contiene una"
                                + " sola: scegliete una sola annualità. Se è già una sola, scaricate il foglio di ogni"
                                + " scheda dalla sua pagina, con «Scarica il foglio (XLSX)».");
            }
            revision = view.revision();
            columns.add(column(view));
        }
        write(Objects.requireNonNull(revision), columns, out);
    }

    private static void write(ModuleRevision revision, List<WorkbookWriter.Column> columns, OutputStream out) {
        try {
            WorkbookWriter.write(revision, columns, out);
        } catch (IOException failure) {
            throw new UncheckedIOException("the workbook could not be written", failure);
        }
    }

    private static WorkbookWriter.Column column(SheetView view) {
        return new WorkbookWriter.Column(
                SheetIdentity.of(view),
                view.atsName() + (view.synthetic() ? " (sintetico)" : ""),
                view.answers(),
                view.options());
    }

    /**
     * Runs the file through the very deeds of the page and keeps them, or (in a simulation) lets them go.
     *
     * @param only the one sheet the file must be of; null when it may be of any that this person may change
     * @param seen the fingerprint of the preview that is being confirmed; null when there was none
     * @throws Refusal 413, 415, 422 for the file, 404, 409, 410 as a save would, 412 with the conflicts when answers
     *     changed on both sides and nobody chose, 409 when the preview is no longer what would happen
     */
    public ExchangeOutcome upload(
            byte[] file,
            @Nullable UUID only,
            ConflictChoice choice,
            boolean simulation,
            @Nullable String seen,
            Viewer viewer,
            Instant received) {
        List<FilledSheet> filled = read(file).stream()
                .sorted(Comparator.comparing(sheet -> sheet.identity().sheet()))
                .toList();
        if (only != null
                && (filled.size() != 1 || !filled.get(0).identity().sheet().equals(only))) {
            throw otherSheet(filled.get(0).identity());
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            ExchangeRun run = new ExchangeRun(sheets, choice, viewer, received);
            filled.forEach(sheet -> {
                run.take(sheet);
                forgetWhatIsWritten();
            });
            ExchangeOutcome outcome = run.outcome(!simulation);
            if (seen != null && !seen.equals(outcome.fingerprint())) {
                throw new Refusal(
                        409,
                        "ANTEPRIMA_SUPERATA",
                        "Le schede sono cambiate dopo l'anteprima: ricaricate il foglio e ricontrollate che cosa cambia.");
            }
            if (simulation) {
                status.setRollbackOnly();
            }
            return outcome;
        }));
    }

    /** Otherwise every query of the next sheet would look again through all the sheets before it. */
    private void forgetWhatIsWritten() {
        remembered.flush();
        remembered.clear();
    }

    private List<FilledSheet> read(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw tooLarge("Usate una copia appena scaricata da SIOSS, o meno schede per volta.");
        }
        if (WorkbookInspection.isCompoundFile(file)) {
            throw WorkbookInspection.compoundFile(file);
        }
        return WorkbookInspection.isPackage(file)
                ? WorkbookReader.read(file, catalogue::revision)
                : List.of(CsvSheet.read(file, catalogue::revision));
    }

    static Refusal tooLarge(String remedy) {
        return Faults.ofFile(413, "FILE_TROPPO_GRANDE", "Il file supera " + MAX_BYTES / (1024 * 1024) + " MB.", remedy);
    }

    private static Refusal otherSheet(SheetIdentity identity) {
        return Faults.ofFile(
                422,
                "FOGLIO_DI_ALTRA_SCHEDA",
                "Il foglio non è di questa scheda, ma del modulo " + identity.module() + ", annualità "
                        + identity.year() + ", ambito " + identity.ats() + ", " + identity.body() + ".",
                "Caricatelo dalla pagina di quella scheda, o da «Carica un foglio».");
    }
}
