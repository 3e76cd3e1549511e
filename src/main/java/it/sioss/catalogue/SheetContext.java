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
 * @param peers what districts of similar size declared for that year, by key
 * @param otherSheets people declared by the module's other sheets, given only to a district-level sheet beside others
 * @param unexplainedRpm values of RPM changed without saying why
 * @param severities the severities given to rules for this year, by code of the rule
 */
public record SheetContext(
        Map<String, List<Option>> options,
        Map<String, Long> residents,
        Map<String, BigDecimal> previous,
        Map<String, Peers> peers,
        @Nullable BigDecimal otherSheets,
        @Nullable Integer unexplainedRpm,
        Map<String, SeverityChange> severities) {

    public static final SheetContext NONE =
            new SheetContext(Map.of(), Map.of(), Map.of(), Map.of(), null, null, Map.of());

    public SheetContext {
        options = Map.copyOf(options);
        residents = Map.copyOf(residents);
        previous = Map.copyOf(previous);
        peers = Map.copyOf(peers);
        severities = Map.copyOf(severities);
    }

    public SheetContext withOptions(String source, List<Option> list) {
        Map<String, List<Option>> more = new HashMap<>(options);
        more.put(source, List.copyOf(list));
        return new SheetContext(more, residents, previous, peers, otherSheets, unexplainedRpm, severities);
    }

    public SheetContext withResidents(Map<String, Long> byMunicipality) {
        return new SheetContext(options, byMunicipality, previous, peers, otherSheets, unexplainedRpm, severities);
    }

    public SheetContext withPrevious(Map<String, BigDecimal> numbersByKey) {
        return new SheetContext(options, residents, numbersByKey, peers, otherSheets, unexplainedRpm, severities);
    }

    public SheetContext withPeers(Map<String, Peers> byKey) {
        return new SheetContext(options, residents, previous, byKey, otherSheets, unexplainedRpm, severities);
    }

    public SheetContext withOtherSheets(BigDecimal people) {
        return new SheetContext(options, residents, previous, peers, people, unexplainedRpm, severities);
    }

    public SheetContext withUnexplainedRpm(int values) {
        return new SheetContext(options, residents, previous, peers, otherSheets, values, severities);
    }

    public SheetContext withSeverities(Map<String, SeverityChange> byCode) {
        return new SheetContext(options, residents, previous, peers, otherSheets, unexplainedRpm, byCode);
    }
}
