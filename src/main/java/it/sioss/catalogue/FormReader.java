package it.sioss.catalogue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import it.sioss.catalogue.Section.Block;
import it.sioss.catalogue.process.FeelConditions;
import it.sioss.catalogue.process.FeelExpression;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a stock Camunda Form; whatever it cannot judge later, it refuses now. */
final class FormReader {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Set<String> SHOWN_ONLY = Set.of("text", "html", "image", "separator", "spacer");
    private static final Map<String, QuestionType> QUESTIONS = Map.of(
            "textfield", QuestionType.TEXT,
            "textarea", QuestionType.LONG_TEXT,
            "number", QuestionType.NUMBER,
            "radio", QuestionType.SINGLE_CHOICE,
            "select", QuestionType.SINGLE_CHOICE,
            "checklist", QuestionType.MULTIPLE_CHOICE,
            "taglist", QuestionType.MULTIPLE_CHOICE,
            "datetime", QuestionType.DATE);

    FormDefinition read(byte[] form) {
        JsonNode json = tree(form);
        List<Section> sections = new ArrayList<>();
        for (JsonNode component : json.path("components")) {
            if (!SHOWN_ONLY.contains(typeOf(component))) {
                sections.add(section(component));
            }
        }
        return new FormDefinition(json.path("id").asText(), properties(json), sections);
    }

    private static JsonNode tree(byte[] form) {
        try {
            return MAPPER.readTree(form);
        } catch (IOException e) {
            throw new IllegalArgumentException("Il modulo non è un file .form leggibile", e);
        }
    }

    private static Section section(JsonNode component) {
        String code = properties(component).get("sezione");
        if (!typeOf(component).equals("group") || code == null) {
            throw new IllegalArgumentException("Fuori dalle sezioni non stanno domande: "
                    + component.path("id").asText());
        }
        List<FeelExpression> hiddenWhen = hiddenWhen(component, List.of());
        SectionReader reader = new SectionReader(code);
        reader.readInto(component, hiddenWhen, null);
        return new Section(
                code,
                component.path("label").asText(),
                List.copyOf(reader.items),
                List.copyOf(reader.blocks),
                hiddenWhen,
                properties(component));
    }

    private static String typeOf(JsonNode component) {
        return component.path("type").asText();
    }

    private static Map<String, String> properties(JsonNode component) {
        Map<String, String> properties = new LinkedHashMap<>();
        component
                .path("properties")
                .properties()
                .forEach(p -> properties.put(p.getKey(), p.getValue().asText()));
        return Map.copyOf(properties);
    }

    private static List<FeelExpression> hiddenWhen(JsonNode component, List<FeelExpression> around) {
        String condition = component.path("conditional").path("hide").asText("");
        if (condition.isEmpty()) {
            return around;
        }
        if (!condition.startsWith("=")) {
            throw new IllegalArgumentException("La condizione di " + component.path("id") + " non comincia con «=»");
        }
        List<FeelExpression> all = new ArrayList<>(around);
        all.add(FeelExpression.parse(condition.substring(1)));
        return List.copyOf(all);
    }

    /** Walks one section, keeping its questions and sub-headings in the order of the page. */
    private static final class SectionReader {

        private final String section;
        private final List<FormItem> items = new ArrayList<>();
        private final List<Block> blocks = new ArrayList<>();

        SectionReader(String section) {
            this.section = section;
        }

        void readInto(JsonNode group, List<FeelExpression> around, @Nullable List<String> blockKeys) {
            for (JsonNode component : group.path("components")) {
                String type = typeOf(component);
                if (type.equals("group")) {
                    block(component, around);
                } else if (type.equals("dynamiclist")) {
                    add(grid(component, around), blockKeys);
                } else if (!SHOWN_ONLY.contains(type)) {
                    add(question(component, around), blockKeys);
                }
            }
        }

        private void block(JsonNode component, List<FeelExpression> around) {
            List<String> keys = new ArrayList<>();
            readInto(component, hiddenWhen(component, around), keys);
            boolean zeroFill = "si".equals(properties(component).get("azzera"));
            blocks.add(new Block(
                    component.path("id").asText(), component.path("label").asText(), List.copyOf(keys), zeroFill));
        }

        private void add(FormItem item, @Nullable List<String> blockKeys) {
            items.add(item);
            if (blockKeys != null) {
                blockKeys.add(item.key());
            }
        }

        private QuestionGrid grid(JsonNode component, List<FeelExpression> around) {
            List<Question> columns = new ArrayList<>();
            for (JsonNode column : component.path("components")) {
                if (!SHOWN_ONLY.contains(typeOf(column))) {
                    columns.add(question(column, List.of()));
                }
            }
            Map<String, String> properties = properties(component);
            return new QuestionGrid(
                    key(component, "path"),
                    properties.getOrDefault("codice", ""),
                    component.path("label").asText(),
                    section,
                    "si".equals(properties.get("obbligatorio")),
                    List.copyOf(columns),
                    hiddenWhen(component, around),
                    FeelConditions.of(columns.stream()
                            .flatMap(column -> column.hiddenWhen().stream())
                            .toList()),
                    properties);
        }

        private Question question(JsonNode component, List<FeelExpression> around) {
            QuestionType type = QUESTIONS.get(typeOf(component));
            boolean unreadableDate = type == QuestionType.DATE
                    && !component.path("subtype").asText().equals("date");
            boolean unknownRule = component.has("valuesExpression")
                    || component.path("validate").hasNonNull("validationType");
            if (type == null || unreadableDate || unknownRule) {
                throw new UnknownComponent(
                        typeOf(component), component.path("id").asText());
            }
            Map<String, String> properties = properties(component);
            String label = component
                    .path(type == QuestionType.DATE ? "dateLabel" : "label")
                    .asText();
            return new Question(
                    key(component, "key"),
                    properties.getOrDefault("codice", ""),
                    label,
                    section,
                    type,
                    component.path("validate").path("required").asBoolean(),
                    limits(component),
                    options(component),
                    component.path("valuesKey").textValue(),
                    hiddenWhen(component, around),
                    properties);
        }

        private static String key(JsonNode component, String field) {
            String key = component.path(field).asText();
            if (!key.matches("[a-z][a-z0-9_]*")) {
                throw new IllegalArgumentException("Chiave «" + key + "» non ammessa in " + component.path("id"));
            }
            return key;
        }

        private static Limits limits(JsonNode component) {
            JsonNode validate = component.path("validate");
            String pattern = validate.path("pattern").textValue();
            return new Limits(
                    decimal(validate.path("min")),
                    decimal(validate.path("max")),
                    integer(component.path("decimalDigits")),
                    integer(validate.path("minLength")),
                    integer(validate.path("maxLength")),
                    pattern == null ? null : Pattern.compile(pattern));
        }

        private static @Nullable BigDecimal decimal(JsonNode json) {
            return json.isMissingNode() || json.isNull() ? null : new BigDecimal(json.asText());
        }

        private static @Nullable Integer integer(JsonNode json) {
            return json.isInt() ? json.intValue() : null;
        }

        private static List<Option> options(JsonNode component) {
            List<Option> options = new ArrayList<>();
            for (JsonNode option : component.path("values")) {
                options.add(new Option(
                        option.path("value").asText(), option.path("label").asText()));
            }
            return List.copyOf(options);
        }
    }
}
