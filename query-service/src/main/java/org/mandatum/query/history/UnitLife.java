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
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.Change.Cause;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.EstablishedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.Respect;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.StructuralEvent.SecretariatEliminated;
import org.mandatum.organisation.StructuralEvent.UnitConverted;
import org.mandatum.organisation.StructuralEvent.UnitEliminated;
import org.mandatum.organisation.StructuralEvent.UnitReinstated;
import org.mandatum.organisation.StructuralEvent.UnitSplit;
import org.mandatum.organisation.StructuralEvent.UnitsMerged;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.index.OrganisationIndex;
import org.mandatum.query.index.Row;

/**
 * The life of one unit as known at one moment: every change that made it otherwise or brought it a successor, and its relatives
 * before and after. What held on no day, since the same day changed it again in the same respect, is not part of it; that it
 * ended is, also when it was reinstated on the same day.
 */
record UnitLife(UnitId unit, List<Step> steps, List<Handover> handovers) {
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    /**
     * One change, and in which respects; before is absent when the unit came into being, after when it ended.
     *
     * @param successors the units that follow it by this change
     */
    record Step(
            Cause cause,
            Set<Respect> respects,
            @Nullable Unit before,
            @Nullable Unit after,
            List<UnitId> successors) {
        /** Whether it brought the unit into being. */
        boolean begins() {
            return before == null;
        }
    }

    /** A function came from somewhere, or went somewhere. */
    record Handover(
            Cause cause,
            FunctionId function,
            @Nullable UnitId from,
            @Nullable UnitId to) {}

    /** Days on which it both ended and was reinstated: of that end no day shows anything. */
    static Set<LocalDate> daysOfReturn(OrganisationIndex index, UnitId unit, Instant knownAt) {
        var days = new TreeSet<LocalDate>();
        Unit before = null;
        LocalDate until = null;
        for (Row<Unit> row : index.lifeOfUnit(unit.value(), knownAt)) {
            Unit eve = row.from().equals(until) ? before : null;
            if (isBack(eve, row.value(), row.from())) days.add(row.from());
            before = row.value();
            until = row.until();
        }
        for (Row<EndedUnit> row : index.endsOfUnit(unit.value(), knownAt)) {
            Row<Unit> eve = index.unit(unit.value(), row.from().minusDays(1), knownAt);
            if (isBack(eve == null ? null : eve.value(), row.value().last(), row.from())) days.add(row.from());
        }
        return days;
    }

    /** Whether it may have been there before on the day on which it came into being: it then had its name already. */
    private static boolean isBack(@Nullable Unit eve, Unit unit, LocalDate day) {
        if (eve != null) return isAnew(eve, unit);
        Cause named = unit.cause(Respect.NAME);
        return named.effectiveOn().equals(day) && !named.equals(unit.established());
    }

    /** @param returns changes of the {@linkplain #daysOfReturn days of return} that may have ended it, or reinstated it */
    static UnitLife of(OrganisationIndex index, UnitId unit, List<Change> returns, Instant knownAt) {
        var steps = new ArrayList<Step>();
        Unit before = null;
        LocalDate until = null;
        for (Row<Unit> row : index.lifeOfUnit(unit.value(), knownAt)) {
            boolean after = row.from().equals(until);
            steps.addAll(steps(after ? before : null, row.value(), row.from()));
            before = row.value();
            until = row.until();
        }
        for (Row<EndedUnit> row : index.endsOfUnit(unit.value(), knownAt)) {
            EndedUnit end = row.value();
            Row<Unit> eve = index.unit(unit.value(), row.from().minusDays(1), knownAt);
            for (Step step : steps(eve == null ? null : eve.value(), end.last(), row.from()))
                if (!isTold(steps, step.cause()) && !step.cause().equals(end.ended())) steps.add(step);
            steps.add(new Step(end.ended(), Set.of(), end.last(), null, end.successors()));
        }
        for (Change change : returns) {
            if (isTold(steps, change.cause())) continue;
            if (ends(change.fact(), unit)) {
                Unit eve = on(index, unit, change.effectiveOn().minusDays(1), knownAt);
                steps.add(new Step(change.cause(), Set.of(), eve, null, successors(change.fact())));
            } else if (reinstates(change.fact(), unit)) {
                Unit evening = on(index, unit, change.effectiveOn(), knownAt);
                steps.add(new Step(change.cause(), Set.of(), null, evening, List.of()));
            }
        }
        splits(index, unit, steps, knownAt).forEach((cause, parts) -> {
            Unit there = on(index, unit, cause.effectiveOn(), knownAt);
            if (there != null && !isTold(steps, cause)) steps.add(new Step(cause, Set.of(), there, there, parts));
        });
        return new UnitLife(unit, List.copyOf(steps), handovers(index, unit, knownAt));
    }

    private static boolean isTold(List<Step> steps, Cause cause) {
        return steps.stream().anyMatch(step -> step.cause().event().equals(cause.event()));
    }

    /** What happened on one day; each change shows all of it, until it is told {@linkplain ChangeByChange change by change}. */
    private static List<Step> steps(@Nullable Unit before, Unit after, LocalDate day) {
        Map<Cause, Set<Respect>> causes = new LinkedHashMap<>();
        Unit eve = before == null || isAnew(before, after) ? null : before;
        if (eve == null) causes.put(after.established(), new TreeSet<>());
        after.causes().forEach((respect, cause) -> {
            if (cause.effectiveOn().equals(day) && (before == null || !cause.equals(before.cause(respect))))
                causes.computeIfAbsent(cause, none -> new TreeSet<>()).add(respect);
        });
        return causes.entrySet().stream()
                .map(entry -> {
                    boolean begins = entry.getKey().equals(after.established());
                    Unit was = begins ? null : eve == null ? after : eve;
                    return new Step(entry.getKey(), entry.getValue(), was, after, List.of());
                })
                .toList();
    }

    private static boolean ends(StructuralEvent fact, UnitId unit) {
        return switch (fact) {
            case SecretariatEliminated e -> e.unit().equals(unit);
            case UnitEliminated e -> e.unit().equals(unit);
            case UnitConverted e -> e.unit().equals(unit);
            case UnitsMerged e -> e.units().contains(unit) && !e.into().equals(unit);
            case UnitSplit e -> e.unit().equals(unit) && !e.keeps();
            default -> false;
        };
    }

    private static List<UnitId> successors(StructuralEvent fact) {
        return switch (fact) {
            case SecretariatEliminated e -> e.successor() == null ? List.of() : List.of(e.successor());
            case UnitEliminated e -> e.successor() == null ? List.of() : List.of(e.successor());
            case UnitConverted e -> List.of(e.into().unit());
            case UnitsMerged e -> List.of(e.into());
            case UnitSplit e -> e.into().stream().map(EstablishedUnit::unit).toList();
            default -> List.of();
        };
    }

    private static boolean reinstates(StructuralEvent fact, UnitId unit) {
        return fact instanceof UnitReinstated e && e.unit().equals(unit);
    }

    /** Whether it has ended and come into being again in between. */
    private static boolean isAnew(Unit before, Unit after) {
        return !after.established().equals(before.established());
    }

    /** What split off others from it while it went on: of its successors, those that none of its ends has brought. */
    private static Map<Cause, List<UnitId>> splits(
            OrganisationIndex index, UnitId unit, List<Step> ends, Instant knownAt) {
        var splits = new LinkedHashMap<Cause, List<UnitId>>();
        for (String id : index.unitsEverRelatedTo(unit.value()))
            states(index, new UnitId(id), knownAt).stream()
                    .filter(state -> state.predecessors().contains(unit))
                    .findFirst()
                    .filter(part -> ends.stream().noneMatch(end -> isFollowed(end, part)))
                    .ifPresent(part -> splits.computeIfAbsent(part.established(), none -> new ArrayList<>())
                            .add(part.id()));
        return splits;
    }

    /** Whether the other unit came to have it as predecessor by that end. */
    private static boolean isFollowed(Step end, Unit first) {
        return end.successors().contains(first.id())
                && end.cause()
                        .effectiveOn()
                        .equals(first.cause(Respect.PREDECESSORS).effectiveOn());
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
            var ended = index.endedFunction(id, LAST_DAY, knownAt);
            if (ended == null) continue;
            Function last = ended.value().last();
            // It may have begun, or have been handed over, on the day of its end.
            if (!last.holder().equals(holder) && (last.holder().equals(unit) || unit.equals(holder)))
                handovers.add(new Handover(last.cause(Respect.HOLDER), last.id(), holder, last.holder()));
            if (last.holder().equals(unit))
                handovers.add(new Handover(ended.value().ended(), last.id(), unit, null));
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
        Row<EndedUnit> row = index.endedUnit(unit.value(), LAST_DAY, knownAt);
        return row == null ? null : row.value();
    }

    /** Predecessors, and theirs, nearest first. */
    static List<UnitId> ancestors(OrganisationIndex index, UnitId unit, Instant knownAt) {
        return reachable(unit, id -> predecessors(index, id, knownAt));
    }

    /** Successors, and theirs, nearest first. */
    static List<UnitId> descendants(OrganisationIndex index, UnitId unit, Instant knownAt) {
        return reachable(unit, id -> successors(index, id, knownAt));
    }

    /** Those that it names, and those that named it as their successor: whichever side is asked, the answers agree. */
    private static Set<UnitId> predecessors(OrganisationIndex index, UnitId unit, Instant knownAt) {
        var predecessors = new LinkedHashSet<>(named(index, unit, knownAt));
        for (String id : index.unitsEverRelatedTo(unit.value())) {
            var other = new UnitId(id);
            if (namedAtEnd(index, other, knownAt).contains(unit)) predecessors.add(other);
        }
        return predecessors;
    }

    /** Those that it named when it ended, and those that name it as their predecessor. */
    private static Set<UnitId> successors(OrganisationIndex index, UnitId unit, Instant knownAt) {
        var successors = new LinkedHashSet<>(namedAtEnd(index, unit, knownAt));
        for (String id : index.unitsEverRelatedTo(unit.value())) {
            var other = new UnitId(id);
            if (named(index, other, knownAt).contains(unit)) successors.add(other);
        }
        return successors;
    }

    private static Set<UnitId> named(OrganisationIndex index, UnitId unit, Instant knownAt) {
        var predecessors = new LinkedHashSet<UnitId>();
        for (Unit state : states(index, unit, knownAt)) predecessors.addAll(state.predecessors());
        return predecessors;
    }

    private static Set<UnitId> namedAtEnd(OrganisationIndex index, UnitId unit, Instant knownAt) {
        var successors = new LinkedHashSet<UnitId>();
        for (Row<EndedUnit> row : index.endsOfUnit(unit.value(), knownAt))
            successors.addAll(row.value().successors());
        return successors;
    }

    /** How it was, from first to last; also what it was only on the day on which it ended. */
    private static List<Unit> states(OrganisationIndex index, UnitId unit, Instant knownAt) {
        var states = new TreeMap<LocalDate, Unit>();
        for (Row<Unit> row : index.lifeOfUnit(unit.value(), knownAt)) states.put(row.from(), row.value());
        for (Row<EndedUnit> row : index.endsOfUnit(unit.value(), knownAt))
            states.put(row.from(), row.value().last());
        return List.copyOf(states.values());
    }

    /** How it was on a day, or at its end if that was the day. */
    static @Nullable Unit on(OrganisationIndex index, UnitId unit, LocalDate day, Instant knownAt) {
        Row<Unit> row = index.unit(unit.value(), day, knownAt);
        if (row != null) return row.value();
        Row<EndedUnit> ended = index.endedUnit(unit.value(), day, knownAt);
        return ended == null ? null : ended.value().last();
    }

    private static List<UnitId> reachable(UnitId start, java.util.function.Function<UnitId, Set<UnitId>> next) {
        Set<UnitId> found = new LinkedHashSet<>(next.apply(start));
        var open = new ArrayList<>(found);
        while (!open.isEmpty())
            for (UnitId id : next.apply(open.removeFirst()))
                if (!Objects.equals(id, start) && found.add(id)) open.add(id);
        return List.copyOf(found);
    }
}
