package org.mandatum.command.journal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.mandatum.command.decision.Outcome;
import org.mandatum.command.journal.Premises.Premise;
import org.mandatum.event.Event;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.EventTypes;
import org.mandatum.journal.RecordedEvent;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;

/** The event table. Appends join the transaction of the caller; the trigger assigns position and recorded time. */
@Repository
public class Journal {
    private static final String COLUMNS =
            "id, stream, sequence, position, remaining, type, revision, recorded_at, payload, metadata";
    private static final RowMapper<RecordedEvent> EVENT = (row, number) -> event(row);
    /** Larger packages are read again from the table. */
    private static final int MOST_AT_HAND = 50;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    // Each premise is looked up by itself. Joined, the whole log would be read while the planner takes a new table for
    // a small one.
    private static final String HOLD = """
        select not exists (
          select from unnest(?::integer[], ?::text[], ?::bigint[]) as premise (place, stream, length)
           where (select true from event where event.stream = premise.stream and event.sequence = premise.length))
        """;
    private static final String RECORD = """
        with stale as (
          select place from unnest(?::integer[], ?::text[], ?::bigint[]) as premise (place, stream, length)
           where (select true from event where event.stream = premise.stream and event.sequence = premise.length)
        ), remembered as (
          insert into submission (key, request_sha256, stream, first_sequence, last_sequence)
          select key, request_sha256, stream, first_sequence, last_sequence
            from unnest(?::integer[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
              as answer (place, key, request_sha256, stream, first_sequence, last_sequence)
           where place not in (select place from stale)
        )
        insert into event (id, stream, sequence, remaining, type, revision, recorded_at, position, payload, metadata)
        select id::uuid, stream, sequence, remaining, type, revision, now(), 0, payload::jsonb, metadata::jsonb
          from unnest(?::integer[], ?::text[], ?::text[], ?::bigint[], ?::integer[], ?::text[], ?::integer[], ?::text[],
                      ?::text[]) with ordinality
            as new (place, id, stream, sequence, remaining, type, revision, payload, metadata, number)
         where place not in (select place from stale)
         order by number
        returning id, position, recorded_at
        """;

    private final JdbcTemplate jdbc;
    private final Cache<Outcome.Recorded, List<RecordedEvent>> atHand = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(5))
            .build();
    private final List<Runnable> wakeUps = new CopyOnWriteArrayList<>();

    Journal(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** An event on its way into the journal. */
    record NewEvent(String id, String stream, long sequence, int remaining, Event event, String metadata) {}

    /**
     * What one order records, together or not at all.
     *
     * @param answers to be remembered, under their keys, when it is recorded
     * @param premises the logs that it was decided on; when one has grown, it is not recorded
     */
    record Recording(List<NewEvent> events, List<Submissions.Earlier> answers, List<Premise> premises) {}

    /** What was drawn for an event when it was recorded. */
    private record Place(long position, Instant recordedAt) {}

    /** Appends events that rest on nothing. */
    void append(List<NewEvent> events) {
        record(List.of(new Recording(events, List.of(), List.of())));
    }

    /**
     * In one statement: one way to the database and back, and one commit unless the caller has a transaction. The trigger
     * sees every event after the one before it.
     *
     * @return the events of each recording; none where a premise does not hold any more
     */
    List<List<RecordedEvent>> record(List<Recording> recordings) {
        Map<String, Place> places = Objects.requireNonNull(jdbc.execute(
                (PreparedStatementCreator) connection -> connection.prepareStatement(RECORD), statement -> {
                    bind(statement, recordings);
                    return places(statement);
                }));
        return recordings.stream().map(recording -> recorded(recording, places)).toList();
    }

    private static void bind(PreparedStatement statement, List<Recording> recordings) throws SQLException {
        var columns = new Columns(statement);
        columns.of(recordings, Recording::premises).add("text", Premise::stream).add("bigint", Premise::length);
        columns.of(recordings, Recording::answers)
                .add("text", earlier -> earlier.submission().key())
                .add("text", earlier -> earlier.submission().requestSha256())
                .add("text", earlier -> earlier.answer().stream())
                .add("bigint", earlier -> earlier.answer().firstSequence())
                .add("bigint", earlier -> earlier.answer().lastSequence());
        columns.of(recordings, Recording::events)
                .add("text", NewEvent::id)
                .add("text", NewEvent::stream)
                .add("bigint", NewEvent::sequence)
                .add("integer", NewEvent::remaining)
                .add("text", event -> type(event).name())
                .add("integer", event -> type(event).revision())
                .add("text", event -> payload(event.event()))
                .add("text", NewEvent::metadata);
    }

    /** @throws EventTooLarge when it could not be published */
    private static String payload(Event event) {
        String payload = EventJson.write(event);
        // A letter of Java takes three bytes of UTF-8 at most, so few texts need to be counted.
        if (payload.length() > EventTooLarge.LARGEST / 3) {
            int bytes = payload.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > EventTooLarge.LARGEST) throw new EventTooLarge(event, bytes);
        }
        return payload;
    }

    private static Map<String, Place> places(PreparedStatement statement) throws SQLException {
        var places = new HashMap<String, Place>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next())
                places.put(
                        row.getString("id"),
                        new Place(
                                row.getLong("position"),
                                row.getObject("recorded_at", OffsetDateTime.class)
                                        .toInstant()));
        }
        return places;
    }

    private List<RecordedEvent> recorded(Recording recording, Map<String, Place> places) {
        var recorded = new ArrayList<RecordedEvent>(recording.events().size());
        for (NewEvent event : recording.events()) {
            Place place = places.get(event.id());
            if (place == null) return List.of();
            recorded.add(RecordedEvent.stored(
                    event.id(),
                    event.stream(),
                    event.sequence(),
                    place.position(),
                    event.remaining(),
                    place.recordedAt(),
                    event.metadata(),
                    event.event()));
        }
        return recorded;
    }

    /** Whether none of these logs has grown since. */
    boolean hold(List<Premise> premises) {
        if (premises.isEmpty()) return true;
        return Boolean.TRUE.equals(jdbc.execute(
                (PreparedStatementCreator) connection -> connection.prepareStatement(HOLD), statement -> {
                    new Columns(statement)
                            .of(List.of(premises), one -> one)
                            .add("text", Premise::stream)
                            .add("bigint", Premise::length);
                    try (ResultSet row = statement.executeQuery()) {
                        return row.next() && row.getBoolean(1);
                    }
                }));
    }

    /** Lists as the arrays that a statement unnests; before the fields of each element comes whose it is, from 0. */
    private static final class Columns {
        private final PreparedStatement statement;
        private int next = 1;

        Columns(PreparedStatement statement) {
            this.statement = statement;
        }

        <O, T> Of<T> of(List<O> owners, Function<O, List<T>> lists) throws SQLException {
            var elements = new ArrayList<T>();
            var owner = new ArrayList<Integer>();
            for (int i = 0; i < owners.size(); i++)
                for (T element : lists.apply(owners.get(i))) {
                    elements.add(element);
                    owner.add(i);
                }
            set("integer", owner.toArray());
            return new Of<>(elements);
        }

        private void set(String type, Object[] values) throws SQLException {
            statement.setArray(next++, statement.getConnection().createArrayOf(type, values));
        }

        private final class Of<T> {
            private final List<T> elements;

            Of(List<T> elements) {
                this.elements = elements;
            }

            Of<T> add(String type, Function<T, Object> field) throws SQLException {
                set(type, elements.stream().map(field).toArray());
                return this;
            }
        }
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

    /** What an order recorded: from memory when it was just now, and here. */
    public List<RecordedEvent> recorded(Outcome.Recorded recorded) {
        List<RecordedEvent> here = atHand.getIfPresent(recorded);
        return here != null ? here : stream(recorded.stream(), recorded.firstSequence(), recorded.lastSequence());
    }

    /** Keeps what was just recorded for whoever answers. */
    void keepAtHand(String stream, List<RecordedEvent> recorded) {
        if (recorded.size() > MOST_AT_HAND) return;
        atHand.put(
                new Outcome.Recorded(
                        stream,
                        recorded.getFirst().sequence(),
                        recorded.getLast().sequence()),
                recorded);
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
        long settled = settledSince(position);
        return settled <= position ? List.of() : read(position, settled, limit);
    }

    /**
     * Up to where every position is committed or given up for ever; {@code position} itself while none was drawn after it,
     * which takes no lock. Else it takes the barrier alone for an instant.
     *
     * @throws BarrierHeld when a writer stalls; writers that arrive meanwhile wait as long as we do
     */
    public long settledSince(long position) {
        try {
            // In one statement, and so in one way to the database and back, while writers wait.
            Long settled = jdbc.queryForObject("select settled_position(?)", Long.class, position);
            return settled == null ? position : settled;
        } catch (DataAccessException failure) {
            boolean writerStalls = failure.getMostSpecificCause() instanceof SQLException sql
                    && LOCK_NOT_AVAILABLE.equals(sql.getSQLState());
            throw writerStalls ? new BarrierHeld(failure) : failure;
        }
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

    /** What was recorded after {@code position}. */
    public Backlog after(long position) {
        return Objects.requireNonNull(jdbc.queryForObject(
                """
                select (select count(*) from event where position > ?),
                       coalesce((select extract(epoch from clock_timestamp() - recorded_at)
                                 from event where position > ? order by position limit 1), 0)
                """, (row, number) -> new Backlog(row.getLong(1), Math.max(0, row.getDouble(2))), position, position));
    }

    /** Events that whoever follows the log has before them, and for how many seconds the first has waited; none: 0. */
    public record Backlog(long events, double seconds) {}

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
        return RecordedEvent.stored(
                row.getString("id"),
                row.getString("stream"),
                row.getLong("sequence"),
                row.getLong("position"),
                row.getInt("remaining"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("metadata"),
                EventJson.read(EventTypes.of(row.getString("type"), row.getInt("revision")), row.getString("payload")));
    }
}
