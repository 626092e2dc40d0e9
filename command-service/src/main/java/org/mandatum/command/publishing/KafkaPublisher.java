package org.mandatum.command.publishing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.micrometer.tracing.Span;
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
import org.mandatum.tracing.Correlation;
import org.mandatum.tracing.Traces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands every event to Kafka. A batch counts as published only when the broker has acknowledged all of it: the token
 * advances after that, so a crash in between repeats events and loses none.
 */
final class KafkaPublisher {
    static final String TOPIC = "mandatum.events";

    private static final Logger LOG = LoggerFactory.getLogger(KafkaPublisher.class);
    private static final String UNDER_WAY = KafkaPublisher.class.getName();

    private final Producer<String, String> producer;
    private final Traces traces;

    KafkaPublisher(Producer<String, String> producer, Traces traces) {
        this.producer = producer;
        this.traces = traces;
    }

    private record Sent(RecordedEvent event, Future<?> acknowledgement) {}

    /** Key: the organisation, so that whatever concerns it stays in order; a legal act belongs to none and is its own. */
    @EventHandler
    void publish(RecordedEvent event, UnitOfWork<?> batch) {
        List<Sent> underWay = batch.root().getOrComputeResource(UNDER_WAY, first -> {
            var sent = new ArrayList<Sent>();
            batch.root().onPrepareCommit(work -> awaitAcknowledged(sent));
            return sent;
        });
        Objects.requireNonNull(underWay).add(new Sent(event, send(event)));
    }

    private Future<?> send(RecordedEvent event) {
        var message = new ProducerRecord<>(TOPIC, key(event), CloudEvent.write(event));
        Traces.Open span = traces.begin("publish", Span.Kind.PRODUCER, event.causation());
        if (span == null) return producer.send(message);
        message.headers().add(Traces.HEADER, span.traceparent().getBytes(US_ASCII));
        return producer.send(message, (place, failure) -> span.end(failure));
    }

    private static String key(RecordedEvent event) {
        OrganisationId organisation = event.organisation();
        return organisation == null ? event.stream() : organisation.value();
    }

    private static void awaitAcknowledged(List<Sent> sent) {
        try {
            for (Sent one : sent) one.acknowledgement().get();
            Correlation.tellEach(
                    sent.stream().map(Sent::event).toList(),
                    events -> LOG.info(
                            "published {} events, up to position {}",
                            events.size(),
                            events.getLast().position()));
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
