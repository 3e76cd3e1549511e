package it.sioss.catalogue;

import it.sioss.catalogue.process.FeelConditions;
import it.sioss.catalogue.process.FeelExpression;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A grid of the form: each row the clerk adds answers every column. An absent row means "none".
 *
 * @param conditions those that hide a cell, judged row by row
 */
public record QuestionGrid(
        String key,
        String officialCode,
        String label,
        String section,
        boolean required,
        List<Question> columns,
        List<FeelExpression> hiddenWhen,
        FeelConditions conditions,
        Map<String, String> properties)
        implements FormItem {

    public @Nullable Question column(String columnKey) {
        return columns.stream()
                .filter(column -> column.key().equals(columnKey))
                .findFirst()
                .orElse(null);
    }
}
