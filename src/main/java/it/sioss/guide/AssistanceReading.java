package it.sioss.guide;

import it.sioss.access.Mandate;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.guide.AssistanceRequest.Subject;
import it.sioss.platform.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The requests a person may read: one's own; all of them for administrators; those of its territory for a region's supervisor.
 * For everybody else they do not exist.
 */
@Component
@Transactional(readOnly = true)
public class AssistanceReading {

    private static final String VISIBLE = "(:administrator or r.author = :username or r.region = any(:supervised))";

    private final JdbcClient jdbc;

    AssistanceReading(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws Refusal 404 when there is none that this person may read */
    public AssistanceView require(UUID id, Viewer viewer) {
        var parameters = who(viewer);
        parameters.put("id", id);
        return read("r.id = :id", "order by r.id", parameters, viewer).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("La richiesta"));
    }

    /** A page of requests; what waits for an answer comes first, then the latest deed. */
    public AssistancePage list(AssistanceFilter filter, Viewer viewer) {
        Map<String, @Nullable Object> parameters = who(viewer);
        parameters.put("state", filter.state() == null ? null : filter.state().name());
        parameters.put("sheet", filter.sheet());
        parameters.put("mine", filter.mine());
        parameters.put("size", filter.size());
        parameters.put("skipped", (long) filter.page() * filter.size());
        String condition = "(cast(:state as text) is null or r.state = :state)"
                + " and (cast(:sheet as uuid) is null or r.sheet_id = :sheet)"
                + " and (not :mine or r.author = :username)";
        long total = jdbc.sql("select count(*) from assistance_request r where " + VISIBLE + " and " + condition)
                .params(parameters)
                .query(Long.class)
                .single();
        String order = "order by (r.state = 'OPEN') desc, r.changed_at desc, r.id limit :size offset :skipped";
        return new AssistancePage(read(condition, order, parameters, viewer), filter.page(), filter.size(), total);
    }

    /** How many requests wait for an answer among those this person may read. */
    public long open(Viewer viewer) {
        return jdbc.sql("select count(*) from assistance_request r where r.state = 'OPEN' and " + VISIBLE)
                .params(who(viewer))
                .query(Long.class)
                .single();
    }

    private static Map<String, @Nullable Object> who(Viewer viewer) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("administrator", viewer.administrator());
        parameters.put("username", viewer.username());
        parameters.put(
                "supervised",
                viewer.mandates().stream()
                        .filter(mandate -> mandate.role() == Role.REGION_SUPERVISOR)
                        .map(Mandate::territory)
                        .toArray(String[]::new));
        return parameters;
    }

    private List<AssistanceView> read(
            String condition, String order, Map<String, @Nullable Object> parameters, Viewer viewer) {
        List<AssistanceView> rows = jdbc.sql(
                        "select r.* from assistance_request r where " + VISIBLE + " and " + condition + " " + order)
                .params(parameters)
                .query((row, n) -> view(row, viewer))
                .list();
        if (rows.isEmpty()) {
            return rows;
        }
        Map<UUID, List<Said>> messages = messages(rows);
        return rows.stream()
                .map(row -> with(
                        row,
                        messages.getOrDefault(row.id(), List.of()).stream()
                                .map(Said::message)
                                .toList()))
                .toList();
    }

    private record Said(UUID request, AssistanceView.Message message) {}

    private Map<UUID, List<Said>> messages(List<AssistanceView> rows) {
        return jdbc
                .sql("""
                        select request_id, from_desk, words, author_name, written_at from assistance_message
                        where request_id = any(:requests) order by request_id, number""")
                .param("requests", rows.stream().map(AssistanceView::id).toArray(UUID[]::new))
                .query((row, n) -> new Said(
                        row.getObject(1, UUID.class),
                        new AssistanceView.Message(
                                row.getBoolean(2),
                                row.getString(3),
                                row.getString(4),
                                row.getObject(5, OffsetDateTime.class).toInstant())))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Said::request));
    }

    private static AssistanceView with(AssistanceView row, List<AssistanceView.Message> messages) {
        return new AssistanceView(
                row.id(),
                row.state(),
                row.author(),
                row.sheet(),
                row.question(),
                row.questionLabel(),
                row.year(),
                row.module(),
                row.ats(),
                row.atsName(),
                row.region(),
                row.about(),
                row.mine(),
                row.openedAt(),
                row.changedAt(),
                messages);
    }

    private static AssistanceView view(ResultSet row, Viewer viewer) throws SQLException {
        var subject = new Subject(
                row.getObject("sheet_id", UUID.class),
                row.getString("question"),
                row.getString("question_label"),
                row.getObject("year", Integer.class),
                row.getString("module"),
                row.getString("ats"),
                row.getString("ats_name"),
                row.getString("region"));
        return new AssistanceView(
                row.getObject("id", UUID.class),
                AssistanceState.valueOf(row.getString("state")),
                row.getString("author_name"),
                subject.sheet(),
                subject.question(),
                subject.questionLabel(),
                subject.year(),
                subject.module(),
                subject.ats(),
                subject.atsName(),
                subject.region(),
                subject.words(),
                row.getString("author").equals(viewer.username()),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                List.of());
    }
}
