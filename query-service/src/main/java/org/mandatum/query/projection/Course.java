package org.mandatum.query.projection;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.CoordinationLink;
import org.mandatum.organisation.CoordinationLink.Ends;
import org.mandatum.organisation.Correction;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.organisation.EndedFunction;
import org.mandatum.organisation.EndedLink;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Timeline;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.projection.Revision.Entry;
import org.mandatum.query.projection.Revision.Kind;
import org.mandatum.query.projection.Revision.Period;

/**
 * The course of one organisation's history as known so far, and what each further package makes of it: which parts of the
 * structure are otherwise now, and on which days. Nothing but the fold.
 */
final class Course {
    private final Timeline timeline;

    Course(OrganisationId organisation) {
        timeline = new Timeline(organisation);
    }

    /** How many changes it holds. */
    int size() {
        return timeline.changes().size();
    }

    /** Takes in what was projected before, without asking what it changed. */
    void recall(RecordedEvent event) {
        if (event.event() instanceof StructuralEvent) timeline.add(event.change());
        if (event.event() instanceof Correction correction) timeline.correct(correction);
    }

    /** Takes in a whole package; what it changed, part by part. */
    List<Entry> take(List<RecordedEvent> events) {
        LocalDate first = firstDay(events);
        if (first == null) {
            events.forEach(this::recall);
            return List.of();
        }
        // As far as the day of the recording the fold is kept; what is dated later is folded as needed, ever again.
        int present = timeline.firstAfter(LocalDate.ofInstant(events.getLast().recordedAt(), ZoneOffset.UTC));
        boolean corrects = events.stream().anyMatch(event -> event.event() instanceof Correction);
        if (!corrects) {
            List<Change> changes = events.stream()
                    .filter(event -> event.event() instanceof StructuralEvent)
                    .map(RecordedEvent::change)
                    .sorted(Change.EFFECTIVE_ORDER)
                    .toList();
            var detour = new Detour(timeline, changes, present);
            List<Entry> alone = detour.entries();
            if (alone != null) {
                detour.arrive();
                return alone;
            }
        }
        // A new change stands behind all that were recorded before it for the same day; a corrected one may stand
        // before.
        int index = corrects ? timeline.firstOn(first) : timeline.firstAfter(first);
        Structure before = Detour.before(timeline, index, present);
        var old = Walk.along(timeline, index, before);
        events.forEach(this::recall);
        var current = Walk.along(timeline, index, before);
        var parts = new HashSet<>(old.states.keySet());
        parts.addAll(current.states.keySet());
        var entries = new ArrayList<Entry>();
        for (Part part : parts) {
            Entry entry = entry(part, part.in(before), old.states.get(part), current.states.get(part));
            if (entry != null) entries.add(entry);
        }
        return entries;
    }

    /** The first day on which something may be otherwise; null when nothing is. */
    private @Nullable LocalDate firstDay(List<RecordedEvent> events) {
        LocalDate first = null;
        for (RecordedEvent event : events) {
            if (event.event() instanceof StructuralEvent e) first = earlier(first, e.effectiveOn());
            if (event.event() instanceof EffectiveDateCorrected e) first = earlier(first, e.effectiveOn());
            if (event.event() instanceof Correction e)
                first = earlier(
                        first,
                        Objects.requireNonNull(timeline.change(e.change()), "the change that is corrected")
                                .effectiveOn());
        }
        return first;
    }

    private static LocalDate earlier(@Nullable LocalDate one, LocalDate other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    /** A unit (in force or ended), a function or a link: what has a life of its own in a structure. */
    record Part(Kind kind, String id) {
        static Part of(Kind kind, Ends ends) {
            return new Part(kind, ends.first() + " " + ends.second());
        }

        @Nullable
        Object in(Structure structure) {
            return switch (kind) {
                case UNIT -> structure.unit(new UnitId(id));
                case ENDED_UNIT -> structure.ended(new UnitId(id));
                case FUNCTION -> structure.function(new FunctionId(id));
                case ENDED_FUNCTION -> structure.discontinued(new FunctionId(id));
                case LINK -> structure.link(ends());
                case ENDED_LINK -> structure.dissolved(ends());
            };
        }

        private Ends ends() {
            int space = id.indexOf(' ');
            return Ends.of(new UnitId(id.substring(0, space)), new UnitId(id.substring(space + 1)));
        }
    }

    /** What each part becomes along the way, day by day; null where it is not there. */
    static final class Walk {
        private final Map<Part, NavigableMap<LocalDate, @Nullable Object>> states = new HashMap<>();

        static Walk along(Timeline timeline, int index, Structure before) {
            var walk = new Walk();
            Structure structure = before;
            List<Change> changes = timeline.changes();
            for (int i = index; i < changes.size(); i++) {
                structure = structure.after(changes.get(i));
                walk.note(structure, changes.get(i).effectiveOn());
            }
            return walk;
        }

        /** What the structure's last change, on that day, has made of what it touched. */
        void note(Structure structure, LocalDate day) {
            for (UnitId id : structure.touched().units()) {
                put(new Part(Kind.UNIT, id.value()), structure, day);
                put(new Part(Kind.ENDED_UNIT, id.value()), structure, day);
            }
            for (FunctionId id : structure.touched().functions()) {
                put(new Part(Kind.FUNCTION, id.value()), structure, day);
                put(new Part(Kind.ENDED_FUNCTION, id.value()), structure, day);
            }
            for (Ends ends : structure.touched().links()) {
                put(Part.of(Kind.LINK, ends), structure, day);
                put(Part.of(Kind.ENDED_LINK, ends), structure, day);
            }
        }

        private void put(Part part, Structure structure, LocalDate day) {
            states.computeIfAbsent(part, none -> new TreeMap<>()).put(day, part.in(structure));
        }

        @Nullable
        NavigableMap<LocalDate, @Nullable Object> of(Part part) {
            return states.get(part);
        }

        Set<Part> parts() {
            return states.keySet();
        }
    }

    /** Null when both courses agree. */
    static @Nullable Entry entry(
            Part part,
            @Nullable Object eve,
            @Nullable NavigableMap<LocalDate, @Nullable Object> old,
            @Nullable NavigableMap<LocalDate, @Nullable Object> current) {
        List<Period> before = periods(eve, old);
        List<Period> after = periods(eve, current);
        var superseded = new ArrayList<LocalDate>();
        for (Period period : before) if (!after.contains(period)) superseded.add(period.from());
        var asserted = new ArrayList<Period>();
        for (Period period : after) if (!before.contains(period)) asserted.add(period);
        return superseded.isEmpty() && asserted.isEmpty()
                ? null
                : new Entry(part.kind(), part.id(), superseded, asserted);
    }

    private static List<Period> periods(
            @Nullable Object eve, @Nullable NavigableMap<LocalDate, @Nullable Object> states) {
        var periods = new ArrayList<Period>();
        LocalDate from = eve == null ? null : since(eve);
        Object value = eve;
        if (states != null)
            for (var state : states.entrySet()) {
                if (Objects.equals(value, state.getValue())) continue;
                // What an earlier change of the same day had made of it held on no day.
                if (value != null && from != null && from.isBefore(state.getKey()))
                    periods.add(new Period(from, state.getKey(), value));
                from = state.getKey();
                value = state.getValue();
            }
        if (value != null && from != null) periods.add(new Period(from, null, value));
        return periods;
    }

    /** The first day on which a part was as it is. */
    private static LocalDate since(Object value) {
        return switch (value) {
            case Unit unit -> unit.changed().effectiveOn();
            case EndedUnit unit -> unit.ended().effectiveOn();
            case Function function -> function.changed().effectiveOn();
            case EndedFunction function -> function.ended().effectiveOn();
            case CoordinationLink link -> link.linked().effectiveOn();
            case EndedLink link -> link.ended().effectiveOn();
            default -> throw new IllegalArgumentException(value.getClass() + " is no part of a structure");
        };
    }
}
