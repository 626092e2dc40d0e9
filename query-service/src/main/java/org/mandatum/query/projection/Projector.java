package org.mandatum.query.projection;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.CloudEvent;
import org.mandatum.journal.EventTypes;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.OrganisationEvent;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Timeline;
import org.mandatum.query.projection.BitemporalRows.Version;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Turns events into rows. A repeated event has no effect; a missing one stops the projection; a package takes effect when
 * its last event is there. The rows equal the fold for every day and every moment of knowledge.
 *
 * <p>Runs in the caller's transaction, on one thread.
 */
@Component
class Projector {
    private static final int TIMELINES_KEPT = 200;

    private final JdbcTemplate jdbc;
    private final Timelines timelines;
    private final BitemporalRows units;
    private final BitemporalRows functions;
    private final BitemporalRows links;
    private final Map<OrganisationId, Timeline> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OrganisationId, Timeline> eldest) {
            return size() > TIMELINES_KEPT;
        }
    };

    Projector(JdbcTemplate jdbc, Timelines timelines) {
        this.jdbc = jdbc;
        this.timelines = timelines;
        units = new BitemporalRows(jdbc, "unit_version");
        functions = new BitemporalRows(jdbc, "function_version");
        links = new BitemporalRows(jdbc, "link_version");
    }

    /** An event is missing between what has been projected and what has come. */
    static final class Gap extends RuntimeException {
        private static final long serialVersionUID = 1;

        Gap(RecordedEvent event, long expected) {
            super(event.source() + ": expected sequence " + expected + ", got " + event.sequence() + " (position "
                    + event.position() + "); fetching again");
        }
    }

    /** Takes in events in the order of their streams. After an exception, and its rollback, call {@link #forget}. */
    void apply(List<RecordedEvent> events) {
        for (RecordedEvent event : events) apply(event);
    }

    /** What is kept in memory may not be what the database holds any more. */
    void forget() {
        kept.clear();
    }

    private void apply(RecordedEvent event) {
        String stream = event.source();
        long received = received(stream);
        if (event.sequence() <= received) return;
        if (event.sequence() > received + 1) throw new Gap(event, received + 1);
        String organisation =
                event.event() instanceof OrganisationEvent e ? e.organisation().value() : null;
        jdbc.update(
                "insert into event (position, organisation, stream, sequence, remaining, id, type, recorded_at, resolution,"
                        + " cloud_event) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                event.position(),
                organisation,
                stream,
                event.sequence(),
                event.remaining(),
                event.id(),
                EventTypes.of(event.event().getClass()).name(),
                event.recordedAt().atOffset(ZoneOffset.UTC),
                event.event() instanceof StructuralEvent e
                        ? e.grounds().authority().resolution().value()
                        : null,
                CloudEvent.write(event));
        jdbc.update(
                "insert into stream (name, received_sequence, projected_sequence, projected_position) values (?, ?, -1, 0)"
                        + " on conflict (name) do update set received_sequence = excluded.received_sequence",
                stream,
                event.sequence());
        if (event.remaining() > 0) return;
        if (organisation != null) project(new OrganisationId(organisation), stream, event);
        jdbc.update(
                "update stream set projected_sequence = ?, projected_position = ? where name = ?",
                event.sequence(),
                event.position(),
                stream);
    }

    private long received(String stream) {
        return jdbc
                .queryForList("select received_sequence from stream where name = ? for update", Long.class, stream)
                .stream()
                .findFirst()
                .orElse(-1L);
    }

    private void project(OrganisationId organisation, String stream, RecordedEvent last) {
        Timeline timeline = kept.computeIfAbsent(organisation, this::load);
        List<Change> changes = jdbc
                .query(
                        "select cloud_event from event where stream = ? and sequence > coalesce((select projected_sequence"
                                + " from stream where name = ?), -1) and sequence <= ? order by sequence",
                        (row, number) -> CloudEvent.read(row.getString(1)),
                        stream,
                        stream,
                        last.sequence())
                .stream()
                .filter(event -> event.event() instanceof StructuralEvent)
                .map(RecordedEvent::change)
                .toList();
        if (changes.isEmpty()) return;
        changes.forEach(timeline::add);
        LocalDate first = changes.stream()
                .map(Change::effectiveOn)
                .min(LocalDate::compareTo)
                .orElseThrow();
        correct(organisation, timeline, first, last.recordedAt());
    }

    private Timeline load(OrganisationId organisation) {
        Timelines.Known known = timelines.asKnownAt(organisation, Instant.parse("9999-01-01T00:00:00Z"));
        return known == null ? new Timeline(organisation) : known.timeline();
    }

    /** Walks the time line from {@code first} on and notes what every touched unit, function and link then is. */
    private void correct(OrganisationId organisation, Timeline timeline, LocalDate first, Instant recordedAt) {
        var unitVersions = new HashMap<String, NavigableMap<LocalDate, @Nullable Version>>();
        var functionVersions = new HashMap<String, NavigableMap<LocalDate, @Nullable Version>>();
        var linkVersions = new HashMap<String, NavigableMap<LocalDate, @Nullable Version>>();
        int index = timeline.firstAfter(first.minusDays(1));
        Structure structure = timeline.before(index);
        for (Change change :
                timeline.changes().subList(index, timeline.changes().size())) {
            structure = structure.after(change);
            LocalDate day = change.effectiveOn();
            var mentioned = new TreeSet<String>();
            for (var id : structure.touched().units()) {
                var unit = structure.unit(id);
                mentioned.add(id.value());
                note(
                        unitVersions,
                        id.value(),
                        day,
                        unit == null
                                ? null
                                : new Version(unit.rank(), Documents.unit(unit).toString()));
            }
            for (var id : structure.touched().functions()) {
                var function = structure.function(id);
                note(
                        functionVersions,
                        id.value(),
                        day,
                        function == null
                                ? null
                                : new Version(
                                        function.rank(),
                                        Documents.function(function).toString()));
                if (function != null) mentioned.add(function.holder().value());
            }
            for (var ends : structure.touched().links()) {
                var link = structure.link(ends);
                mentioned.add(ends.first().value());
                mentioned.add(ends.second().value());
                note(
                        linkVersions,
                        ends.first() + " " + ends.second(),
                        day,
                        link == null
                                ? null
                                : new Version(
                                        new org.mandatum.organisation.Rank(change.sequence(), 0),
                                        Documents.link(link).toString()));
            }
            if (change.fact() instanceof StructuralEvent.FunctionRedistributed e)
                mentioned.add(e.from().value());
            jdbc.update(
                    "update event set units = ? where id = ? and units = '{}'",
                    mentioned.toArray(String[]::new),
                    change.event());
        }
        units.correct(organisation, recordedAt, first, unitVersions);
        functions.correct(organisation, recordedAt, first, functionVersions);
        links.correct(organisation, recordedAt, first, linkVersions);
    }

    private static void note(
            Map<String, NavigableMap<LocalDate, @Nullable Version>> versions,
            String id,
            LocalDate day,
            @Nullable Version version) {
        versions.computeIfAbsent(id, none -> new TreeMap<>()).put(day, version);
    }
}
