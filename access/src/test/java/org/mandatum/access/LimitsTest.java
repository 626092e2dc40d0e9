package org.mandatum.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mandatum.journal.Actor;
import org.mandatum.journal.EventJson;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.server.ResponseStatusException;

class LimitsTest {
    private final RateLimit limit = new RateLimit(1, new Refusals());

    @AfterEach
    void nobodyHasSignedIn() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void who_asks_too_often_is_told_when_to_ask_again_and_takes_nothing_from_others() throws Exception {
        signIn("hasty");
        for (int i = 0; i < 5; i++) assertThat(ask().getStatus()).isEqualTo(200);
        var refused = ask();
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("1");
        assertThat(EventJson.MAPPER
                        .readTree(refused.getContentAsString())
                        .get("code")
                        .asString())
                .isEqualTo("too-many-requests");

        signIn("patient");
        assertThat(ask().getStatus()).isEqualTo(200);
    }

    @Test
    void a_person_has_so_many_streams_and_gets_another_when_one_is_closed() {
        var streams = new OpenStreams(2, Duration.ofSeconds(10));
        var first = streams.open(person("hasty"));
        streams.open(person("hasty"));
        assertThatThrownBy(() -> streams.open(person("hasty")))
                .isInstanceOf(ResponseStatusException.class)
                .hasMessageContaining("429");
        assertThatCode(() -> streams.open(person("patient"))).doesNotThrowAnyException();

        first.close();
        assertThatCode(() -> streams.open(person("hasty"))).doesNotThrowAnyException();
    }

    private MockHttpServletResponse ask() throws Exception {
        var response = new MockHttpServletResponse();
        limit.doFilter(new MockHttpServletRequest(), response, new MockFilterChain());
        return response;
    }

    private static void signIn(String subject) {
        SecurityContextHolder.getContext().setAuthentication(person(subject));
    }

    private static SignedIn person(String subject) {
        return new SignedIn(
                new Actor("https://issuer.example", subject, null),
                Set.of(Role.VIEWER),
                new OrganisationScope(true, Set.of()),
                Instant.MAX);
    }
}
