package it.sioss.notice;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notice before it is written.
 *
 * @param key what it is about: nobody is told twice under the same key
 * @param link the place where one goes on from it
 */
record Draft(
        NoticeKind kind,
        String key,
        @Nullable Integer year,
        String title,
        String body,
        List<NoticeLine> lines,
        String link) {

    Draft(NoticeKind kind, String key, @Nullable Integer year, String title, String body, String link) {
        this(kind, key, year, title, body, List.of(), link);
    }
}
