package org.mandatum.command.publishing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.mandatum.journal.CloudEvent;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.OrganisationId;

/**
 * Hands every event to Kafka. A batch counts as published only when the broker has acknowledged all of it: the token
 * advances after that, so a crash in between repeats events and loses none.
 */
final class KafkaPublisher {
    static final String TOPIC = "mandatum.events";

    private static final String UNDER_WAY = KafkaPublisher.class.getName();

    private final Producer<String, String> producer;

    KafkaPublisher(Producer<String, String> producer) {
        this.producer = producer;
    }

    /** Key: the organisation, so that whatever concerns it stays in order; a legal act belongs to none and is its own. */
    @EventHandler
    void publish(RecordedEvent event, UnitOfWork<?> batch) {
        List<Future<?>> underWay = batch.root().getOrComputeResource(UNDER_WAY, first -> {
            var sent = new ArrayList<Future<?>>();
            batch.root().onPrepareCommit(work -> awaitAcknowledged(sent));
            return sent;
        });
        Objects.requireNonNull(underWay)
                .add(producer.send(new ProducerRecord<>(TOPIC, key(event), CloudEvent.write(event))));
    }

    private static String key(RecordedEvent event) {
        OrganisationId organisation = event.organisation();
        return organisation == null ? event.stream() : organisation.value();
    }

    private static void awaitAcknowledged(List<Future<?>> sent) {
        try {
            for (Future<?> acknowledgement : sent) acknowledgement.get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new NotAcknowledged(stopping);
        } catch (ExecutionException refused) {
            throw new NotAcknowledged(Objects.requireNonNullElse(refused.getCause(), refused));
        }
    }

    /** Kafka did not take the batch; it is tried again from the token. */
    static final class NotAcknowledged extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotAcknowledged(Throwable cause) {
            super("Kafka did not acknowledge: " + cause.getMessage(), cause);
        }
    }
}
