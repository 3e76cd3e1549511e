package it.sioss.platform.web;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** A page template as a tagged PDF with its own fonts, readable by a screen reader and on any machine. */
@Component
public class TaggedPdf {

    /** Control characters somebody has typed or pasted: no page can hold them. */
    private static final Pattern NOT_IN_XML = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\uFFFE\uFFFF]");

    private final SpringTemplateEngine templates;

    TaggedPdf(SpringTemplateEngine templates) {
        this.templates = templates;
    }

    /** The template with these words in it, printed. */
    public byte[] print(String template, Map<String, Object> words) {
        String page = NOT_IN_XML
                .matcher(templates.process(template, new Context(Locale.ITALIAN, words)))
                .replaceAll("");
        try (var out = new ByteArrayOutputStream()) {
            new PdfRendererBuilder()
                    .withHtmlContent(page, null)
                    .useFont(
                            () -> font("TitilliumWeb-Regular"),
                            "Titillium Web",
                            400,
                            PdfRendererBuilder.FontStyle.NORMAL,
                            true)
                    .useFont(
                            () -> font("TitilliumWeb-Bold"),
                            "Titillium Web",
                            700,
                            PdfRendererBuilder.FontStyle.NORMAL,
                            true)
                    .usePdfUaAccessibility(true)
                    .toStream(out)
                    .run();
            return out.toByteArray();
        } catch (IOException failure) {
            throw new UncheckedIOException(template + " could not be printed", failure);
        }
    }

    private static InputStream font(String name) {
        try {
            return new ClassPathResource("fonts/" + name + ".ttf").getInputStream();
        } catch (IOException failure) {
            throw new UncheckedIOException("a font of our own is missing", failure);
        }
    }
}
