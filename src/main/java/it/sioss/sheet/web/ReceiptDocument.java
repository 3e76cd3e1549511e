package it.sioss.sheet.web;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import it.sioss.platform.RomeTime;
import it.sioss.sheet.Receipt;
import it.sioss.sheet.SheetView;
import it.sioss.sheet.StandingWarning;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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

    /** A warning as the receipt prints it. */
    public record WarningLine(
            StandingWarning warning,
            @Nullable String decided,
            @Nullable String explained) {

        static WarningLine of(StandingWarning warning) {
            var decided = warning.decided();
            var said = warning.explanation();
            return new WarningLine(
                    warning,
                    decided == null
                            ? null
                            : "Gravità modificata il " + RomeTime.minute(decided.at()) + ": " + decided.reason(),
                    said == null
                            ? null
                            : said.author() + ", " + RomeTime.minute(said.at())
                                    + (said.outdated() ? " (scritta per valori diversi)" : ""));
        }
    }

    byte[] pdf(Receipt receipt, SheetView view) {
        var words = new Context(Locale.ITALIAN);
        words.setVariable("receipt", receipt);
        words.setVariable("view", view);
        words.setVariable("receivedAt", RomeTime.minute(receipt.receivedAt()));
        words.setVariable("deadline", RomeTime.deadline(receipt.deadlineApplied()));
        words.setVariable(
                "warnings", receipt.warnings().stream().map(WarningLine::of).toList());
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
