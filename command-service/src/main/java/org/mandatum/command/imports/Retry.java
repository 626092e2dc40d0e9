package org.mandatum.command.imports;

/** How often, and after what pauses, lines are sent again when the store or other writers were in the way. */
final class Retry {
    static final int ATTEMPTS = 8;
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 3_000;

    private int attempt = 1;

    /** The attempt that is under way, from 1. */
    int attempt() {
        return attempt;
    }

    /** Waits before the next attempt; where there were enough, fails as the last one did. */
    void after(RuntimeException failure) throws InterruptedException {
        if (attempt == ATTEMPTS) throw failure;
        Thread.sleep(Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << attempt));
        attempt++;
    }
}
