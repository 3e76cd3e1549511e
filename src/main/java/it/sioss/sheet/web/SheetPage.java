package it.sioss.sheet.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import it.sioss.access.Viewer;
import it.sioss.platform.RomeTime;
import it.sioss.services.DatabaseReceipts;
import it.sioss.sheet.Justification;
import it.sioss.sheet.SheetState;
import it.sioss.sheet.SheetView;
import it.sioss.sheet.Sheets;
import it.sioss.sheet.SourceDesk;
import it.sioss.sheet.Transmissions;
import it.sioss.sheet.Verb;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages of one sheet: to work on it, its history, its receipt, and the check of a receipt. */
@Controller
class SheetPage {

    private final Sheets sheets;
    private final SourceDesk sources;
    private final Transmissions transmissions;
    private final DatabaseReceipts databases;
    private final ObjectMapper json;
    private final Clock clock;

    SheetPage(
            Sheets sheets,
            SourceDesk sources,
            Transmissions transmissions,
            DatabaseReceipts databases,
            ObjectMapper json,
            Clock clock) {
        this.sheets = sheets;
        this.sources = sources;
        this.transmissions = transmissions;
        this.databases = databases;
        this.json = json;
        this.clock = clock;
    }

    /** One step of the thin line above a sheet. */
    public record Step(String label, String status) {}

    @GetMapping("/schede/{id}")
    String sheet(@PathVariable UUID id, Viewer viewer, Model model) throws JsonProcessingException {
        SheetView view = sheets.view(id, viewer);
        model.addAttribute("view", view);
        model.addAttribute("contextYear", view.sheet().year());
        model.addAttribute("body", SheetBody.of(view));
        model.addAttribute("unavailable", sources.unavailable(view));
        model.addAttribute("steps", steps(view));
        model.addAttribute("element", element(view));
        model.addAttribute("mode", mode(view));
        model.addAttribute("account", viewer.username());
        model.addAttribute(
                "categories",
                json.writeValueAsString(Arrays.stream(Justification.Category.values())
                        .map(category -> Map.of("value", category.value(), "label", category.label()))
                        .toList()));
        model.addAttribute("deadline", RomeTime.deadline(view.window().deadline()));
        model.addAttribute(
                "remaining", RomeTime.remaining(view.present(), view.window().deadline()));
        model.addAttribute("running", !view.effectiveState().ended());
        model.addAttribute("lastNewSheet", RomeTime.deadline(view.window().lastNewSheetAt()));
        model.addAttribute("rectificationEnd", RomeTime.deadline(view.window().rectificationEnd()));
        model.addAttribute("reopenable", view.allowed(Verb.REOPEN));
        if (view.sheet().sequence() > 1) {
            sheets.differences(id, viewer).ifPresent(found -> model.addAttribute("differences", found));
        }
        sheets.receipt(id, viewer).ifPresent(receipt -> {
            model.addAttribute("receipt", receipt);
            model.addAttribute("receivedAt", RomeTime.minute(receipt.receivedAt()));
            model.addAttribute("deadlineApplied", RomeTime.deadline(receipt.deadlineApplied()));
        });
        return "scheda/scheda";
    }

    private static String mode(SheetView view) {
        boolean reviews = view.effectiveState() == SheetState.IN_REVIEW
                && (view.allowed(Verb.APPROVE) || view.allowed(Verb.RETURN));
        if (reviews) {
            return "review";
        }
        boolean works = List.of(Verb.SAVE, Verb.JUSTIFY, Verb.FINALIZE, Verb.RESUME).stream()
                .anyMatch(view::allowed);
        return works ? "edit" : "read";
    }

    private static List<Step> steps(SheetView view) {
        var labels = new ArrayList<String>(List.of("Precompilazione", "Compilazione"));
        SheetState state = view.effectiveState();
        boolean empty = view.sheet().declaredEmpty() || state == SheetState.JUSTIFYING;
        if (empty) {
            labels.add("Motivazione");
        }
        boolean reviewed = view.compiler() == it.sioss.sheet.Compiler.REGION || state == SheetState.IN_REVIEW;
        if (reviewed) {
            labels.add("Verifica regionale");
        }
        labels.add("Finalizzazione");
        int current = switch (state) {
            case COMPILING, RETURNED -> 1;
            case JUSTIFYING -> 2;
            case IN_REVIEW -> labels.indexOf("Verifica regionale");
            case READY -> labels.size() - 1;
            case FINALIZED -> labels.size();
            case LAPSED, WITHDRAWN -> -1;
        };
        var steps = new ArrayList<Step>();
        for (int i = 0; i < labels.size(); i++) {
            steps.add(new Step(
                    labels.get(i), current < 0 ? "todo" : i < current ? "done" : i == current ? "current" : "todo"));
        }
        return steps;
    }

    /** The element of the diagram where the sheet is: "siete qui". */
    private static String element(SheetView view) {
        return switch (view.effectiveState()) {
            case COMPILING, RETURNED -> "userTask_compileSheet";
            case JUSTIFYING -> "userTask_justifyAbsence";
            case IN_REVIEW -> "userTask_reviewSheet";
            case READY -> "userTask_finalizeSheet";
            case FINALIZED -> "endEvent_sheetTransmitted";
            case LAPSED -> "endEvent_deadlinePassed";
            case WITHDRAWN -> "endEvent_sheetWithdrawn";
        };
    }

    /** The ATS takes an optional sheet back and returns to its Allegato 1. */
    @PostMapping("/schede/{id}/ritiro")
    String takeBack(@PathVariable UUID id, Viewer viewer, RedirectAttributes redirect) {
        SheetView view = sheets.takeBack(id, viewer, clock.instant());
        redirect.addFlashAttribute(
                "annexMessage", "Scheda facoltativa tolta: ciò che conteneva resta nella sua storia.");
        return "redirect:/servizi-attivati/" + view.sheet().year() + "/"
                + view.sheet().ats();
    }

    /** One line of the history as people read it. */
    public record HistoryLine(String when, HistoryBody entry, List<String> changed) {

        /** The finding that was explained. */
        public @Nullable String about() {
            return text("messaggio");
        }

        /** The explanation that was written. */
        public @Nullable String said() {
            return entry.event().equals("EXPLAINED") ? text("testo") : null;
        }

        /** The act or reason by which the sheet changed hands. */
        public @Nullable String why() {
            return List.of("DELEGATED", "DELEGATION_ENDED").contains(entry.event()) ? text("motivo") : null;
        }

        /** From whom a sheet was taken over. */
        public @Nullable String from() {
            return text("subentraA");
        }

        private @Nullable String text(String key) {
            return entry.changes() == null ? null : entry.changes().path(key).asText(null);
        }
    }

    @GetMapping("/schede/{id}/storia")
    String history(@PathVariable UUID id, Viewer viewer, Model model) {
        SheetView view = sheets.view(id, viewer);
        model.addAttribute("view", view);
        model.addAttribute("contextYear", view.sheet().year());
        model.addAttribute(
                "lines",
                sheets.history(id, viewer).stream()
                        .map(entry -> {
                            HistoryBody body = HistoryBody.of(entry, json);
                            var changed = new ArrayList<String>();
                            if (body.changes() != null) {
                                body.changes().fieldNames().forEachRemaining(key -> {
                                    var item = view.revision().form().item(key);
                                    var section = view.revision().form().section(key);
                                    changed.add(item != null ? item.label() : section != null ? section.title() : key);
                                });
                            }
                            return new HistoryLine(RomeTime.compact(entry.at()), body, changed);
                        })
                        .toList());
        return "scheda/storia";
    }

    @GetMapping("/ricevute")
    String check(
            @RequestParam(required = false) @Nullable String numero,
            @RequestParam(required = false) @Nullable String impronta,
            Viewer viewer,
            Model model) {
        model.addAttribute("number", numero);
        model.addAttribute("fingerprint", impronta);
        if (numero != null && impronta != null && !numero.isBlank()) {
            var found = transmissions.find(numero, impronta, viewer.scope());
            model.addAttribute("checked", true);
            found.ifPresent(receipt -> {
                model.addAttribute("receipt", receipt);
                model.addAttribute("receivedAt", RomeTime.minute(receipt.receivedAt()));
            });
            databases.find(numero, impronta, viewer.scope()).ifPresent(receipt -> {
                model.addAttribute("databaseReceipt", receipt);
                model.addAttribute("receivedAt", RomeTime.minute(receipt.receivedAt()));
            });
        }
        return "scheda/verifica-ricevuta";
    }
}
