package it.sioss.exchange;

import it.sioss.catalogue.Answers;
import it.sioss.catalogue.Entry;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.Option;
import it.sioss.sheet.SheetView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Workbooks as a clerk would send them back, and as nobody should. */
public final class Workbooks {

    static final List<Option> MUNICIPALITIES =
            List.of(new Option("001272", "Torino"), new Option("001001", "Agliè"), new Option("001999", "Due; Ponti"));

    private Workbooks() {}

    static SheetIdentity identity(ModuleRevision module) {
        return new SheetIdentity(
                UUID.randomUUID(), 2035, module.module(), "01-001", "Comune d'Àgliè & C.", module.id(), 0);
    }

    static byte[] workbook(ModuleRevision module, Answers... sheets) throws IOException {
        List<WorkbookWriter.Column> columns = new ArrayList<>();
        for (Answers answers : sheets) {
            columns.add(new WorkbookWriter.Column(
                    identity(module), "ATS Torino", answers, Map.of("comuni", MUNICIPALITIES)));
        }
        return write(module, columns);
    }

    /** The workbook of a sheet, filled with these answers instead of its own. */
    static byte[] filled(SheetView view, Answers answers) throws IOException {
        return write(view.revision(), List.of(column(view, answers)));
    }

    /** One workbook of many sheets, every one filled with the same answers besides its own. */
    public static byte[] filled(List<SheetView> views, Answers answers) throws IOException {
        List<WorkbookWriter.Column> columns = new ArrayList<>();
        for (SheetView view : views) {
            Map<String, Entry> all = new LinkedHashMap<>(view.answers().entries());
            all.putAll(answers.entries());
            columns.add(column(view, Answers.of(all)));
        }
        return write(views.get(0).revision(), columns);
    }

    static WorkbookWriter.Column column(SheetView view, Answers answers) {
        return new WorkbookWriter.Column(SheetIdentity.of(view), view.atsName(), answers, view.options());
    }

    static byte[] write(ModuleRevision module, List<WorkbookWriter.Column> columns) throws IOException {
        var out = new ByteArrayOutputStream();
        WorkbookWriter.write(module, columns, out);
        return out.toByteArray();
    }

    static Map<String, byte[]> entries(byte[] workbook) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (var zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(workbook))
                .get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    static byte[] zip(Map<String, byte[]> entries) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return out.toByteArray();
    }

    /** The workbook with one of its parts rewritten. */
    static byte[] edited(byte[] workbook, String part, UnaryOperator<String> edit) throws IOException {
        Map<String, byte[]> entries = entries(workbook);
        String before = new String(entries.get(part), StandardCharsets.UTF_8);
        String after = edit.apply(before);
        if (after.equals(before)) {
            throw new IllegalArgumentException("nothing changed in " + part);
        }
        entries.put(part, after.getBytes(StandardCharsets.UTF_8));
        return zip(entries);
    }

    static byte[] with(byte[] workbook, String part, byte[] content) throws IOException {
        Map<String, byte[]> entries = entries(workbook);
        entries.put(part, content);
        return zip(entries);
    }
}
