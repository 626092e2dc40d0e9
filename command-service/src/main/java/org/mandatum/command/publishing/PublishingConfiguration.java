package org.mandatum.command.publishing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.mandatum.command.journal.Journal;
import org.mandatum.tracing.Traces;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The publisher: one thread in the whole installation, since a total order has one end. */
@Configuration(proxyBeanMethods = false)
class PublishingConfiguration {
    private static final String NAME = "kafka";
    private static final int EVENTS_PER_BATCH = 500;

    @Bean(destroyMethod = "close")
    Producer<String, String> producer(@Value("${mandatum.kafka.bootstrap-servers}") String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.METADATA_MAX_AGE_CONFIG,
                        10_000,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        5_000,
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        500),
                new StringSerializer(),
                new StringSerializer());
    }

    /** No transaction around a batch: waiting for a broker must not hold a database connection. */
    @Bean(initMethod = "start", destroyMethod = "shutDown")
    TrackingEventProcessor publisher(
            Journal journal,
            Producer<String, String> producer,
            DataSource dataSource,
            Traces traces,
            MeterRegistry meters) {
        tellHowFar(journal, new JdbcTemplate(dataSource), meters);
        return LogFollower.of(
                NAME,
                new KafkaPublisher(producer, traces),
                journal,
                dataSource,
                NoTransactionManager.INSTANCE,
                EVENTS_PER_BATCH,
                Duration.ZERO);
    }

    /** Whichever instance publishes: the others tell the same. */
    private static void tellHowFar(Journal journal, JdbcTemplate jdbc, MeterRegistry meters) {
        Gauge.builder("mandatum.publisher.position", () -> position(jdbc))
                .description("Position up to which Kafka has acknowledged the log")
                .register(meters);
        Gauge.builder(
                        "mandatum.publisher.lag.events",
                        () -> journal.after(position(jdbc)).events())
                .description("Events recorded that Kafka has not acknowledged")
                .register(meters);
        Gauge.builder(
                        "mandatum.publisher.lag.seconds",
                        () -> journal.after(position(jdbc)).seconds())
                .description("How long the first of them has waited")
                .register(meters);
    }

    private static long position(JdbcTemplate jdbc) {
        return jdbc
                .queryForList("select token from publisher_token where processor_name = ?", String.class, NAME)
                .stream()
                .filter(Objects::nonNull)
                .mapToLong(Long::parseLong)
                .max()
                .orElse(0);
    }
}
