package it.sioss.prefill;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** A publication as JSON, read row by row: the heading first, then {@code righe}. */
final class JsonPublication {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Where the heading's keys stand among the agreed columns. */
    private static final Map<String, String> HEADING = Map.of(
            "fonte",
            PublicationRows.SOURCE,
            "annualita",
            PublicationRows.YEAR,
            "estrattoIl",
            PublicationRows.EXTRACTED);

    private final JsonParser parser;
    private final PublicationRows rows;
    private final Map<String, String> heading = new HashMap<>();

    private JsonPublication(JsonParser parser, PublicationRows rows) {
        this.parser = parser;
        this.rows = rows;
    }

    static void read(String text, PublicationRows rows) {
        try (JsonParser parser = JSON.createParser(text)) {
            new JsonPublication(parser, rows).read();
            if (parser.nextToken() != null) {
                throw new NotAgreed("dopo la parentesi finale c'è altro");
            }
        } catch (NotAgreed shape) {
            rows.wrong(
                    "JSON_NON_VALIDO",
                    null,
                    null,
                    "Il JSON non ha la forma concordata: " + shape.getMessage() + ".",
                    "Confrontatelo con lo schema pubblicato.");
        } catch (JsonProcessingException broken) {
            rows.wrong(
                    "JSON_NON_VALIDO",
                    broken.getLocation() == null ? null : broken.getLocation().getLineNr(),
                    null,
                    "Il file non è JSON leggibile.",
                    "Controllate virgole, parentesi e chiavi ripetute.");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The JSON is well formed and says something else than agreed. */
    private static final class NotAgreed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotAgreed(String message) {
            super(message);
        }
    }

    private void read() throws IOException {
        expect(parser.nextToken(), JsonToken.START_OBJECT);
        boolean read = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("righe")) {
                rows.heading(1, heading);
                readRows(value);
                read = true;
            } else if (name.equals("periodo")) {
                readPeriod(value);
            } else if (HEADING.containsKey(name) && value.isScalarValue()) {
                heading.put(HEADING.get(name), parser.getText());
            } else {
                throw stranger(name);
            }
        }
        if (!read) {
            throw new NotAgreed("manca «righe», che va dopo fonte, annualità, estrazione e periodo");
        }
    }

    private RuntimeException stranger(String name) {
        if (PersonalData.isColumn(name)) {
            rows.personalColumn(name);
        }
        return new NotAgreed("«" + PublicationRows.shown(name) + "» non è previsto qui");
    }

    private void readPeriod(JsonToken start) throws IOException {
        expect(start, JsonToken.START_OBJECT);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "dal" -> heading.put(PublicationRows.FROM, parser.getText());
                case "al" -> heading.put(PublicationRows.TO, parser.getText());
                default -> throw stranger(name);
            }
        }
    }

    private void readRows(JsonToken start) throws IOException {
        expect(start, JsonToken.START_ARRAY);
        int line = 0;
        boolean more = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser.currentToken(), JsonToken.START_OBJECT);
            Map<String, String> cells = readRow();
            more = more && rows.row(++line, cells);
        }
    }

    private Map<String, String> readRow() throws IOException {
        Map<String, String> cells = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case PublicationRows.SCOPE, PublicationRows.TERRITORY -> {
                    expect(value, JsonToken.VALUE_STRING);
                    cells.put(name, parser.getText());
                }
                case "indicatori" -> readIndicators(value, cells);
                default -> throw stranger(name);
            }
        }
        return cells;
    }

    private void readIndicators(JsonToken start, Map<String, String> cells) throws IOException {
        expect(start, JsonToken.START_OBJECT);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            boolean number = value == JsonToken.VALUE_NUMBER_INT || value == JsonToken.VALUE_NUMBER_FLOAT;
            if (!number && value != JsonToken.VALUE_NULL) {
                throw PersonalData.isColumn(name)
                        ? stranger(name)
                        : new NotAgreed("«" + PublicationRows.shown(name) + "» non è un numero");
            }
            if (PublicationRows.REQUIRED.contains(name)) {
                throw stranger(name);
            }
            cells.put(name, number ? parser.getText() : "");
        }
    }

    private static void expect(JsonToken found, JsonToken wanted) {
        if (found != wanted) {
            throw new NotAgreed("ci si aspetta "
                    + (wanted == JsonToken.START_ARRAY
                            ? "un elenco"
                            : wanted == JsonToken.START_OBJECT ? "un oggetto" : "un testo"));
        }
    }
}
