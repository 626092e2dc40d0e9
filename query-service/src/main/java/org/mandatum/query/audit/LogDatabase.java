package org.mandatum.query.audit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mandatum.log.StoredLog;
import org.mandatum.query.http.Problem;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The command side's database, or a replica of it, as a reader: audits look at the truth itself, and who asks about a moment that
 * has not long passed learns whether all of it has been projected; nothing else looks. Whether it
 * answers is no matter of readiness, and it is no bean of type DataSource, so that nobody takes it for the projection's.
 */
@Component
public class LogDatabase implements DisposableBean {
    private static final int LOOKS_AT_ONCE = 6;
    private static final int PATIENCE_MILLIS = 5_000;

    private final @Nullable HikariDataSource pool;

    LogDatabase(
            @Value("${mandatum.log.datasource.url}") String url,
            @Value("${mandatum.log.datasource.username}") String username,
            @Value("${mandatum.log.datasource.password}") String password) {
        pool = url.isBlank() ? null : pool(url, username, password);
    }

    private static HikariDataSource pool(String url, String username, String password) {
        var config = new HikariConfig();
        config.setPoolName("log");
        config.setJdbcUrl(url);
        config.setUsername(username);
        config.setPassword(password);
        config.setReadOnly(true);
        config.setMaximumPoolSize(LOOKS_AT_ONCE);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        // The service starts without it.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /** Whether this service may see the log at all. */
    boolean isConfigured() {
        return pool != null;
    }

    /** @throws Problem 503 {@code log-unavailable} when none is configured */
    public DataSource source() {
        if (pool == null)
            throw Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "log-unavailable",
                    "This service does not see the log: mandatum.log.datasource is not set.");
        return pool;
    }

    /** @throws Problem 503 {@code log-unavailable} when none is configured */
    StoredLog log() {
        return new StoredLog(source());
    }

    @Override
    public void destroy() {
        if (pool != null) pool.close();
    }
}
