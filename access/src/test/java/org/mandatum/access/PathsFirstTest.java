package org.mandatum.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Every path leads where it would lead without the look at its words. */
class PathsFirstTest {
    private static final List<String> KNOWN = List.of(
            HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE,
            HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE,
            HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE,
            HandlerMapping.MATRIX_VARIABLES_ATTRIBUTE,
            HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE);

    private final RequestMappingHandlerMapping first = new PathsFirst();
    private final RequestMappingHandlerMapping springs = new RequestMappingHandlerMapping();

    @RestController
    static class Register {
        @GetMapping("/organisations/{organisation}/structure")
        void structure() {}

        @GetMapping("/organisations/{organisation}/structure/diff")
        void difference() {}

        @PostMapping("/organisations/{organisation}/changes")
        void change() {}

        @GetMapping("/organisations/{organisation}/units/{unit}")
        void unit() {}

        @GetMapping("/organisations/{organisation}/units/all")
        void units() {}

        @GetMapping({"/log/{size:\\d+}/proof", "/log/proof"})
        void proof() {}

        @GetMapping("/organisations/{organisation}/imports/{id}")
        void report() {}

        @GetMapping(path = "/organisations/{organisation}/imports/{id}", produces = "text/event-stream")
        void watch() {}

        @PostMapping(path = "/organisations/{organisation}/imports", consumes = "application/x-ndjson")
        void capture() {}

        @GetMapping("/page/**")
        void page() {}
    }

    @BeforeEach
    void register() {
        var context = new StaticWebApplicationContext();
        context.registerSingleton("register", Register.class);
        context.refresh();
        Stream.of(first, springs).forEach(mapping -> {
            mapping.setApplicationContext(context);
            mapping.afterPropertiesSet();
        });
    }

    @Test
    void a_path_with_variables_leads_to_its_method() throws Exception {
        assertThat(handler(first, "GET", "/organisations/oas/structure")).isEqualTo("structure");
    }

    /** As when the container sends a request on to the page of errors. */
    @Test
    void a_request_that_is_sent_on_leads_where_its_new_path_leads() throws Exception {
        var request = new MockHttpServletRequest("GET", "/organisations/oas/units/sms");
        handler(first, request);

        request.setRequestURI("/organisations/oas/structure");

        assertThat(handler(first, request)).isEqualTo("structure");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/organisations/oas/structure",
                "/organisations/oas/structure/diff",
                "/organisations/oas/changes",
                "/organisations/oas/units/sms",
                "/organisations/oas/units/all",
                "/organisations/oas/imports",
                "/organisations/oas/imports/12",
                "/organisations/%6Fas/%73tructure",
                "/organisations/a%2Fb/structure",
                "/organisations/oas;a=b/structure;c",
                "/organisations/oas/structure/",
                "//organisations/oas/structure",
                "/organisations//structure",
                "/organisations/oas/Structure",
                "/log/12/proof",
                "/log/twelve/proof",
                "/log/proof",
                "/page",
                "/page/",
                "/page/a/b",
                "/",
                "",
                "/nothing"
            })
    void any_path_leads_where_spring_leads_it(String path) {
        for (String method : new String[] {"GET", "HEAD", "POST", "OPTIONS", "DELETE"})
            for (String type : new String[] {"application/json", "text/event-stream", "application/x-ndjson"})
                assertThat(outcome(first, method, path, type))
                        .as("%s %s, %s", method, path, type)
                        .isEqualTo(outcome(springs, method, path, type));
    }

    /** Where it leads, and all that is known of it afterwards. */
    private static String outcome(RequestMappingHandlerMapping mapping, String method, String path, String type) {
        var request = new MockHttpServletRequest(method, path);
        request.addHeader("Accept", type);
        request.setContentType(type);
        try {
            return handler(mapping, request)
                    + KNOWN.stream().map(request::getAttribute).toList();
        } catch (Exception refused) {
            return refused.toString();
        }
    }

    private static String handler(RequestMappingHandlerMapping mapping, String method, String path) throws Exception {
        return handler(mapping, new MockHttpServletRequest(method, path));
    }

    private static String handler(RequestMappingHandlerMapping mapping, MockHttpServletRequest request)
            throws Exception {
        ServletRequestPathUtils.parseAndCache(request);
        HandlerExecutionChain chain = mapping.getHandler(request);
        if (chain == null) return "nobody";
        return chain.getHandler() instanceof HandlerMethod found
                ? found.getMethod().getName()
                : "Spring itself";
    }
}
