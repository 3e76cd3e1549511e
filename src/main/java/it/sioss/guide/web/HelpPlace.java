package it.sioss.guide.web;

import it.sioss.access.Viewer;
import it.sioss.guide.AssistanceFilter;
import it.sioss.guide.AssistanceReading;
import it.sioss.guide.Manual;
import it.sioss.sheet.SheetView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives every page the way to its place in the manual, and the page of a sheet what was asked about it. */
@Component
class HelpPlace implements HandlerInterceptor, WebMvcConfigurer {

    static final String EVERY_PAGE = "pagina";

    /** The topic of the manual for each page; the first that fits counts. */
    static final Map<Pattern, String> TOPICS = topics();

    private final Manual manual;
    private final AssistanceReading requests;

    HelpPlace(Manual manual, AssistanceReading requests) {
        this.manual = manual;
        this.requests = requests;
    }

    private static Map<Pattern, String> topics() {
        Map<Pattern, String> topics = new LinkedHashMap<>();
        String sheet = "/schede/[0-9a-fA-F-]{36}";
        topics.put(Pattern.compile("/attivita(/.*)?"), "attivita");
        topics.put(Pattern.compile("/schede/scambio(/.*)?"), "fogli");
        topics.put(Pattern.compile(sheet + "/riapertura"), "riapertura");
        topics.put(Pattern.compile(sheet + "/storia"), "storia");
        topics.put(Pattern.compile(sheet + "/precompilazione"), "dati-ricevuti");
        topics.put(Pattern.compile(sheet), "scheda");
        topics.put(Pattern.compile("/schede"), "elenco-schede");
        topics.put(Pattern.compile("/servizi-attivati(/.*)?"), "servizi-attivati");
        topics.put(Pattern.compile("/cruscotto(/.*)?"), "cruscotto");
        topics.put(Pattern.compile("/rilevazioni/\\d{4}/prorog.*"), "proroghe");
        topics.put(Pattern.compile("/rilevazioni/\\d{4}/moduli"), "nuovi-moduli");
        topics.put(Pattern.compile("/rilevazioni(/.*)?"), "rilevazioni");
        topics.put(Pattern.compile("/territorio(/.*)?"), "territorio");
        topics.put(Pattern.compile("/deleghe(/.*)?"), "deleghe");
        topics.put(Pattern.compile("/precompilazione(/.*)?"), "precompilazione");
        topics.put(Pattern.compile("/catalogo(/.*)?"), "catalogo");
        topics.put(Pattern.compile("/utenti(/.*)?"), "utenti");
        topics.put(Pattern.compile("/ricevute"), "ricevute");
        topics.put(Pattern.compile("/profilo/password"), "password");
        topics.put(Pattern.compile("/aiuto/domande(/.*)?"), "domande-frequenti");
        topics.put(Pattern.compile("/aiuto/assistenza(/.*)?"), "assistenza");
        return topics;
    }

    /** The topic of a page; of a page the manual does not speak of, what is the same in all of them. */
    static String topic(String path) {
        return TOPICS.entrySet().stream()
                .filter(topic -> topic.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(EVERY_PAGE);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns("/api/**", "/vendor/**", "/app/**", "/processi/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(Viewer.class.getName()) instanceof Viewer viewer && !viewer.mustChangePassword()) {
            String path = request.getRequestURI();
            if (!path.equals("/aiuto") && !path.startsWith("/aiuto/manuale/")) {
                manual.placeOf(topic(path), viewer).ifPresent(place -> request.setAttribute("helpPlace", place));
            }
        }
        return true;
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (page != null
                && "scheda/scheda".equals(page.getViewName())
                && page.getModel().get("view") instanceof SheetView view
                && request.getAttribute(Viewer.class.getName()) instanceof Viewer viewer) {
            page.addObject(
                    "assistance",
                    requests.list(AssistanceFilter.about(view.sheet().id()), viewer).rows().stream()
                            .map(AssistanceLine::of)
                            .toList());
        }
    }
}
