package it.sioss.catalogue;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a check may know beyond the sheet's own answers; where something is not known, the rules that need it rest.
 *
 * @param options the lists that the form names by source, as the district's municipalities
 * @param residents residents by municipality, as valued in the options
 * @param previous last closed year's numbers by key
 * @param otherSheets people declared by the module's other sheets, given only to a district-level sheet beside others
 * @param unexplainedRpm values of RPM changed without saying why
 */
public record SheetContext(
        Map<String, List<Option>> options,
        Map<String, Long> residents,
        Map<String, BigDecimal> previous,
        @Nullable BigDecimal otherSheets,
        @Nullable Integer unexplainedRpm) {

    public static final SheetContext NONE = new SheetContext(Map.of(), Map.of(), Map.of(), null, null);

    public SheetContext {
        options = Map.copyOf(options);
        residents = Map.copyOf(residents);
        previous = Map.copyOf(previous);
    }

    public SheetContext withOptions(String source, List<Option> list) {
        Map<String, List<Option>> more = new HashMap<>(options);
        more.put(source, List.copyOf(list));
        return new SheetContext(more, residents, previous, otherSheets, unexplainedRpm);
    }

    public SheetContext withResidents(Map<String, Long> byMunicipality) {
        return new SheetContext(options, byMunicipality, previous, otherSheets, unexplainedRpm);
    }

    public SheetContext withPrevious(Map<String, BigDecimal> numbersByKey) {
        return new SheetContext(options, residents, numbersByKey, otherSheets, unexplainedRpm);
    }

    public SheetContext withOtherSheets(BigDecimal people) {
        return new SheetContext(options, residents, previous, people, unexplainedRpm);
    }
}
