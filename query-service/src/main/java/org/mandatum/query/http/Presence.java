package org.mandatum.query.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.query.index.Indexes;
import org.mandatum.query.index.OrganisationIndex;
import org.mandatum.query.index.OrganisationIndex.Version;
import org.mandatum.query.projection.Arrivals;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Whether an organisation is known, at what version, and whether the projection has come far enough to answer. */
@Component
public class Presence {
    private final JdbcTemplate jdbc;
    private final Arrivals arrivals;
    private final Indexes indexes;
    private final Recorded recorded;
    private final Duration patience;
    /** Until when all that had been recorded of an organisation is known to be projected. */
    private final Cache<OrganisationId, Instant> completeAt =
            Caffeine.newBuilder().maximumSize(10_000).build();

    Presence(
            JdbcTemplate jdbc,
            Arrivals arrivals,
            Indexes indexes,
            Recorded recorded,
            @Value("${mandatum.answers.patience}") Duration patience) {
        this.patience = patience;
        this.recorded = recorded;
        this.jdbc = jdbc;
        this.arrivals = arrivals;
        this.indexes = indexes;
    }

    /** What is known of an organisation, and how far its log had come at the moment that was asked about. */
    public record Known(OrganisationIndex index, Version version) {}

    /** {@link #upTo}; 404 when the organisation was not open at that moment. */
    public Known require(Question question, OrganisationId organisation, Instant knownAt) {
        OrganisationIndex index = upTo(question, organisation, knownAt);
        Version version = index.version(knownAt);
        if (version == null) throw Problem.unknown("organisation", organisation.value());
        return new Known(index, version);
    }

    /**
     * Waits for {@code minPosition}; and if the question names a moment that has passed, until all is projected that had been
     * recorded by then, as far as the log can be asked. 503 when it does not come.
     *
     * @return what is known of the organisation; empty when it is unknown
     */
    public OrganisationIndex upTo(Question question, OrganisationId organisation, Instant knownAt) {
        OrganisationIndex index = indexes.of(organisation, knownAt);
        if (index.position() < minPosition(question)) {
            awaitPosition(question, "organisation", organisation.value());
            index = inStep(organisation);
        }
        return index.isPast(knownAt) || !question.namesPast(knownAt)
                ? index
                : awaitRecorded(organisation, knownAt, index);
    }

    /** Rows are committed before the index hears of them. */
    private OrganisationIndex inStep(OrganisationId organisation) {
        long projected = indexes.projected(organisation);
        return awaitIndex(organisation, index -> index.position() >= projected)
                .orElseGet(() -> indexes.of(organisation));
    }

    private OrganisationIndex awaitRecorded(OrganisationId organisation, Instant knownAt, OrganisationIndex index) {
        Instant complete = completeAt.getIfPresent(organisation);
        if (complete != null && !knownAt.isAfter(complete)) return index;
        OptionalLong events = recorded.by(organisation, knownAt);
        if (events.isEmpty()) return index;
        OrganisationIndex whole = holds(index, events.getAsLong())
                ? index
                : awaitIndex(organisation, now -> holds(now, events.getAsLong()))
                        .orElseThrow(() -> Problem.of(
                                        HttpStatus.SERVICE_UNAVAILABLE,
                                        "not-yet-projected",
                                        "Not everything that had been recorded by " + knownAt
                                                + " has been projected yet; ask again, or without knownAt for what has been.")
                                .with("knownAt", knownAt.toString()));
        // An organisation that is not there is asked about by anybody, and takes no room.
        if (events.getAsLong() > 0) completeAt.asMap().merge(organisation, knownAt, Presence::later);
        return whole;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Optional<OrganisationIndex> awaitIndex(OrganisationId organisation, Predicate<OrganisationIndex> wanted) {
        try {
            if (arrivals.await(() -> wanted.test(indexes.of(organisation)), patience))
                return Optional.of(indexes.of(organisation));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
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
            if (arrivals.await(() -> reached(stream, position), patience)) return;
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
