package it.sioss.sheet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.Evaluation;
import it.sioss.catalogue.Finding;
import it.sioss.catalogue.FormItem;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.Section;
import it.sioss.catalogue.SeverityChange;
import it.sioss.platform.CanonicalJson;
import it.sioss.platform.ReceiptNumber;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The content of a transmission: what was declared, with the warnings standing, in one stable shape. */
final class Transmitted {

    private Transmitted() {}

    static byte[] canonical(
            Sheet sheet,
            String atsName,
            ModuleRevision revision,
            Evaluation evaluation,
            List<Explanation.Explained> findings) {
        boolean empty = empty(sheet, evaluation);
        ObjectNode content = Json.MAPPER.createObjectNode();
        content.put("formato", Transmissions.FORMAT);
        content.put("scheda", sheet.id().toString());
        content.put("annualita", sheet.year());
        content.putObject("ats").put("codice", sheet.ats()).put("denominazione", atsName);
        content.put("ente", sheet.region());
        content.put("modulo", sheet.module());
        content.put("livello", sheet.level().word());
        content.putObject("soggettoAttuatore").put("codice", sheet.body()).put("denominazione", sheet.bodyName());
        content.put("sequenza", sheet.sequence());
        Long integrated = sheet.integrates();
        if (integrated != null) {
            content.put("integra", ReceiptNumber.of(sheet.year(), integrated));
        }
        content.putObject("edizione")
                .put("anno", revision.editionYear())
                .put("revisione", revision.number())
                .put("impronta", revision.formHash())
                .put("controlli", revision.checksHash());
        content.put("senzaContenuti", empty);
        if (empty) {
            sheet.justification()
                    .ifPresent(justification -> content.putObject("motivazione")
                            .put("categoria", justification.category())
                            .put("testo", justification.text()));
            content.set("risposte", identification(revision, evaluation).toJson());
        } else {
            content.set("risposte", evaluation.transmitted().toJson());
            ArrayNode warnings = content.putArray("avvisi");
            findings.forEach(finding -> warning(warnings.addObject(), finding));
        }
        return CanonicalJson.bytes(content.toString());
    }

    /** Of a sheet without contents only who and where is sent, beside the justification. */
    private static Answers identification(ModuleRevision revision, Evaluation evaluation) {
        Set<String> keys = revision.form().sections().stream()
                .filter(Section::isIdentification)
                .flatMap(section -> section.items().stream())
                .map(FormItem::key)
                .collect(Collectors.toSet());
        return evaluation.transmitted().only(keys::contains);
    }

    private static void warning(ObjectNode warning, Explanation.Explained explained) {
        Finding finding = explained.finding();
        warning.put("id", finding.id()).put("codice", finding.code()).put("messaggio", finding.message());
        SeverityChange change = finding.change();
        if (change != null) {
            warning.putObject("gravitaModificata")
                    .put("alle", change.at().toString())
                    .put("motivo", change.reason());
        }
        Explanation explanation = explained.explanation();
        if (explanation != null) {
            warning.putObject("spiegazione")
                    .put("testo", explanation.words())
                    .put("autore", explanation.author())
                    .put("alle", explanation.at().toString())
                    .put("perValoriDiversi", !explained.upToDate());
        }
    }

    static boolean empty(Sheet sheet, Evaluation evaluation) {
        return sheet.declaredEmpty() || evaluation.isEmpty();
    }
}
