package it.sioss.sheet.web;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import it.sioss.platform.RomeTime;
import it.sioss.sheet.Receipt;
import it.sioss.sheet.SheetView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** The receipt as a tagged PDF with its own fonts, readable by a screen reader and on any machine. */
@Component
class ReceiptDocument {

    private final SpringTemplateEngine templates;

    ReceiptDocument(SpringTemplateEngine templates) {
        this.templates = templates;
    }

    byte[] pdf(Receipt receipt, SheetView view) {
        var words = new Context(Locale.ITALIAN);
        words.setVariable("receipt", receipt);
        words.setVariable("view", view);
        words.setVariable("receivedAt", RomeTime.minute(receipt.receivedAt()));
        words.setVariable("deadline", RomeTime.deadline(receipt.deadlineApplied()));
        words.setVariable("decidedAt", RomeTime.minute(receipt.decidedAt()));
        String page = templates.process("scheda/ricevuta-pdf", words);
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
            throw new UncheckedIOException("the receipt could not be printed", failure);
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
