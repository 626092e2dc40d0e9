package org.mandatum.command.imports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.OrganisationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * The imports that there were and are. Whoever runs one holds its lock in a session of its own: when the instance dies, the
 * session dies, and every other instance sees that nobody runs it any more.
 */
@Repository
class Imports {
    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    /** A store that was away breaks the session of an import which then goes on; it is given the time for that. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int LOCK_CLASS = 723680143;
    private static final String INTERRUPTED = "The service ended while this import ran. Send the file again: nothing is"
            + " lost, and lines that are recorded already count as repeated.";

    private final DataSource dataSource;
    private final JdbcTemplate jdbc;

    Imports(DataSource dataSource, JdbcTemplate jdbc) {
        this.dataSource = dataSource;
        this.jdbc = jdbc;
    }

    enum State {
        RUNNING,
        COMPLETED,
        FAILED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An import as last written down. */
    record Entry(
            String id,
            String organisation,
            State state,
            Progress progress,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    Optional<Entry> find(OrganisationId organisation, String id) {
        Optional<Entry> found = read(organisation, id);
        if (found.isEmpty() || found.get().state() != State.RUNNING || failInterrupted(PATIENCE) == 0) return found;
        return read(organisation, id);
    }

    private Optional<Entry> read(OrganisationId organisation, String id) {
        return jdbc
                .query(
                        "select id, organisation, state, progress, started_at, ended_at from import"
                                + " where organisation = ? and id = ?",
                        (row, number) -> entry(row),
                        organisation.value(),
                        id)
                .stream()
                .findFirst();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Entry(
                row.getString("id"),
                row.getString("organisation"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                EventJson.MAPPER.readValue(row.getString("progress"), Progress.class),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant());
    }

    /**
     * Those that run by their row, but that no session runs, have failed. Answers how many.
     *
     * @param since how long ago they wrote down their progress last, at least
     */
    int failInterrupted(Duration since) {
        return jdbc.update("""
                update import set state = 'failed', ended_at = now(), progress = progress || jsonb_build_object('detail', ?)
                where state = 'running' and saved_at <= now() - ?::double precision * interval '1 second' and not exists (
                    select 1 from pg_locks
                    where locktype = 'advisory' and classid = ?::oid and objid = number::oid and objsubid = 2
                      and database = (select oid from pg_database where datname = current_database()))
                """, INTERRUPTED, since.toSeconds(), LOCK_CLASS);
    }

    /** Opens an import, to be run by the caller until it is closed. */
    Running begin(OrganisationId organisation) {
        return new Running(UUID.randomUUID().toString(), organisation);
    }

    /** The right to run an import. Not safe for use by several threads. */
    final class Running implements AutoCloseable {
        private final String id;
        private final int number;
        private Connection session;

        private Running(String id, OrganisationId organisation) {
            this.id = id;
            number = Objects.requireNonNull(
                    jdbc.queryForObject("select nextval(pg_get_serial_sequence('import', 'number'))", Integer.class));
            // The lock comes before the row, so that nobody takes the import for an interrupted one.
            session = locked();
            try {
                jdbc.update(
                        "insert into import (id, number, organisation, state, progress)"
                                + " overriding system value values (?, ?, ?, 'running', ?::jsonb)",
                        id,
                        number,
                        organisation.value(),
                        EventJson.MAPPER.writeValueAsString(Progress.NONE));
            } catch (RuntimeException failure) {
                close();
                throw failure;
            }
        }

        String id() {
            return id;
        }

        /** Writes down how far it has come. Takes the lock again when the store was away in between. */
        void save(State state, Progress progress) throws SQLException {
            if (!session.isValid(1)) {
                session.close();
                session = locked();
            }
            try (PreparedStatement update = session.prepareStatement(
                    "update import set state = ?, progress = ?::jsonb, saved_at = now(), ended_at = case when ? then"
                            + " now() end where id = ?")) {
                update.setString(1, state.word());
                update.setString(2, EventJson.MAPPER.writeValueAsString(progress));
                update.setBoolean(3, state != State.RUNNING);
                update.setString(4, id);
                update.executeUpdate();
            }
        }

        private Connection locked() {
            try {
                Connection connection = dataSource.getConnection();
                try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_lock(?, ?)")) {
                    lock.setInt(1, LOCK_CLASS);
                    lock.setInt(2, number);
                    lock.execute();
                    return connection;
                } catch (SQLException failure) {
                    connection.close();
                    throw failure;
                }
            } catch (SQLException storeDown) {
                throw new CannotGetJdbcConnectionException("no session for an import", storeDown);
            }
        }

        /** Gives the session back to the pool, without the lock; a broken session has lost it already. */
        @Override
        public void close() {
            try (Connection ending = session;
                    PreparedStatement unlock = ending.prepareStatement("select pg_advisory_unlock(?, ?)")) {
                unlock.setInt(1, LOCK_CLASS);
                unlock.setInt(2, number);
                unlock.execute();
            } catch (SQLException broken) {
                LOG.debug("the session of import {} is broken: {}", id, broken.getMessage());
            }
        }
    }
}
