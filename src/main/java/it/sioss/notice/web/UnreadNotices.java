package it.sioss.notice.web;

import it.sioss.access.Viewer;
import it.sioss.notice.Notices;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How many notices wait to be read, for the header of every page: one look into an index, and only when a page is shown. */
@Component
class UnreadNotices implements HandlerInterceptor, WebMvcConfigurer {

    private final Notices notices;

    UnreadNotices(Notices notices) {
        this.notices = notices;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns("/api/**", "/vendor/**", "/app/**", "/processi/**");
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (page != null
                && whole(page.getViewName())
                && request.getAttribute(Viewer.class.getName()) instanceof Viewer viewer
                && !viewer.mustChangePassword()) {
            page.addObject("unreadNotices", notices.unread(viewer));
        }
    }

    private static boolean whole(@Nullable String view) {
        return view != null && !view.startsWith("redirect:") && !view.contains("::");
    }
}
