package org.mandatum.command.mandate;

import java.time.Duration;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.mandatum.command.journal.Journal;
import org.mandatum.command.publishing.LogFollower;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The watch over mandates follows the log, each batch in one transaction with its token. */
@Configuration(proxyBeanMethods = false)
class WatchConfiguration {
    static final String NAME = "mandate-watch";
    private static final int EVENTS_PER_BATCH = 200;
    /** Nobody waits for it, and each batch costs a transaction. */
    private static final Duration GATHERING = Duration.ofMillis(100);

    @Bean(initMethod = "start", destroyMethod = "shutDown")
    TrackingEventProcessor mandateWatchProcessor(
            MandateWatch watch, Journal journal, DataSource dataSource, TransactionManager axonTransactions) {
        return LogFollower.of(NAME, watch, journal, dataSource, axonTransactions, EVENTS_PER_BATCH, GATHERING);
    }
}
