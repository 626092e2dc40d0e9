package org.mandatum.query.webhooks;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.query.log.LogRows;

/**
 * A receiver of an organisation's events.
 *
 * @param secrets the one in force and, for a day after it was replaced, the one before
 * @param deliveredPosition everything up to here was delivered, did not pass the filter, or is a dead letter
 * @param attempts how often the event after it was tried
 */
record Webhook(
        String id,
        String organisation,
        URI url,
        List<Secret> secrets,
        LogRows.Filter filter,
        State state,
        Instant registeredAt,
        long deliveredPosition,
        int attempts,
        Instant nextAttemptAt,
        @Nullable Integer lastStatus,
        @Nullable String lastError,
        long deadLetters) {

    enum State {
        ACTIVE,
        /** Its receiver said that it is gone; somebody may reactivate it. */
        DISABLED;

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** An event that was given up. */
    record DeadLetter(
            long position,
            String type,
            int attempts,
            @Nullable Integer lastStatus,
            @Nullable String lastError,
            Instant diedAt) {}
}
