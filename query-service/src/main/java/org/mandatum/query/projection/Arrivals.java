package org.mandatum.query.projection;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.mandatum.organisation.OrganisationId;
import org.springframework.stereotype.Component;

/** Wakes those who wait for news from the projection. */
@Component
public class Arrivals {
    /** Another instance may have projected what is waited for; then nobody wakes us here. */
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(500).toNanos();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Set<Listening> listening = ConcurrentHashMap.newKeySet();
    private long count;

    /** To be called after the commit of what concerns these organisations. */
    void announce(Set<OrganisationId> organisations) {
        announce(organisations::contains);
    }

    /** To be called when any organisation may have news. */
    void announce() {
        announce(organisation -> true);
    }

    private void announce(Predicate<OrganisationId> concerned) {
        lock.lock();
        try {
            count++;
            news.signalAll();
        } finally {
            lock.unlock();
        }
        for (Listening one : listening) if (concerned.test(one.organisation)) one.arrived.release();
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

    /** From now on hears of what arrives for one organisation, and of nothing else. */
    public Listening listen(OrganisationId organisation) {
        var one = new Listening(organisation);
        listening.add(one);
        return one;
    }

    /** One who follows an organisation. What arrives while nobody waits is not missed. Used by one thread. */
    public final class Listening implements AutoCloseable {
        private final OrganisationId organisation;
        private final Semaphore arrived = new Semaphore(0);

        private Listening(OrganisationId organisation) {
            this.organisation = organisation;
        }

        /**
         * Waits for what has arrived since the last call, or until it is time to look whether another instance has projected it.
         *
         * @return whether this instance has projected something
         */
        public boolean await(Duration atMost) throws InterruptedException {
            boolean news = arrived.tryAcquire(Math.min(atMost.toNanos(), LOOK_AGAIN_NANOS), TimeUnit.NANOSECONDS);
            arrived.drainPermits();
            return news;
        }

        @Override
        public void close() {
            listening.remove(this);
        }
    }
}
