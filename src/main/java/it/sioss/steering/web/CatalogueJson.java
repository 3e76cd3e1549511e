package it.sioss.steering.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import it.sioss.catalogue.FormItem;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.Option;
import it.sioss.catalogue.Question;
import it.sioss.catalogue.QuestionGrid;
import it.sioss.catalogue.RevisionChange;
import it.sioss.catalogue.Rule;
import it.sioss.catalogue.Section;
import it.sioss.catalogue.SeverityChange;
import it.sioss.sheet.RevisionTrial;
import it.sioss.steering.ChangeCheck;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The catalogue of modules in the words of the machine interface, and of its page. */
final class CatalogueJson {

    private CatalogueJson() {}

    record Year(
            @JsonProperty("anno") int year,
            @JsonProperty("moduli") List<Line> modules) {}

    /** One module of a year. */
    record Line(
            @JsonProperty("codice") String code,
            @JsonProperty("titolo") String title,
            @JsonProperty("edizione") int edition,
            @JsonProperty("revisione") int revision,
            @JsonProperty("pubblicataIl") Instant publishedAt,
            @JsonProperty("voci") int questions,
            @JsonProperty("regole") int rules,
            @JsonProperty("gravitaModificate") long changed) {}

    static Line line(ModuleRevision revision, Map<String, SeverityChange> severities) {
        List<Rule> rules = revision.rules();
        return new Line(
                revision.module(),
                revision.title(),
                revision.editionYear(),
                revision.number(),
                revision.publishedAt(),
                revision.form().items().size(),
                rules.size(),
                rules.stream()
                        .map(Rule::code)
                        .distinct()
                        .filter(severities::containsKey)
                        .count());
    }

    record Module(
            @JsonProperty("modulo") Line line,
            @JsonProperty("sezioni") List<Part> sections,
            @JsonProperty("regole") List<RuleLine> rules,
            @JsonProperty("rispettoA") @Nullable String comparedWith,
            @JsonProperty("differenze") List<Difference> differences) {}

    record Part(
            @JsonProperty("codice") String code,
            @JsonProperty("titolo") String title,
            @JsonProperty("voci") List<Item> items) {}

    /** A question as it is asked; a grid carries its columns. */
    record Item(
            @JsonProperty("chiave") String key,
            @JsonProperty("codice") String code,
            @JsonProperty("etichetta") String label,
            @JsonProperty("tipo") String type,
            @JsonProperty("obbligatoria") boolean required,
            @JsonProperty("unita") String unit,
            @JsonProperty("limiti") String limits,
            @JsonProperty("opzioni") List<String> options,
            @JsonProperty("visibileSe") List<String> conditions,
            @JsonProperty("aiuto") String help,
            @JsonProperty("fonte") String source,
            @JsonProperty("colonne") List<Item> columns) {}

    record RuleLine(
            @JsonProperty("codice") String code,
            @JsonProperty("gravita") String severity,
            @JsonProperty("gravitaPubblicata") String published,
            @JsonProperty("modificata") @Nullable Decided change,
            @JsonProperty("comune") boolean common,
            @JsonProperty("attenuabile") boolean lowerable,
            @JsonProperty("messaggio") String message,
            @JsonProperty("motivo") String description,
            @JsonProperty("fonte") String source,
            @JsonProperty("condizione") String condition,
            @JsonProperty("voci") List<String> questions) {}

    record Decided(
            @JsonProperty("motivo") String reason,
            @JsonProperty("decisaDa") String author,
            @JsonProperty("dal") Instant at) {}

    record Difference(
            @JsonProperty("oggetto") String what,
            @JsonProperty("esito") String kind,
            @JsonProperty("codice") String code,
            @JsonProperty("etichetta") String label,
            @JsonProperty("dettagli") List<String> details) {}

    record Check(
            @JsonProperty("rispettoA") String published,
            @JsonProperty("differenze") List<Difference> differences,
            @JsonProperty("schedeAperte") int open,
            @JsonProperty("schedeInteressate") int affected,
            @JsonProperty("schede") List<AffectedSheet> sheets) {}

    record AffectedSheet(
            @JsonProperty("scheda") UUID sheet,
            @JsonProperty("ats") String ats,
            @JsonProperty("denominazione") String name,
            @JsonProperty("soggettoAttuatore") String body,
            @JsonProperty("stato") String state,
            @JsonProperty("rispostePerse") List<String> lost,
            @JsonProperty("nuoviEsiti") List<NewFinding> findings,
            @JsonProperty("risposteObbligatorieInPiu") int missing) {}

    record NewFinding(
            @JsonProperty("codice") String code,
            @JsonProperty("gravita") String severity,
            @JsonProperty("messaggio") String message) {}

    static Part part(Section section) {
        return new Part(
                section.code(),
                section.title(),
                section.items().stream().map(CatalogueJson::item).toList());
    }

    private static Item item(FormItem item) {
        List<Item> columns = item instanceof QuestionGrid grid
                ? grid.columns().stream().map(CatalogueJson::item).toList()
                : List.of();
        Question question = item instanceof Question one ? one : null;
        return new Item(
                item.key(),
                item.officialCode(),
                item.label(),
                question == null ? "elenco" : type(question),
                item.required(),
                question == null ? "" : question.unit(),
                question == null ? "" : LimitsWords.of(question),
                question == null
                        ? List.of()
                        : question.options().stream().map(Option::label).toList(),
                item.hiddenWhen().stream().map(String::valueOf).toList(),
                item.help(),
                item.source(),
                columns);
    }

    private static String type(Question question) {
        return switch (question.type()) {
            case TEXT -> "testo";
            case LONG_TEXT -> "testo lungo";
            case NUMBER -> "numero";
            case SINGLE_CHOICE -> "una scelta";
            case MULTIPLE_CHOICE -> "più scelte";
            case DATE -> "data";
        };
    }

    static RuleLine rule(Rule rule, @Nullable SeverityChange change) {
        return new RuleLine(
                rule.code(),
                (change == null ? rule.severity() : change.severity()).italian(),
                rule.severity().italian(),
                change == null ? null : new Decided(change.reason(), change.author(), change.at()),
                rule.common(),
                !rule.ofCircular(),
                rule.message(),
                rule.description(),
                rule.source(),
                rule.condition(),
                rule.questions());
    }

    static Difference difference(RevisionChange change) {
        return new Difference(
                change.rule() ? "regola" : "voce",
                change.kind().word(),
                change.code(),
                change.label(),
                change.details());
    }

    static Check check(ChangeCheck.Report report) {
        return new Check(
                report.published().toString(),
                report.changes().stream().map(CatalogueJson::difference).toList(),
                report.outcome().open(),
                report.outcome().affected().size(),
                report.outcome().affected().stream()
                        .map(CatalogueJson::affected)
                        .toList());
    }

    private static AffectedSheet affected(RevisionTrial.Affected sheet) {
        return new AffectedSheet(
                sheet.sheet(),
                sheet.ats(),
                sheet.atsName(),
                sheet.body(),
                sheet.state().label(),
                sheet.lost(),
                sheet.findings().stream()
                        .map(finding -> new NewFinding(
                                finding.code(), finding.severity().italian(), finding.message()))
                        .toList(),
                sheet.missing());
    }
}
