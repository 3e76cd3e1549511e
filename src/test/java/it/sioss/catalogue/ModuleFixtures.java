package it.sioss.catalogue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The modules of this release as tests of every room need them, and sheets filled without a fault. */
public final class ModuleFixtures {

    private static final List<ModuleRevision> RELEASED =
            ModuleFiles.onClassPath().editions();

    private ModuleFixtures() {}

    public static List<ModuleRevision> released() {
        return RELEASED;
    }

    /** The only edition of a module, read from the class path without a database. */
    public static ModuleRevision module(String code) {
        return RELEASED.stream()
                .filter(revision -> revision.module().equals(code))
                .reduce((first, newer) -> newer)
                .orElseThrow();
    }

    /** Answers from alternating keys and values: numbers, texts, lists of texts, or whole entries. */
    @SuppressWarnings("unchecked")
    public static Answers answers(Object... keysAndValues) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            Object value = keysAndValues[i + 1];
            Entry entry = value instanceof Entry given
                    ? given
                    : new Answer(
                            value instanceof Number number ? new BigDecimal(number.toString()) : value, null, null);
            entries.put((String) keysAndValues[i], entry);
        }
        return Answers.of(entries);
    }

    /** The first answers, overwritten by alternating keys and values; a null value clears. */
    public static Answers with(Answers answers, @Nullable Object... keysAndValues) {
        Answers result = answers;
        for (int i = 0; i < keysAndValues.length; i += 2) {
            String key = String.valueOf(keysAndValues[i]);
            Object value = keysAndValues[i + 1];
            result = result.with(key, value == null ? null : answers(key, value).get(key));
        }
        return result;
    }

    public static Grid grid(GridRow... rows) {
        return new Grid(List.of(rows));
    }

    /** The names under which a module's tables of checks find a sheet's answers. */
    public static Map<String, @Nullable Object> variables(ModuleRevision module, Answers answers) {
        SheetReading reading = SheetReading.of(module.form(), answers, SheetContext.NONE);
        return new CheckRunner(module.form(), List.of())
                .variables(Visibility.of(module.form(), reading).variables(), SheetContext.NONE);
    }

    /** A row from alternating columns and values. */
    public static GridRow row(String id, Object... columnsAndValues) {
        Map<String, Answer> cells = new LinkedHashMap<>();
        answers(columnsAndValues).entries().forEach((column, entry) -> cells.put(column, (Answer) entry));
        return new GridRow(id, cells);
    }

    public static GridRow professional(String id, String profile, Object... changes) {
        List<Object> cells = new ArrayList<>(List.of(
                "profilo",
                profile,
                "operatori",
                2,
                "fte",
                1,
                "ore",
                1500,
                "dip_ti",
                1,
                "dip_td",
                0,
                "terzi",
                1,
                "ssn",
                0));
        cells.addAll(List.of(changes));
        return row(id, cells.toArray());
    }

    public static GridRow source(String id, String source, Object committed, Object paid) {
        return row(id, "fonte", source, "impegnato", committed, "liquidato", paid);
    }

    /** A whole sheet of the module, complete and without findings: every figure zero but those that make it real. */
    public static Answers complete(ModuleRevision module) {
        String prefix = module.form().items().keySet().iterator().next().split("_", 2)[0] + "_";
        Answers answers = answers(prefix + "1_7_attivo", "si");
        for (FormItem item : module.form().items().values()) {
            if (item instanceof Question question && question.required() && answers.get(item.key()) == null) {
                answers = answers.with(item.key(), plain(question));
            }
        }
        for (Map.Entry<String, Integer> figure : figures(module).entrySet()) {
            answers = answers.with(figure.getKey(), Answer.of(figure.getValue()));
        }
        GridRow psychologist = professional("r1", "psicologo");
        GridRow social = professional("r2", "assistente_sociale");
        QuestionGrid professionals = Objects.requireNonNull(module.form().grid(prefix + "5_1"));
        if (professionals.column("reperibilita") != null) {
            psychologist = professional("r1", "psicologo", "reperibilita", 100);
            social = professional("r2", "assistente_sociale", "reperibilita", 0);
        }
        return with(
                answers,
                prefix + "5_0_nessuno",
                "no",
                prefix + "5_1",
                grid(psychologist, social),
                prefix + "7_1_spesa_impegnata",
                10000,
                prefix + "7_1_spesa_liquidata",
                8000,
                prefix + "7_2",
                grid(source("f1", "F01", 6000, 5000), source("f2", "F03", 4000, 3000)),
                prefix + "9_2_note",
                "Lo sportello ha chiuso due mesi per lavori.");
    }

    private static Map<String, Integer> figures(ModuleRevision module) {
        Map<String, Integer> figures = new LinkedHashMap<>();
        for (String role : List.of("totale", "donne", "gia_in_carico", "in_carico_31_12")) {
            module.form().withRole(role).forEach(item -> figures.put(item.key(), 40));
        }
        for (String role : List.of("eta", "cittadinanza")) {
            figures.put(module.form().withRole(role).get(0).key(), 40);
        }
        String wholeBreakdown = module.form().question("a5_3_4_strada") == null ? "a1_3_5_minori" : "a5_3_4_strada";
        figures.put(wholeBreakdown, 40);
        return figures;
    }

    private static Answer plain(Question question) {
        return switch (question.type()) {
            case NUMBER ->
                Answer.of(
                        question.limits().min() == null
                                ? BigDecimal.ZERO
                                : question.limits().min());
            case SINGLE_CHOICE ->
                Answer.of(question.options().get(question.options().size() - 1).value());
            case MULTIPLE_CHOICE ->
                Answer.of(List.of(
                        question.options().isEmpty()
                                ? "001272"
                                : question.options().get(0).value()));
            case DATE -> Answer.of("2024-03-15");
            case TEXT, LONG_TEXT ->
                Answer.of(question.key().endsWith("email") ? "maria.rossi@comune.it" : "011 1234567");
        };
    }
}
