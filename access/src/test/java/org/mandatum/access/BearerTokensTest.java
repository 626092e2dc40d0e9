package org.mandatum.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/** What is taken for a token is what Spring Security takes for one. */
class BearerTokensTest {
    private final BearerTokenResolver tokens = new BearerTokens();
    private final BearerTokenResolver springs = new DefaultBearerTokenResolver();

    @Test
    void a_token_is_what_follows_the_scheme() {
        assertThat(tokens.resolve(request("Bearer eyJ.eyJ-_.a~b+c/d=="))).isEqualTo("eyJ.eyJ-_.a~b+c/d==");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer =",
                "Bearer ==",
                "Bearer a=",
                "Bearer a=b",
                "Bearer  a",
                "Bearer a ",
                "Bearer a b",
                "bearer a",
                "BEARER a",
                "Bearer\ta",
                "Bearera",
                "Basic YTpi",
                "Bearer é",
                "Bearer a,b"
            })
    void a_header_that_is_nearly_right_is_judged_as_by_spring(String header) {
        assertSame(header);
    }

    @Test
    void any_header_is_judged_as_by_spring() {
        var random = new Random(2015);
        List<String> pieces =
                List.of("Bearer ", "bearer ", "Basic ", " ", "=", "a", "Z9", "-._~+/", "@", "é", "\t", ",");
        for (int i = 0; i < 10_000; i++) {
            var header = new StringBuilder(random.nextInt(3) > 0 ? "Bearer " : "");
            for (int j = random.nextInt(5); j > 0; j--) header.append(pieces.get(random.nextInt(pieces.size())));
            assertSame(header.toString());
        }
    }

    private void assertSame(String header) {
        HttpServletRequest request = request(header);
        assertThat(outcome(() -> tokens.resolve(request)))
                .as("of '%s'", header)
                .isEqualTo(outcome(() -> springs.resolve(request)));
        if (outcome(() -> springs.resolve(request)).isEmpty())
            assertThat(tokens.resolve(request)).as("of '%s'", header).isEqualTo(springs.resolve(request));
    }

    /** The error's code and words; empty without one. */
    private static String outcome(ThrowingCallable resolving) {
        return catchThrowable(resolving) instanceof OAuth2AuthenticationException refused
                ? refused.getError().toString()
                : "";
    }

    private static HttpServletRequest request(String authorization) {
        var request = new MockHttpServletRequest();
        request.addHeader("Authorization", authorization);
        return request;
    }
}
