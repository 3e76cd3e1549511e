package it.sioss.sheet.web;

import it.sioss.platform.PrintedPage;
import it.sioss.platform.RomeTime;
import it.sioss.sheet.Receipt;
import it.sioss.sheet.SheetView;
import java.util.Locale;
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

    /** @param changed how many answers differ from the transmission before, if there was one */
    byte[] pdf(Receipt receipt, SheetView view, int changed) {
        var words = new Context(Locale.ITALIAN);
        words.setVariable("receipt", receipt);
        words.setVariable("view", view);
        words.setVariable("changed", changed);
        words.setVariable("receivedAt", RomeTime.minute(receipt.receivedAt()));
        words.setVariable("deadline", RomeTime.deadline(receipt.deadlineApplied()));
        words.setVariable("decidedAt", RomeTime.minute(receipt.decidedAt()));
        return PrintedPage.pdf(templates.process("scheda/ricevuta-pdf", words));
    }
}
