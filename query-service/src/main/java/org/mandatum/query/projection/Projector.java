package org.mandatum.query.projection;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mandatum.event.Event;
import org.mandatum.journal.CloudEvent;
import org.mandatum.journal.EventTypes;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.mandate.MandateEvent;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.CoordinationLink;
import org.mandatum.organisation.CoordinationLink.Ends;
import org.mandatum.organisation.Correction;
import org.mandatum.organisation.EndedFunction;
import org.mandatum.organisation.EndedLink;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.OrganisationEvent;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.Unit;
import org.mandatum.proposal.ProposalEvent;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Turns events into rows, a batch at a time. A repeated event has no effect; a missing one stops the projection; a package
 * takes effect when its last event is there. The rows equal the fold for every day and every moment of knowledge.
 *
 * <p>Runs in the caller's transaction, on one thread.
 */
@Component
class Projector {
    /** Changes of all courses kept in memory; the least used courses go first. */
    private static final int CHANGES_KEPT = 3_000_000;

    private final JdbcTemplate jdbc;
    private final Map<OrganisationId, Course> courses = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Stream> streams = new HashMap<>();

    Projector(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
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
     * Takes in events in the order of their streams. After an exception, and its rollback, call {@link #forget}.
     *
     * @return what they changed, package by package
     */
    List<Revision> apply(List<Arrival> arrivals) {
        recall(arrivals);
        var batch = new Batch();
        for (Arrival arrival : arrivals) batch.take(arrival);
        batch.write();
        forgetLeastUsed();
        return batch.revisions;
    }

    /** What is kept in memory may not be what the database holds any more. */
    void forget() {
        courses.clear();
        streams.clear();
    }

    private final class Batch {
        private final List<Arrival> received = new ArrayList<>();
        private final List<Revision> revisions = new ArrayList<>();
        private final Map<String, Set<String>> units = new HashMap<>();
        private final Set<String> touched = new HashSet<>();

        void take(Arrival arrival) {
            RecordedEvent event = arrival.event();
            Stream stream = stream(event.source());
            if (event.sequence() <= stream.received) return;
            if (event.sequence() > stream.received + 1) throw new Gap(event, stream.received + 1);
            stream.received = event.sequence();
            touched.add(event.source());
            received.add(arrival);
            stream.unfinished.add(event);
            if (event.remaining() > 0) return;
            stream.projected = event.sequence();
            stream.projectedPosition = event.position();
            List<RecordedEvent> whole = List.copyOf(stream.unfinished);
            stream.unfinished.clear();
            if (event.event() instanceof OrganisationEvent e) project(e.organisation(), whole);
        }

        private void project(OrganisationId organisation, List<RecordedEvent> whole) {
            RecordedEvent last = whole.getLast();
            List<Revision.Entry> entries =
                    course(organisation, whole.getFirst()).take(whole);
            revisions.add(new Revision(organisation, last.recordedAt(), last.position(), last.sequence() + 1, entries));
            Map<String, Set<String>> about = about(entries);
            for (RecordedEvent event : whole) {
                String change = event.event() instanceof Correction e ? e.change() : event.id();
                units.put(event.id(), about.getOrDefault(change, Set.of()));
            }
        }

        private Map<String, Set<String>> about(List<Revision.Entry> entries) {
            var about = new HashMap<String, Set<String>>();
            for (Revision.Entry entry : entries)
                for (Revision.Period period : entry.asserted())
                    switch (period.value()) {
                        case Unit unit ->
                            note(about, unit.changed().event(), unit.id().value());
                        case EndedUnit unit -> {
                            note(about, unit.ended().event(), unit.last().id().value());
                            unit.successors()
                                    .forEach(next -> note(about, unit.ended().event(), next.value()));
                        }
                        case Function function ->
                            note(
                                    about,
                                    function.changed().event(),
                                    function.holder().value());
                        case EndedFunction function ->
                            note(
                                    about,
                                    function.ended().event(),
                                    function.last().holder().value());
                        case CoordinationLink link -> note(about, link.linked().event(), link.ends());
                        case EndedLink link ->
                            note(about, link.ended().event(), link.last().ends());
                        default -> throw new IllegalArgumentException(entry.toString());
                    }
            return about;
        }

        private static void note(Map<String, Set<String>> about, String event, Ends ends) {
            note(about, event, ends.first().value());
            note(about, event, ends.second().value());
        }

        private static void note(Map<String, Set<String>> about, String event, String unit) {
            about.computeIfAbsent(event, none -> new TreeSet<>()).add(unit);
        }

        void write() {
            writeEvents();
            var rows = new Rows();
            revisions.forEach(rows::add);
            rows.write(jdbc);
            writeStreams();
        }

        private void writeEvents() {
            jdbc.batchUpdate(
                    "insert into event (position, organisation, stream, sequence, remaining, id, type, recorded_at,"
                            + " resolution, units, corrects, cloud_event) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    received,
                    Math.max(1, received.size()),
                    (insert, arrival) -> {
                        RecordedEvent event = arrival.event();
                        insert.setLong(1, event.position());
                        OrganisationId organisation = event.organisation();
                        insert.setString(2, organisation == null ? null : organisation.value());
                        insert.setString(3, event.source());
                        insert.setLong(4, event.sequence());
                        insert.setInt(5, event.remaining());
                        insert.setString(6, event.id());
                        insert.setString(
                                7, EventTypes.of(event.event().getClass()).name());
                        insert.setTimestamp(8, Timestamp.from(event.recordedAt()));
                        insert.setString(9, resolution(event.event()));
                        insert.setArray(10, insert.getConnection().createArrayOf("text", unitsOf(event)));
                        insert.setString(11, event.event() instanceof Correction e ? e.change() : null);
                        insert.setString(12, arrival.cloudEvent());
                    });
            var here = new HashSet<String>();
            received.forEach(arrival -> here.add(arrival.event().id()));
            List<String> earlier =
                    units.keySet().stream().filter(id -> !here.contains(id)).toList();
            jdbc.batchUpdate(
                    "update event set units = ? where id = ?", earlier, Math.max(1, earlier.size()), (update, id) -> {
                        update.setArray(
                                1,
                                update.getConnection()
                                        .createArrayOf(
                                                "text",
                                                units.getOrDefault(id, Set.of()).toArray()));
                        update.setString(2, id);
                    });
        }

        /** Which units an event is about, for those who filter the log by unit. */
        private Object[] unitsOf(RecordedEvent event) {
            var about = new TreeSet<>(units.getOrDefault(event.id(), Set.of()));
            if (event.event() instanceof StructuralEvent.FunctionRedistributed e)
                about.add(e.from().value());
            return about.toArray();
        }

        private void writeStreams() {
            List<String> names = List.copyOf(touched);
            jdbc.batchUpdate(
                    "insert into stream (name, received_sequence, projected_sequence, projected_position)"
                            + " values (?, ?, ?, ?) on conflict (name) do update"
                            + " set received_sequence = excluded.received_sequence,"
                            + " projected_sequence = excluded.projected_sequence,"
                            + " projected_position = excluded.projected_position",
                    names,
                    Math.max(1, names.size()),
                    (upsert, name) -> {
                        Stream stream = stream(name);
                        upsert.setString(1, name);
                        upsert.setLong(2, stream.received);
                        upsert.setLong(3, stream.projected);
                        upsert.setLong(4, stream.projectedPosition);
                    });
        }
    }

    private static @Nullable String resolution(Event event) {
        Authority authority = switch (event) {
            case StructuralEvent e -> e.grounds().authority();
            case Correction e -> e.grounds().authority();
            case MandateEvent e -> e.grounds().authority();
            case ProposalEvent e -> e.authority();
            default -> null;
        };
        return authority == null ? null : authority.resolution().value();
    }

    private Stream stream(String name) {
        return streams.computeIfAbsent(name, none -> new Stream());
    }

    /** Reads how far the batch's streams have come, where memory does not know. */
    private void recall(List<Arrival> arrivals) {
        var unknown = new HashSet<String>();
        for (Arrival arrival : arrivals)
            if (!streams.containsKey(arrival.event().source()))
                unknown.add(arrival.event().source());
        if (unknown.isEmpty()) return;
        jdbc.query(
                "select name, received_sequence, projected_sequence, projected_position from stream where name = any(?)",
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
    private Course course(OrganisationId organisation, RecordedEvent next) {
        return courses.computeIfAbsent(organisation, unknown -> {
            var course = new Course(unknown);
            if (next.sequence() > 0)
                events(next.source(), 0, next.sequence() - 1).forEach(course::recall);
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
    }
}
