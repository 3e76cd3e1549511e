package it.sioss.platform;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.core.io.ClassPathResource;

/** A page of ours as a tagged PDF with its own fonts, readable by a screen reader and on any machine. */
public final class PrintedPage {

    private PrintedPage() {}

    /** @param page well-formed XHTML in "Titillium Web", without anything fetched from elsewhere */
    public static byte[] pdf(String page) {
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
            throw new UncheckedIOException("a page could not be printed", failure);
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
