package it.sioss.prefill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One row of a publication: what a source says of one district or municipality. Kept as text, so that a national file
 * stays small in memory.
 *
 * @param line where it stood in the file
 * @param indicators canonical JSON, so that the same content has the same bytes
 */
record PublishedRow(int line, DataScope scope, String territory, String indicators) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final TypeReference<TreeMap<String, BigDecimal>> VALUES = new TypeReference<>() {};

    static PublishedRow of(int line, DataScope scope, String territory, SortedMap<String, BigDecimal> values) {
        String json = values.entrySet().stream()
                .map(value -> "\"" + value.getKey() + "\":"
                        + value.getValue().stripTrailingZeros().toPlainString())
                .collect(Collectors.joining(",", "{", "}"));
        return new PublishedRow(line, scope, territory, json);
    }

    Map<String, BigDecimal> values() {
        return values(indicators);
    }

    static Map<String, BigDecimal> values(String indicators) {
        try {
            return JSON.readValue(indicators, VALUES);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("unreadable indicators are stored", impossible);
        }
    }

    String place() {
        return scope.name() + "/" + territory;
    }

    String hash() {
        return Hash.of(indicators);
    }
}
