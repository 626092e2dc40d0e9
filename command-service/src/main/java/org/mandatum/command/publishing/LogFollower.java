package org.mandatum.command.publishing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.StreamableMessageSource;
import org.mandatum.command.journal.Journal;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.tracing.Correlation;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** What follows the log in order, from its beginning: one thread in the whole installation, behind the barrier (ADR 0008). */
public final class LogFollower {
    private LogFollower() {}

    /**
     * @param name under which it keeps its token
     * @param handler whose event handlers take {@code RecordedEvent}s
     * @param transactions what a batch's handlers write is committed together with the token, or not at all
     * @param gathering how long events gather at least before a batch of them is taken
     */
    public static TrackingEventProcessor of(
            String name,
            Object handler,
            Journal journal,
            DataSource dataSource,
            TransactionManager transactions,
            int eventsPerBatch,
            Duration gathering) {
        var source = new TransactionAwareDataSourceProxy(dataSource);
        TrackingEventProcessor follower = TrackingEventProcessor.builder()
                .name(name)
                .messageSource(new JournalSource(journal, gathering))
                .tokenStore(JdbcTokenStore.builder()
                        .connectionProvider(source::getConnection)
                        .schema(TokenSchema.builder()
                                .setTokenTable("publisher_token")
                                .setProcessorNameColumn("processor_name")
                                .setTokenTypeColumn("token_type")
                                .setTimestampColumn("claimed_at")
                                .build())
                        .contentType(String.class)
                        .serializer(new PositionSerializer())
                        .build())
                .transactionManager(transactions)
                .errorHandler(PropagatingErrorHandler.INSTANCE)
                .trackingEventProcessorConfiguration(TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                        .andBatchSize(eventsPerBatch)
                        .andInitialTrackingToken(StreamableMessageSource::createTailToken)
                        .andEventAvailabilityTimeout(1, TimeUnit.SECONDS))
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(handler)
                        // One key for all: a total order has one consumer.
                        .sequencingPolicy(event -> name)
                        .listenerInvocationErrorHandler(PropagatingErrorHandler.INSTANCE)
                        .build())
                .build();
        follower.registerHandlerInterceptor((work, chain) ->
                Correlation.during(((RecordedEvent) work.getMessage().getPayload()).correlation(), chain::proceed));
        return follower;
    }
}
