package org.mandatum.command.log;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import javax.sql.DataSource;
import org.mandatum.command.journal.Journal;
import org.mandatum.log.StoredLog;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The log of this installation: where its key is, and how often it is signed. Without a key the service does not start. */
@Configuration(proxyBeanMethods = false)
class LogConfiguration {
    @Bean
    Signing signing(
            @Value("${mandatum.log.key-file}") String keyFile,
            @Value("${mandatum.log.origin}") String origin,
            @Value("${mandatum.log.make-key}") boolean makeKey,
            MeterRegistry meters) {
        var signing = new Signing(KeyFile.open(keyFile, origin, makeKey));
        Gauge.builder("mandatum.log.signed", signing, Signing::signed)
                .description("Events under the last signed checkpoint")
                .register(meters);
        Gauge.builder("mandatum.log.alarm", signing, s -> s.alarm() == null ? 0 : 1)
                .description("1 while the stored log does not continue what was signed, and nothing is signed")
                .register(meters);
        return signing;
    }

    @Bean
    Sequencer sequencer(
            DataSource database,
            Journal journal,
            Signing signing,
            @Value("${mandatum.log.interval}") Duration interval) {
        return new Sequencer(database, journal, signing, interval);
    }

    @Bean
    StoredLog storedLog(DataSource database) {
        return new StoredLog(database);
    }

    /** Not part of readiness: officers go on working while somebody finds out what happened to the log. */
    @Bean
    HealthIndicator logHealthIndicator(Signing signing) {
        return () -> {
            String alarm = signing.alarm();
            return alarm == null
                    ? Health.up().withDetail("signed", signing.signed()).build()
                    : Health.down().withDetail("alarm", alarm).build();
        };
    }
}
