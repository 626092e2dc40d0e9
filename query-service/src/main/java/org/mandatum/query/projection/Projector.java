package org.mandatum.query.projection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mandatum.journal.CloudEvent;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.OrganisationEvent;
import org.mandatum.organisation.OrganisationId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Turns events into rows, a batch at a time. A repeated event has no effect; a missing one stops the projection; a package
 * takes effect when its last event is there. The rows equal the fold for every day and every moment of knowledge.
 *
 * <p>Runs on one thread.
 */
@Component
class Projector {
    /** Changes of all courses kept in memory, a kilobyte each at most; the least used courses go first. */
    private static final long CHANGES_KEPT =
            Math.min(3_000_000, Runtime.getRuntime().maxMemory() / 1024);

    /** Events; a long log is not read into memory all at once. */
    private static final int RECALLED_AT_ONCE = 10_000;

    /** Every mandate, proposal and act has a log of its own. */
    private static final int STREAMS_KEPT = 100_000;

    private final JdbcTemplate jdbc;
    private final List<Follower> followers;
    private final Map<OrganisationId, Course> courses = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Stream> streams = new LinkedHashMap<>(16, 0.75f, true);

    Projector(JdbcTemplate jdbc, List<Follower> followers) {
        this.jdbc = jdbc;
        this.followers = followers;
    }

    /** An event is missing between what has been projected and what has come. */
    static final class Gap extends RuntimeException {
        private static final long serialVersionUID = 1;

        Gap(RecordedEvent event, long expected) {
            super(event.source() + ": expected sequence " + expected + ", got " + event.sequence() + " (position "
                    + event.position() + "); fetching again");
        }
    }

    /** How far one log has come; and those events of an unfinished package that are here. */
    private static final class Stream {
        private long received = -1;
        private long projected = -1;
        private long projectedPosition;
        private final List<RecordedEvent> unfinished = new ArrayList<>();
    }

    /**
     * Takes in events in the order of their streams. What comes of it is to be written before the next call, or while that
     * goes on, as long as {@code settled} waits for it. After an exception, here or in writing, call {@link #forget}.
     *
     * @param settled called before the database is read: returns when everything taken in before has been committed
     */
    Batch take(List<Arrival> arrivals, Runnable settled) {
        recall(arrivals, settled);
        var batch = new Batch(followers);
        for (Arrival arrival : arrivals) take(arrival, batch, settled);
        batch.reach(reached(arrivals));
        forgetLeastUsed();
        return batch;
    }

    /** What is kept in memory may not be what the database holds any more. */
    void forget() {
        courses.clear();
        streams.clear();
    }

    private void take(Arrival arrival, Batch batch, Runnable settled) {
        RecordedEvent event = arrival.event();
        Stream stream = stream(event.source());
        if (event.sequence() <= stream.received) return;
        if (event.sequence() > stream.received + 1) throw new Gap(event, stream.received + 1);
        stream.received = event.sequence();
        batch.receive(arrival);
        stream.unfinished.add(event);
        if (event.remaining() > 0) return;
        stream.projected = event.sequence();
        stream.projectedPosition = event.position();
        List<RecordedEvent> whole = List.copyOf(stream.unfinished);
        stream.unfinished.clear();
        batch.complete(whole);
        if (event.event() instanceof OrganisationEvent e)
            batch.revise(
                    e.organisation(),
                    whole,
                    course(e.organisation(), whole.getFirst(), settled).take(whole));
    }

    private List<Batch.StreamReached> reached(List<Arrival> arrivals) {
        var names = new HashSet<String>();
        for (Arrival arrival : arrivals) names.add(arrival.event().source());
        return names.stream()
                .map(name -> {
                    Stream stream = stream(name);
                    return new Batch.StreamReached(name, stream.received, stream.projected, stream.projectedPosition);
                })
                .toList();
    }

    private Stream stream(String name) {
        return streams.computeIfAbsent(name, none -> new Stream());
    }

    /** Reads how far the batch's streams have come, where memory does not know. */
    private void recall(List<Arrival> arrivals, Runnable settled) {
        var unknown = new HashSet<String>();
        for (Arrival arrival : arrivals)
            if (!streams.containsKey(arrival.event().source()))
                unknown.add(arrival.event().source());
        if (unknown.isEmpty()) return;
        settled.run();
        jdbc.query(
                "select name, received_sequence, projected_sequence, projected_position from stream where name ="
                        + " any(?)",
                row -> {
                    Stream stream = stream(row.getString("name"));
                    stream.received = row.getLong("received_sequence");
                    stream.projected = row.getLong("projected_sequence");
                    stream.projectedPosition = row.getLong("projected_position");
                },
                (Object) unknown.toArray(String[]::new));
        for (String name : unknown) {
            Stream stream = stream(name);
            if (stream.received > stream.projected)
                stream.unfinished.addAll(events(name, stream.projected + 1, stream.received));
        }
    }

    /** The course before {@code next}. */
    private Course course(OrganisationId organisation, RecordedEvent next, Runnable settled) {
        return courses.computeIfAbsent(organisation, unknown -> {
            var course = new Course(unknown);
            if (next.sequence() == 0) return course;
            settled.run();
            for (long from = 0; from < next.sequence(); from += RECALLED_AT_ONCE)
                events(next.source(), from, Math.min(from + RECALLED_AT_ONCE, next.sequence()) - 1)
                        .forEach(course::recall);
            return course;
        });
    }

    private List<RecordedEvent> events(String stream, long from, long to) {
        return jdbc.query(
                "select cloud_event from event where stream = ? and sequence between ? and ? order by sequence",
                (row, number) -> CloudEvent.read(row.getString(1)),
                stream,
                from,
                to);
    }

    private void forgetLeastUsed() {
        long kept = courses.values().stream().mapToLong(Course::size).sum();
        var eldest = courses.entrySet().iterator();
        while (kept > CHANGES_KEPT && courses.size() > 1) {
            kept -= eldest.next().getValue().size();
            eldest.remove();
        }
        var stream = streams.values().iterator();
        for (int over = streams.size() - STREAMS_KEPT; over > 0; over--) {
            stream.next();
            stream.remove();
        }
    }
}
