package it.sioss.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import it.sioss.platform.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * A request that has nothing to say but its address says nothing else: whoever sends values that nobody would read is told
 * so, as for any key the contract does not know.
 */
@Component
class NothingExpected implements HandlerInterceptor, WebMvcConfigurer {

    private static final int LARGEST = 1024 * 1024;
    private static final Set<String> READING = Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name());

    private final ObjectMapper json;

    NothingExpected(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (handler instanceof HandlerMethod method && !READING.contains(request.getMethod()) && !reads(method)) {
            byte[] sent = request.getInputStream().readNBytes(LARGEST);
            if (sent.length > 0) {
                nothing(sent, request.getContentType());
            }
        }
        return true;
    }

    private static boolean reads(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters()).anyMatch(NothingExpected::reads);
    }

    private static boolean reads(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(RequestBody.class)
                || HttpServletRequest.class.isAssignableFrom(parameter.getParameterType())
                || MultipartFile.class.isAssignableFrom(parameter.getParameterType());
    }

    private void nothing(byte[] sent, @Nullable String type) throws IOException {
        if (type != null && !type.startsWith("application/json")) {
            throw new Refusal(
                    415, "FORMATO_NON_AMMESSO", "Questa richiesta non porta contenuti: non inviate nulla, o {}.");
        }
        JsonNode body;
        try {
            body = json.readTree(sent);
        } catch (JsonProcessingException unreadable) {
            throw new Refusal(400, "RICHIESTA_NON_LEGGIBILE", "Il corpo della richiesta non è un JSON valido.");
        }
        if (!body.isEmpty() || body.isValueNode() && !body.isNull()) {
            String first = body.isObject() ? "«" + body.fieldNames().next() + "»" : "inviato";
            throw new Refusal(
                    400,
                    "CAMPO_SCONOSCIUTO",
                    "Il campo " + first + " non è previsto: questa richiesta non porta contenuti.");
        }
    }
}
