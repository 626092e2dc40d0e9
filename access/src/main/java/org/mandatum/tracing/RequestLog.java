package org.mandatum.tracing;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request its {@link Correlation}, and writes down how it was answered: orders always, questions at the level
 * {@code debug}. Parameters and bodies are left out: they may hold what is nobody's business.
 */
final class RequestLog extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
    private static final Set<String> QUESTIONS = Set.of("GET", "HEAD", "OPTIONS");

    private final Traces traces;

    RequestLog(Traces traces) {
        this.traces = traces;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = Correlation.give(request, traces.currentId());
        response.setHeader(Correlation.HEADER, id);
        Correlation.set(id);
        long begun = System.nanoTime();
        boolean answered = false;
        try {
            chain.doFilter(request, response);
            answered = true;
        } finally {
            LOG.atLevel(QUESTIONS.contains(request.getMethod()) ? Level.DEBUG : Level.INFO)
                    .log(
                            "{} {} answered {} in {} ms",
                            request.getMethod(),
                            request.getRequestURI(),
                            answered ? response.getStatus() : "nothing",
                            Duration.ofNanos(System.nanoTime() - begun).toMillis());
            Correlation.set(null);
        }
    }
}
