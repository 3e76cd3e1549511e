package it.sioss.steering.web;

import it.sioss.access.Mandate;
import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.Campaign;
import it.sioss.campaign.CampaignState;
import it.sioss.campaign.Campaigns;
import it.sioss.platform.RomeTime;
import it.sioss.registry.Registry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The one line of context on every page: year, territory, deadline and what is left of it. */
@Component
class CampaignFrame implements HandlerInterceptor, WebMvcConfigurer {

    private static final Duration URGENT = Duration.ofDays(3);

    private final Campaigns campaigns;
    private final Registry registry;
    private final Clock clock;

    CampaignFrame(Campaigns campaigns, Registry registry, Clock clock) {
        this.campaigns = campaigns;
        this.registry = registry;
        this.clock = clock;
    }

    /** What the layout shows; a page that knows better gives its own. */
    public record Context(
            int year,
            String territory,
            @Nullable String deadlineWords,
            @Nullable String remainingWords,
            boolean urgent,
            boolean demo) {}

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(this).excludePathPatterns("/api/**", "/vendor/**", "/app/**", "/error");
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (page == null
                || page.getViewName() == null
                || page.getViewName().startsWith("redirect:")
                || page.getModel().containsKey("context")) {
            return;
        }
        if (request.getAttribute(Viewer.class.getName()) instanceof Viewer viewer && !viewer.mustChangePassword()) {
            campaign(page.getModel().get("year"))
                    .ifPresent(campaign -> page.addObject("context", of(campaign, viewer)));
        }
    }

    /** The campaign a page is about; otherwise the open one that ends first, otherwise the newest. */
    private Optional<Campaign> campaign(@Nullable Object year) {
        List<Campaign> all = campaigns.all();
        Optional<Campaign> asked = all.stream()
                .filter(campaign -> Integer.valueOf(campaign.year()).equals(year))
                .findFirst();
        return asked.or(() -> all.stream()
                        .filter(campaign ->
                                campaign.state() == CampaignState.OPEN || campaign.state() == CampaignState.OPENING)
                        .max(Comparator.comparingInt(Campaign::year)))
                .or(() -> all.stream().findFirst());
    }

    private Context of(Campaign campaign, Viewer viewer) {
        Optional<Instant> deadline = deadline(campaign, viewer);
        Instant present = clock.instant();
        return new Context(
                campaign.year(),
                territory(viewer),
                deadline.map(RomeTime::deadline).orElse(null),
                deadline.map(end -> RomeTime.remaining(present, end)).orElse(null),
                deadline.map(end -> end.isAfter(present) && end.isBefore(present.plus(URGENT)))
                        .orElse(false),
                campaign.demonstration());
    }

    /** The next deadline this person meets: that of their own territory when they have just one. */
    private Optional<Instant> deadline(Campaign campaign, Viewer viewer) {
        if (campaign.state() == CampaignState.DRAFT) {
            return Optional.empty();
        }
        var scope = viewer.scope();
        boolean one = !scope.nation() && scope.ats().size() + scope.regions().size() == 1;
        String ats = one && !scope.ats().isEmpty() ? scope.ats().iterator().next() : "";
        String region = !one
                ? ""
                : ats.isEmpty()
                        ? scope.regions().iterator().next()
                        : registry.ats(ats).map(found -> found.regionalBody()).orElse("");
        Instant present = clock.instant();
        var deadlines = campaign.modules().stream()
                .map(module -> campaigns.windowOf(campaign.year(), module, region, ats, null))
                .map(Calendar::deadline)
                .sorted()
                .toList();
        return deadlines.stream()
                .filter(end -> end.isAfter(present))
                .findFirst()
                .or(() -> deadlines.stream().max(Comparator.naturalOrder()));
    }

    private String territory(Viewer viewer) {
        var scope = viewer.scope();
        if (scope.nation()) {
            return "Italia";
        }
        var names = viewer.mandates().stream()
                .map(Mandate::territory)
                .distinct()
                .limit(3)
                .map(code -> registry.regionalBody(code)
                        .map(body -> body.name())
                        .or(() -> registry.ats(code).map(ats -> ats.label()))
                        .orElse(code))
                .toList();
        return names.isEmpty() ? "nessun territorio" : String.join(", ", names);
    }
}
