package org.mandatum.query.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.EventTypes;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.query.http.Problem;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Every event of the register, from the log itself and as it is published. */
@Component
public class WholeLog {
    private final LogDatabase database;

    WholeLog(LogDatabase database) {
        this.database = database;
    }

    /**
     * Up to which position nothing can come in any more: as far as the log's tree has grown, on a replica as well.
     *
     * @throws Problem 503 {@code log-unavailable} when the log is not seen from here
     */
    public long settled() {
        return database.log().lastPosition();
    }

    /** How many events there are up to a position. */
    public long size(long upTo) {
        return Objects.requireNonNull(
                jdbc().queryForObject("select count(*) from event where position <= ?", Long.class, upTo));
    }

    /** Behind one position and up to another, in the order of position. */
    public List<RecordedEvent> after(long position, long upTo, int limit) {
        return events("position > ? and position <= ? order by position limit ?", position, upTo, limit);
    }

    /**
     * One log after the other, of mandates, proposals or resolutions.
     *
     * @param kind such as {@code mandates}
     * @param stream behind which event to go on, and {@code sequence}: empty and -1 at the beginning
     */
    public List<RecordedEvent> logs(String kind, String stream, long sequence, long upTo, int limit) {
        return events(
                "stream like ? and (stream, sequence) > (?, ?) and position <= ? order by stream, sequence limit ?",
                kind + "/%",
                stream,
                sequence,
                upTo,
                limit);
    }

    private List<RecordedEvent> events(String which, Object... arguments) {
        return jdbc()
                .query(
                        "select id, stream, sequence, position, remaining, type, revision, recorded_at, payload, metadata"
                                + " from event where " + which,
                        (row, number) -> Stored.of(row),
                        arguments)
                .parallelStream()
                .map(Stored::event)
                .toList();
    }

    private JdbcTemplate jdbc() {
        return new JdbcTemplate(database.source());
    }

    /** A row; what is in its columns is read by several threads. */
    private record Stored(
            String id,
            String stream,
            long sequence,
            long position,
            int remaining,
            String type,
            int revision,
            Instant recordedAt,
            String payload,
            String metadata) {
        static Stored of(ResultSet row) throws SQLException {
            return new Stored(
                    row.getString("id"),
                    row.getString("stream"),
                    row.getLong("sequence"),
                    row.getLong("position"),
                    row.getInt("remaining"),
                    row.getString("type"),
                    row.getInt("revision"),
                    row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                    row.getString("payload"),
                    row.getString("metadata"));
        }

        RecordedEvent event() {
            return RecordedEvent.stored(
                    id,
                    stream,
                    sequence,
                    position,
                    remaining,
                    recordedAt,
                    metadata,
                    EventJson.read(EventTypes.of(type, revision), payload));
        }
    }
}
