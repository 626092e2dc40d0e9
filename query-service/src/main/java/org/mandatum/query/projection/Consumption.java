package org.mandatum.query.projection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Span;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.mandatum.tracing.Correlation;
import org.mandatum.tracing.Traces;
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
 * more slowly each time; nothing is skipped. A backlog is taken in large bites, and one is written by a second thread while
 * the next is read and folded (ADR 0012).
 */
@Component("projection")
class Consumption implements SmartLifecycle, HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(Consumption.class);
    private static final String TOPIC = "mandatum.events";
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int SMALLEST_BITE = 5_000;
    /** Events of a bite, and what comes of them, take some ten kilobytes each until they are written; two are under way. */
    private static final int LARGEST_BITE =
            Math.clamp(Runtime.getRuntime().maxMemory() / 40_000, SMALLEST_BITE, 50_000);
    /** However few events that are. */
    private static final long LARGEST_BITE_BYTES = 64 << 20;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Projector projector;
    private final Projected projectedTo;
    private final Arrivals news;
    private final Assignment assignment;
    private final Traces traces;
    private final LiveProjection live;
    private final String bootstrapServers;
    private final Counter projected;
    /** Where this instance stands in each partition: the offset of the next record. Used while nothing is written. */
    private final Map<TopicPartition, Long> reached = new HashMap<>();

    private final List<ConsumerRecord<String, String>> bite = new ArrayList<>();
    private int biteSize = SMALLEST_BITE;
    /** The projection that what is in memory belongs to; null before the first. */
    private @Nullable String into;

    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("projection-writer").factory());
    private Future<?> underWay = CompletableFuture.completedFuture(null);

    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();
    private volatile Instant lastRecorded = Instant.EPOCH;
    /** Events in the topic that this instance has to project and has not fetched. */
    private volatile long ahead;

    private volatile boolean running;
    private @Nullable Consumer<String, String> consumer;
    private @Nullable Thread thread;

    Consumption(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Projector projector,
            Projected projectedTo,
            Arrivals news,
            Assignment assignment,
            Traces traces,
            LiveProjection live,
            MeterRegistry meters,
            @Value("${mandatum.kafka.bootstrap-servers}") String bootstrapServers) {
        this.jdbc = jdbc;
        transaction = new TransactionTemplate(transactions);
        this.projector = projector;
        this.projectedTo = projectedTo;
        this.news = news;
        this.assignment = assignment;
        this.traces = traces;
        this.live = live;
        this.bootstrapServers = bootstrapServers;
        projected = meters.counter("mandatum.projection.events");
        Gauge.builder("mandatum.projection.lag.events", () -> ahead)
                .description("Events in Kafka that are not projected")
                .register(meters);
        Gauge.builder("mandatum.projection.lag.seconds", this::lagSeconds)
                .description("How old the last event projected is, while there are others behind it")
                .register(meters);
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
        try (writer;
                Consumer<String, String> reading = new KafkaConsumer<>(settings())) {
            consumer = reading;
            reading.subscribe(List.of(TOPIC), resumeFromRows(reading));
            Duration pause = Duration.ZERO;
            boolean failed = false;
            while (running) {
                try {
                    if (!Objects.equals(into, live.schema())) failed = goOver() || failed;
                    if (failed) resume(reading);
                    failed = false;
                    if (takeBite(reading)) project(List.copyOf(bite));
                    else settle();
                    pause = Duration.ZERO;
                    trouble.set(null);
                } catch (WakeupException stopping) {
                    throw stopping;
                } catch (LiveProjection.Swapped swapped) {
                    LOG.info("{}", swapped.getMessage());
                    startOver();
                    failed = true;
                } catch (RuntimeException failure) {
                    startOver();
                    trouble.set(failure.getMessage());
                    LOG.warn("projection stopped: {}", failure.toString());
                    failed = true;
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

    /** Reads what there is; of a backlog twice as much each time, since every bite costs a transaction. */
    private boolean takeBite(Consumer<String, String> reading) {
        bite.clear();
        long bytes = take(reading, Duration.ofMillis(500));
        while (!bite.isEmpty() && bite.size() < biteSize && bytes < LARGEST_BITE_BYTES && isBehind(reading) && running)
            bytes += take(reading, Duration.ofMillis(100));
        ahead = reading.assignment().stream()
                        .mapToLong(partition -> reading.currentLag(partition).orElse(0))
                        .sum()
                + bite.size();
        biteSize = bite.size() < biteSize ? SMALLEST_BITE : Math.min(LARGEST_BITE, 2 * biteSize);
        return !bite.isEmpty();
    }

    /** @return of how many bytes the events are */
    private long take(Consumer<String, String> reading, Duration patience) {
        long bytes = 0;
        for (ConsumerRecord<String, String> record : reading.poll(patience)) {
            bite.add(record);
            bytes += record.serializedValueSize();
        }
        return bytes;
    }

    private double lagSeconds() {
        if (ahead == 0 || lastRecorded.equals(Instant.EPOCH)) return 0;
        return Math.max(0, Duration.between(lastRecorded, Instant.now()).toMillis() / 1000.0);
    }

    private static boolean isBehind(Consumer<String, String> reading) {
        return reading.assignment().stream()
                .anyMatch(partition -> reading.currentLag(partition).orElse(0) > 0);
    }

    private void project(List<ConsumerRecord<String, String>> records) {
        boolean backlog = records.size() >= SMALLEST_BITE;
        List<Arrival> arrivals = (backlog ? records.parallelStream() : records.stream())
                .map(record -> Arrival.of(record.value()))
                .toList();
        var next = new HashMap<TopicPartition, Long>();
        for (ConsumerRecord<String, String> record : records)
            next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        List<Traces.Open> spans = spans(records);
        Batch batch = projector.take(arrivals, this::settle);
        settle();
        underWay = writer.submit(() -> {
            write(batch, arrivals, next);
            spans.forEach(span -> span.end(null));
        });
        // Without a backlog there is nothing to do meanwhile, and what goes wrong shows at once.
        if (!backlog) settle();
    }

    /** Each a part of what published the event. One that fails does not end: it begins anew when the event comes again. */
    private List<Traces.Open> spans(List<ConsumerRecord<String, String>> records) {
        return records.stream()
                .map(record -> record.headers().lastHeader(Traces.HEADER))
                .filter(Objects::nonNull)
                .map(header -> traces.begin("project", Span.Kind.CONSUMER, new String(header.value(), US_ASCII)))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Waits for what is being written; fails when that failed. */
    private void settle() {
        Future<?> awaited = underWay;
        underWay = CompletableFuture.completedFuture(null);
        try {
            awaited.get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failure);
        }
    }

    /** Another projection may be ahead of what is in memory: whether to resume from where it is. */
    private boolean goOver() {
        boolean fromAnother = into != null;
        into = live.schema();
        if (fromAnother) startOver();
        return fromAnother;
    }

    /** Forgets what is in memory, once nothing is being written any more: what is true stands in the rows. */
    private void startOver() {
        try {
            settle();
        } catch (RuntimeException failure) {
            LOG.debug("what was being written is fetched again", failure);
        }
        bite.clear();
        projector.forget();
        projectedTo.mayBeBehind();
    }

    private void write(Batch batch, List<Arrival> arrivals, Map<TopicPartition, Long> next) {
        transaction.executeWithoutResult(status -> {
            live.require(jdbc);
            // Rows and offsets are lost together in a crash of the database, and fetched again (ADR 0012).
            jdbc.execute("set local synchronous_commit = off");
            batch.write(jdbc);
            next.forEach(this::move);
        });
        reached.putAll(next);
        projectedTo.projected(batch.revisions());
        projected.increment(arrivals.size());
        ahead = Math.max(0, ahead - arrivals.size());
        lastRecorded = arrivals.getLast().event().recordedAt();
        news.announce(batch.organisations());
        Correlation.tellEach(
                arrivals.stream().map(Arrival::event).toList(),
                events -> LOG.info(
                        "projected {} events, up to position {}",
                        events.size(),
                        events.getLast().position()));
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
                startOver();
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                // What is in memory may be older than what another instance has projected meanwhile.
                startOver();
                resume(reading);
            }
        };
    }

    private void resume(Consumer<String, String> reading) {
        reading.assignment().forEach(partition -> reading.seek(partition, nextOffset(partition)));
        assignment.is(
                reading.partitionsFor(TOPIC).size(),
                reading.assignment().stream().map(TopicPartition::partition).collect(Collectors.toSet()));
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
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(SMALLEST_BITE));
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(4 << 20));
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
