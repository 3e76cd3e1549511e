package it.sioss.sheet.web;

import it.sioss.platform.RomeTime;
import it.sioss.platform.web.TaggedPdf;
import it.sioss.sheet.Receipt;
import it.sioss.sheet.SheetView;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The receipt on paper. */
@Component
class ReceiptDocument {

    private final TaggedPdf printer;

    ReceiptDocument(TaggedPdf printer) {
        this.printer = printer;
    }

    byte[] pdf(Receipt receipt, SheetView view) {
        return printer.print(
                "scheda/ricevuta-pdf",
                Map.of(
                        "receipt",
                        receipt,
                        "view",
                        view,
                        "receivedAt",
                        RomeTime.minute(receipt.receivedAt()),
                        "deadline",
                        RomeTime.deadline(receipt.deadlineApplied()),
                        "decidedAt",
                        RomeTime.minute(receipt.decidedAt())));
    }
}
