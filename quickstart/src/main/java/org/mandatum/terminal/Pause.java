package org.mandatum.terminal;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Between attempts: each twice as long as the one before, up to a longest. */
final class Pause {
    private final long first;
    private final long longest;
    private long next;

    Pause(Duration first, Duration longest) {
        this.first = first.toNanos();
        this.longest = longest.toNanos();
        this.next = this.first;
    }

    void take() {
        if (Thread.currentThread().isInterrupted()) {
            throw new Failure(ExitCode.FAULT, "interrupted");
        }
        LockSupport.parkNanos(next);
        next = Math.min(2 * next, longest);
    }

    /** Begins with the shortest again. */
    void restart() {
        next = first;
    }
}
