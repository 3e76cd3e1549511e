package it.sioss.benchmark;

import jakarta.servlet.Filter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** How long each request took at the server: from its outermost filter in to its last byte written. */
@TestConfiguration(proxyBeanMethods = false)
class ServerTimes {

    private static final Queue<Long> NANOS = new ConcurrentLinkedQueue<>();

    @Bean
    FilterRegistrationBean<Filter> serverTimes() {
        var outermost = new FilterRegistrationBean<Filter>((request, response, chain) -> {
            long start = System.nanoTime();
            chain.doFilter(request, response);
            response.flushBuffer();
            NANOS.add(System.nanoTime() - start);
        });
        outermost.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return outermost;
    }

    /** What the server took for the one request each deed makes; the first deeds are not counted. */
    static Sample of(int warmUp, int runs, IntConsumer deed) {
        for (int run = 0; run < warmUp; run++) {
            deed.accept(run);
        }
        NANOS.clear();
        for (int run = 0; run < runs; run++) {
            deed.accept(warmUp + run);
        }
        return new Sample(NANOS.stream().mapToLong(Long::longValue).toArray());
    }
}
