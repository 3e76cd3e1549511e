package it.sioss.services.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import it.sioss.platform.PrintedPage;
import it.sioss.platform.RomeTime;
import it.sioss.services.AnnexView;
import it.sioss.services.DatabaseReceipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** The receipt of a services database on paper: number, instants, fingerprint, and the fingerprint of each sheet. */
@Component
class DatabaseReceiptDocument {

    private final SpringTemplateEngine templates;
    private final ObjectMapper json;

    DatabaseReceiptDocument(SpringTemplateEngine templates, ObjectMapper json) {
        this.templates = templates;
        this.json = json;
    }

    /** A sheet as the receipt lists it. */
    public record Line(String module, String body, String receipt, String fingerprint) {}

    byte[] pdf(DatabaseReceipt receipt, AnnexView view) {
        var words = new Context(Locale.ITALIAN);
        words.setVariable("receipt", receipt);
        words.setVariable("view", view);
        words.setVariable("receivedAt", RomeTime.minute(receipt.receivedAt()));
        words.setVariable("deadline", RomeTime.deadline(receipt.deadlineApplied()));
        words.setVariable("decidedAt", RomeTime.minute(receipt.decidedAt()));
        JsonNode content = content(receipt);
        words.setVariable("activated", activated(content));
        words.setVariable("lines", content.path("modalita").size());
        words.setVariable("sheets", sheets(content));
        return PrintedPage.pdf(templates.process("servizi/ricevuta-pdf", words));
    }

    private JsonNode content(DatabaseReceipt receipt) {
        try {
            return json.readTree(receipt.canonical());
        } catch (IOException impossible) {
            throw new UncheckedIOException("the receipt of our own making cannot be read", impossible);
        }
    }

    private static long activated(JsonNode content) {
        long yes = 0;
        for (JsonNode service : content.path("servizi")) {
            yes += service.path("attivato").asBoolean() ? 1 : 0;
        }
        return yes;
    }

    private static List<Line> sheets(JsonNode content) {
        var lines = new ArrayList<Line>();
        for (JsonNode sheet : content.path("schede")) {
            lines.add(new Line(
                    sheet.path("modulo").asText(),
                    sheet.path("soggettoAttuatore").asText(),
                    sheet.path("ricevuta").asText(),
                    sheet.path("impronta").asText()));
        }
        return lines;
    }
}
