package org.mandatum.query;

import java.util.concurrent.CountDownLatch;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A table that nobody reads, nor writes to, until this is closed. */
public final class LockedTable implements AutoCloseable {
    private final CountDownLatch release = new CountDownLatch(1);

    /** @param transaction of the database that {@code jdbc} asks */
    public LockedTable(JdbcTemplate jdbc, TransactionTemplate transaction, String table) throws InterruptedException {
        var locked = new CountDownLatch(1);
        Thread.startVirtualThread(() -> transaction.executeWithoutResult(status -> {
            jdbc.execute("lock table " + table + " in access exclusive mode");
            locked.countDown();
            try {
                release.await();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }));
        locked.await();
    }

    @Override
    public void close() {
        release.countDown();
    }
}
