package org.mandatum.query.history;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Timeline;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;

/**
 * The life of one unit, from a time line: every change that made it another one, and its relatives before and after. Pure.
 *
 * @param entries in the order of effective date
 * @param functions what it received and gave away, likewise
 */
record UnitHistory(UnitId unit, List<Entry> entries, List<FunctionEntry> functions) {
    /** One change; before is absent when the unit came into being, after when it ended. */
    record Entry(
            Change change, @Nullable Unit before, @Nullable Unit after) {}

    /** A function came from somewhere, or went somewhere. */
    record FunctionEntry(
            Change change,
            org.mandatum.organisation.FunctionId function,
            @Nullable UnitId from,
            @Nullable UnitId to) {}

    static UnitHistory of(Timeline timeline, UnitId unit) {
        var entries = new ArrayList<Entry>();
        var functions = new ArrayList<FunctionEntry>();
        Structure before = timeline.before(0);
        for (Change change : timeline.changes()) {
            Structure after = before.after(change);
            if (after.touched().units().contains(unit) && !Objects.equals(before.unit(unit), after.unit(unit)))
                entries.add(new Entry(change, before.unit(unit), after.unit(unit)));
            for (var function : after.touched().functions()) {
                var had = before.function(function);
                var has = after.function(function);
                UnitId from = had == null ? null : had.holder();
                UnitId to = has == null ? null : has.holder();
                if (!Objects.equals(from, to) && (unit.equals(from) || unit.equals(to)))
                    functions.add(new FunctionEntry(change, function, from, to));
            }
            before = after;
        }
        return new UnitHistory(unit, List.copyOf(entries), List.copyOf(functions));
    }

    /** The unit as it was at its latest, also when it has ended; null when it never was. */
    static @Nullable Unit atLatest(Structure latest, UnitId unit) {
        Unit inForce = latest.unit(unit);
        if (inForce != null) return inForce;
        EndedUnit ended = latest.ended(unit);
        return ended == null ? null : ended.last();
    }

    /** Predecessors, and theirs, nearest first. */
    static List<UnitId> ancestors(Structure latest, UnitId unit) {
        return reachable(unit, id -> {
            Unit known = atLatest(latest, id);
            return known == null ? List.of() : known.predecessors();
        });
    }

    /** Successors, and theirs, nearest first. */
    static List<UnitId> descendants(Structure latest, UnitId unit) {
        return reachable(unit, id -> {
            EndedUnit ended = latest.ended(id);
            return ended == null ? List.of() : ended.successors();
        });
    }

    private static List<UnitId> reachable(UnitId start, java.util.function.Function<UnitId, List<UnitId>> next) {
        Set<UnitId> found = new LinkedHashSet<>(next.apply(start));
        var open = new ArrayList<>(found);
        while (!open.isEmpty())
            for (UnitId id : next.apply(open.removeFirst())) if (!id.equals(start) && found.add(id)) open.add(id);
        return List.copyOf(found);
    }
}
