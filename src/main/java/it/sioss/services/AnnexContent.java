package it.sioss.services;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import it.sioss.platform.CanonicalJson;
import java.util.List;

/** The content of a database's transmission: Allegato 1 and the fingerprints of its sheets, in one stable shape. */
final class AnnexContent {

    private AnnexContent() {}

    static byte[] canonical(
            ServiceDatabase database,
            List<ActivatedService> services,
            List<ImplementationMode> modes,
            List<KnownSheet> sheets) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.put("formato", DatabaseReceipts.FORMAT);
        content.put("bancaDati", database.id().toString());
        content.put("annualita", database.year());
        content.putObject("ats").put("codice", database.ats()).put("denominazione", database.atsName());
        content.put("ente", database.region());
        ArrayNode answers = content.putArray("servizi");
        services.stream()
                .sorted(java.util.Comparator.comparing(ActivatedService::service))
                .forEach(service ->
                        answers.addObject().put("codice", service.service()).put("attivato", service.activated()));
        ArrayNode lines = content.putArray("modalita");
        for (ImplementationMode mode : modes) {
            ObjectNode line = lines.addObject();
            line.put("riga", mode.line());
            write(line, mode.content());
        }
        ArrayNode transmitted = content.putArray("schede");
        sheets.stream()
                .filter(sheet -> sheet.receipt() != null)
                .forEach(sheet -> transmitted
                        .addObject()
                        .put("scheda", sheet.id().toString())
                        .put("modulo", sheet.module())
                        .put("livello", sheet.level().word())
                        .put("soggettoAttuatore", sheet.body())
                        .put("ricevuta", sheet.receipt())
                        .put("impronta", sheet.fingerprint()));
        return CanonicalJson.bytes(content.toString());
    }

    /** A line in the words of the machine interface. */
    static void write(ObjectNode line, ImplementationMode.Content content) {
        line.put("servizio", content.service());
        line.put("modalita", content.manner().word());
        line.put("forma", content.exercise().word());
        line.putObject("soggetto")
                .put("naturaGiuridica", content.body().legalForm().word())
                .put("codice", content.body().code())
                .put("denominazione", content.body().name())
                .put("codiceFiscale", content.body().taxCode());
        line.put("tuttoAmbito", content.wholeAts());
        ArrayNode municipalities = line.putArray("comuni");
        content.municipalities().forEach(municipalities::add);
    }
}
