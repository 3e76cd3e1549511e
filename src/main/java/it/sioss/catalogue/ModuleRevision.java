package it.sioss.catalogue;

import it.sioss.catalogue.process.CheckTable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One published revision of a module's edition: the exact form and checks by which a sheet is compiled and judged.
 * Never changes; a correction is the next revision.
 */
public final class ModuleRevision {

    private final UUID id;
    private final int editionYear;
    private final int number;
    private final Instant publishedAt;
    private final byte[] form;
    private final List<CheckFile> checks;
    private final FormDefinition definition;
    private final List<Rule> rules;
    private final SheetEvaluator evaluator;

    /** Reads the form, and the checks unless another revision has read the same files. */
    ModuleRevision(UUID id, int editionYear, int number, Instant publishedAt, byte[] form, List<CheckFile> checks) {
        this.id = id;
        this.editionYear = editionYear;
        this.number = number;
        this.publishedAt = publishedAt;
        this.form = form.clone();
        this.checks = List.copyOf(checks);
        this.definition = FormDefinition.parse(form);
        var tables = new ArrayList<CheckTable>();
        var all = new ArrayList<Rule>();
        for (CheckFile file : checks) {
            tables.addAll(file.tables());
            all.addAll(RuleBook.of(definition, file.tables(), file.name().equals(ModuleFiles.COMMON)));
        }
        this.rules = List.copyOf(all);
        this.evaluator = new SheetEvaluator(definition, List.copyOf(tables));
    }

    private ModuleRevision(ModuleRevision same, UUID id, int editionYear, int number, Instant publishedAt) {
        this.id = id;
        this.editionYear = editionYear;
        this.number = number;
        this.publishedAt = publishedAt;
        this.form = same.form;
        this.checks = same.checks;
        this.definition = same.definition;
        this.rules = same.rules;
        this.evaluator = same.evaluator;
    }

    /** The same form and checks under the name they were published by. */
    ModuleRevision publishedAs(UUID id, int editionYear, int number, Instant publishedAt) {
        return new ModuleRevision(this, id, editionYear, number, publishedAt);
    }

    boolean hasContent(String formHash, String checksHash) {
        return formHash().equals(formHash) && checksHash().equals(checksHash);
    }

    public UUID id() {
        return id;
    }

    /** The opaque code of the module, as it stands in its form. */
    public String module() {
        return definition.properties().getOrDefault("modulo", "");
    }

    public String title() {
        return definition.properties().getOrDefault("titolo", "");
    }

    /** The year whose folder brought this edition; it stays valid until a newer one. */
    public int editionYear() {
        return editionYear;
    }

    /** 1 for the first revision of the edition. */
    public int number() {
        return number;
    }

    public Instant publishedAt() {
        return publishedAt;
    }

    public FormDefinition form() {
        return definition;
    }

    /** The bytes of the {@code .form} file, as published. */
    public byte[] formBytes() {
        return form.clone();
    }

    /** SHA-256 of the form, in hexadecimal. */
    public String formHash() {
        return sha256(form);
    }

    public List<CheckFile> checks() {
        return checks;
    }

    /** SHA-256 of names and contents of the checks, in hexadecimal. */
    public String checksHash() {
        MessageDigest digest = sha256();
        for (CheckFile file : checks) {
            digest.update((file.name() + "\n" + sha256(file.content()) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The rules in the order of the tables, the common ones first; a code may stand on several lines. */
    public List<Rule> rules() {
        return rules;
    }

    /** Judges answers by this revision: visible questions, completeness, findings, emptiness, transmitted content. */
    public Evaluation evaluate(Answers answers, SheetContext context) {
        return evaluator.evaluate(answers, context);
    }

    /** Which answers must add up to which, as the checks of this revision say. */
    public List<Sum> sums() {
        return evaluator.sums();
    }

    /** One table file of checks: the common one or the module's own. Its tables are read when first asked for, once. */
    public static final class CheckFile {

        private final String name;
        private final byte[] content;
        private volatile @Nullable List<CheckTable> tables;

        public CheckFile(String name, byte[] content) {
            this.name = name;
            this.content = content.clone();
        }

        public String name() {
            return name;
        }

        public byte[] content() {
            return content.clone();
        }

        /** @throws IllegalArgumentException when a table has not the agreed shape or a cell is not FEEL */
        List<CheckTable> tables() {
            List<CheckTable> read = tables;
            if (read == null) {
                read = List.copyOf(CheckTable.parse(content));
                tables = read;
            }
            return read;
        }
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform offers SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return module() + " " + editionYear + ", revisione " + number;
    }
}
