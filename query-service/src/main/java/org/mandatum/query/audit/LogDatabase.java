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
import org.springframework.jdbc.core.JdbcTemplate;
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
    // Of questions that can do without it.
    private static final int QUESTIONS_AT_ONCE = 2;
    private static final int PATIENCE_OF_QUESTIONS_MILLIS = 1_000;
    private static final int TIMEOUT_OF_QUESTIONS_SECONDS = 2;

    private final @Nullable HikariDataSource pool;
    private final @Nullable HikariDataSource questions;

    LogDatabase(
            @Value("${mandatum.log.datasource.url}") String url,
            @Value("${mandatum.log.datasource.username}") String username,
            @Value("${mandatum.log.datasource.password}") String password) {
        if (url.isBlank()) {
            pool = null;
            questions = null;
            return;
        }
        pool = new HikariDataSource(settings("log", url, username, password, LOOKS_AT_ONCE, PATIENCE_MILLIS));
        HikariConfig impatient =
                settings("log-questions", url, username, password, QUESTIONS_AT_ONCE, PATIENCE_OF_QUESTIONS_MILLIS);
        impatient.addDataSourceProperty("socketTimeout", TIMEOUT_OF_QUESTIONS_SECONDS);
        questions = new HikariDataSource(impatient);
    }

    private static HikariConfig settings(
            String name, String url, String username, String password, int atOnce, int patienceMillis) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(username);
        config.setPassword(password);
        config.setReadOnly(true);
        config.setMaximumPoolSize(atOnce);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(patienceMillis);
        // The service starts without it.
        config.setInitializationFailTimeout(-1);
        return config;
    }

    /** For what is asked in passing; fails within seconds. Null when none is configured. */
    @Nullable
    JdbcTemplate questions() {
        return questions == null ? null : new JdbcTemplate(questions);
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
        if (questions != null) questions.close();
    }
}
