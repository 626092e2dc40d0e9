package org.mandatum.query.structure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.Change.Cause;
import org.mandatum.organisation.CoordinationLink;
import org.mandatum.organisation.EndedFunction;
import org.mandatum.organisation.EndedLink;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.Respect;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;

/**
 * What differs between two structures of one organisation. A pure function of them. Every unit, function and link that only one of
 * them has is in exactly one of the lists.
 *
 * <p>The cause of a difference is the change that makes it: of the changes that made either side as it is, the later one. So it
 * is the same whichever side is looked at first.
 *
 * @param succeeded units whose identity went over into others, by conversion, merger or split
 */
record Difference(
        List<Begun<Unit>> created,
        List<Eliminated> eliminated,
        List<Succession> succeeded,
        List<Altered<Unit>> renamed,
        List<Altered<Unit>> moved,
        List<Altered<Unit>> reportingLines,
        List<Altered<Unit>> aligned,
        List<Altered<Unit>> suspended,
        List<Altered<Unit>> reactivated,
        List<Begun<Function>> functionsCreated,
        List<Gone<Function>> functionsDiscontinued,
        List<Altered<Function>> functionsMoved,
        List<Altered<Function>> functionsRevised,
        List<Begun<CoordinationLink>> linked,
        List<Gone<CoordinationLink>> unlinked) {

    /** Something that is otherwise, and by which change. */
    sealed interface Entry {
        Cause cause();
    }

    /** Only there afterwards. */
    record Begun<T>(T part, Cause cause) implements Entry {}

    /** Only there before. */
    record Gone<T>(T last, Cause cause) implements Entry {}

    /** A unit that is only there before, and in no other. */
    record Eliminated(Unit last, List<UnitId> successors, Cause cause) implements Entry {}

    /** A unit that is only there before, and those that its identity went over into. */
    record Succession(Unit last, List<Unit> successors, Cause cause) implements Entry {}

    /** The same identity, before and after. */
    record Altered<T>(T before, T after, Cause cause) implements Entry {}

    static Difference between(StructureView from, StructureView to) {
        var difference = new Difference(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
        Map<UnitId, List<Unit>> heirs = difference.unitsGone(from, to);
        difference.units(from, to, heirs);
        difference.functions(from, to, heirs);
        difference.links(from, to);
        return difference;
    }

    /** Everything that is otherwise. */
    Stream<Entry> entries() {
        return Stream.of(
                        created,
                        eliminated,
                        succeeded,
                        renamed,
                        moved,
                        reportingLines,
                        aligned,
                        suspended,
                        reactivated,
                        functionsCreated,
                        functionsDiscontinued,
                        functionsMoved,
                        functionsRevised,
                        linked,
                        unlinked)
                .flatMap(List::stream);
    }

    /** @return of each unit that is gone and lives on in others, those */
    private Map<UnitId, List<Unit>> unitsGone(StructureView from, StructureView to) {
        var heirs = new HashMap<UnitId, List<Unit>>();
        for (Unit before : from.units()) {
            if (to.unit(before.id()) != null) continue;
            EndedUnit ended = to.ended(before.id());
            // Looking back in time, or in knowledge, a unit may be gone without having ended.
            Cause cause = later(before.established(), ended == null ? null : ended.ended());
            List<Unit> successors = ended == null ? List.of() : successors(to, ended);
            if (successors.isEmpty())
                eliminated.add(new Eliminated(before, ended == null ? List.of() : ended.successors(), cause));
            else {
                succeeded.add(new Succession(before, successors, cause));
                heirs.put(before.id(), successors);
            }
        }
        return heirs;
    }

    /** The units in which its identity lives on, also by way of others that have ended meanwhile. */
    private static List<Unit> successors(StructureView to, EndedUnit first) {
        var found = new LinkedHashMap<UnitId, Unit>();
        var seen = new HashSet<UnitId>();
        var open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            EndedUnit ended = open.remove();
            for (UnitId id : ended.successors()) {
                Unit present = to.unit(id);
                EndedUnit past = present == null ? to.ended(id) : null;
                Unit unit = past == null ? present : past.last();
                // A successor that is only named did not come of it.
                if (unit == null || !unit.predecessors().contains(ended.last().id()) || !seen.add(id)) continue;
                if (past == null) found.put(id, unit);
                else open.add(past);
            }
        }
        return List.copyOf(found.values());
    }

    private void units(StructureView from, StructureView to, Map<UnitId, List<Unit>> heirs) {
        var successors = new HashSet<UnitId>();
        for (List<Unit> some : heirs.values()) for (Unit unit : some) successors.add(unit.id());
        for (Unit after : to.units()) {
            Unit before = from.unit(after.id());
            if (before == null) {
                if (successors.contains(after.id())) continue;
                EndedUnit ended = from.ended(after.id());
                created.add(new Begun<>(after, later(after.established(), ended == null ? null : ended.ended())));
                continue;
            }
            if (!before.name().equals(after.name())) altered(renamed, before, after, Respect.NAME);
            if (!Objects.equals(before.parent(), after.parent())) altered(moved, before, after, Respect.PARENT);
            if (!before.reportsTo().equals(after.reportsTo()))
                altered(reportingLines, before, after, Respect.REPORTS_TO);
            if (before.pillar() != after.pillar()) altered(aligned, before, after, Respect.PILLAR);
            if (!before.suspended() && after.suspended()) altered(suspended, before, after, Respect.SUSPENSION);
            if (before.suspended() && !after.suspended()) altered(reactivated, before, after, Respect.SUSPENSION);
        }
    }

    private static void altered(List<Altered<Unit>> list, Unit before, Unit after, Respect respect) {
        list.add(new Altered<>(before, after, later(after.cause(respect), before.cause(respect))));
    }

    private void functions(StructureView from, StructureView to, Map<UnitId, List<Unit>> heirs) {
        for (Function after : to.functions()) {
            Function before = from.function(after.id());
            if (before == null) {
                EndedFunction ended = from.discontinued(after.id());
                functionsCreated.add(new Begun<>(after, later(after.assigned(), ended == null ? null : ended.ended())));
                continue;
            }
            // A function that followed its unit into a new identity has not been redistributed.
            if (!before.holder().equals(after.holder())
                    && heirs.getOrDefault(before.holder(), List.of()).stream()
                            .noneMatch(heir -> heir.id().equals(after.holder())))
                functionsMoved.add(
                        new Altered<>(before, after, later(after.cause(Respect.HOLDER), before.cause(Respect.HOLDER))));
            if (!before.name().equals(after.name()))
                functionsRevised.add(
                        new Altered<>(before, after, later(after.cause(Respect.NAME), before.cause(Respect.NAME))));
        }
        for (Function before : from.functions())
            if (to.function(before.id()) == null) {
                EndedFunction ended = to.discontinued(before.id());
                functionsDiscontinued.add(
                        new Gone<>(before, later(before.assigned(), ended == null ? null : ended.ended())));
            }
    }

    /** One that was undone and made anew is another one. */
    private void links(StructureView from, StructureView to) {
        for (CoordinationLink link : to.links())
            if (!isSame(link, from.link(link.ends())))
                linked.add(new Begun<>(link, later(link.linked(), withoutIt(from, link))));
        for (CoordinationLink link : from.links())
            if (!isSame(link, to.link(link.ends())))
                unlinked.add(new Gone<>(link, later(link.linked(), withoutIt(to, link))));
    }

    /** Why a structure does not have this link: it ended, or there is another one between the two, or was. */
    private static @Nullable Cause withoutIt(StructureView structure, CoordinationLink link) {
        EndedLink end = structure.end(link);
        if (end != null) return end.ended();
        CoordinationLink other = structure.link(link.ends());
        if (other != null) return other.linked();
        EndedLink last = structure.dissolved(link.ends());
        return last == null ? null : last.ended();
    }

    private static boolean isSame(CoordinationLink link, @Nullable CoordinationLink other) {
        return other != null && link.linked().event().equals(other.linked().event());
    }

    /** The later of the two; of one day, the first. */
    private static Cause later(Cause one, @Nullable Cause other) {
        return other != null && other.effectiveOn().isAfter(one.effectiveOn()) ? other : one;
    }
}
