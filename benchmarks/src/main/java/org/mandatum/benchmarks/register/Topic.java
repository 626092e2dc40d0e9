package org.mandatum.benchmarks.register;

import java.util.Iterator;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.CloudEvent;
import org.mandatum.journal.RecordedEvent;

/** The topic of the register, fed as the command side's publisher would feed it. */
public final class Topic {
    public static final String NAME = "mandatum.events";

    private static final int TELL_EVERY = 50_000;

    private final String bootstrapServers;

    public Topic(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Sends every event and returns when the broker has acknowledged all.
     *
     * @param progress told how many have been sent, now and then
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told; closing the producer waits for all
    public long feed(Iterator<RecordedEvent> log, LongConsumer progress) {
        var failure = new AtomicReference<@Nullable Exception>();
        long sent = 0;
        try (var producer = new KafkaProducer<String, String>(settings())) {
            while (log.hasNext()) {
                RecordedEvent event = log.next();
                producer.send(
                        new ProducerRecord<>(NAME, event.stream(), CloudEvent.write(event)),
                        (acknowledged, problem) -> failure.compareAndSet(null, problem));
                if (++sent % TELL_EVERY == 0) progress.accept(sent);
            }
        }
        Exception problem = failure.get();
        if (problem != null) throw new IllegalStateException("Kafka did not take the log", problem);
        return sent;
    }

    private Properties settings() {
        var settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        return settings;
    }
}
