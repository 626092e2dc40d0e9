package org.mandatum.query.projection;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.mandatum.journal.RecordedEvent;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Feeds events to the projector as Kafka would. */
@TestComponent
public class Feed {
    private final Projector projector;
    private final Arrivals arrivals;
    private final TransactionTemplate transaction;
    private final AtomicLong position = new AtomicLong();

    Feed(Projector projector, Arrivals arrivals, PlatformTransactionManager transactions) {
        this.projector = projector;
        this.arrivals = arrivals;
        transaction = new TransactionTemplate(transactions);
    }

    public long nextPosition() {
        return position.incrementAndGet();
    }

    public void apply(List<RecordedEvent> events) {
        transaction.executeWithoutResult(status -> projector.apply(events));
        arrivals.announce();
    }
}
