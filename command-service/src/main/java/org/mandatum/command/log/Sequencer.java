package org.mandatum.command.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.journal.Journal;
import org.mandatum.command.journal.Journal.BarrierHeld;
import org.mandatum.log.StoredEvent;
import org.mandatum.log.StoredLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings settled events into the log and has it signed, behind the writers' backs. One at a time in the whole installation:
 * whoever holds the lock writes on the session that holds it, so that losing one is losing both.
 */
final class Sequencer implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);
    /** Advisory lock of this database: who holds it is the sequencer. */
    private static final long ONE_AT_A_TIME = 7236801428L;

    private static final int AT_A_TIME = 2_000;
    private static final Duration UNTIL_THE_NEXT_ATTEMPT = Duration.ofSeconds(1);

    private final DataSource database;
    private final Journal journal;
    private final Signing signing;
    private final Duration interval;
    private final Semaphore appended = new Semaphore(0);
    private final Runnable wakeUp = appended::release;
    private volatile boolean running;
    private @Nullable Thread thread;
    /** Up to here nothing can come any more: a position that was given up is not waited for twice. */
    private long settled;

    /** @param interval how long news gather at least before they are brought in */
    Sequencer(DataSource database, Journal journal, Signing signing, Duration interval) {
        this.database = database;
        this.journal = journal;
        this.signing = signing;
        this.interval = interval;
    }

    @Override
    public void start() {
        running = true;
        journal.onAppend(wakeUp);
        thread = Thread.ofPlatform().name("log-sequencer").daemon().start(this::run);
    }

    @Override
    public void stop() {
        journal.noLongerOnAppend(wakeUp);
        running = false;
        if (thread == null) return;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try (Connection session = database.getConnection()) {
                var alone = new SingleConnectionDataSource(session, true);
                var jdbc = new JdbcTemplate(alone);
                if (Boolean.TRUE.equals(
                        jdbc.queryForObject("select pg_try_advisory_lock(" + ONE_AT_A_TIME + ")", Boolean.class))) {
                    try {
                        keep(alone, jdbc);
                    } finally {
                        release(session);
                    }
                }
                TimeUnit.NANOSECONDS.sleep(UNTIL_THE_NEXT_ATTEMPT.toNanos());
            } catch (InterruptedException stopping) {
                return;
            } catch (SQLException | RuntimeException failure) {
                if (!running) return;
                LOG.warn("the log waits, nothing is lost: {}", failure.toString());
                if (!pause(UNTIL_THE_NEXT_ATTEMPT)) return;
            }
        }
    }

    private static boolean pause(Duration pause) {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            return true;
        } catch (InterruptedException stopping) {
            return false;
        }
    }

    /** The session goes back to the pool: the lock must not go with it. A session that is gone has none. */
    private static void release(Connection session) {
        try (var statement = session.createStatement()) {
            statement.execute("select pg_advisory_unlock(" + ONE_AT_A_TIME + ")");
        } catch (SQLException gone) {
            LOG.debug("the session is gone, and the lock with it: {}", gone.getMessage());
        }
    }

    private void keep(DataSource session, JdbcTemplate jdbc) throws InterruptedException {
        var log = new StoredLog(session);
        var leaves = new Leaves(jdbc);
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(session));
        while (running) {
            appended.drainPermits();
            if (signing.continues(log) && bringIn(log, leaves, transaction)) signing.sign(log, jdbc);
            TimeUnit.NANOSECONDS.sleep(interval.toNanos());
            appended.tryAcquire(interval.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /**
     * Whether everything that is settled is in the log. Only then is it signed: settled is what was committed whole, so that no
     * checkpoint divides what was recorded together, and whoever restores the log up to one restores no half of anything.
     */
    private boolean bringIn(StoredLog log, Leaves leaves, TransactionTemplate transaction) {
        long position = log.lastPosition();
        long until;
        try {
            until = journal.settledSince(Math.max(position, settled));
        } catch (BarrierHeld writerStalls) {
            return false; // it comes again; what was appended meanwhile waits no longer than that writer
        }
        List<StoredEvent> events;
        do {
            events = log.events(position, until, AT_A_TIME);
            if (events.isEmpty()) break;
            List<StoredEvent> these = events;
            transaction.executeWithoutResult(status -> leaves.append(these));
            position = events.getLast().position();
        } while (running && events.size() == AT_A_TIME);
        if (!running) return false;
        settled = until;
        return true;
    }
}
