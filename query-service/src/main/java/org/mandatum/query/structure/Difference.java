package org.mandatum.query.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.mandatum.organisation.CoordinationLink;
import org.mandatum.organisation.EndedFunction;
import org.mandatum.organisation.EndedLink;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;

/**
 * What differs between two structures of one organisation. A pure function of them.
 *
 * @param succeeded units whose identity went over into others, by conversion, merger or split
 */
record Difference(
        List<Unit> created,
        List<EndedUnit> eliminated,
        List<Succession> succeeded,
        List<Altered<Unit>> renamed,
        List<Altered<Unit>> moved,
        List<Altered<Unit>> reportingLines,
        List<Altered<Unit>> aligned,
        List<Altered<Unit>> suspended,
        List<Altered<Unit>> reactivated,
        List<Function> functionsCreated,
        List<EndedFunction> functionsDiscontinued,
        List<Altered<Function>> functionsMoved,
        List<Altered<Function>> functionsRevised,
        List<CoordinationLink> linked,
        List<EndedLink> unlinked) {

    /** The same identity, before and after. */
    record Altered<T>(T before, T after) {}

    /** A unit that ended, and the new ones that took its place. */
    record Succession(EndedUnit ended, List<Unit> successors) {}

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
        difference.units(from, to);
        difference.functions(from, to);
        for (CoordinationLink link : to.links()) if (from.link(link.ends()) == null) difference.linked.add(link);
        for (CoordinationLink link : from.links())
            if (to.link(link.ends()) == null) {
                EndedLink ended = to.dissolved(link.ends());
                difference.unlinked.add(ended == null ? new EndedLink(link, link.linked()) : ended);
            }
        return difference;
    }

    private void units(StructureView from, StructureView to) {
        for (Unit after : to.units()) {
            Unit before = from.unit(after.id());
            if (before == null) {
                if (after.predecessors().stream().noneMatch(id -> from.unit(id) != null)) created.add(after);
                continue;
            }
            var altered = new Altered<>(before, after);
            if (!before.name().equals(after.name())) renamed.add(altered);
            if (!Objects.equals(before.parent(), after.parent())) moved.add(altered);
            if (!before.reportsTo().equals(after.reportsTo())) reportingLines.add(altered);
            if (before.pillar() != after.pillar()) aligned.add(altered);
            if (!before.suspended() && after.suspended()) suspended.add(altered);
            if (before.suspended() && !after.suspended()) reactivated.add(altered);
        }
        for (Unit before : from.units()) {
            if (to.unit(before.id()) != null) continue;
            EndedUnit ended = to.ended(before.id());
            // Looking back in time, or in knowledge, a unit may be gone without having ended.
            if (ended == null) ended = new EndedUnit(before, List.of(), before.established());
            List<Unit> successors = ended.successors().stream()
                    .map(to::unit)
                    .filter(Objects::nonNull)
                    .map(unit -> Objects.requireNonNull(unit))
                    .filter(unit -> unit.predecessors().contains(before.id()))
                    .toList();
            if (successors.isEmpty()) eliminated.add(ended);
            else succeeded.add(new Succession(ended, successors));
        }
    }

    private void functions(StructureView from, StructureView to) {
        for (Function after : to.functions()) {
            Function before = from.function(after.id());
            if (before == null) {
                functionsCreated.add(after);
                continue;
            }
            var altered = new Altered<>(before, after);
            if (!before.holder().equals(after.holder()) && !tookOver(to, before.holder(), after.holder()))
                functionsMoved.add(altered);
            if (!before.name().equals(after.name())) functionsRevised.add(altered);
        }
        for (Function before : from.functions())
            if (to.function(before.id()) == null) {
                EndedFunction ended = to.discontinued(before.id());
                // Looking back, it may be gone without having been discontinued.
                functionsDiscontinued.add(ended == null ? new EndedFunction(before, before.assigned()) : ended);
            }
    }

    /** A function that followed its unit into a new identity has not been redistributed. */
    private static boolean tookOver(StructureView to, UnitId before, UnitId after) {
        Unit holder = to.unit(after);
        return holder != null
                && to.unit(before) == null
                && holder.predecessors().contains(before);
    }
}
