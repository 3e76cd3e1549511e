package it.sioss.catalogue;

import it.sioss.catalogue.process.FeelExpression;
import java.util.List;
import java.util.Map;

/** A section of the form in the order of the page. */
public record Section(
        String code,
        String title,
        List<FormItem> items,
        List<Block> blocks,
        List<FeelExpression> hiddenWhen,
        Map<String, String> properties) {

    /** The section that identifies the service: answers here alone do not make a sheet "with contents". */
    public boolean isIdentification() {
        return "si".equals(properties.get("identificazione"));
    }

    /** Questions shown under one sub-heading; a breakdown offers "Metti 0 nelle caselle vuote". */
    public record Block(String id, String title, List<String> keys, boolean zeroFill) {}
}
