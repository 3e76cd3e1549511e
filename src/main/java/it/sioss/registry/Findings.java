package it.sioss.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong in an uploaded file, and what is only worth a look. */
final class Findings {

    private final List<ImportFinding> errors = new ArrayList<>();
    private final List<ImportFinding> warnings = new ArrayList<>();

    void error(TerritoryRow row, @Nullable String column, String code, String message, String remedy) {
        errors.add(new ImportFinding(code, row.row(), column, message, remedy));
    }

    void warning(TerritoryRow row, String column, String code, String message, String remedy) {
        warnings.add(new ImportFinding(code, row.row(), column, message, remedy));
    }

    void addAll(List<ImportFinding> more) {
        errors.addAll(more);
    }

    /** By row; what concerns the whole file comes last. */
    List<ImportFinding> errors() {
        return errors.stream()
                .sorted(Comparator.comparingInt(f -> f.row() == null ? Integer.MAX_VALUE : f.row()))
                .toList();
    }

    List<ImportFinding> warnings() {
        return List.copyOf(warnings);
    }
}
