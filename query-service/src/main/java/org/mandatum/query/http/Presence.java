package org.mandatum.query.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.query.projection.Arrivals;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Whether an organisation is known, at what version, and whether the projection has come far enough to answer. */
@Component
public class Presence {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final JdbcTemplate jdbc;
    private final Arrivals arrivals;

    Presence(JdbcTemplate jdbc, Arrivals arrivals) {
        this.jdbc = jdbc;
        this.arrivals = arrivals;
    }

    /** How many of an organisation's events were recorded by a moment, and the last one's position. */
    public record Version(long version, long position) {}

    /** Waits for {@code minPosition}; 404 when the organisation was not open at that moment, 503 when it does not come. */
    public Version require(Question question, OrganisationId organisation, Instant knownAt) {
        awaitPosition(question, "/organisations/" + organisation);
        Version version = jdbc.query(
                        "select count(*) as version, max(position) as position from event"
                                + " join stream on stream.name = event.stream where organisation = ?"
                                + " and recorded_at <= ? and sequence <= projected_sequence",
                        (row, number) -> new Version(row.getLong("version"), row.getLong("position")),
                        organisation.value(),
                        knownAt.atOffset(ZoneOffset.UTC))
                .getFirst();
        if (version.version() == 0) throw Problem.unknown("organisation", organisation.value());
        return version;
    }

    /** Read your own writes: waits, bounded, until the stream has been projected up to {@code minPosition}. */
    public void awaitPosition(Question question, String stream) {
        long position = question.number("minPosition", 0, 0, Long.MAX_VALUE);
        if (position == 0) return;
        try {
            if (arrivals.await(() -> reached(stream, position), PATIENCE)) return;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "not-yet-projected",
                        "Position " + position + " has not been projected yet; ask again.")
                .with("minPosition", Long.toString(position));
    }

    private boolean reached(String stream, long position) {
        return !jdbc.queryForList(
                        "select 1 from stream where name = ? and projected_position >= ?"
                                + " union all select 1 from event join stream on stream.name = event.stream"
                                + " where position = ? and sequence <= projected_sequence",
                        stream,
                        position,
                        position)
                .isEmpty();
    }
}
