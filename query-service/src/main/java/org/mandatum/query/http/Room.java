package org.mandatum.query.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The part of the heap in which large answers are put together, compressed or made into other forms. Those that find no room wait
 * until others are done; small ones pass. Of what is larger than the whole room there is one at a time.
 */
@Component
public final class Room {
    private static final int SHARE_OF_MEMORY = 4;
    private static final int SHARE_OF_SMALL = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_WAITING = 64;

    private final int kilobytes;
    private final Semaphore free;
    private final Duration patience;

    Room() {
        this(Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY, PATIENCE);
    }

    Room(long bytes, Duration patience) {
        kilobytes = (int) Math.min(Integer.MAX_VALUE, bytes >> 10);
        this.patience = patience;
        free = new Semaphore(kilobytes, true);
    }

    /**
     * @param bytes that it takes for a while
     * @throws Problem 503 when others take too long, or too many wait
     */
    public <T> T during(long bytes, Supplier<T> forming) {
        int taken = (int) Math.min(kilobytes, (bytes >> 10) + 1);
        if (taken < kilobytes / SHARE_OF_SMALL) return forming.get();
        if (!isAdmitted(taken))
            throw Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "forms-busy",
                    "Other large structures are being put together or made into other forms; ask again soon, or for JSON that is not"
                            + " compressed.");
        try {
            return forming.get();
        } finally {
            free.release(taken);
        }
    }

    private boolean isAdmitted(int taken) {
        if (free.getQueueLength() >= MOST_WAITING) return false;
        try {
            return free.tryAcquire(taken, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
