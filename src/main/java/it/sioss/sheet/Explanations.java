package it.sioss.sheet;

import it.sioss.access.Viewer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.Evaluation;
import it.sioss.catalogue.Finding;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was said about the warnings of a sheet. It stays while the figures change, and counts only for its own. */
@Component
class Explanations {

    private final JdbcClient jdbc;

    Explanations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The findings of a sheet, each with its explanation if it has one. */
    List<Explanation.Explained> explained(UUID sheet, Answers answers, Evaluation evaluation) {
        Map<String, Explanation> byFinding = evaluation.findings().isEmpty() ? Map.of() : of(sheet);
        return evaluation.findings().stream()
                .map(finding -> {
                    Explanation explanation = byFinding.get(finding.id());
                    return explanation == null
                            ? new Explanation.Explained(finding, null, false)
                            : explanation.of(finding, answers);
                })
                .toList();
    }

    /** How many warnings nobody has explained for these figures. */
    int unexplained(UUID sheet, Answers answers, Evaluation evaluation) {
        return unexplained(explained(sheet, answers, evaluation));
    }

    static int unexplained(List<Explanation.Explained> findings) {
        return (int)
                findings.stream().filter(Explanation.Explained::isUnexplained).count();
    }

    /** A sheet goes on from another: what was said of warnings that stand again with the same figures is said again. */
    void carryOver(UUID from, UUID to, Answers answers, Evaluation evaluation) {
        Map<String, Explanation> said = evaluation.findings().isEmpty() ? Map.of() : of(from);
        for (Finding finding : evaluation.findings()) {
            Explanation explanation = said.get(finding.id());
            if (explanation != null && explanation.of(finding, answers).upToDate()) {
                jdbc.sql("""
                                insert into explanation (sheet_id, finding, message, figures, words, author, author_name,
                                                         written_at)
                                select ?, finding, message, figures, words, author, author_name, written_at
                                from explanation where sheet_id = ? and finding = ?""").params(to, from, finding.id()).update();
            }
        }
    }

    private Map<String, Explanation> of(UUID sheet) {
        return jdbc
                .sql(
                        "select finding, message, figures, words, author_name, written_at from explanation where sheet_id = ?")
                .param(sheet)
                .query((row, n) -> new Explanation(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getObject(6, OffsetDateTime.class).toInstant()))
                .list()
                .stream()
                .collect(Collectors.toMap(Explanation::finding, Function.identity()));
    }

    void write(UUID sheet, Finding finding, Answers answers, String words, Viewer author, Instant at) {
        jdbc.sql("""
                        insert into explanation (sheet_id, finding, message, figures, words, author, author_name,
                                                 written_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (sheet_id, finding) do update set message = excluded.message,
                            figures = excluded.figures, words = excluded.words, author = excluded.author,
                            author_name = excluded.author_name, written_at = excluded.written_at""")
                .params(
                        sheet,
                        finding.id(),
                        finding.message(),
                        Explanation.figures(finding, answers),
                        words,
                        author.username(),
                        author.displayName(),
                        at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether anything was explained, also what no longer stands. */
    boolean any(UUID sheet) {
        return jdbc.sql("select exists (select from explanation where sheet_id = ?)")
                .param(sheet)
                .query(Boolean.class)
                .single();
    }

    /** Takes an explanation back; returns whether there was one. */
    boolean remove(UUID sheet, String finding) {
        return jdbc.sql("delete from explanation where sheet_id = ? and finding = ?")
                        .params(sheet, finding)
                        .update()
                > 0;
    }
}
