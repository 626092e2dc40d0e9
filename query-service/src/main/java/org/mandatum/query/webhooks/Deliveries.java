package org.mandatum.query.webhooks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.CloudEvent;
import org.mandatum.journal.EventJson;
import org.mandatum.query.log.LogRows;
import org.mandatum.query.projection.Arrivals;
import org.mandatum.tracing.Correlation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Serves the receivers: each gets its events one after the other, and the next only when the one before was taken or given up.
 * So a receiver that is away loses nothing, and holds nobody up but itself. Several instances share the work.
 */
@Component
class Deliveries implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final int SERVED_AT_ONCE = 32;
    private static final int EVENTS_AT_A_TIME = 100;
    private static final Duration LONGEST_SERVICE = Duration.ofSeconds(60);
    /** The last send of a service may begin just before its end, and take its whole time. */
    private static final Duration CLAIM = LONGEST_SERVICE.plusSeconds(30);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Webhooks webhooks;
    private final LogRows log;
    private final Sender sender;
    private final Arrivals arrivals;
    private final TransactionTemplate transaction;
    private final Counter taken;
    private final Counter notTaken;
    private final AtomicInteger served = new AtomicInteger();
    private volatile boolean running;
    private @Nullable Thread thread;

    Deliveries(
            Webhooks webhooks,
            LogRows log,
            Sender sender,
            Arrivals arrivals,
            PlatformTransactionManager transactions,
            MeterRegistry meters) {
        this.webhooks = webhooks;
        this.log = log;
        this.sender = sender;
        this.arrivals = arrivals;
        taken = meters.counter("mandatum.webhooks.attempts", "outcome", "delivered");
        notTaken = meters.counter("mandatum.webhooks.attempts", "outcome", "failed");
        transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("webhooks").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        try {
            if (thread != null) {
                thread.interrupt();
                thread.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try {
                arrivals.await(this::serveThoseDue, LOOK_AGAIN);
            } catch (InterruptedException stopping) {
                return;
            } catch (DataAccessException | TransactionException databaseAway) {
                LOG.warn("webhooks wait for the database: {}", databaseAway.toString());
                java.util.concurrent.locks.LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            } catch (RuntimeException fault) {
                LOG.error("looking for webhooks that are due failed", fault);
                java.util.concurrent.locks.LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
        }
    }

    /** Whether there was anybody to serve. */
    private boolean serveThoseDue() {
        int free = SERVED_AT_ONCE - served.get();
        List<Webhook> due = free <= 0 ? List.of() : webhooks.claim(free, CLAIM);
        for (Webhook webhook : due) {
            served.incrementAndGet();
            Thread.startVirtualThread(() -> serve(webhook));
        }
        return !due.isEmpty();
    }

    private void serve(Webhook webhook) {
        try {
            deliver(webhook);
            webhooks.release(webhook.id());
        } catch (DataAccessException | TransactionException databaseAway) {
            LOG.warn("webhook {} is served again when its claim ends: {}", webhook.id(), databaseAway.toString());
        } catch (RuntimeException fault) {
            LOG.error("webhook {} was not served; it is tried again when its claim ends", webhook.id(), fault);
        } finally {
            served.decrementAndGet();
        }
    }

    private void deliver(Webhook webhook) {
        long end = System.nanoTime() + LONGEST_SERVICE.toNanos();
        long position = webhook.deliveredPosition();
        int attempts = webhook.attempts();
        while (running && System.nanoTime() < end) {
            // Looked at first: what passes the filter afterwards lies behind it.
            long shown = log.shownUpTo(webhook.organisation());
            List<LogRows.Line> lines = log.after(webhook.organisation(), position, webhook.filter(), EVENTS_AT_A_TIME)
                    .lines();
            if (lines.isEmpty()) {
                webhooks.delivered(webhook.id(), shown, webhook.lastStatus());
                return;
            }
            for (LogRows.Line line : lines) {
                Sender.Attempt attempt = attempt(webhook, line);
                if (!settle(webhook, line, attempts + 1, attempt)) return;
                position = line.position();
                attempts = 0;
                if (!running || System.nanoTime() >= end) return;
            }
        }
    }

    /** Whether the next event may follow. */
    private boolean settle(Webhook webhook, LogRows.Line line, int attempts, Sender.Attempt attempt) {
        if (attempt.delivered()) {
            webhooks.delivered(webhook.id(), line.position(), attempt.status());
            return true;
        }
        if (attempt.gone()) {
            webhooks.disable(webhook.id(), attempt);
            return false;
        }
        var pause = Retries.after(
                attempts, attempt.status(), ThreadLocalRandom.current().nextDouble());
        if (pause.isPresent()) {
            webhooks.failed(webhook.id(), attempts, pause.get(), attempt);
            return false;
        }
        Correlation.tellEach(
                List.of(CloudEvent.read(line.cloudEvent())),
                event -> LOG.warn("webhook {} did not take event {}: a dead letter", webhook.id(), line.position()));
        transaction.executeWithoutResult(status -> webhooks.giveUp(webhook.id(), line, attempts, attempt));
        return true;
    }

    /** Sends a dead letter once more. */
    Sender.Attempt sendAgain(Webhook webhook, LogRows.Line line) {
        Sender.Attempt attempt = attempt(webhook, line);
        if (attempt.delivered()) webhooks.revived(webhook.id(), line.position());
        else webhooks.failedAgain(webhook.id(), line.position(), attempt);
        return attempt;
    }

    private Sender.Attempt attempt(Webhook webhook, LogRows.Line line) {
        String id = EventJson.MAPPER.readTree(line.cloudEvent()).get("id").asString();
        Sender.Attempt attempt = sender.send(webhook.url(), webhook.secrets(), id, line.cloudEvent());
        (attempt.delivered() ? taken : notTaken).increment();
        return attempt;
    }
}
