package org.mandatum.query.history;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.Change.Cause;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.Respect;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.index.OrganisationIndex;
import org.mandatum.query.index.Row;

/**
 * The life of one unit as known at one moment: every change that made it otherwise, and its relatives before and after. What
 * held on no day, since the same day changed it again, is not part of it.
 */
record UnitLife(UnitId unit, List<Step> steps, List<Handover> handovers) {
    /** One change, and in which respects; before is absent when the unit came into being, after when it ended. */
    record Step(
            Cause cause,
            Set<Respect> respects,
            @Nullable Unit before,
            @Nullable Unit after) {}

    /** A function came from somewhere, or went somewhere. */
    record Handover(
            Cause cause,
            FunctionId function,
            @Nullable UnitId from,
            @Nullable UnitId to) {}

    static UnitLife of(OrganisationIndex index, UnitId unit, Instant knownAt) {
        var steps = new ArrayList<Step>();
        Unit before = null;
        LocalDate until = null;
        for (Row<Unit> row : index.lifeOfUnit(unit.value(), knownAt)) {
            boolean after = row.from().equals(until);
            steps.addAll(steps(after ? before : null, row.value(), row.from()));
            before = row.value();
            until = row.until();
        }
        for (Row<EndedUnit> row : index.endsOfUnit(unit.value(), knownAt))
            steps.add(new Step(row.value().ended(), Set.of(), row.value().last(), null));
        return new UnitLife(unit, List.copyOf(steps), handovers(index, unit, knownAt));
    }

    /** What happened on one day, change by change. */
    private static List<Step> steps(@Nullable Unit before, Unit after, LocalDate day) {
        Map<Cause, Set<Respect>> causes = new LinkedHashMap<>();
        if (before == null) causes.put(after.established(), Set.of());
        after.causes().forEach((respect, cause) -> {
            if (cause.effectiveOn().equals(day) && (before == null || !cause.equals(before.cause(respect))))
                causes.computeIfAbsent(cause, none -> new TreeSet<>()).add(respect);
        });
        return causes.entrySet().stream()
                .map(entry -> new Step(entry.getKey(), entry.getValue(), before, after))
                .toList();
    }

    private static List<Handover> handovers(OrganisationIndex index, UnitId unit, Instant knownAt) {
        var handovers = new ArrayList<Handover>();
        for (String id : new TreeSet<>(index.functionsEverHeldBy(unit.value()))) {
            UnitId holder = null;
            for (Row<Function> row : index.lifeOfFunction(id, knownAt)) {
                UnitId next = row.value().holder();
                if (!next.equals(holder) && (next.equals(unit) || unit.equals(holder)))
                    handovers.add(new Handover(
                            row.value().cause(Respect.HOLDER), row.value().id(), holder, next));
                holder = next;
            }
            var ended = index.endedFunction(id, LocalDate.of(9999, 12, 31), knownAt);
            if (ended != null && unit.equals(holder))
                handovers.add(new Handover(ended.value().ended(), new FunctionId(id), holder, null));
        }
        return List.copyOf(handovers);
    }

    /** The unit as it was at its latest, also when it has ended; null when it never was. */
    static @Nullable Unit atLatest(OrganisationIndex index, UnitId unit, Instant knownAt) {
        List<Row<Unit>> life = index.lifeOfUnit(unit.value(), knownAt);
        if (!life.isEmpty()) return life.getLast().value();
        // It began and ended on one day.
        EndedUnit ended = atEnd(index, unit, knownAt);
        return ended == null ? null : ended.last();
    }

    /** How it ended for good, or at least for as long as is known. */
    static @Nullable EndedUnit atEnd(OrganisationIndex index, UnitId unit, Instant knownAt) {
        Row<EndedUnit> row = index.endedUnit(unit.value(), LocalDate.of(9999, 12, 31), knownAt);
        return row == null ? null : row.value();
    }

    /** Predecessors, and theirs, nearest first. */
    static List<UnitId> ancestors(OrganisationIndex index, UnitId unit, Instant knownAt) {
        return reachable(unit, id -> {
            Unit known = atLatest(index, id, knownAt);
            return known == null ? List.of() : known.predecessors();
        });
    }

    /** Successors, and theirs, nearest first. */
    static List<UnitId> descendants(OrganisationIndex index, UnitId unit, Instant knownAt) {
        return reachable(unit, id -> {
            EndedUnit ended = atEnd(index, id, knownAt);
            return ended == null ? List.of() : ended.successors();
        });
    }

    private static List<UnitId> reachable(UnitId start, java.util.function.Function<UnitId, List<UnitId>> next) {
        Set<UnitId> found = new LinkedHashSet<>(next.apply(start));
        var open = new ArrayList<>(found);
        while (!open.isEmpty())
            for (UnitId id : next.apply(open.removeFirst()))
                if (!Objects.equals(id, start) && found.add(id)) open.add(id);
        return List.copyOf(found);
    }
}
