package it.sioss.prefill;

import it.sioss.platform.UploadedText;
import it.sioss.registry.ImportFinding;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A publication as it arrived, CSV or JSON, read into rows; what cannot be read is a finding, never a guess.
 *
 * @param publication null when not even its heading could be read
 */
record PublicationFile(@Nullable Publication publication, List<ImportFinding> findings) {

    /** A national publication of municipalities with all indicators is a third of it. */
    static final int MAX_BYTES = 24 * 1024 * 1024;

    static PublicationFile read(byte[] bytes) {
        UploadedText text = UploadedText.of(bytes, MAX_BYTES);
        if (text instanceof UploadedText.Refused refused) {
            return broken(new ImportFinding(refused.code(), refused.line(), null, refused.message(), refused.remedy()));
        }
        String content = ((UploadedText.Readable) text).text();
        Optional<ImportFinding> personal = PersonalData.in(content);
        if (personal.isPresent()) {
            return broken(personal.get());
        }
        var rows = new PublicationRows();
        if (content.stripLeading().startsWith("{")) {
            JsonPublication.read(content, rows);
        } else {
            CsvPublication.read(content, rows);
        }
        return rows.file();
    }

    private static PublicationFile broken(ImportFinding finding) {
        return new PublicationFile(null, List.of(finding));
    }
}
