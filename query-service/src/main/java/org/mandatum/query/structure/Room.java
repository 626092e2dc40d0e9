package org.mandatum.query.structure;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.mandatum.query.http.Problem;
import org.springframework.http.HttpStatus;

/**
 * The part of the heap in which answers are made into other forms. That takes a tree in memory, many times as large as its text;
 * those that find no room wait until others are done. A small answer does not notice; of the largest there is one at a time.
 */
final class Room {
    private static final int TREE_OF_TEXT = 16;
    private static final int SHARE_OF_MEMORY = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int kilobytes;
    private final Semaphore free;
    private final Duration patience;

    Room() {
        this((int) Math.min(Integer.MAX_VALUE, (Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY) >> 10), PATIENCE);
    }

    Room(int kilobytes, Duration patience) {
        this.kilobytes = kilobytes;
        this.patience = patience;
        free = new Semaphore(kilobytes, true);
    }

    /**
     * @param length of the text, in bytes
     * @throws Problem 503 when others take too long
     */
    <T> T during(int length, Supplier<T> forming) {
        int taken = (int) Math.min(kilobytes, (((long) TREE_OF_TEXT * length) >> 10) + 1);
        boolean admitted;
        try {
            admitted = free.tryAcquire(taken, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            admitted = false;
        }
        if (!admitted)
            throw Problem.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "forms-busy",
                            "Other large structures are being made into other forms; ask again soon, or for plain JSON.")
                    .comingSoon();
        try {
            return forming.get();
        } finally {
            free.release(taken);
        }
    }
}
