package org.mandatum.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Keeps one person from taking the whole service. What nobody has to sign in for is not counted. */
final class RateLimit extends OncePerRequestFilter {
    private static final int MOMENT = 5;
    private static final Duration FORGOTTEN = Duration.ofMinutes(1);
    private static final int REMEMBERED = 100_000;

    private final Refusals refusals;
    private final LoadingCache<Whoever, Bucket> buckets;

    RateLimit(int requestsPerSecond, Refusals refusals) {
        this.refusals = refusals;
        buckets = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(FORGOTTEN) // by then it is full again
                .build(whoever -> Bucket.builder()
                        .addLimit(limit -> limit.capacity((long) requestsPerSecond * MOMENT)
                                .refillGreedy(requestsPerSecond, Duration.ofSeconds(1)))
                        .build());
    }

    /** A person, whatever their token calls them. */
    private record Whoever(String issuer, String subject) {}

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof Person person) {
            var whoever = new Whoever(person.actor().issuer(), person.actor().subject());
            ConsumptionProbe probe = buckets.get(whoever).tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
                refusals.tooManyRequests(response, seconds);
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
