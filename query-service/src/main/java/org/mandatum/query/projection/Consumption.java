package org.mandatum.query.projection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the topic and has it projected: rows and offsets in one transaction. What fails is rolled back and fetched again,
 * more slowly each time; nothing is skipped.
 */
@Component("projection")
class Consumption implements SmartLifecycle, HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(Consumption.class);
    private static final String TOPIC = "mandatum.events";
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Projector projector;
    private final Projected projectedTo;
    private final Arrivals arrivals;
    private final Assignment assignment;
    private final String bootstrapServers;
    private final Counter projected;
    /** Where this instance stands in each partition: the offset of the next record. */
    private final Map<TopicPartition, Long> reached = new HashMap<>();

    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();
    private volatile Instant lastRecorded = Instant.EPOCH;
    private volatile boolean running;
    private @Nullable Consumer<String, String> consumer;
    private @Nullable Thread thread;

    Consumption(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Projector projector,
            Projected projectedTo,
            Arrivals arrivals,
            Assignment assignment,
            MeterRegistry meters,
            @Value("${mandatum.kafka.bootstrap-servers}") String bootstrapServers) {
        this.jdbc = jdbc;
        transaction = new TransactionTemplate(transactions);
        this.projector = projector;
        this.projectedTo = projectedTo;
        this.arrivals = arrivals;
        this.assignment = assignment;
        this.bootstrapServers = bootstrapServers;
        projected = meters.counter("mandatum.projection.events");
        Gauge.builder("mandatum.projection.last.recorded", () -> lastRecorded.toEpochMilli() / 1000.0)
                .description("Recorded time of the last event projected, in seconds since 1970")
                .register(meters);
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("projection").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        Consumer<String, String> reading = consumer;
        if (reading != null) reading.wakeup();
        try {
            if (thread != null) thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public Health health() {
        String why = trouble.get();
        return why == null
                ? Health.up().build()
                : Health.down().withDetail("projection", why).build();
    }

    private void run() {
        try (Consumer<String, String> reading = new KafkaConsumer<>(settings())) {
            consumer = reading;
            reading.subscribe(List.of(TOPIC), resumeFromRows(reading));
            Duration pause = Duration.ZERO;
            while (running) {
                ConsumerRecords<String, String> records = reading.poll(Duration.ofMillis(500));
                if (records.isEmpty()) continue;
                try {
                    project(records);
                    pause = Duration.ZERO;
                    trouble.set(null);
                } catch (RuntimeException failure) {
                    projector.forget();
                    projectedTo.mayBeBehind();
                    trouble.set(failure.getMessage());
                    LOG.warn("projection stopped: {}", failure.toString());
                    reading.assignment().forEach(partition -> reading.seek(partition, nextOffset(partition)));
                    pause = pause.isZero() ? Duration.ofMillis(100) : min(pause.multipliedBy(2), LONGEST_PAUSE);
                    java.util.concurrent.locks.LockSupport.parkNanos(pause.toNanos());
                }
            }
        } catch (WakeupException stopping) {
            LOG.debug("projection ends");
        } catch (RuntimeException failure) {
            trouble.set(failure.getMessage());
            LOG.error("projection ended; restart the service", failure);
        }
    }

    private void project(ConsumerRecords<String, String> records) {
        var batch = new ArrayList<Arrival>(records.count());
        var next = new HashMap<TopicPartition, Long>();
        for (ConsumerRecord<String, String> record : records) {
            batch.add(Arrival.of(record.value()));
            next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        }
        List<Revision> revisions = Objects.requireNonNull(transaction.execute(status -> {
            List<Revision> made = projector.apply(batch);
            next.forEach(this::move);
            return made;
        }));
        reached.putAll(next);
        projectedTo.projected(revisions);
        projected.increment(batch.size());
        lastRecorded = batch.getLast().event().recordedAt();
        arrivals.announce();
    }

    /** Only from where we stood: if another instance has moved it meanwhile, what we projected is rolled back. */
    private void move(TopicPartition partition, long to) {
        Long from = reached.get(partition);
        int moved = from == null || from == 0
                ? jdbc.update(
                        "insert into consumer_offset (topic, part, next_offset) values (?, ?, ?)"
                                + " on conflict (topic, part) do nothing",
                        partition.topic(),
                        partition.partition(),
                        to)
                : jdbc.update(
                        "update consumer_offset set next_offset = ? where topic = ? and part = ? and next_offset = ?",
                        to,
                        partition.topic(),
                        partition.partition(),
                        from);
        if (moved != 1)
            throw new IllegalStateException(
                    "another instance projects " + partition + " too; going on from where it is");
    }

    /** Another instance may have gone on meanwhile: where to resume, and what is true, stands in the rows. */
    private ConsumerRebalanceListener resumeFromRows(Consumer<String, String> reading) {
        return new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                assignment.is(0, Set.of());
                projector.forget();
                projectedTo.mayBeBehind();
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                projector.forget();
                partitions.forEach(partition -> reading.seek(partition, nextOffset(partition)));
                // What is in memory may be older than what another instance has projected meanwhile.
                projectedTo.mayBeBehind();
                assignment.is(
                        reading.partitionsFor(TOPIC).size(),
                        reading.assignment().stream()
                                .map(TopicPartition::partition)
                                .collect(Collectors.toSet()));
            }
        };
    }

    private long nextOffset(TopicPartition partition) {
        long next = jdbc
                .queryForList(
                        "select next_offset from consumer_offset where topic = ? and part = ?",
                        Long.class,
                        partition.topic(),
                        partition.partition())
                .stream()
                .findFirst()
                .orElse(0L);
        reached.put(partition, next);
        return next;
    }

    private Properties settings() {
        var settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "mandatum-projection");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, "1000");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "500");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000");
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "500");
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        return settings;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
