package it.sioss.catalogue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The modules of this release as tests of every room need them, and sheets filled without a fault. */
public final class ModuleFixtures {

    private static final List<ModuleRevision> RELEASED =
            ModuleFiles.onClassPath().editions();
    private static final Map<UUID, Answers> COMPLETE = new ConcurrentHashMap<>();
    private static final int ROUNDS = 30;

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

    /**
     * A whole sheet of the module, complete and without findings: every figure is zero but forty people, what is spent
     * on them, and what the module's own sums then need.
     */
    public static Answers complete(ModuleRevision module) {
        return COMPLETE.computeIfAbsent(module.id(), id -> balanced(module, filled(module)));
    }

    private static Answers filled(ModuleRevision module) {
        Map<String, @Nullable Entry> entries = new LinkedHashMap<>();
        for (FormItem item : module.form().items().values()) {
            if (item instanceof Question question && question.required()) {
                entries.put(item.key(), plain(question));
            } else if (item instanceof QuestionGrid grid && grid.required()) {
                entries.put(item.key(), grid(plainRow(grid)));
            }
        }
        for (String role :
                List.of("totale", "destinatari", "donne", "cittadinanza", "gia_in_carico", "in_carico_31_12")) {
            put(entries, module, role, 0, Answer.of(40));
        }
        put(entries, module, "eta", module.form().withRole("eta").size() / 2, Answer.of(40));
        put(entries, module, "attivo", 0, Answer.of("si"));
        put(entries, module, "spesa", 0, Answer.of(10000));
        put(entries, module, "spesa_liquidata", 0, Answer.of(8000));
        put(entries, module, "fonti", 0, grid(source("f1", "F01", 6000, 5000), source("f2", "F03", 4000, 3000)));
        for (FormItem professionals : module.form().withRole("professionisti")) {
            entries.put(
                    professionals.key(),
                    grid(
                            professionalOf(module, "r1", "psicologo"),
                            professionalOf(module, "r2", "assistente_sociale")));
        }
        module.form().items().keySet().stream()
                .filter(key -> key.endsWith("_9_2_note"))
                .forEach(key -> entries.put(key, Answer.of("Lo sportello ha chiuso due mesi per lavori.")));
        return Answers.of(entries);
    }

    private static void put(
            Map<String, @Nullable Entry> entries, ModuleRevision module, String role, int place, Entry entry) {
        List<FormItem> items = module.form().withRole(role);
        if (place < items.size()) {
            entries.put(items.get(place).key(), entry);
        }
    }

    /** What a sum lacks goes to its first part; what a part has beyond its total raises the total. */
    private static Answers balanced(ModuleRevision module, Answers answers) {
        Answers result = answers;
        for (int round = 0; round < ROUNDS; round++) {
            Finding finding = module.evaluate(result, SheetContext.NONE).findings().stream()
                    .filter(broken -> broken.value() != null && broken.reference() != null)
                    .findFirst()
                    .orElse(null);
            if (finding == null) {
                return result;
            }
            BigDecimal lacking = figure(finding.reference()).subtract(figure(finding.value()));
            List<String> fields = finding.fields();
            String key = fields.get(lacking.signum() > 0 ? 0 : fields.size() - 1);
            Answer known = Objects.requireNonNull(result.answer(key));
            result = result.with(
                    key, Answer.of(Objects.requireNonNull(known.number()).add(lacking.abs())));
        }
        throw new IllegalStateException("no whole sheet of " + module.title() + " could be made");
    }

    private static BigDecimal figure(@Nullable String italian) {
        return new BigDecimal(Objects.requireNonNull(italian).replace(".", "").replace(',', '.'));
    }

    private static GridRow plainRow(QuestionGrid grid) {
        Map<String, Answer> cells = new LinkedHashMap<>();
        grid.columns().stream()
                .filter(column -> column.required() && column.hiddenWhen().isEmpty())
                .forEach(column -> cells.put(
                        column.key(),
                        column.options().isEmpty()
                                ? plain(column)
                                : Answer.of(column.options().get(0).value())));
        return new GridRow("g1", cells);
    }

    /** A whole row of the module's grid, with the hours on call where it asks them. */
    static GridRow professionalOf(ModuleRevision module, String id, String profile, Object... changes) {
        List<Object> cells = new ArrayList<>(List.of(changes));
        for (FormItem item : module.form().withRole("professionisti")) {
            if (item instanceof QuestionGrid grid && grid.column("reperibilita") != null) {
                cells.addAll(0, List.of("reperibilita", 0));
            }
        }
        return professional(id, profile, cells.toArray());
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
