package org.mandatum.query.projection;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.CloudEvent;
import org.mandatum.journal.RecordedEvent;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Feeds events to the projector as Kafka would. */
@TestComponent
public class Feed {
    private final Projector projector;
    private final Projected projected;
    private final Arrivals arrivals;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final LiveProjection live;
    private @Nullable String into;
    private final AtomicLong position = new AtomicLong();

    Feed(
            List<Follower> followers,
            Projected projected,
            Arrivals arrivals,
            LiveProjection live,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        // Not the one of the consumer, which has a thread of its own.
        projector = new Projector(jdbc, followers);
        this.projected = projected;
        this.arrivals = arrivals;
        this.live = live;
        transaction = new TransactionTemplate(transactions);
    }

    public long nextPosition() {
        return position.incrementAndGet();
    }

    public long lastPosition() {
        return position.get();
    }

    public void apply(List<RecordedEvent> events) {
        Batch batch;
        do batch = write(events);
        while (batch == null);
        projected.projected(batch.revisions());
        arrivals.announce(batch.organisations());
    }

    /** Null when another projection has become the live one. */
    private @Nullable Batch write(List<RecordedEvent> events) {
        if (!Objects.equals(into, live.schema())) projector.forget();
        into = live.schema();
        Batch batch = projector.take(arrivals(events), () -> {});
        try {
            transaction.executeWithoutResult(status -> {
                live.require(jdbc);
                batch.write(jdbc);
            });
            return batch;
        } catch (LiveProjection.Swapped swapped) {
            projector.forget();
            return null;
        }
    }

    static List<Arrival> arrivals(List<RecordedEvent> events) {
        return events.stream()
                .map(event -> new Arrival(event, CloudEvent.write(event)))
                .toList();
    }
}
