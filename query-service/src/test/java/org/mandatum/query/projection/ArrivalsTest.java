package org.mandatum.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mandatum.organisation.OrganisationId;

/** Who follows one organisation is woken by what arrives for it, and left alone by the rest. */
class ArrivalsTest {
    private static final OrganisationId OAS = new OrganisationId("oas");
    private static final OrganisationId PAHO = new OrganisationId("paho");
    private static final Duration AN_INSTANT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Arrivals arrivals = new Arrivals();

    @Test
    void news_that_came_while_nobody_waited_is_not_missed() throws InterruptedException {
        try (Arrivals.Listening listening = arrivals.listen(OAS)) {
            arrivals.announce(Set.of(OAS));

            assertThat(listening.await(LONG)).isTrue();
        }
    }

    @Test
    void news_is_told_once() throws InterruptedException {
        try (Arrivals.Listening listening = arrivals.listen(OAS)) {
            arrivals.announce(Set.of(OAS));
            arrivals.announce(Set.of(OAS));
            listening.await(LONG);

            assertThat(listening.await(AN_INSTANT)).isFalse();
        }
    }

    @Test
    void another_organisation_wakes_nobody() throws InterruptedException {
        try (Arrivals.Listening listening = arrivals.listen(OAS)) {
            arrivals.announce(Set.of(PAHO));

            assertThat(listening.await(AN_INSTANT)).isFalse();
        }
    }

    @Test
    void another_projection_may_have_news_for_everybody() throws InterruptedException {
        try (Arrivals.Listening listening = arrivals.listen(OAS)) {
            arrivals.announce();

            assertThat(listening.await(LONG)).isTrue();
        }
    }
}
