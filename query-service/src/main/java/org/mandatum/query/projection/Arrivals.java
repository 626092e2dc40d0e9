package org.mandatum.query.projection;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Wakes those who wait for news from the projection. */
@Component
public class Arrivals {
    /** Another instance may have projected what is waited for; then nobody wakes us here. */
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(500).toNanos();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private long count;

    /** To be called after the commit. */
    void announce() {
        lock.lock();
        try {
            count++;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until {@code met}, or until the time is up. The condition is looked at again after every arrival. */
    public boolean await(BooleanSupplier met, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            long seen = seen();
            if (met.getAsBoolean()) return true;
            long left = deadline - System.nanoTime();
            if (left <= 0) return false;
            awaitNext(seen, Math.min(left, LOOK_AGAIN_NANOS));
        }
    }

    private long seen() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    private void awaitNext(long seen, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (count == seen && left > 0) left = news.awaitNanos(left);
        } finally {
            lock.unlock();
        }
    }
}
