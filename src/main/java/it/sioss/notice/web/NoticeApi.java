package it.sioss.notice.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.access.Viewer;
import it.sioss.notice.NoticeKind;
import it.sioss.notice.NoticeLine;
import it.sioss.notice.Notices;
import it.sioss.platform.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One's own notices for machines. */
@RestController
@RequestMapping(path = "/api/v1/avvisi", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Avvisi")
class NoticeApi {

    private static final int LARGEST_PAGE = 200;
    private static final int LAST_PAGE = 100_000;

    private final Notices notices;

    NoticeApi(Notices notices) {
        this.notices = notices;
    }

    record Line(
            @JsonProperty("id") UUID id,
            @JsonProperty("tipo") String kind,
            @JsonProperty("anno") @Nullable Integer year,
            @JsonProperty("titolo") String title,
            @JsonProperty("testo") String body,
            @JsonProperty("voci") List<NoticeLine> lines,
            @JsonProperty("collegamento") String link,
            @JsonProperty("scrittoAt") Instant writtenAt,
            @JsonProperty("lettoAt") @Nullable Instant readAt) {

        static Line of(Notices.Notice notice) {
            return new Line(
                    notice.id(),
                    notice.kind().word(),
                    notice.year(),
                    notice.title(),
                    notice.body(),
                    notice.lines(),
                    notice.link(),
                    notice.writtenAt(),
                    notice.readAt());
        }
    }

    record Page(
            @JsonProperty("totale") long total,
            @JsonProperty("nonLetti") long unread,
            @JsonProperty("pagina") int page,
            @JsonProperty("dimensione") int size,
            @JsonProperty("avvisi") List<Line> notices) {}

    record Marked(@JsonProperty("segnati") int marked) {}

    record PreferenceBody(@JsonProperty("posta") @Nullable Boolean mail) {}

    record PreferenceAnswer(
            @JsonProperty("posta") boolean mail,
            @JsonProperty("indirizzo") @Nullable String address,
            @JsonProperty("postaConfigurata") boolean possible) {

        static PreferenceAnswer of(Notices.Preference preference) {
            return new PreferenceAnswer(preference.wanted(), preference.address(), preference.possible());
        }
    }

    @GetMapping
    @Operation(summary = "I propri avvisi, dal più recente; stato=NON_LETTI, tipo e anno li restringono")
    Page list(
            @RequestParam(name = "stato", required = false) @Nullable String state,
            @RequestParam(name = "tipo", required = false) @Nullable String kind,
            @RequestParam(name = "anno", required = false) @Nullable String year,
            @RequestParam(name = "page", defaultValue = "0") int page,
            @RequestParam(name = "size", defaultValue = "50") int size,
            Viewer viewer) {
        if (page < 0 || page > LAST_PAGE || size < 1 || size > LARGEST_PAGE) {
            throw new Refusal(400, "VALORE_NON_VALIDO", "«page» parte da 0 e «size» va da 1 a " + LARGEST_PAGE + ".");
        }
        Notices.Page found = notices.list(viewer, filter(state, kind, year, page, size));
        return new Page(
                found.total(),
                found.unread(),
                page,
                size,
                found.notices().stream().map(Line::of).toList());
    }

    /** A filter as people and machines write it. */
    static Notices.Filter filter(
            @Nullable String state, @Nullable String kind, @Nullable String year, int page, int size) {
        String wanted = state == null ? "" : state.strip().toUpperCase(Locale.ROOT);
        if (!List.of("", "TUTTI", "NON_LETTI").contains(wanted)) {
            throw new Refusal(400, "VALORE_NON_VALIDO", "«stato» è TUTTI oppure NON_LETTI.").with("campo", "stato");
        }
        return new Notices.Filter(wanted.equals("NON_LETTI"), kind(kind), year(year), page, size);
    }

    private static @Nullable NoticeKind kind(@Nullable String words) {
        if (words == null || words.isBlank()) {
            return null;
        }
        return NoticeKind.of(words)
                .orElseThrow(() -> new Refusal(400, "VALORE_NON_VALIDO", "Questo tipo di avviso non esiste.")
                        .with("campo", "tipo"));
    }

    private static @Nullable Integer year(@Nullable String words) {
        if (words == null || words.isBlank()) {
            return null;
        }
        if (!words.strip().matches("\\d{4}")) {
            throw new Refusal(400, "VALORE_NON_VALIDO", "L'anno ha quattro cifre.").with("campo", "anno");
        }
        return Integer.valueOf(words.strip());
    }

    @PostMapping("/{id}/lettura")
    @Operation(summary = "Segna un avviso come letto")
    ResponseEntity<Void> read(@PathVariable UUID id, Viewer viewer) {
        notices.mark(viewer, id, true);
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/{id}/lettura")
    @Operation(summary = "Segna un avviso come non letto")
    ResponseEntity<Void> unread(@PathVariable UUID id, Viewer viewer) {
        notices.mark(viewer, id, false);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/lettura")
    @Operation(summary = "Segna tutti i propri avvisi come letti")
    Marked readAll(Viewer viewer) {
        return new Marked(notices.markAll(viewer));
    }

    @GetMapping("/preferenze")
    @Operation(summary = "Se gli avvisi arrivano anche per posta, e a quale indirizzo")
    PreferenceAnswer preference(Viewer viewer) {
        return PreferenceAnswer.of(notices.preference(viewer));
    }

    @PutMapping(path = "/preferenze", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Chiede gli avvisi anche per posta, o vi rinuncia; nell'applicazione arrivano sempre")
    PreferenceAnswer prefer(@RequestBody PreferenceBody body, Viewer viewer) {
        if (body.mail() == null) {
            throw new Refusal(422, "VALORE_NON_VALIDO", "Indicate «posta»: true oppure false.").with("campo", "posta");
        }
        return PreferenceAnswer.of(notices.prefer(viewer, body.mail()));
    }
}
