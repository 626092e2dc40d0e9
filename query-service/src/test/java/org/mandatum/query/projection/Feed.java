package org.mandatum.query.projection;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
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
    private final AtomicLong position = new AtomicLong();

    Feed(
            Projector projector,
            Projected projected,
            Arrivals arrivals,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.projector = projector;
        this.projected = projected;
        this.arrivals = arrivals;
        transaction = new TransactionTemplate(transactions);
    }

    public long nextPosition() {
        return position.incrementAndGet();
    }

    public void apply(List<RecordedEvent> events) {
        Batch batch = projector.take(arrivals(events), () -> {});
        transaction.executeWithoutResult(status -> batch.write(jdbc));
        projected.projected(batch.revisions());
        arrivals.announce();
    }

    static List<Arrival> arrivals(List<RecordedEvent> events) {
        return events.stream()
                .map(event -> new Arrival(event, CloudEvent.write(event)))
                .toList();
    }
}
