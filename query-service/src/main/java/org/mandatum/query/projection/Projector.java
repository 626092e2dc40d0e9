package org.mandatum.query.projection;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mandatum.event.Event;
import org.mandatum.journal.CloudEvent;
import org.mandatum.journal.EventTypes;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.CoordinationLink;
import org.mandatum.organisation.CoordinationLink.Ends;
import org.mandatum.organisation.Correction;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.OrganisationEvent;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Rank;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Timeline;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
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
                resolution(event.event()),
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

    private static @Nullable String resolution(Event event) {
        Grounds grounds = switch (event) {
            case StructuralEvent e -> e.grounds();
            case Correction e -> e.grounds();
            default -> null;
        };
        return grounds == null ? null : grounds.authority().resolution().value();
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
        List<RecordedEvent> events = jdbc.query(
                "select cloud_event from event where stream = ? and sequence > coalesce((select projected_sequence"
                        + " from stream where name = ?), -1) and sequence <= ? order by sequence",
                (row, number) -> CloudEvent.read(row.getString(1)),
                stream,
                stream,
                last.sequence());
        LocalDate first = firstDay(events, timeline);
        if (first == null) return;
        var affected = new Affected();
        // A new change stands behind all that were recorded before it for the same day; a corrected one may stand
        // before.
        boolean corrects = events.stream().anyMatch(event -> event.event() instanceof Correction);
        int index = corrects ? timeline.firstOn(first) : timeline.firstAfter(first);
        affected.walk(timeline, index, first);
        for (RecordedEvent event : events) {
            if (event.event() instanceof StructuralEvent) timeline.add(event.change());
            if (event.event() instanceof Correction correction) timeline.correct(correction);
        }
        List<Change> walked = affected.walk(timeline, index, first);
        units.correct(organisation, last.recordedAt(), first, affected.units);
        functions.correct(organisation, last.recordedAt(), first, affected.functions);
        links.correct(organisation, last.recordedAt(), first, affected.links);
        noteUnits(walked, affected.mentioned);
        noteCorrected(events);
    }

    /** The first day on which something may be otherwise now; null when nothing is. */
    private static @Nullable LocalDate firstDay(List<RecordedEvent> events, Timeline timeline) {
        LocalDate first = null;
        for (RecordedEvent event : events) {
            if (event.event() instanceof StructuralEvent e) first = earlier(first, e.effectiveOn());
            if (event.event() instanceof Correction e) {
                Change change = timeline.change(e.change());
                if (change != null) first = earlier(first, change.effectiveOn());
            }
            if (event.event() instanceof EffectiveDateCorrected e) first = earlier(first, e.effectiveOn());
        }
        return first;
    }

    private static LocalDate earlier(@Nullable LocalDate one, LocalDate other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    /** A correction is about the units that the corrected change is about. */
    private void noteCorrected(List<RecordedEvent> events) {
        for (RecordedEvent event : events)
            if (event.event() instanceof Correction e)
                jdbc.update(
                        "update event set units = (select units from event where id = ?) where id = ?",
                        e.change(),
                        event.id());
    }

    /** Which units an event is about, for those who filter the log by unit. */
    private void noteUnits(List<Change> changes, Map<String, Set<String>> mentioned) {
        jdbc.batchUpdate(
                "update event set units = ? where id = ? and units = '{}'",
                changes,
                Math.max(1, changes.size()),
                (update, change) -> {
                    Set<String> units = mentioned.getOrDefault(change.event(), Set.of());
                    update.setArray(1, update.getConnection().createArrayOf("text", units.toArray()));
                    update.setString(2, change.event());
                });
    }

    private Timeline load(OrganisationId organisation) {
        Timelines.Known known = timelines.asKnownAt(organisation, Instant.parse("9999-01-01T00:00:00Z"));
        return known == null ? new Timeline(organisation) : known.timeline();
    }

    /**
     * Every unit, function and link that the time line touches from a day on, and what each of them then is. Walked before
     * and after the new changes: what only the old course of things touched must be corrected too.
     */
    private static final class Affected {
        private final Map<String, NavigableMap<LocalDate, @Nullable Version>> units = new HashMap<>();
        private final Map<String, NavigableMap<LocalDate, @Nullable Version>> functions = new HashMap<>();
        private final Map<String, NavigableMap<LocalDate, @Nullable Version>> links = new HashMap<>();
        private final Map<String, Set<String>> mentioned = new HashMap<>();

        List<Change> walk(Timeline timeline, int index, LocalDate first) {
            List<Change> changes = List.copyOf(
                    timeline.changes().subList(index, timeline.changes().size()));
            Structure structure = timeline.before(index);
            // What was noted on an earlier walk is void; it begins with what it was on the eve.
            Structure eve = structure;
            units.replaceAll((id, versions) -> from(first, unit(eve, new UnitId(id))));
            functions.replaceAll((id, versions) -> from(first, function(eve, new FunctionId(id))));
            links.replaceAll((id, versions) -> from(first, link(eve, ends(id))));
            mentioned.clear();
            for (Change change : changes) {
                structure = structure.after(change);
                note(change, structure);
            }
            return changes;
        }

        private void note(Change change, Structure structure) {
            LocalDate day = change.effectiveOn();
            Set<String> about = mentioned.computeIfAbsent(change.event(), none -> new TreeSet<>());
            for (UnitId id : structure.touched().units()) {
                about.add(id.value());
                put(units, id.value(), day, unit(structure, id));
            }
            for (FunctionId id : structure.touched().functions()) {
                put(functions, id.value(), day, function(structure, id));
                Function function = structure.function(id);
                if (function != null) about.add(function.holder().value());
            }
            for (Ends ends : structure.touched().links()) {
                about.add(ends.first().value());
                about.add(ends.second().value());
                put(links, ends.first() + " " + ends.second(), day, link(structure, ends));
            }
            if (change.fact() instanceof StructuralEvent.FunctionRedistributed e)
                about.add(e.from().value());
        }

        private static @Nullable Version unit(Structure structure, UnitId id) {
            Unit unit = structure.unit(id);
            return unit == null
                    ? null
                    : new Version(unit.rank(), Documents.unit(unit).toString());
        }

        private static @Nullable Version function(Structure structure, FunctionId id) {
            Function function = structure.function(id);
            return function == null
                    ? null
                    : new Version(function.rank(), Documents.function(function).toString());
        }

        /** Links are ordered by their ends; they have no rank. */
        private static @Nullable Version link(Structure structure, Ends ends) {
            CoordinationLink link = structure.link(ends);
            return link == null
                    ? null
                    : new Version(new Rank(0, 0), Documents.link(link).toString());
        }

        private static Ends ends(String id) {
            int space = id.indexOf(' ');
            return Ends.of(new UnitId(id.substring(0, space)), new UnitId(id.substring(space + 1)));
        }

        private static NavigableMap<LocalDate, @Nullable Version> from(LocalDate first, @Nullable Version version) {
            var versions = new TreeMap<LocalDate, @Nullable Version>();
            versions.put(first, version);
            return versions;
        }

        private static void put(
                Map<String, NavigableMap<LocalDate, @Nullable Version>> versions,
                String id,
                LocalDate day,
                @Nullable Version version) {
            versions.computeIfAbsent(id, none -> new TreeMap<>()).put(day, version);
        }
    }
}
