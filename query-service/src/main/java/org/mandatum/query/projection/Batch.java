package org.mandatum.query.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mandatum.event.Event;
import org.mandatum.journal.EventTypes;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.mandate.MandateEvent;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Correction;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.UnitId;
import org.mandatum.proposal.ProposalEvent;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a number of events make of the rows: decided in memory, then written, possibly by another thread. */
final class Batch {
    private final List<Follower> followers;
    private final List<Arrival> received = new ArrayList<>();
    private final List<RecordedEvent> completed = new ArrayList<>();
    private final List<Revision> revisions = new ArrayList<>();
    private final Rows rows = new Rows();
    private final Map<String, Set<String>> units = new HashMap<>();
    private List<StreamReached> reached = List.of();

    /** @param followers those that make rows of their own */
    Batch(List<Follower> followers) {
        this.followers = followers;
    }

    /** How far one log has come. */
    record StreamReached(String name, long received, long projected, long projectedPosition) {}

    /** What it changed, package by package. */
    List<Revision> revisions() {
        return revisions;
    }

    /** Whose logs have grown. */
    Set<OrganisationId> organisations() {
        var organisations = new HashSet<OrganisationId>();
        for (Arrival arrival : received) {
            OrganisationId organisation = arrival.event().organisation();
            if (organisation != null) organisations.add(organisation);
        }
        return organisations;
    }

    void receive(Arrival arrival) {
        received.add(arrival);
    }

    /** Takes note of a package of which the last event is here. */
    void complete(List<RecordedEvent> whole) {
        completed.addAll(whole);
    }

    /** Takes note of what a whole package made of an organisation. */
    void revise(OrganisationId organisation, List<RecordedEvent> whole, Course.Taken taken) {
        RecordedEvent last = whole.getLast();
        var revision =
                new Revision(organisation, last.recordedAt(), last.position(), last.sequence() + 1, taken.entries());
        revisions.add(revision);
        rows.add(revision);
        for (RecordedEvent event : whole) {
            String change = event.event() instanceof Correction e ? e.change() : event.id();
            units.put(event.id(), withOrigin(event, taken.about().units(change)));
        }
    }

    void reach(List<StreamReached> streams) {
        reached = streams;
    }

    /** Writes it all, in the caller's transaction. */
    void write(JdbcTemplate jdbc) {
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            writeEvents(connection);
            rows.write(connection);
            return received.size();
        });
        noteUnitsOfEarlierEvents(jdbc);
        writeStreams(jdbc);
        followers.forEach(follower -> follower.follow(completed));
    }

    private void writeEvents(Connection connection) throws SQLException {
        if (received.isEmpty()) return;
        Copy.into(
                connection,
                "event (position, organisation, stream, sequence, remaining, id, type, recorded_at, resolution, units,"
                        + " corrects, cloud_event)",
                copy -> {
                    for (Arrival arrival : received) {
                        RecordedEvent event = arrival.event();
                        OrganisationId organisation = event.organisation();
                        copy.number(event.position())
                                .text(organisation == null ? null : organisation.value())
                                .text(event.source())
                                .number(event.sequence())
                                .integer(event.remaining())
                                .text(event.id())
                                .text(EventTypes.of(event.event().getClass()).name())
                                .moment(event.recordedAt())
                                .text(resolution(event.event()))
                                .texts(unitsOf(event))
                                .text(event.event() instanceof Correction e ? e.change() : null)
                                .text(arrival.cloudEvent())
                                .endRow();
                    }
                });
    }

    /** Of a package that came in pieces, the first events have been written before. */
    private void noteUnitsOfEarlierEvents(JdbcTemplate jdbc) {
        var earlier = new HashSet<>(units.keySet());
        received.forEach(arrival -> earlier.remove(arrival.event().id()));
        if (earlier.isEmpty()) return;
        jdbc.batchUpdate("update event set units = ? where id = ?", earlier, earlier.size(), (update, id) -> {
            Object[] about = units.getOrDefault(id, Set.of()).toArray();
            update.setArray(1, update.getConnection().createArrayOf("text", about));
            update.setString(2, id);
        });
    }

    /** Which units an event is about, for those who filter the log by unit; as far as is known before its package is whole. */
    private Set<String> unitsOf(RecordedEvent event) {
        Set<String> known = units.get(event.id());
        return known == null ? withOrigin(event, Set.of()) : known;
    }

    /** A change is also about whoever gives something away, and is not made otherwise by that. */
    private static Set<String> withOrigin(RecordedEvent event, Set<String> units) {
        UnitId origin = switch (event.event()) {
            case StructuralEvent.FunctionRedistributed e -> e.from();
            case StructuralEvent.UnitSplit e -> e.unit();
            default -> null;
        };
        if (origin == null) return units;
        var all = new TreeSet<>(units);
        all.add(origin.value());
        return all;
    }

    private void writeStreams(JdbcTemplate jdbc) {
        jdbc.update(connection -> {
            PreparedStatement upsert = connection.prepareStatement(
                    "insert into stream (name, received_sequence, projected_sequence, projected_position)"
                            + " select * from unnest(?, ?, ?, ?) on conflict (name) do update"
                            + " set received_sequence = excluded.received_sequence,"
                            + " projected_sequence = excluded.projected_sequence,"
                            + " projected_position = excluded.projected_position");
            upsert.setArray(1, connection.createArrayOf("text", column(StreamReached::name)));
            upsert.setArray(2, connection.createArrayOf("bigint", column(StreamReached::received)));
            upsert.setArray(3, connection.createArrayOf("bigint", column(StreamReached::projected)));
            upsert.setArray(4, connection.createArrayOf("bigint", column(StreamReached::projectedPosition)));
            return upsert;
        });
    }

    private Object[] column(Function<StreamReached, Object> value) {
        return reached.stream().map(value).toArray();
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
}
