package it.sioss.guide.web;

import it.sioss.guide.AssistanceView;
import it.sioss.platform.RomeTime;
import java.util.List;

/** A request of assistance as the pages tell it. */
public record AssistanceLine(AssistanceView request, String opened, String changed, List<Said> messages) {

    /** One message with its time in words. */
    public record Said(boolean fromDesk, String words, String author, String when) {}

    static AssistanceLine of(AssistanceView request) {
        return new AssistanceLine(
                request,
                RomeTime.compact(request.openedAt()),
                RomeTime.compact(request.changedAt()),
                request.messages().stream()
                        .map(message -> new Said(
                                message.fromDesk(), message.words(), message.author(), RomeTime.compact(message.at())))
                        .toList());
    }
}
