package it.sioss.access.web;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What stands on every page around its content: the person's name and the places they may go to. */
@Component
class PageFrame implements HandlerInterceptor, WebMvcConfigurer {

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;
    private volatile @Nullable Set<String> known;

    PageFrame(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    /** A place in the navigation. */
    public record Entry(String label, String href, boolean current) {}

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns("/api/**", "/vendor/**", "/app/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(ViewerFilter.ATTRIBUTE) instanceof Viewer viewer) {
            request.setAttribute("accountName", viewer.displayName());
            if (!viewer.mustChangePassword()) {
                request.setAttribute("navigation", navigation(viewer, request.getRequestURI()));
            }
        }
        return true;
    }

    private List<Entry> navigation(Viewer viewer, String path) {
        var entries = new ArrayList<Entry>();
        add(entries, "Attività", "/attivita", path);
        add(entries, "Schede", "/schede", path);
        add(entries, "Cruscotto", "/cruscotto", path);
        add(entries, "Rilevazioni", "/rilevazioni", path);
        boolean region = viewer.has(Role.REGION_SUPERVISOR) || viewer.has(Role.REGION_OPERATOR);
        if (region || viewer.administrator()) {
            add(entries, "Deleghe", "/deleghe", path);
        }
        add(entries, "Territorio", "/territorio", path);
        if (viewer.administrator()) {
            add(entries, "Utenti", "/utenti", path);
        }
        return List.copyOf(entries);
    }

    /** A place appears when its page does. */
    private void add(List<Entry> entries, String label, String href, String path) {
        if (places().contains(href)) {
            entries.add(new Entry(label, href, path.equals(href) || path.startsWith(href + "/")));
        }
    }

    private Set<String> places() {
        Set<String> places = known;
        if (places == null) {
            places = mappings.stream()
                    .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                    .flatMap(info -> info.getPatternValues().stream())
                    .collect(Collectors.toUnmodifiableSet());
            known = places;
        }
        return places;
    }
}
