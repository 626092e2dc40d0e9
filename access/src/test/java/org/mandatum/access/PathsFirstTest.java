package org.mandatum.access;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Every path leads where it would lead without the look at its words. */
class PathsFirstTest {
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
            assertThat(outcome(first, method, path))
                    .as("%s %s", method, path)
                    .isEqualTo(outcome(springs, method, path));
    }

    private static String outcome(RequestMappingHandlerMapping mapping, String method, String path) {
        try {
            return handler(mapping, method, path);
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
