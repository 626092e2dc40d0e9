package org.mandatum.query.projection;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
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
    /** Of the changes of the time line, in its order. */
    private final Signatures signatures = new Signatures();

    Course(OrganisationId organisation) {
        timeline = new Timeline(organisation);
    }

    /** How many changes it holds. */
    int size() {
        return timeline.changes().size();
    }

    /** Takes in what was projected before, without asking what it changed. */
    void recall(RecordedEvent event) {
        if (event.event() instanceof StructuralEvent) {
            timeline.add(event.change());
            sign(event.id());
        }
        if (event.event() instanceof Correction correction) {
            Change corrected = timeline.change(correction.change());
            if (corrected != null) signatures.remove(timeline.placeOf(corrected));
            timeline.correct(correction);
            sign(correction.change());
        }
    }

    private void sign(String event) {
        Change change = timeline.change(event);
        if (change != null) signatures.insert(timeline.placeOf(change), Concerns.signature(change.fact()));
    }

    /**
     * What became of a package.
     *
     * @param entries what it changed, part by part
     * @param about which units its changes are about
     */
    record Taken(List<Entry> entries, About about) {}

    /** Takes in a whole package. */
    Taken take(List<RecordedEvent> events) {
        var gone = new ArrayList<Change>();
        // By the event that recorded each: a change may be corrected in the package that makes it.
        var come = new LinkedHashMap<String, Change>();
        for (RecordedEvent event : events) {
            if (event.event() instanceof StructuralEvent) come.put(event.id(), event.change());
            if (!(event.event() instanceof Correction correction)) continue;
            Change corrected = come.remove(correction.change());
            if (corrected == null) {
                corrected =
                        Objects.requireNonNull(timeline.change(correction.change()), "the change that is corrected");
                gone.add(corrected);
            }
            if (correction instanceof EffectiveDateCorrected e)
                come.put(e.change(), corrected.correctedTo(e.effectiveOn()));
        }
        if (gone.isEmpty() && come.isEmpty()) return new Taken(List.of(), new About());
        // As far as the day of the recording the fold is kept; what is dated later is folded as needed, ever again.
        int present = timeline.firstAfter(LocalDate.ofInstant(events.getLast().recordedAt(), ZoneOffset.UTC));
        var detour = new Detour(timeline, signatures, inOrder(gone), inOrder(come.values()), present);
        List<Entry> entries = detour.entries();
        detour.arrive();
        return new Taken(entries, detour.about());
    }

    private static List<Change> inOrder(Collection<Change> changes) {
        return changes.stream().sorted(Change.EFFECTIVE_ORDER).toList();
    }

    /**
     * A unit, a function or a link, in force or over: what has a life of its own in a structure.
     *
     * @param of a {@link UnitId}, a {@link FunctionId} or a link's {@link Ends}
     */
    record Part(Kind kind, Object of) {
        /** The two lives of one identity: while it is in force, and once that is over. */
        static List<Part> bothOf(Object identity) {
            return switch (identity) {
                case UnitId unit -> List.of(new Part(Kind.UNIT, unit), new Part(Kind.ENDED_UNIT, unit));
                case FunctionId function ->
                    List.of(new Part(Kind.FUNCTION, function), new Part(Kind.ENDED_FUNCTION, function));
                case Ends ends -> List.of(new Part(Kind.LINK, ends), new Part(Kind.ENDED_LINK, ends));
                default -> throw new IllegalArgumentException(identity + " names no part of a structure");
            };
        }

        @Nullable
        Object in(Structure structure) {
            return switch (kind) {
                case UNIT -> structure.unit((UnitId) of);
                case ENDED_UNIT -> structure.ended((UnitId) of);
                case FUNCTION -> structure.function((FunctionId) of);
                case ENDED_FUNCTION -> structure.discontinued((FunctionId) of);
                case LINK -> structure.link((Ends) of);
                case ENDED_LINK -> structure.dissolved((Ends) of);
            };
        }

        String id() {
            return of instanceof Ends ends ? ends.first() + " " + ends.second() : of.toString();
        }
    }

    /** What the last change made otherwise, or would have: units, functions and the ends of links. */
    static List<Object> touched(Structure structure) {
        var touched = new ArrayList<Object>(structure.touched().units());
        touched.addAll(structure.touched().functions());
        touched.addAll(structure.touched().links());
        return touched;
    }

    /** What each part becomes along the way, day by day; null where it is not there. */
    static final class Walk {
        private final Map<Part, NavigableMap<LocalDate, @Nullable Object>> states = new HashMap<>();

        /** What the structure's last change, on that day, has made of these identities. */
        void note(Structure structure, LocalDate day, Predicate<Object> these) {
            for (Object identity : touched(structure))
                if (these.test(identity))
                    for (Part part : Part.bothOf(identity))
                        states.computeIfAbsent(part, none -> new TreeMap<>()).put(day, part.in(structure));
        }

        @Nullable
        NavigableMap<LocalDate, @Nullable Object> of(Part part) {
            return states.get(part);
        }
    }

    /** What the two courses of a part have otherwise; null when they agree. */
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
