package it.sioss.platform.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Lets a filter hang up. Whoever is refused before the end of the body is otherwise listened to until it ends: the server reads
 * the rest, so that the answer arrives, and a body that never ends would keep a thread.
 */
@Component
class HangingUp extends ValveBase implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String HOW = HangingUp.class.getName();

    HangingUp() {
        super(true);
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(this);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Runnable how = () -> request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        request.setAttribute(HOW, how);
        getNext().invoke(request, response);
    }

    /** What has not been read of this request is not waited for. */
    static void on(HttpServletRequest request) {
        if (request.getAttribute(HOW) instanceof Runnable how) {
            how.run();
        }
    }
}
