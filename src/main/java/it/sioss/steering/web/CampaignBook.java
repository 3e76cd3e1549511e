package it.sioss.steering.web;

import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.Campaign;
import it.sioss.campaign.Campaigns;
import it.sioss.catalogue.Catalogue;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.platform.CollectionYears;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeDate;
import it.sioss.platform.RomeTime;
import it.sioss.registry.Registry;
import it.sioss.steering.CampaignFigures;
import it.sioss.steering.Extension;
import it.sioss.steering.NewModules;
import it.sioss.steering.TerritoryDeadlines;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What page and machine interface share: words and dates as typed become plans and extensions, and back. */
@Component
class CampaignBook {

    private final TerritoryDeadlines deadlines;
    private final Catalogue catalogue;
    private final Registry registry;
    private final CampaignFigures figures;
    private final Clock clock;

    CampaignBook(
            TerritoryDeadlines deadlines,
            Catalogue catalogue,
            Registry registry,
            CampaignFigures figures,
            Clock clock) {
        this.deadlines = deadlines;
        this.catalogue = catalogue;
        this.registry = registry;
        this.figures = figures;
        this.clock = clock;
    }

    static String word(Campaign campaign) {
        return switch (campaign.state()) {
            case DRAFT -> "IN_PREPARAZIONE";
            case OPENING -> "APERTURA_IN_CORSO";
            case OPEN -> "APERTA";
            case CLOSED -> "CHIUSA";
        };
    }

    /** One calendar for the year as a whole: first opening, last deadline. */
    static Optional<Calendar> common(Map<String, Calendar> windows) {
        var ofModules = windows.entrySet().stream()
                .filter(window -> !window.getKey().isEmpty())
                .map(Map.Entry::getValue)
                .toList();
        if (ofModules.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Calendar(
                latest(ofModules.stream().map(Calendar::opensAt).toList(), false),
                latest(ofModules.stream().map(Calendar::lastNewSheetAt).toList(), true),
                latest(ofModules.stream().map(Calendar::deadline).toList(), true),
                latest(ofModules.stream().map(Calendar::rectificationEnd).toList(), true)));
    }

    private static Instant latest(List<Instant> instants, boolean last) {
        Comparator<Instant> order = last ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return instants.stream().min(order).orElseThrow();
    }

    CampaignJson.CampaignLine line(Campaign campaign, Viewer viewer) {
        TerritoryDeadlines.Deadlines here = deadlines(campaign, viewer);
        Map<String, Calendar> windows = here.windows();
        return new CampaignJson.CampaignLine(
                campaign.year(),
                word(campaign),
                campaign.state().label(),
                campaign.demonstration(),
                campaign.regions(),
                CampaignJson.Window.of(common(windows).orElse(null)),
                campaign.modules().stream()
                        .map(module -> new CampaignJson.ModuleLine(
                                module, title(module, campaign.year()), CampaignJson.Window.of(windows.get(module))))
                        .toList(),
                CampaignJson.Window.of(windows.get("")),
                common(windows)
                        .map(calendar -> RomeTime.remaining(clock.instant(), calendar.deadline()))
                        .orElse(null),
                here.others().stream().map(CampaignJson.OtherDeadline::of).toList(),
                CampaignJson.Counts.of(figures.counts(campaign.year(), viewer.scope())));
    }

    /** The deadlines as they are on a person's territory. */
    TerritoryDeadlines.Deadlines deadlines(Campaign campaign, Viewer viewer) {
        return deadlines.of(campaign.year(), viewer.scope());
    }

    String title(String module, int year) {
        return catalogue.latest(module, year).map(ModuleRevision::title).orElse(module);
    }

    Campaigns.Plan plan(CampaignJson.NewCampaign body) {
        Integer year = body.year();
        if (year == null || !CollectionYears.include(year)) {
            throw CollectionYears.refusal().with("campo", "anno");
        }
        List<String> modules = body.modules() == null
                ? catalogue.offered(year).stream().map(ModuleRevision::module).toList()
                : texts(body.modules());
        List<String> regions = texts(body.regions());
        for (String region : regions) {
            if (region.indexOf('\0') >= 0 || registry.regionalBody(region).isEmpty()) {
                throw new Refusal(
                                422,
                                "TERRITORIO_SCONOSCIUTO",
                                "«" + region.replace('\0', ' ')
                                        + "» non è il codice di una regione o provincia autonoma.")
                        .with("campo", "regioni");
            }
        }
        Calendar common = window(body.calendar(), Calendar.proposed(year));
        var own = new HashMap<String, Calendar>();
        for (CampaignJson.WindowBody window : windows(body)) {
            String module = window.module() == null ? "" : window.module();
            if (!modules.contains(module)) {
                throw new Refusal(
                                422,
                                "MODULO_SCONOSCIUTO",
                                "Una finestra riguarda un modulo che non è fra quelli scelti.")
                        .with("campo", "finestre");
            }
            own.put(module, window(window, common));
        }
        return new Campaigns.Plan(
                year,
                modules,
                regions,
                common,
                Map.copyOf(own),
                window(body.servicesDatabase(), servicesDatabase(year, common)),
                Boolean.TRUE.equals(body.demonstration()));
    }

    /** The database's own calendar, unless the modules already end later or it would be over before they begin. */
    private static Calendar servicesDatabase(int year, Calendar common) {
        Calendar usual = Calendar.proposedForServices(year);
        return usual.deadline().isAfter(common.opensAt()) ? usual : common;
    }

    private static List<CampaignJson.WindowBody> windows(CampaignJson.NewCampaign body) {
        var windows = new ArrayList<CampaignJson.WindowBody>();
        if (body.windows() != null) {
            body.windows().stream().filter(Objects::nonNull).forEach(windows::add);
        }
        return windows;
    }

    private static Calendar window(CampaignJson.@Nullable WindowBody body, Calendar usual) {
        if (body == null) {
            return usual;
        }
        Instant opens = given(body.opensAt()) == null
                ? usual.opensAt()
                : RomeDate.opening(String.valueOf(body.opensAt()), "apertura");
        Instant deadline = given(body.deadline()) == null
                ? usual.deadline()
                : RomeDate.deadline(String.valueOf(body.deadline()), "scadenza");
        if (!opens.isBefore(deadline)) {
            throw new Refusal(422, "DATE_NON_COERENTI", "Il termine deve venire dopo l'apertura.")
                    .with("campo", "scadenza");
        }
        Calendar shape = Calendar.between(opens, deadline);
        return new Calendar(
                opens,
                given(body.lastNewSheetAt()) == null
                        ? shape.lastNewSheetAt()
                        : RomeDate.deadline(String.valueOf(body.lastNewSheetAt()), "ultimaNuova"),
                deadline,
                given(body.rectificationEnd()) == null
                        ? shape.rectificationEnd()
                        : RomeDate.deadline(String.valueOf(body.rectificationEnd()), "fineRettifica"));
    }

    private static @Nullable String given(@Nullable String words) {
        return words == null || words.isBlank() ? null : words.strip();
    }

    private static List<String> texts(@Nullable List<@Nullable String> words) {
        var kept = new ArrayList<String>();
        if (words != null) {
            words.stream()
                    .filter(Objects::nonNull)
                    .map(String::strip)
                    .distinct()
                    .forEach(kept::add);
        }
        return kept;
    }

    /** New modules as asked for; a date left out is the one proposed for the year, counted from now. */
    NewModules.Wish publication(int year, CampaignJson.PublicationBody body, Instant present) {
        var modules = new TreeMap<String, Calendar>();
        if (body.modules() != null) {
            for (CampaignJson.WindowBody window : body.modules()) {
                if (window != null && window.module() != null) {
                    modules.put(window.module().strip(), window(window, proposed(year, present)));
                }
            }
        }
        return new NewModules.Wish(modules, body.reason(), body.act());
    }

    /** The year's own calendar while it lasts; once it is over, thirty days from now. */
    static Calendar proposed(int year, Instant present) {
        Calendar usual = Calendar.proposed(year);
        return usual.expired(present)
                ? Calendar.between(
                        present,
                        RomeTime.endOf(
                                present.atZone(RomeTime.ROME).toLocalDate().plusDays(30)))
                : usual;
    }

    Extension extension(CampaignJson.ExtensionBody body) {
        String deadline = given(body.deadline());
        if (deadline == null) {
            throw new Refusal(422, "VALORE_NON_VALIDO", "Indicate il nuovo termine.").with("campo", "nuovoTermine");
        }
        String reach = body.reach() == null ? "" : body.reach().strip().toUpperCase(Locale.ROOT);
        String region = given(body.region());
        String ats = given(body.ats());
        boolean coherent = switch (reach) {
            case "TUTTI" -> region == null && ats == null;
            case "REGIONE" -> region != null && ats == null;
            case "ATS" -> ats != null;
            default -> false;
        };
        if (!coherent || region != null && region.indexOf('\0') >= 0 || ats != null && ats.indexOf('\0') >= 0) {
            throw new Refusal(
                            422,
                            "VALORE_NON_VALIDO",
                            "L'ambito della proroga è TUTTI, REGIONE (con il codice in «regione») o ATS (con il codice in «ats»).")
                    .with("campo", "ambito");
        }
        return new Extension(
                texts(body.modules()),
                Boolean.TRUE.equals(body.servicesDatabase()),
                reach.equals("REGIONE") ? region : null,
                ats,
                RomeDate.deadline(deadline, "nuovoTermine"),
                body.reason(),
                body.act());
    }
}
