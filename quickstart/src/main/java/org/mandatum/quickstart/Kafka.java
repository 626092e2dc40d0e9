package org.mandatum.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One Kafka broker that is its own controller, in a JVM of its own. */
final class Kafka {
    static final String NAME = "kafka";

    private final Installation installation;
    private final DataDirectory data;
    private final Settings settings;

    Kafka(Installation installation, DataDirectory data, Settings settings) {
        this.installation = installation;
        this.data = data;
        this.settings = settings;
    }

    void prepare() throws IOException {
        Files.createDirectories(data.kafka());
        Files.writeString(configuration(), """
                # Written at every start by the quickstart.
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=CLIENT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=CLIENT://127.0.0.1:%1$d
                listener.security.protocol.map=CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT
                inter.broker.listener.name=CLIENT
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                num.partitions=8
                default.replication.factor=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=8
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=8
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                broker.session.timeout.ms=3000
                broker.heartbeat.interval.ms=500
                log.retention.ms=-1
                log.cleaner.dedupe.buffer.size=8388608
                """.formatted(
                settings.kafkaPort(), settings.controllerPort(), data.kafka().resolve("log")));
    }

    Program program() {
        return new Program(
                NAME,
                "java",
                List.of(
                        installation.java().toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:+AutoCreateSharedArchive",
                        "-XX:SharedArchiveFile=" + data.classArchives().resolve("kafka.jsa"),
                        "-Xlog:disable",
                        "-Xlog:all=error:stderr",
                        "-Djava.net.preferIPv4Stack=true",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-Dorg.slf4j.simpleLogger.showDateTime=true",
                        "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                        "-cp",
                        installation.classPath(),
                        Broker.class.getName(),
                        configuration().toString()),
                Map.of());
    }

    private Path configuration() {
        return data.kafka().resolve("server.properties");
    }
}
