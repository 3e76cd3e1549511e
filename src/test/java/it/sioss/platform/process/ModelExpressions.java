package it.sioss.platform.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The names a drawn process asks for in its expressions: beans it calls, variables it reads. */
record ModelExpressions(SortedSet<String> beans, SortedSet<String> variables) {

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
    private static final Pattern TEXT = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.])([A-Za-z_]\\w*)(\\s*\\.)?");
    private static final Set<String> GIVEN = Set.of(
            "execution",
            "task",
            "true",
            "false",
            "null",
            "empty",
            "not",
            "and",
            "or",
            "eq",
            "ne",
            "lt",
            "gt",
            "le",
            "ge",
            "div",
            "mod",
            "instanceof");

    static ModelExpressions of(List<Path> files) {
        SortedSet<String> beans = new TreeSet<>();
        SortedSet<String> variables = new TreeSet<>();
        for (Path file : files) {
            for (Piece piece : pieces(file)) {
                expressions(piece.text())
                        .flatMap(expression -> NAME.matcher(expression).results())
                        .filter(name -> !GIVEN.contains(name.group(1)))
                        .forEach(name -> (piece.isDelegate() || isCalled(name) ? beans : variables).add(name.group(1)));
            }
        }
        return new ModelExpressions(beans, variables);
    }

    private static Stream<String> expressions(String text) {
        return EXPRESSION
                .matcher(text)
                .results()
                .map(found -> TEXT.matcher(found.group(1)).replaceAll(Matcher.quoteReplacement("''")));
    }

    private static boolean isCalled(MatchResult name) {
        return name.group(2) != null;
    }

    private record Piece(String text, boolean isDelegate) {}

    private static List<Piece> pieces(Path file) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        List<Piece> pieces = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.CHARACTERS) {
                    pieces.add(new Piece(reader.getText(), false));
                } else if (event == XMLStreamConstants.START_ELEMENT) {
                    for (int i = 0; i < reader.getAttributeCount(); i++) {
                        boolean delegate = reader.getAttributeLocalName(i).equals("delegateExpression");
                        pieces.add(new Piece(reader.getAttributeValue(i), delegate));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(file.toString(), e);
        }
        return pieces;
    }
}
