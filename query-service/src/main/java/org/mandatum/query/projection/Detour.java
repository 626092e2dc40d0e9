package org.mandatum.query.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.CoordinationLink.Ends;
import org.mandatum.organisation.EstablishedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.FunctionStatement;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.Timeline;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.projection.Revision.Entry;

/**
 * A new package among later changes that are known already, at a cost that does not depend on how many there are: most of
 * them concern other parts of the structure and come out as before. Only the parts that the package names are followed,
 * with and without it. Where a later change reaches parts that it does not name itself (eliminations, mergers …) and
 * comes near those followed, the detour is given up, and the whole way must be walked.
 */
final class Detour {
    private final Timeline timeline;
    private final List<Change> changes;
    private final int present;
    private final Set<UnitId> units = new HashSet<>();
    private final Set<FunctionId> functions = new HashSet<>();
    private final Set<Ends> links = new HashSet<>();
    /** Units from which a sweeping change would reach the parts that are followed. */
    private final Set<UnitId> near = new HashSet<>();

    private Structure without;
    private Structure with;
    /** The whole structure after the package; null unless it stands where the fold has come to. */
    private @Nullable Structure latest;
    /** The structures that are kept further on, as the package makes them; null when that was not followed. */
    private @Nullable Map<Integer, Structure> revised;

    /**
     * @param changes the package, in the order of effective date
     * @param present how far the fold may be kept
     */
    Detour(Timeline timeline, List<Change> changes, int present) {
        this.timeline = timeline;
        this.changes = changes;
        this.present = present;
        without = Structure.empty(changes.getFirst().fact().organisation());
        with = without;
    }

    /** What the package makes otherwise; null when the detour had to be given up. */
    @Nullable
    List<Entry> entries() {
        int index = timeline.placeOf(changes.getFirst());
        boolean together = timeline.placeOf(changes.getLast()) == index;
        boolean sweeping = changes.stream().anyMatch(change -> isSweeping(change.fact()));
        if (together && (sweeping || index <= present)) return fromTheWhole(index);
        return sweeping ? null : fromTheParts(index);
    }

    /** Has the time line take the package in. What was followed here need not be folded there again. */
    void arrive() {
        if (revised == null) changes.forEach(timeline::add);
        else timeline.insert(changes, revised);
        if (latest != null) timeline.fold(timeline.folded() + changes.size(), latest);
    }

    /** Folds the package into the whole structure of its day: what it touches there is what must be followed. */
    private @Nullable List<Entry> fromTheWhole(int index) {
        Structure before = before(timeline, index, present);
        Structure after = before;
        var current = new Course.Walk();
        for (Change change : changes) {
            after = after.after(change);
            current.note(after, change.effectiveOn());
            units.addAll(after.touched().units());
            functions.addAll(after.touched().functions());
            links.addAll(after.touched().links());
        }
        if (index == timeline.folded()) latest = after;
        without = before.only(units, functions, links);
        with = after.only(units, functions, links);
        lookAround();
        var old = new Course.Walk();
        List<Change> known = timeline.changes();
        var further = new HashMap<Integer, Structure>();
        for (int i = index; i <= known.size(); i++) {
            // Nobody but these parts is otherwise there; where they are as before, nobody is.
            if (i > index && timeline.keeps(i))
                further.put(i, timeline.before(i).with(with, units, functions, links));
            if (i < known.size() && !pass(known.get(i), old, current)) return null;
        }
        revised = further;
        return entries(before, old, current);
    }

    /** For a package that is dated ahead: what it names is followed from today to its day, and then with and without it. */
    private @Nullable List<Entry> fromTheParts(int index) {
        List<Change> known = timeline.changes();
        changes.forEach(change -> follow(change.fact()));
        int base = Math.min(index, present);
        without = timeline.before(base).only(units, functions, links);
        with = without;
        lookAround();
        for (int i = base; i < index; i++) if (!pass(known.get(i), null, null)) return null;
        with = without;
        Structure eve = without;
        var old = new Course.Walk();
        var current = new Course.Walk();
        int own = 0;
        for (int i = index; i < known.size() || own < changes.size(); ) {
            if (own < changes.size()
                    && (i == known.size() || Change.EFFECTIVE_ORDER.compare(changes.get(own), known.get(i)) < 0)) {
                Change change = changes.get(own++);
                with = with.after(change);
                current.note(with, change.effectiveOn());
                lookAround();
            } else if (!pass(known.get(i++), old, current)) return null;
        }
        return entries(eve, old, current);
    }

    /** The structure before a place; the fold is kept as far as the present only. */
    static Structure before(Timeline timeline, int index, int present) {
        Structure structure = timeline.before(Math.min(index, present));
        for (int i = present; i < index; i++)
            structure = structure.after(timeline.changes().get(i));
        return structure;
    }

    private static List<Entry> entries(Structure eve, Course.Walk old, Course.Walk current) {
        var parts = new HashSet<>(old.parts());
        parts.addAll(current.parts());
        var entries = new ArrayList<Entry>();
        for (Course.Part part : parts) {
            Entry entry = Course.entry(part, part.in(eve), old.of(part), current.of(part));
            if (entry != null) entries.add(entry);
        }
        return entries;
    }

    /** Goes past a change that is known already; false when that cannot be told from the parts that are followed. */
    private boolean pass(Change passed, Course.@Nullable Walk old, Course.@Nullable Walk current) {
        StructuralEvent fact = passed.fact();
        if (isSweeping(fact)) return !reaches(fact);
        if (!concerns(fact)) return true;
        without = without.after(passed);
        if (old != null) old.note(without, passed.effectiveOn());
        if (current != null) {
            with = with.after(passed);
            current.note(with, passed.effectiveOn());
        }
        follow(fact);
        lookAround();
        return true;
    }

    private void lookAround() {
        for (Structure course : List.of(without, with)) {
            for (UnitId id : units) {
                near.add(id);
                Unit unit = course.unit(id);
                if (unit == null) continue;
                if (unit.parent() != null) near.add(unit.parent());
                for (Superior superior : unit.reportsTo()) if (superior.unit() != null) near.add(superior.unit());
            }
            for (FunctionId id : functions) {
                Function function = course.function(id);
                if (function != null) near.add(function.holder());
            }
        }
        for (Ends ends : links) {
            near.add(ends.first());
            near.add(ends.second());
        }
    }

    /** Changes that reach parts which they do not name. */
    private static boolean isSweeping(StructuralEvent fact) {
        return switch (fact) {
            case SecretariatEliminated e -> true;
            case UnitEliminated e -> true;
            case UnitConverted e -> true;
            case UnitsMerged e -> true;
            case UnitSplit e -> true;
            case UnitReinstated e -> true;
            default -> false;
        };
    }

    private boolean concerns(StructuralEvent fact) {
        for (Object id : named(fact)) if (isFollowed(id)) return true;
        return false;
    }

    private void follow(StructuralEvent fact) {
        named(fact).forEach(id -> {
            switch (id) {
                case UnitId unit -> units.add(unit);
                case FunctionId function -> functions.add(function);
                case Ends ends -> links.add(ends);
                default -> throw new IllegalArgumentException(id + " names no part of a structure");
            }
        });
    }

    private boolean isFollowed(Object id) {
        return switch (id) {
            case UnitId unit -> units.contains(unit);
            case FunctionId function -> functions.contains(function);
            case Ends ends -> links.contains(ends);
            default -> false;
        };
    }

    /** The parts that a change makes otherwise, when it is not a sweeping one. */
    private static List<?> named(StructuralEvent fact) {
        return switch (fact) {
            case SecretariatCreated e -> born(e.unit(), e.functions());
            case UnitCreated e -> born(e.unit(), e.functions());
            case UnitRenamed e -> List.of(e.unit());
            case UnitMoved e -> List.of(e.unit());
            case ReportingLinesSet e -> List.of(e.unit());
            case UnitSuspended e -> List.of(e.unit());
            case UnitReactivated e -> List.of(e.unit());
            case UnitAlignedWithPillar e -> List.of(e.unit());
            case FunctionAssigned e -> List.of(e.function());
            case FunctionRedistributed e -> List.of(e.function());
            case FunctionRevised e -> List.of(e.function());
            case FunctionDiscontinued e -> List.of(e.function());
            case CoordinationLinked e ->
                List.of(Ends.of(e.units().get(0), e.units().get(1)));
            case CoordinationUnlinked e ->
                List.of(Ends.of(e.units().get(0), e.units().get(1)));
            default -> throw new IllegalArgumentException(fact + " reaches further than it says");
        };
    }

    private static List<?> born(UnitId unit, List<FunctionStatement> functions) {
        if (functions.isEmpty()) return List.of(unit);
        var named = new ArrayList<Object>(functions.size() + 1);
        named.add(unit);
        for (FunctionStatement function : functions) named.add(function.id());
        return named;
    }

    /** Whether a sweeping change comes near the parts that are followed. */
    private boolean reaches(StructuralEvent fact) {
        for (Object id : swept(fact))
            if (isFollowed(id) || (id instanceof UnitId unit && near.contains(unit))) return true;
        return false;
    }

    private static List<?> swept(StructuralEvent fact) {
        return switch (fact) {
            case SecretariatEliminated e -> placed(e.unit(), e.redistribution(), e.subordinates());
            case UnitEliminated e -> placed(e.unit(), e.redistribution(), e.subordinates());
            case UnitConverted e -> List.of(e.unit(), e.into().unit());
            case UnitsMerged e -> {
                var merged = new ArrayList<Object>(e.units());
                merged.add(e.into());
                yield merged;
            }
            case UnitSplit e -> split(e);
            case UnitReinstated e -> List.of(e.unit());
            default -> List.of();
        };
    }

    private static List<?> placed(UnitId ended, List<PlacedFunction> functions, List<PlacedUnit> units) {
        var placed = new ArrayList<Object>();
        placed.add(ended);
        for (PlacedFunction function : functions) placed.add(function.function());
        for (PlacedUnit unit : units) placed.add(unit.unit());
        return placed;
    }

    private static List<?> split(UnitSplit split) {
        var parts = new ArrayList<Object>();
        parts.add(split.unit());
        for (EstablishedUnit part : split.into()) {
            parts.add(part.unit());
            parts.addAll(part.functions());
            parts.addAll(part.subordinates());
        }
        return parts;
    }
}
