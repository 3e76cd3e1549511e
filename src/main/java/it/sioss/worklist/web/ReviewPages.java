package it.sioss.worklist.web;

import it.sioss.access.Viewer;
import it.sioss.campaign.Campaign;
import it.sioss.catalogue.Catalogue;
import it.sioss.platform.MotiveWords;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.sheet.Remark;
import it.sioss.sheet.ReviewDesk;
import it.sioss.sheet.ReviewView;
import it.sioss.sheet.SheetView;
import it.sioss.sheet.Sheets;
import it.sioss.sheet.Verb;
import it.sioss.steering.BulkApprovals;
import it.sioss.worklist.Frame;
import it.sioss.worklist.QueueFilter;
import it.sioss.worklist.QueuePage;
import it.sioss.worklist.QueueRow;
import it.sioss.worklist.ReviewQueue;
import it.sioss.worklist.Risk;
import it.sioss.worklist.Territories;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The reviewer's bench: the queue in order of risk, the sheet that is open, the decision on it, and on to the next. */
@Controller
class ReviewPages {

    private static final String PATH = "/verifica";
    private static final String OPEN = "scheda";
    private static final String QUESTION = "voce.";
    private static final String SECTION = "sezione.";
    private static final String WHOLE = "rilievo";
    private static final String SHOWN = "versione";

    private final ReviewQueue queue;
    private final ReviewDesk desk;
    private final Sheets sheets;
    private final BulkApprovals bulk;
    private final Catalogue catalogue;
    private final Territories territories;
    private final Frame frame;
    private final Clock clock;

    ReviewPages(
            ReviewQueue queue,
            ReviewDesk desk,
            Sheets sheets,
            BulkApprovals bulk,
            Catalogue catalogue,
            Territories territories,
            Frame frame,
            Clock clock) {
        this.queue = queue;
        this.desk = desk;
        this.sheets = sheets;
        this.bulk = bulk;
        this.catalogue = catalogue;
        this.territories = territories;
        this.frame = frame;
        this.clock = clock;
    }

    /** A row of the queue with its address and the words about time. */
    public record Line(QueueRow row, String href, boolean current, String remaining) {}

    /** One choice of a filter. */
    public record Choice(String value, String label) {}

    /** A remark being written, kept when the decision is refused. */
    public record Written(Map<String, String> words, Set<String> sections, boolean limited) {

        static final Written NOTHING = new Written(Map.of(), Set.of(), false);

        public String of(String name) {
            return words.getOrDefault(name, "");
        }
    }

    @GetMapping(PATH)
    String bench(Viewer viewer, @RequestParam Map<String, String> parameters, Model model) {
        String open = parameters.getOrDefault(OPEN, "");
        fill(model, viewer, QueueFilter.of(parameters), open.isEmpty() ? null : id(open), Written.NOTHING);
        return "verifica/banco";
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException unreadable) {
            throw Refusal.notFound("La scheda");
        }
    }

    private void fill(Model model, Viewer viewer, QueueFilter filter, @Nullable UUID open, Written written) {
        if (open != null) {
            ReviewView review = desk.open(open, viewer);
            model.addAttribute("review", review);
            model.addAttribute("contextYear", review.view().sheet().year());
            about(model, review.view(), viewer);
        }
        Instant present = clock.instant();
        QueuePage page = queue.page(viewer, filter);
        model.addAttribute("reviews", ReviewQueue.reviews(viewer));
        model.addAttribute("filter", filter);
        model.addAttribute("list", page);
        model.addAttribute(
                "lines",
                page.rows().stream()
                        .map(row -> new Line(
                                row,
                                filter.at(PATH, OPEN, row.id().toString()) + "#scheda-aperta",
                                row.id().equals(open),
                                RomeTime.remaining(present, row.deadline())))
                        .toList());
        model.addAttribute("address", filter.page(0).at(PATH));
        model.addAttribute("bulkAddress", filter.at("/verifica/approvazioni"));
        bulk.pending(viewer).ifPresent(id -> model.addAttribute("pendingBulk", id));
        model.addAttribute("written", written);
        model.addAttribute("modules", modules());
        model.addAttribute(
                "risks",
                Arrays.stream(Risk.values())
                        .map(risk -> new Choice(risk.word(), risk.label()))
                        .toList());
        model.addAttribute(
                "years",
                frame.years().stream().filter(Frame::begun).map(Campaign::year).toList());
        int year = frame.inView(filter.year()).map(Campaign::year).orElse(0);
        model.addAttribute(
                "districts",
                territories.districts(viewer.scope(), null, year).stream()
                        .map(ats -> new Choice(ats.code(), ats.label()))
                        .toList());
    }

    private void about(Model model, SheetView view, Viewer viewer) {
        model.addAttribute("deadline", RomeTime.deadline(view.window().deadline()));
        model.addAttribute(
                "remaining", RomeTime.remaining(view.present(), view.window().deadline()));
        model.addAttribute("decides", view.allowed(Verb.RETURN));
        model.addAttribute("approveReasons", reasons(view, Verb.APPROVE));
        model.addAttribute("returnReasons", reasons(view, Verb.RETURN));
        model.addAttribute("widens", view.allowed(Verb.WIDEN));
        model.addAttribute("claims", view.allowed(Verb.CLAIM));
        view.claim().ifPresent(claim -> {
            model.addAttribute("claim", claim);
            model.addAttribute("claimMine", claim.username().equalsIgnoreCase(viewer.username()));
            Instant since = claim.since();
            model.addAttribute("claimSince", since == null ? "" : " dal " + RomeTime.minute(since));
        });
    }

    private static List<MotiveWords> reasons(SheetView view, Verb verb) {
        return view.action(verb).motives().stream().map(MotiveWords::of).toList();
    }

    private List<Choice> modules() {
        return catalogue.offered(Integer.MAX_VALUE).stream()
                .map(revision -> new Choice(revision.module(), revision.module() + " · " + revision.title()))
                .toList();
    }

    /** Approves or returns the open sheet and opens the one after it, with the same filters. */
    @PostMapping("/verifica/{id}/decisione")
    String decide(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> form,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Instant received = clock.instant();
        QueueFilter filter = QueueFilter.of(form.toSingleValueMap());
        Written written = written(form);
        List<UUID> before = queue.order(viewer, filter);
        String done;
        try {
            String shown = form.toSingleValueMap().getOrDefault(SHOWN, "");
            done = decided(id, String.valueOf(form.getFirst("esito")), shown, written, viewer, received);
        } catch (Refusal refusal) {
            if (refusal.status() == 404) {
                throw refusal;
            }
            response.setStatus(refusal.status());
            model.addAttribute("problem", refusal.message());
            fill(model, viewer, filter, id, written);
            return "verifica/banco";
        }
        redirect.addFlashAttribute("message", done);
        return "redirect:" + onward(id, before, filter);
    }

    private String decided(UUID id, String outcome, String shown, Written written, Viewer viewer, Instant received) {
        List<Remark.Draft> drafts = drafts(written);
        switch (outcome) {
            case "APPROVATA" -> {
                if (!drafts.isEmpty()) {
                    throw new Refusal(
                            422,
                            "VALORE_NON_VALIDO",
                            "Ci sono rilievi scritti: per farli correggere restituite la scheda, oppure cancellateli.");
                }
                sheets.approve(id, shown, viewer, received);
                return "Scheda approvata.";
            }
            case "RESTITUITA" -> {
                sheets.returnForCorrection(id, drafts, limit(id, written, drafts, viewer), shown, viewer, received);
                return drafts.size() == 1
                        ? "Scheda restituita con un rilievo."
                        : "Scheda restituita con " + drafts.size() + " rilievi.";
            }
            default -> throw new Refusal(422, "VALORE_NON_VALIDO", "Scegliete se approvare la scheda o restituirla.");
        }
    }

    /** Only the sections with a remark, and those chosen besides; all when the return is not limited. */
    private Set<String> limit(UUID id, Written written, List<Remark.Draft> drafts, Viewer viewer) {
        if (!written.limited()) {
            return Set.of();
        }
        var sections = new TreeSet<>(written.sections());
        var form = sheets.view(id, viewer).revision().form();
        for (Remark.Draft draft : drafts) {
            String question = draft.question();
            var item = question == null ? null : form.item(question);
            if (draft.section() != null) {
                sections.add(draft.section());
            } else if (item != null) {
                sections.add(item.section());
            }
        }
        if (sections.isEmpty()) {
            throw new Refusal(
                    422,
                    "SEZIONI_NON_VALIDE",
                    "Per limitare la correzione serve un rilievo su una voce o su una sezione, o una sezione scelta.");
        }
        return sections;
    }

    private static Written written(MultiValueMap<String, String> form) {
        Map<String, String> words = form.toSingleValueMap().entrySet().stream()
                .filter(entry -> entry.getKey().equals(WHOLE)
                        || entry.getKey().startsWith(QUESTION)
                        || entry.getKey().startsWith(SECTION))
                .filter(entry -> !entry.getValue().isBlank())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().strip(), (a, b) -> a, LinkedHashMap::new));
        List<String> sections = form.getOrDefault("sezioni", List.of());
        return new Written(words, Set.copyOf(sections), "sezioni".equals(form.getFirst("limite")));
    }

    private static List<Remark.Draft> drafts(Written written) {
        var drafts = new ArrayList<Remark.Draft>();
        written.words().forEach((name, words) -> {
            if (name.startsWith(QUESTION)) {
                drafts.add(new Remark.Draft(name.substring(QUESTION.length()), null, words));
            } else if (name.startsWith(SECTION)) {
                drafts.add(new Remark.Draft(null, name.substring(SECTION.length()), words));
            } else {
                drafts.add(new Remark.Draft(null, null, words));
            }
        });
        return drafts;
    }

    /** The next sheet takes the place of the decided one; after the last the first that is left. */
    private static String onward(UUID id, List<UUID> before, QueueFilter filter) {
        int place = before.indexOf(id);
        var left = new ArrayList<>(before);
        left.remove(id);
        if (left.isEmpty()) {
            return filter.page(0).at(PATH);
        }
        int next = place < 0 || place >= left.size() ? 0 : place;
        return filter.page(next / filter.size()).at(PATH, OPEN, left.get(next).toString()) + "#scheda-aperta";
    }

    /** Takes the open sheet in charge, also from a colleague. */
    @PostMapping("/verifica/{id}/presa-in-carico")
    String claim(
            @PathVariable UUID id, @RequestParam Map<String, String> form, Viewer viewer, RedirectAttributes redirect) {
        sheets.claim(id, "si".equals(form.get("subentro")), viewer);
        redirect.addFlashAttribute("message", "La scheda è in carico a voi.");
        return "redirect:" + back(id, form);
    }

    @PostMapping("/verifica/{id}/rilascio")
    String release(
            @PathVariable UUID id, @RequestParam Map<String, String> form, Viewer viewer, RedirectAttributes redirect) {
        sheets.release(id, viewer);
        redirect.addFlashAttribute("message", "La scheda è di nuovo di tutti.");
        return "redirect:" + back(id, form);
    }

    /** Opens more sections of a returned sheet; none named means all. */
    @PostMapping("/verifica/{id}/ampliamento")
    String widen(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> form,
            Viewer viewer,
            RedirectAttributes redirect) {
        List<String> sections = form.getOrDefault("sezioni", List.of());
        sheets.widen(id, Set.copyOf(sections), viewer, clock.instant());
        redirect.addFlashAttribute(
                "message",
                sections.isEmpty()
                        ? "Ora tutta la scheda si può correggere."
                        : "Le sezioni scelte si possono correggere.");
        return "redirect:" + back(id, form.toSingleValueMap());
    }

    private static String back(UUID id, Map<String, String> form) {
        return QueueFilter.of(form).at(PATH, OPEN, id.toString()) + "#scheda-aperta";
    }
}
