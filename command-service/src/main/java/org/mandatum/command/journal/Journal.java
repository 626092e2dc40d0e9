package org.mandatum.command.journal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.mandatum.event.Event;
import org.mandatum.journal.Actor;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.EventTypes;
import org.mandatum.journal.RecordedEvent;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** The event table. Appends join the transaction of the caller; the trigger assigns position and recorded time. */
@Repository
public class Journal {
    private static final String COLUMNS =
            "id, stream, sequence, position, remaining, type, revision, recorded_at, payload, metadata";
    private static final RowMapper<RecordedEvent> EVENT = (row, number) -> event(row);
    /** The key of the barrier in V1__journal.sql. */
    private static final long BARRIER = 7236801427L;

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    /** How long the reader waits for a writer before it lets the writers behind it pass. */
    private static final int PATIENCE_MILLIS = 50;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final List<Runnable> wakeUps = new CopyOnWriteArrayList<>();

    Journal(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        transaction = new TransactionTemplate(transactions);
    }

    /** An event on its way into the journal. */
    record NewEvent(String id, String stream, long sequence, int remaining, Event event, String metadata) {}

    /** In one statement: half the cost of one each, and the trigger still sees every event after the one before it. */
    void append(List<NewEvent> events) {
        jdbc.update(connection -> {
            PreparedStatement insert = connection.prepareStatement("""
                    insert into event (id, stream, sequence, remaining, type, revision, recorded_at, position, payload, metadata)
                    select id::uuid, stream, sequence, remaining, type, revision, now(), 0, payload::jsonb, metadata::jsonb
                    from unnest(?, ?, ?, ?, ?, ?, ?, ?) with ordinality
                      as new (id, stream, sequence, remaining, type, revision, payload, metadata, place)
                    order by place
                    """);
            insert.setArray(1, column(connection, "text", events, NewEvent::id));
            insert.setArray(2, column(connection, "text", events, NewEvent::stream));
            insert.setArray(3, column(connection, "bigint", events, NewEvent::sequence));
            insert.setArray(4, column(connection, "integer", events, NewEvent::remaining));
            insert.setArray(
                    5, column(connection, "text", events, event -> type(event).name()));
            insert.setArray(
                    6,
                    column(connection, "integer", events, event -> type(event).revision()));
            insert.setArray(7, column(connection, "text", events, event -> EventJson.write(event.event())));
            insert.setArray(8, column(connection, "text", events, NewEvent::metadata));
            return insert;
        });
    }

    private static Array column(
            Connection connection, String type, List<NewEvent> events, Function<NewEvent, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, events.stream().map(value).toArray());
    }

    private static EventTypes.EventType type(NewEvent event) {
        return EventTypes.of(event.event().getClass());
    }

    /** A stream's events from {@code first} to {@code last}, both included. */
    public List<RecordedEvent> stream(String stream, long first, long last) {
        return jdbc.query(
                "select " + COLUMNS + " from event where stream = ? and sequence between ? and ? order by sequence",
                EVENT,
                stream,
                first,
                last);
    }

    /** Whether anything was recorded in this stream. */
    public boolean exists(String stream) {
        return !jdbc.queryForList("select 1 from event where stream = ? and sequence = 0", stream)
                .isEmpty();
    }

    /**
     * Events after {@code position} in the order of position, as far as no writer can slip one in before them any more
     * (ADR 0005).
     *
     * @throws BarrierHeld when a writer stalls; writers that arrive meanwhile wait as long as we do
     */
    public List<RecordedEvent> settledAfter(long position, int limit) {
        // A cheap look first, so that an idle register takes no lock.
        if (lastDrawn() <= position) return List.of();
        return read(position, settled(), limit);
    }

    /** Takes the barrier alone for an instant: every position drawn by then is committed or given up. */
    private long settled() {
        try {
            return java.util.Objects.requireNonNull(transaction.execute(status -> {
                jdbc.execute("set local lock_timeout = " + PATIENCE_MILLIS);
                jdbc.execute("select pg_advisory_xact_lock(" + BARRIER + ")");
                return lastDrawn();
            }));
        } catch (DataAccessException failure) {
            boolean writerStalls = failure.getMostSpecificCause() instanceof SQLException sql
                    && LOCK_NOT_AVAILABLE.equals(sql.getSQLState());
            throw writerStalls ? new BarrierHeld(failure) : failure;
        }
    }

    private long lastDrawn() {
        Long drawn = jdbc.queryForObject(
                "select case when is_called then last_value else 0 end from event_position", Long.class);
        return drawn == null ? 0 : drawn;
    }

    private List<RecordedEvent> read(long after, long until, int limit) {
        return jdbc.query(
                "select " + COLUMNS + " from event where position > ? and position <= ? order by position limit ?",
                EVENT,
                after,
                until,
                limit);
    }

    /** A writer did not finish in time; nothing is lost, the reader comes again. */
    public static final class BarrierHeld extends RuntimeException {
        private static final long serialVersionUID = 1;

        BarrierHeld(Throwable cause) {
            super("a writer holds the barrier", cause);
        }
    }

    /** Runs {@code wakeUp} after every commit of an append in this process; it must return at once. */
    public void onAppend(Runnable wakeUp) {
        wakeUps.add(wakeUp);
    }

    /** Ends what {@link #onAppend} began. */
    public void noLongerOnAppend(Runnable wakeUp) {
        wakeUps.remove(wakeUp);
    }

    void appended() {
        wakeUps.forEach(Runnable::run);
    }

    private static RecordedEvent event(ResultSet row) throws SQLException {
        JsonNode metadata = EventJson.MAPPER.readTree(row.getString("metadata"));
        String stream = row.getString("stream");
        return new RecordedEvent(
                row.getString("id"),
                stream.substring(stream.lastIndexOf('/') + 1),
                row.getLong("sequence"),
                row.getLong("position"),
                row.getInt("remaining"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                metadata.path("correlation").asString(null),
                metadata.path("causation").asString(null),
                EventJson.MAPPER.treeToValue(metadata.get("actor"), Actor.class),
                EventJson.read(EventTypes.of(row.getString("type"), row.getInt("revision")), row.getString("payload")));
    }
}
