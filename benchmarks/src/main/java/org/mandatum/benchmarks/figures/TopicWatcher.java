package org.mandatum.benchmarks.figures;

import java.time.Duration;
import java.util.Properties;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.mandatum.benchmarks.register.Topic;

/** Watches the topic from its present end on. */
final class TopicWatcher implements AutoCloseable {
    private final Histogram delays = new ConcurrentHistogram(3);
    private final Thread thread;
    private volatile boolean watching = true;

    TopicWatcher(String bootstrapServers) {
        var consumer = new KafkaConsumer<String, String>(settings(bootstrapServers));
        var partitions = consumer.partitionsFor(Topic.NAME).stream()
                .map(partition -> new TopicPartition(Topic.NAME, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // seeking is lazy
        thread = Thread.ofPlatform().daemon().start(() -> watch(consumer));
    }

    /** From recording to arrival, in microseconds. */
    Histogram delays() {
        return delays.copy();
    }

    private void watch(KafkaConsumer<String, String> consumer) {
        try (consumer) {
            while (watching)
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100)))
                    Subscriber.note(delays, record.value());
        }
    }

    private static Properties settings(String bootstrapServers) {
        var settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        return settings;
    }

    @Override
    public void close() {
        watching = false;
        try {
            thread.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
