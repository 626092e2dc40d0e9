package org.mandatum.query.http;

import java.time.Duration;
import java.time.Instant;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.query.index.Indexes;
import org.mandatum.query.index.OrganisationIndex;
import org.mandatum.query.index.OrganisationIndex.Version;
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
    private final Indexes indexes;
    private final Recorded recorded;

    Presence(JdbcTemplate jdbc, Arrivals arrivals, Indexes indexes, Recorded recorded) {
        this.recorded = recorded;
        this.jdbc = jdbc;
        this.arrivals = arrivals;
        this.indexes = indexes;
    }

    /** What is known of an organisation, and how far its log had come at the moment that was asked about. */
    public record Known(OrganisationIndex index, Version version) {}

    /**
     * Waits for {@code minPosition}, and until everything is projected that had been recorded by a moment that has passed, as far as
     * the log can be asked; 404 when the organisation was not open at that moment, 503 when it does not come.
     */
    public Known require(Question question, OrganisationId organisation, Instant knownAt) {
        OrganisationIndex index = indexes.of(organisation);
        if (index.position() < minPosition(question)) {
            awaitPosition(question, "organisation", organisation.value());
            index = indexes.of(organisation);
        }
        // What is final is not asked for again, nor what is known now, which is what has been projected.
        if (!index.isPast(knownAt) && Question.isPast(knownAt)) index = awaitRecorded(organisation, knownAt, index);
        Version version = index.version(knownAt);
        if (version == null) throw Problem.unknown("organisation", organisation.value());
        return new Known(index, version);
    }

    private OrganisationIndex awaitRecorded(OrganisationId organisation, Instant knownAt, OrganisationIndex index) {
        long events = recorded.by(organisation, knownAt).orElse(0);
        if (holds(index, events)) return index;
        try {
            if (arrivals.await(() -> holds(indexes.of(organisation), events), PATIENCE))
                return indexes.of(organisation);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "not-yet-projected",
                        "Not everything that had been recorded by " + knownAt
                                + " has been projected yet; ask again, or without knownAt for what has been.")
                .with("knownAt", knownAt.toString());
    }

    private static boolean holds(OrganisationIndex index, long events) {
        Version last = index.last();
        return (last == null ? 0 : last.version()) >= events;
    }

    private static long minPosition(Question question) {
        return question.number("minPosition", 0, 0, Long.MAX_VALUE);
    }

    /** Waits for {@code minPosition}, whatever it is about; 503 when it does not come. */
    public void awaitPosition(Question question) {
        await(question, "");
    }

    /**
     * Read your own writes: waits, bounded, until the log of one thing has been projected up to {@code minPosition}; 404 when
     * that is no id, 503 when it does not come.
     *
     * @param kind {@code organisation}, {@code resolution}, {@code mandate} or {@code proposal}
     */
    public void awaitPosition(Question question, String kind, String id) {
        await(question, "/" + kind + "s/" + Question.id(kind, id));
    }

    /** @param stream named as {@link RecordedEvent#source()} names it; where no log is, the event at the position is waited for */
    private void await(Question question, String stream) {
        long position = minPosition(question);
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
