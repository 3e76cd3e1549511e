package it.sioss.guide.web;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.guide.Manual;
import it.sioss.guide.ManualChapter;
import it.sioss.guide.ManualSection;
import it.sioss.support.HouseTest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every page leads to its place in the manual. */
class HelpPlaceTest extends HouseTest {

    /** Rooms whose pages the manual explains one by one. */
    private static final Pattern EXPLAINED = Pattern.compile(
            "/(attivita|schede|servizi-attivati|cruscotto|rilevazioni"
                    + "|territorio|deleghe|precompilazione|catalogo|utenti|ricevute|profilo|aiuto/domande|aiuto/assistenza)(/.*)?");

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    Manual manual;

    @Test
    void everyPageHasItsTopicAndEveryTopicIsInTheManual() {
        Set<String> explained = manual.chapters().stream()
                .map(ManualChapter::sections)
                .flatMap(List::stream)
                .map(ManualSection::id)
                .collect(Collectors.toSet());
        assertThat(explained).containsAll(HelpPlace.TOPICS.values()).contains(HelpPlace.EVERY_PAGE);
        Set<String> pages = new TreeSet<>();
        requestMappingHandlerMapping.getHandlerMethods().forEach((mapping, method) -> {
            boolean page = method.getBeanType().isAnnotationPresent(Controller.class)
                    && method.getMethod().getReturnType() == String.class
                    && (mapping.getMethodsCondition().getMethods().isEmpty()
                            || mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET));
            if (page) {
                pages.addAll(mapping.getPatternValues());
            }
        });
        pages.removeIf(address -> !EXPLAINED.matcher(address).matches());
        assertThat(pages)
                .hasSizeGreaterThan(35)
                .allSatisfy(address -> assertThat(HelpPlace.topic(
                                address.replace("/schede/{id}", "/schede/00000000-0000-0000-0000-000000000000")
                                        .replace("{anno}", "2025")))
                        .as(address)
                        .isNotEqualTo(HelpPlace.EVERY_PAGE));
    }
}
