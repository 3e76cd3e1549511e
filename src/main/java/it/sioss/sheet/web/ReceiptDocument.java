package it.sioss.sheet.web;

import it.sioss.platform.RomeTime;
import it.sioss.platform.web.TaggedPdf;
import it.sioss.sheet.Receipt;
import it.sioss.sheet.SheetView;
import it.sioss.sheet.StandingWarning;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The receipt on paper. */
@Component
class ReceiptDocument {

    private final TaggedPdf printer;

    ReceiptDocument(TaggedPdf printer) {
        this.printer = printer;
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

    /** @param changed how many answers differ from the transmission before, if there was one */
    byte[] pdf(Receipt receipt, SheetView view, int changed) {
        return printer.print(
                "scheda/ricevuta-pdf",
                Map.of(
                        "receipt",
                        receipt,
                        "view",
                        view,
                        "changed",
                        changed,
                        "receivedAt",
                        RomeTime.minute(receipt.receivedAt()),
                        "warnings",
                        receipt.warnings().stream().map(WarningLine::of).toList(),
                        "deadline",
                        RomeTime.deadline(receipt.deadlineApplied()),
                        "decidedAt",
                        RomeTime.minute(receipt.decidedAt())));
    }
}
