package org.mandatum.query.webhooks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long to wait after an attempt that failed, and when to give up. Pure. */
final class Retries {
    /** About a day. What comes after the event waits meanwhile, and is lost to nobody: the log keeps it. */
    private static final List<Duration> AFTER = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(14));

    /** A receiver that refuses what it was sent will most likely refuse it again. */
    private static final int ATTEMPTS_WHEN_REFUSED = 4;

    private Retries() {}

    /**
     * @param attempts how often it was tried, the last time included
     * @param status what the receiver answered; null when it did not
     * @param chance from 0 to 1, so that not all come again at once: up to a fifth longer
     * @return empty: give up
     */
    static Optional<Duration> after(int attempts, @Nullable Integer status, double chance) {
        int most = refused(status) ? ATTEMPTS_WHEN_REFUSED : AFTER.size() + 1;
        if (attempts >= most) return Optional.empty();
        Duration pause = AFTER.get(attempts - 1);
        return Optional.of(pause.plusMillis((long) (pause.toMillis() * 0.2 * chance)));
    }

    /** Neither "later" (408, 425, 429) nor the receiver's own trouble. */
    private static boolean refused(@Nullable Integer status) {
        return status != null && status >= 400 && status < 500 && status != 408 && status != 425 && status != 429;
    }
}
