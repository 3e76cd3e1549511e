package it.sioss.exchange;

import it.sioss.access.Viewer;
import it.sioss.catalogue.AnswersRefused;
import it.sioss.catalogue.Finding;
import it.sioss.catalogue.FormDefinition;
import it.sioss.catalogue.FormItem;
import it.sioss.platform.Refusal;
import it.sioss.sheet.Journal;
import it.sioss.sheet.SheetView;
import it.sioss.sheet.Sheets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One upload under way, inside one transaction: every sheet is saved as the page saves it, every fault is gathered. */
final class ExchangeRun {

    private final Sheets sheets;
    private final ConflictChoice choice;
    private final Viewer viewer;
    private final Instant received;
    private final Faults faults = new Faults();
    private final Map<String, Refusal> refusals = new LinkedHashMap<>();
    private final List<SheetOutcome> outcomes = new ArrayList<>();
    private int taken;
    private int notRefused;

    ExchangeRun(Sheets sheets, ConflictChoice choice, Viewer viewer, Instant received) {
        this.sheets = sheets;
        this.choice = choice;
        this.viewer = viewer;
        this.received = received;
    }

    /**
     * Saves what the file says of one sheet; where it says nothing new nothing is asked of the sheet, in whatever state.
     *
     * @throws Refusal 404 when the sheet is not this person's to see
     */
    void take(FilledSheet filled) {
        taken++;
        SheetView view = sheets.view(filled.identity().sheet(), viewer);
        DownloadedAnswers downloaded = isOf(view, filled) ? downloaded(view, filled) : null;
        if (downloaded == null) {
            notRefused++;
            return;
        }
        AnswerCells cells = new AnswerCells(view.options());
        SheetMerge merge =
                new SheetMerge(view.revision().form(), cells, downloaded, view.answers(), choice).take(filled);
        if (merge.isEmpty()) {
            outcomes.add(outcome(view, merge));
            return;
        }
        try {
            SheetView after =
                    sheets.answer(view.sheet().id(), view.sheet().answersVersion(), merge.patch(), viewer, received);
            judge(merge, after);
            outcomes.add(outcome(after, merge));
        } catch (AnswersRefused unkeepable) {
            notRefused++;
            unkeepable.faults().forEach(fault -> faults.add(fault(merge, fault.field(), fault.message())));
        } catch (Refusal refusal) {
            refusals.putIfAbsent(refusal.code(), refusal);
            faults.add(ExchangeFault.at(
                    filled.place(),
                    refusal.code(),
                    "«" + view.sheet().bodyName() + "»: " + refusal.message(),
                    "Rimettete i valori che c'erano quando avete scaricato il foglio, o scaricatelo di nuovo e lasciate"
                            + " com'è questa scheda: se non cambia nulla, non ferma le altre."));
        }
    }

    private boolean isOf(SheetView view, FilledSheet filled) {
        SheetIdentity said = filled.identity();
        SheetIdentity real = SheetIdentity.of(view);
        boolean same = said.year() == real.year()
                && said.module().equals(real.module())
                && said.ats().equals(real.ats())
                && said.body().equals(real.body());
        if (!same) {
            faults.add(ExchangeFault.at(
                    filled.place(),
                    "FOGLIO_DI_ALTRA_SCHEDA",
                    "La colonna dice modulo " + said.module() + ", annualità " + said.year() + ", ambito " + said.ats()
                            + ", " + said.body() + ", ma la scheda è un'altra.",
                    "Ripartite da una copia appena scaricata e riportatevi i valori."));
        } else if (!said.revision().equals(real.revision())) {
            faults.add(ExchangeFault.at(
                    filled.place(),
                    "REVISIONE_SUPERATA",
                    "Il foglio è di una revisione precedente del modulo.",
                    "Scaricatelo di nuovo e riportatevi i valori: le voci possono essere cambiate."));
            same = false;
        }
        return same;
    }

    /** The answers as they were at the download; null when the file speaks of a version that cannot be found again. */
    private @Nullable DownloadedAnswers downloaded(SheetView view, FilledSheet filled) {
        long steps = view.sheet().answersVersion() - filled.identity().version();
        if (steps == 0) {
            return DownloadedAnswers.unchanged(view.answers());
        }
        List<Journal.Entry> moves = steps < 0
                ? List.of()
                : sheets.history(view.sheet().id(), viewer).stream()
                        .filter(Journal.Entry::movesAnswers)
                        .toList();
        if (steps < 0 || moves.size() < steps) {
            faults.add(ExchangeFault.at(
                    filled.place(),
                    "VERSIONE_SCONOSCIUTA",
                    "Il foglio dice di essere di una versione della scheda che non c'è mai stata.",
                    "Ripartite da una copia appena scaricata e riportatevi i valori."));
            return null;
        }
        return DownloadedAnswers.before(view.answers(), moves.subList(moves.size() - (int) steps, moves.size()));
    }

    /** The form's own verdict on what the file changes: what it does not accept is a fault of the file. */
    private void judge(SheetMerge merge, SheetView after) {
        int before = faults.count();
        for (Finding finding : after.evaluation().findings()) {
            if (finding.code().equals(Finding.INVALID_VALUE)) {
                finding.fields().stream()
                        .filter(merge::touches)
                        .findFirst()
                        .ifPresent(field -> faults.add(fault(merge, field, finding.message())));
            }
        }
        if (faults.count() > before) {
            notRefused++;
        }
    }

    private static ExchangeFault fault(SheetMerge merge, String field, String message) {
        Place place = merge.placeOf(field);
        String remedy = "Correggete la cella e ricaricate il foglio.";
        return place == null
                ? ExchangeFault.ofFile(Finding.INVALID_VALUE, message, remedy)
                : ExchangeFault.at(place, Finding.INVALID_VALUE, message, remedy);
    }

    private static SheetOutcome outcome(SheetView after, SheetMerge merge) {
        return new SheetOutcome(
                after.sheet().id(),
                after.sheet().module(),
                after.revision().title(),
                after.sheet().year(),
                after.sheet().bodyName(),
                after.atsName(),
                after.sheet().answersVersion(),
                merge.changes(),
                merge.conflicts(),
                notAsked(after, merge),
                after.evaluation().completeness(),
                after.evaluation().findings());
    }

    private static List<String> notAsked(SheetView after, SheetMerge merge) {
        FormDefinition form = after.revision().form();
        Set<String> labels = new LinkedHashSet<>();
        for (FieldChange change : merge.changes()) {
            String key = change.field().split("\\.", 2)[0];
            FormItem item = form.item(key);
            if (item != null
                    && !change.after().isEmpty()
                    && !after.evaluation().visible().contains(key)) {
                labels.add(item.label());
            }
        }
        return List.copyOf(labels);
    }

    /**
     * What has been done, if nothing stands against it.
     *
     * @throws Refusal as a save would when every fault is the guard's, 422 with all faults, 412 with the conflicts
     */
    ExchangeOutcome outcome(boolean applied) {
        if (notRefused == 0 && refusals.size() == 1) {
            Refusal one = refusals.values().iterator().next();
            Refusal all = faults.refusal(one.status(), one.code(), taken == 1 ? one.message() : faults.words());
            one.details().forEach(all::with);
            throw all;
        }
        faults.refuseIfAny();
        List<FieldConflict> conflicts = outcomes.stream()
                .flatMap(outcome -> outcome.conflicts().stream())
                .toList();
        if (!conflicts.isEmpty()) {
            throw new Refusal(
                            412,
                            "VERSIONE_SUPERATA",
                            "Dopo che avete scaricato il foglio qualcuno ha cambiato in SIOSS le stesse risposte: scegliete"
                                    + " quali tenere.")
                    .with("conflitti", conflicts);
        }
        return new ExchangeOutcome(applied, List.copyOf(outcomes));
    }
}
