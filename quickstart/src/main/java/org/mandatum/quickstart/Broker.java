package org.mandatum.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** What the broker's JVM runs: gives the storage its identity on the first start, then serves. */
final class Broker {
    private Broker() {}

    public static void main(String... arguments) throws IOException {
        Path configuration = Path.of(arguments[0]);
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(configuration)) {
            properties.load(reader);
        }
        if (!Files.exists(Path.of(properties.getProperty("log.dirs"), "meta.properties"))) {
            int outcome = StorageTool.execute(
                    new String[] {
                        "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", configuration.toString()
                    },
                    System.out);
            if (outcome != 0) {
                System.exit(outcome);
            }
        }
        kafka.Kafka.main(new String[] {configuration.toString()});
    }
}
