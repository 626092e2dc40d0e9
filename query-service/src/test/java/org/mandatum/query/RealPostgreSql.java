package org.mandatum.query;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** A PostgreSQL of its own for a test context; it ends with the context. */
@TestConfiguration(proxyBeanMethods = false)
public class RealPostgreSql {
    @Bean(destroyMethod = "close")
    EmbeddedPostgres postgres() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Bean
    DataSource dataSource(EmbeddedPostgres postgres) {
        var config = new com.zaxxer.hikari.HikariConfig();
        config.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
        config.setMaximumPoolSize(8);
        return new com.zaxxer.hikari.HikariDataSource(config);
    }
}
