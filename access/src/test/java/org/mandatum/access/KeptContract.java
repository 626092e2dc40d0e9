package org.mandatum.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.mandatum.contract.ServedContract;
import org.mandatum.journal.EventJson;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Holds everything that a service answers in its tests, and every request that it takes, against its own OpenAPI document. A test
 * during which something is not as documented fails, and tells what.
 */
@TestConfiguration(proxyBeanMethods = false)
public class KeptContract {
    private static final Queue<String> BROKEN = new ConcurrentLinkedQueue<>();

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 10)
    Held held(ObjectProvider<OpenApiWebMvcResource> documents) {
        return new Held(documents);
    }

    static final class Held extends OncePerRequestFilter {
        private static final int LARGEST = 8 << 20;
        private static final int LARGE = 1 << 16;
        private static final int SAMPLE = 50;

        /** How many large answers each path gave. */
        private final Map<String, Integer> large = new ConcurrentHashMap<>();

        private final ObjectProvider<OpenApiWebMvcResource> documents;
        private @Nullable ServedContract contract;

        Held(ObjectProvider<OpenApiWebMvcResource> documents) {
            this.documents = documents;
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            String path = request.getRequestURI();
            String accept = request.getHeader("Accept");
            return path.endsWith("/stream") // has no end
                    || path.startsWith("/log/export")
                    || (accept != null && accept.contains("text/event-stream"))
                    || path.startsWith("/v3/");
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var asked = new ContentCachingRequestWrapper(request, LARGEST);
            var answer = new ContentCachingResponseWrapper(response);
            try {
                chain.doFilter(asked, answer);
                hold(asked, answer);
            } finally {
                answer.copyBodyToResponse();
            }
        }

        private void hold(ContentCachingRequestWrapper asked, ContentCachingResponseWrapper answer) throws IOException {
            byte[] body = answer.getContentAsByteArray();
            if (answer.getStatus() >= 400 && body.length == 0 && answer.getContentType() == null)
                return; // the server itself tells, behind all filters
            if (answer.getContentType() == null && asked.getContentAsByteArray().length < asked.getContentLengthLong())
                return; // whoever asked has broken off
            if ("gzip".equals(answer.getHeader(HttpHeaders.CONTENT_ENCODING)))
                body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
            String method = asked.getMethod();
            String path = asked.getRequestURI();
            // Where a test asks for the same large thing ten thousand times, this would take most of its time.
            if (body.length > LARGE && large.merge(path, 1, Integer::sum) % SAMPLE != 1) return;
            note(contract().unlike(method, path, answer.getStatus(), answer.getContentType(), body));
            if (answer.getStatus() < 300)
                note(contract().unlike(method, path, asked.getContentType(), asked.getContentAsByteArray()));
        }

        private static void note(@Nullable String broken) {
            if (broken != null) BROKEN.add(broken);
        }

        private synchronized ServedContract contract() {
            if (contract == null)
                try {
                    byte[] document = documents
                            .getObject()
                            .openapiJson(
                                    new MockHttpServletRequest("GET", "/v3/api-docs"),
                                    "/v3/api-docs",
                                    java.util.Locale.ENGLISH);
                    contract = new ServedContract(EventJson.MAPPER.readTree(new String(document, UTF_8)));
                } catch (Exception failure) {
                    throw new IllegalStateException(failure);
                }
            return contract;
        }
    }

    /** Registered for every test of Spring's. */
    static final class Judge extends AbstractTestExecutionListener {
        @Override
        public void afterTestMethod(TestContext test) {
            List<String> broken = new ArrayList<>();
            for (String one = BROKEN.poll(); one != null; one = BROKEN.poll()) broken.add(one);
            if (!broken.isEmpty())
                throw new AssertionError("not as the OpenAPI document says:\n" + String.join("\n", broken));
        }
    }
}
