package it.sioss.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import it.sioss.catalogue.AnswersRefused.Fault;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The JSON of the answers, both ways; every refusal says in Italian where and why. */
final class AnswersJson {

    static final int MAX_TEXT = 10_000;
    static final int MAX_CHOICES = 1_000;
    static final int MAX_ROWS = 200;
    static final int MAX_DIGITS = 15;
    private static final int MAX_FAULTS = 20;
    private static final Pattern ROW_ID = Pattern.compile("[A-Za-z0-9_-]{1,40}");
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .nodeFactory(NODES)
            .build();

    private final boolean withOrigins;
    private final List<Fault> faults = new ArrayList<>();

    private AnswersJson(boolean withOrigins) {
        this.withOrigins = withOrigins;
    }

    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AnswersRefused(List.of(new Fault(
                    "", "Il contenuto non è JSON leggibile: controllate virgole, parentesi e chiavi" + " ripetute.")));
        }
    }

    static Map<String, @Nullable Entry> read(JsonNode json, boolean withOrigins) {
        AnswersJson reader = new AnswersJson(withOrigins);
        Map<String, @Nullable Entry> entries = reader.entries(json);
        if (!reader.faults.isEmpty()) {
            throw new AnswersRefused(reader.faults);
        }
        return entries;
    }

    static ObjectNode write(Map<String, Entry> entries) {
        ObjectNode json = NODES.objectNode();
        entries.forEach((key, entry) -> json.set(key, write(entry)));
        return json;
    }

    private Map<String, @Nullable Entry> entries(JsonNode json) {
        Map<String, @Nullable Entry> entries = new TreeMap<>();
        if (!json.isObject()) {
            refuse("", "Le risposte devono essere un oggetto JSON: chiave della voce e contenuto.");
            return entries;
        }
        for (Map.Entry<String, JsonNode> property : json.properties()) {
            String key = property.getKey();
            if (key.length() > 100 || unstorable(key) != null) {
                refuse(printable(key), "La chiave «" + printable(key) + "» non è il nome di una voce.");
            } else {
                entries.put(key, entry(key, property.getValue()));
            }
        }
        return entries;
    }

    private @Nullable Entry entry(String key, JsonNode json) {
        if (json.isNull()) {
            return null;
        }
        return json.isObject() && json.has("rows") ? grid(key, json) : answer(key, json);
    }

    private @Nullable Grid grid(String key, JsonNode json) {
        JsonNode rowsJson = json.path("rows");
        if (json.size() != 1 || !rowsJson.isArray()) {
            refuse(key, "La griglia «" + key + "» deve essere {\"rows\": […]} e nient'altro.");
            return null;
        }
        if (rowsJson.size() > MAX_ROWS) {
            refuse(key, "La griglia «" + key + "» ha più di " + MAX_ROWS + " righe.");
            return null;
        }
        List<GridRow> rows = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode rowJson : rowsJson) {
            GridRow row = row(key, rowJson);
            if (row != null && !ids.add(row.id())) {
                refuse(key, "La griglia «" + key + "» ha due righe con lo stesso identificativo «" + row.id() + "».");
            } else if (row != null) {
                rows.add(row);
            }
        }
        return rows.isEmpty() ? null : new Grid(rows);
    }

    private @Nullable GridRow row(String key, JsonNode json) {
        String id = json.path("id").asText();
        if (!json.path("id").isTextual() || !ROW_ID.matcher(id).matches()) {
            refuse(
                    key,
                    "Ogni riga di «" + key + "» ha bisogno di un identificativo da 1 a 40 lettere, cifre, «_» o «-».");
            return null;
        }
        if (!json.path("cells").isObject() || json.size() != 2) {
            refuse(key, "La riga «" + id + "» di «" + key + "» deve essere {\"id\": …, \"cells\": {…}}.");
            return null;
        }
        Map<String, Answer> cells = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> cell : json.path("cells").properties()) {
            String column = cell.getKey();
            if (column.length() > 100 || unstorable(column) != null) {
                refuse(key, "La colonna «" + printable(column) + "» di «" + key + "» non è il nome di una voce.");
                continue;
            }
            Answer answer = cell.getValue().isNull() ? null : answer(key + "." + id + "." + column, cell.getValue());
            if (answer != null) {
                cells.put(column, answer);
            }
        }
        return new GridRow(id, cells);
    }

    private @Nullable Answer answer(String field, JsonNode json) {
        if (!json.isObject() || !Set.of("value", "raw", "origin").containsAll(namesOf(json))) {
            refuse(field, "La risposta a «" + field + "» deve essere un oggetto con «value» oppure «raw».");
            return null;
        }
        Object value = value(field, json.path("value"));
        String raw = text(field, json.path("raw"));
        if (value != null && raw != null) {
            refuse(field, "La risposta a «" + field + "» ha sia «value» sia «raw»: ne serve uno solo.");
            return null;
        }
        Origin origin = withOrigins ? origin(field, json.path("origin")) : null;
        Answer answer = new Answer(value, raw == null || raw.isEmpty() ? null : raw, origin);
        boolean nothing = answer.raw() == null && (value == null || value.equals("") || value.equals(List.of()));
        return nothing && answer.received() == null ? null : answer;
    }

    private @Nullable Object value(String field, JsonNode json) {
        if (json.isNumber()) {
            return number(field, json);
        }
        if (!json.isArray()) {
            return text(field, json);
        }
        if (json.size() > MAX_CHOICES) {
            refuse(field, "«" + field + "» ha più di " + MAX_CHOICES + " valori.");
            return null;
        }
        List<String> choices = new ArrayList<>();
        for (JsonNode choice : json) {
            String text = choice.isTextual() ? text(field, choice) : null;
            if (text == null) {
                refuse(field, "«" + field + "» deve essere un elenco di testi.");
                return null;
            }
            choices.add(text);
        }
        return choices;
    }

    private @Nullable BigDecimal number(String field, JsonNode json) {
        if ((json.isDouble() || json.isFloat()) && !Double.isFinite(json.doubleValue())) {
            refuse(field, "«" + field + "»: il numero è troppo grande.");
            return null;
        }
        BigDecimal number = json.decimalValue().stripTrailingZeros();
        boolean tooLong = number.precision() > MAX_DIGITS
                || number.scale() > MAX_DIGITS
                || (long) number.precision() - number.scale() > MAX_DIGITS;
        if (tooLong) {
            refuse(field, "«" + field + "»: il numero ha più di " + MAX_DIGITS + " cifre.");
            return null;
        }
        return number;
    }

    private @Nullable String text(String field, JsonNode json) {
        if (json.isMissingNode() || json.isNull()) {
            return null;
        }
        if (!json.isTextual()) {
            refuse(field, "«" + field + "»: il valore deve essere un testo, un numero o un elenco di testi.");
            return null;
        }
        String text = json.textValue();
        if (text.length() > MAX_TEXT) {
            refuse(field, "«" + field + "»: il testo supera " + ItalianText.number(MAX_TEXT) + " caratteri.");
            return null;
        }
        String fault = unstorable(text);
        if (fault != null) {
            refuse(field, "«" + field + "»: il testo contiene " + fault + ".");
            return null;
        }
        return text;
    }

    private @Nullable Origin origin(String field, JsonNode json) {
        if (json.isMissingNode() || json.isNull()) {
            return null;
        }
        String source = text(field, json.path("fonte"));
        if (source == null) {
            refuse(field, "La provenienza di «" + field + "» deve avere una «fonte».");
            return null;
        }
        return new Origin(source, text(field, json.path("dettaglio")), received(field, json));
    }

    private @Nullable Received received(String field, JsonNode json) {
        if (!json.path("ricevuto").isNumber()) {
            return null;
        }
        BigDecimal value = number(field, json.path("ricevuto"));
        return value == null
                ? null
                : new Received(
                        value,
                        LocalDate.parse(json.path("estrattoIl").asText()),
                        json.path("periodo").asText(),
                        text(field, json.path("motivo")));
    }

    private static Set<String> namesOf(JsonNode json) {
        Set<String> names = new HashSet<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** What neither the database nor the canonical JSON can hold; null when the text is fine. */
    private static @Nullable String unstorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return "un carattere nullo (NUL)";
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return "mezzo carattere (surrogato isolato)";
            }
        }
        return null;
    }

    private static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.chars()
                .limit(60)
                .forEach(c -> printable.append(c < ' ' || Character.isSurrogate((char) c) ? '?' : (char) c));
        return printable.toString();
    }

    private void refuse(String field, String message) {
        if (faults.size() < MAX_FAULTS) {
            faults.add(new Fault(field, message));
        }
    }

    private static ObjectNode write(Entry entry) {
        if (entry instanceof Grid grid) {
            ObjectNode json = NODES.objectNode();
            var rows = json.putArray("rows");
            for (GridRow row : grid.rows()) {
                ObjectNode cells = rows.addObject().put("id", row.id()).putObject("cells");
                row.cells().forEach((column, answer) -> cells.set(column, write(answer)));
            }
            return json;
        }
        return write((Answer) entry);
    }

    private static ObjectNode write(Answer answer) {
        ObjectNode json = NODES.objectNode();
        if (answer.value() instanceof BigDecimal number) {
            json.set("value", number(number));
        } else if (answer.value() instanceof String text) {
            json.put("value", text);
        } else if (answer.value() != null) {
            answer.choices().forEach(json.putArray("value")::add);
        }
        if (answer.raw() != null) {
            json.put("raw", answer.raw());
        }
        Origin origin = answer.origin();
        if (origin != null) {
            ObjectNode originJson = json.putObject("origin").put("fonte", origin.source());
            if (origin.detail() != null) {
                originJson.put("dettaglio", origin.detail());
            }
            write(originJson, origin.received());
        }
        return json;
    }

    private static JsonNode number(BigDecimal number) {
        return number.scale() == 0 ? NODES.numberNode(number.longValueExact()) : NODES.numberNode(number);
    }

    private static void write(ObjectNode origin, @Nullable Received received) {
        if (received != null) {
            origin.set("ricevuto", number(received.value()));
            origin.put("estrattoIl", received.extractedOn().toString()).put("periodo", received.period());
            if (received.reason() != null) {
                origin.put("motivo", received.reason());
            }
        }
    }
}
