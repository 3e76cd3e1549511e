package it.sioss.guide;

import it.sioss.access.Role;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.core.io.ClassPathResource;

/**
 * Reads a chapter written in Markdown: "# title", then sections "## title {#anchor}". A picture is named by its file alone, a
 * place of another chapter by "chapter#anchor".
 */
final class ManualReader {

    static final String PICTURES = "/app/manuale/";
    static final String CHAPTERS = "/aiuto/manuale/";

    private static final Pattern TITLE = Pattern.compile("# (.+)");
    private static final Pattern SECTION = Pattern.compile("(?m)^## (.+?) \\{#([a-z0-9-]+)}\\s*$");
    private static final Pattern PLACE = Pattern.compile("[a-z-]+(#[a-z0-9-]+)?");

    private final Parser parser = Parser.builder().build();
    private final HtmlRenderer html = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .attributeProviderFactory(context -> (node, tag, attributes) -> dress(node, attributes))
            .build();

    ManualChapter read(String code, Set<Role> roles, String markdown) {
        Matcher title = TITLE.matcher(markdown.lines().findFirst().orElse(""));
        if (!title.matches()) {
            throw new IllegalStateException("the chapter " + code + " of the manual has no title");
        }
        Matcher heads = SECTION.matcher(markdown);
        List<ManualSection> sections = new ArrayList<>();
        int introductionEnds = heads.find() ? heads.start() : markdown.length();
        String introduction = markdown.substring(title.end(), introductionEnds);
        for (boolean more = introductionEnds < markdown.length(); more; ) {
            String name = heads.group(1);
            String anchor = heads.group(2);
            int from = heads.end();
            more = heads.find();
            Node body = parser.parse(markdown.substring(from, more ? heads.start() : markdown.length()));
            sections.add(new ManualSection(anchor, name, render(body), Words.of(body)));
        }
        return new ManualChapter(
                code, title.group(1), roles, render(parser.parse(introduction)), List.copyOf(sections));
    }

    private String render(Node document) {
        document.accept(new Addresses());
        return html.render(document);
    }

    private static void dress(Node node, Map<String, String> attributes) {
        if (node instanceof Image) {
            attributes.put("class", "manual-picture");
            attributes.put("loading", "lazy");
            size(String.valueOf(attributes.get("src"))).forEach(attributes::put);
        }
    }

    /** The size a PNG says of itself, so that the page does not jump when it arrives; none while the picture is missing. */
    private static Map<String, String> size(String address) {
        var picture = new ClassPathResource("static" + address);
        if (!picture.exists()) {
            return Map.of();
        }
        try (var in = new DataInputStream(picture.getInputStream())) {
            in.skipNBytes(16);
            return Map.of("width", Integer.toString(in.readInt()), "height", Integer.toString(in.readInt()));
        } catch (IOException failure) {
            throw new UncheckedIOException("the picture " + address + " of the manual cannot be read", failure);
        }
    }

    /** What a section says, without signs and addresses. */
    private static final class Words extends AbstractVisitor {

        private final StringBuilder words = new StringBuilder();

        static String of(Node node) {
            var reader = new Words();
            node.accept(reader);
            return reader.words.toString();
        }

        @Override
        public void visit(Text text) {
            words.append(text.getLiteral()).append(' ');
        }

        @Override
        public void visit(Code code) {
            words.append(code.getLiteral()).append(' ');
        }
    }

    /** Short names become addresses. */
    private static final class Addresses extends AbstractVisitor {

        @Override
        public void visit(Image image) {
            image.setDestination(PICTURES + image.getDestination());
            visitChildren(image);
        }

        @Override
        public void visit(Link link) {
            if (PLACE.matcher(link.getDestination()).matches()) {
                link.setDestination(CHAPTERS + link.getDestination());
            }
            visitChildren(link);
        }
    }
}
