package it.sioss.sheet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.Campaigns;
import it.sioss.campaign.WindowSubject;
import it.sioss.platform.PlainText;
import it.sioss.platform.PresentClock;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.services.Services;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The exceptional reopening of one sheet, finalized or lapsed: a new sheet goes on from it with its answers, in a window of
 * its own that closes by itself. What was transmitted stays.
 */
@Service
public class Reopenings {

    private final Sheets sheets;
    private final SheetRepository rows;
    private final SheetOpening opening;
    private final SheetFlow flow;
    private final Guard guard;
    private final Services services;
    private final Campaigns campaigns;
    private final PresentClock clock;
    private final ApplicationEventPublisher events;

    Reopenings(
            Sheets sheets,
            SheetRepository rows,
            SheetOpening opening,
            @Lazy SheetFlow flow,
            Guard guard,
            Services services,
            Campaigns campaigns,
            PresentClock clock,
            ApplicationEventPublisher events) {
        this.sheets = sheets;
        this.rows = rows;
        this.opening = opening;
        this.flow = flow;
        this.guard = guard;
        this.services = services;
        this.campaigns = campaigns;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Reopens a sheet.
     *
     * @param until when the reopening ends, exclusive; at the latest the end of the rectifications
     * @return the new sheet
     * @throws Refusal 404 outside the person's territory, 403 to everybody but the ministry, 409 when the sheet is not ended
     *     or was already reopened, 422 when reason or date are not fit
     */
    @Transactional
    public SheetView reopen(UUID id, @Nullable String reason, Instant until, Viewer viewer) {
        Sheet ended = sheets.lock(id, viewer);
        Situation now = sheets.situation(ended, viewer, clock.instant());
        if (viewer.administrator() && missedByItsTimer(now)) {
            flow.fireDeadline(ended);
            now = sheets.situation(ended, viewer, clock.instant());
        }
        guard.require(Verb.REOPEN, now);
        String why = PlainText.required("motivo", reason, 10, 500);
        Calendar window = now.window();
        Calendar general = campaigns.windowOf(ended.year(), ended.module(), ended.region(), ended.ats(), null);
        checkUntil(until, general.deadline(), window, now.present());
        Instant present = now.present();
        ObjectNode decision = Json.MAPPER.createObjectNode().put("motivo", why).put("finoAl", until.toString());
        Long integrates = services.receiptToIntegrate(ended.year(), ended.ats()).orElse(null);
        Sheet fresh = opening.goOn(
                ended, "REOPENED", Journal.Actor.of(viewer, ended), decision, integrates, present, sheet -> {
                    rows.flush();
                    campaigns.setWindow(
                            sheet.year(),
                            new WindowSubject(sheet.module(), sheet.region(), sheet.ats(), sheet.id()),
                            new Calendar(present, present, until, window.rectificationEnd()),
                            why,
                            viewer.displayName());
                });
        rows.flush();
        events.publishEvent(new SheetReopened(
                fresh.id(), id, fresh.year(), fresh.region(), fresh.ats(), fresh.module(), until, why));
        return sheets.view(fresh.id(), viewer);
    }

    private static boolean missedByItsTimer(Situation now) {
        return !now.state().ended() && now.window().settled(now.present());
    }

    /** @param general the deadline of the place, whatever an earlier reopening of the sheet itself allowed */
    private static void checkUntil(Instant until, Instant general, Calendar window, Instant present) {
        String message = null;
        if (!until.isAfter(present)) {
            message = "La riapertura deve finire dopo il momento presente.";
        } else if (until.isAfter(window.rectificationEnd())) {
            message = "La riapertura può durare al più fino alla fine delle rettifiche: "
                    + RomeTime.deadline(window.rectificationEnd()) + ".";
        } else if (until.isBefore(general)) {
            message = "Il termine generale della scheda è più lontano: la riapertura può finire al più presto "
                    + RomeTime.deadline(general) + ".";
        }
        if (message != null) {
            throw new Refusal(422, "DATE_NON_COERENTI", message).with("campo", "finoAl");
        }
    }
}
