package org.mandatum.query.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetriesTest {
    @Test
    void pauses_grow_and_end_after_about_a_day() {
        Duration waited = Duration.ZERO;
        Duration before = Duration.ZERO;
        int attempts = 1;
        for (var pause = Retries.after(attempts, 503, 0);
                pause.isPresent();
                pause = Retries.after(++attempts, 503, 0)) {
            assertThat(pause.get()).isGreaterThan(before);
            before = pause.get();
            waited = waited.plus(before);
        }

        assertThat(attempts).isEqualTo(9);
        assertThat(waited).isBetween(Duration.ofHours(22), Duration.ofHours(24));
    }

    @Test
    void who_refuses_what_was_sent_is_asked_four_times_and_who_asks_to_wait_is_waited_for() {
        assertThat(givenUpAfter(400)).isEqualTo(4);
        assertThat(givenUpAfter(422)).isEqualTo(4);
        assertThat(givenUpAfter(429)).isEqualTo(9);
        assertThat(givenUpAfter(null)).isEqualTo(9);
    }

    private static int givenUpAfter(@Nullable Integer status) {
        int attempts = 1;
        while (Retries.after(attempts, status, 0).isPresent()) attempts++;
        return attempts;
    }

    @Test
    void chance_makes_a_pause_at_most_a_fifth_longer() {
        assertThat(Retries.after(1, 500, 1)).contains(Duration.ofSeconds(6));
    }
}
