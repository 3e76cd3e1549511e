package it.sioss.worklist.web;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.worklist.Frame;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What stands around every page: the line of context, where one may go, who is at work. */
@Component
class PageFrame implements HandlerInterceptor, WebMvcConfigurer {

    private static final Pattern CAMPAIGN_PAGE = Pattern.compile("/(?:rilevazioni|servizi-attivati)/(\\d{4})(?:/.*)?");

    private final Frame frame;

    PageFrame(Frame frame) {
        this.frame = frame;
    }

    /** One entry of the navigation. */
    public record Entry(String label, String href, boolean current) {}

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns("/api/**", "/vendor/**", "/app/**", "/processi/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(Viewer.class.getName()) instanceof Viewer viewer) {
            request.setAttribute("accountName", viewer.displayName());
            if (!viewer.mustChangePassword()) {
                frame.context(viewer, year(request)).ifPresent(context -> request.setAttribute("context", context));
                request.setAttribute("navigation", navigation(viewer, request.getRequestURI()));
            }
        }
        return true;
    }

    /** A page about one sheet or one campaign says the line of that year. */
    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (page != null
                && page.getModel().get("contextYear") instanceof Integer year
                && request.getAttribute(Viewer.class.getName()) instanceof Viewer viewer) {
            frame.context(viewer, year).ifPresent(context -> page.addObject("context", context));
        }
    }

    private static @Nullable Integer year(HttpServletRequest request) {
        Matcher page = CAMPAIGN_PAGE.matcher(request.getRequestURI());
        String year = page.matches() ? page.group(1) : request.getParameter("anno");
        return year != null && year.matches("\\d{4}") ? Integer.valueOf(year) : null;
    }

    private static List<Entry> navigation(Viewer viewer, String path) {
        boolean administrator = viewer.administrator();
        boolean region = viewer.has(Role.REGION_OPERATOR) || viewer.has(Role.REGION_SUPERVISOR);
        var entries = new ArrayList<Entry>();
        if (viewer.has(Role.REGION_SUPERVISOR)) {
            entries.add(entry("Verifica", "/verifica", path));
        }
        entries.add(entry("Attività", "/attivita", path));
        entries.add(entry("Schede", "/schede", path));
        entries.add(entry("Servizi attivati", "/servizi-attivati", path));
        entries.add(entry("Cruscotto", "/cruscotto", path));
        entries.add(entry("Rilevazioni", "/rilevazioni", path));
        entries.add(entry("Territorio", "/territorio", path));
        if (region || administrator || viewer.has(Role.ATS_REFERENT)) {
            entries.add(entry("Deleghe", "/deleghe", path));
        }
        if (administrator) {
            entries.add(entry("Precompilazione", "/precompilazione", path));
            entries.add(entry("Catalogo", "/catalogo", path));
            entries.add(entry("Utenti", "/utenti", path));
            entries.add(entry("Posta", "/posta", path));
        }
        entries.add(entry("Aiuto", "/aiuto", path));
        return List.copyOf(entries);
    }

    private static Entry entry(String label, String href, String path) {
        return new Entry(label, href, path.equals(href) || path.startsWith(href + "/"));
    }
}
