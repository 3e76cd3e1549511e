package it.sioss.services;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One numbered line of Allegato 1: how an activated service is carried out, by whom, for which municipalities. */
@Entity
public class ImplementationMode {

    @Id
    private UUID id;

    private UUID databaseId;
    private String service;
    private int line;

    @Enumerated(EnumType.STRING)
    private Manner manner;

    @Enumerated(EnumType.STRING)
    private Exercise exercise;

    @Enumerated(EnumType.STRING)
    private LegalForm legalForm;

    private String body;
    private String bodyName;
    private @Nullable String taxCode;
    private boolean wholeAts;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] municipalities;

    @Version
    private @Nullable Long version;

    protected ImplementationMode() {}

    ImplementationMode(UUID database, int line, Content content) {
        this.id = UUID.randomUUID();
        this.databaseId = database;
        this.line = line;
        write(content);
    }

    /**
     * What a line says.
     *
     * @param municipalities ISTAT codes; empty when the whole ATS is covered
     */
    public record Content(
            String service,
            Manner manner,
            Exercise exercise,
            ImplementingBody body,
            boolean wholeAts,
            List<String> municipalities) {}

    private void write(Content content) {
        service = content.service();
        manner = content.manner();
        exercise = content.exercise();
        legalForm = content.body().legalForm();
        body = content.body().code();
        bodyName = content.body().name();
        taxCode = content.body().taxCode();
        wholeAts = content.wholeAts();
        municipalities =
                content.wholeAts() ? new String[0] : content.municipalities().toArray(String[]::new);
    }

    /** Says something else under the same number; returns whether that changes anything. */
    boolean rewrite(Content content) {
        boolean changed = !content.equals(content());
        write(content);
        return changed;
    }

    public Content content() {
        return new Content(
                service,
                manner,
                exercise,
                new ImplementingBody(legalForm, body, bodyName, taxCode),
                wholeAts,
                List.of(municipalities));
    }

    public UUID id() {
        return id;
    }

    UUID databaseId() {
        return databaseId;
    }

    public int line() {
        return line;
    }

    public long version() {
        return version == null ? 0 : version;
    }

    public String service() {
        return service;
    }

    public Manner manner() {
        return manner;
    }

    public Exercise exercise() {
        return exercise;
    }

    public ImplementingBody body() {
        return content().body();
    }

    public boolean wholeAts() {
        return wholeAts;
    }

    public List<String> municipalities() {
        return List.of(municipalities);
    }
}
