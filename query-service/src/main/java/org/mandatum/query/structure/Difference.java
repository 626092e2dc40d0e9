package org.mandatum.query.structure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.Change.Cause;
import org.mandatum.organisation.CoordinationLink;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Timeline;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;

/**
 * What differs between two structures of one organisation. A pure function of them; {@link Causes} tells which change made
 * each difference.
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
        List<Function> functionsDiscontinued,
        List<Altered<Function>> functionsMoved,
        List<Altered<Function>> functionsRevised,
        List<CoordinationLink> linked,
        List<CoordinationLink> unlinked) {

    /** The same identity, before and after. */
    record Altered<T>(T before, T after) {}

    /** A unit that ended, and the new ones that took its place. */
    record Succession(EndedUnit ended, List<Unit> successors) {}

    static Difference between(Structure from, Structure to) {
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
        for (CoordinationLink link : from.links()) if (to.link(link.ends()) == null) difference.unlinked.add(link);
        return difference;
    }

    private void units(Structure from, Structure to) {
        for (Unit after : to.units()) {
            Unit before = from.unit(after.id());
            if (before == null) {
                if (after.predecessors().stream().noneMatch(from::inForce)) created.add(after);
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
            if (to.inForce(before.id())) continue;
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

    private void functions(Structure from, Structure to) {
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
            if (to.function(before.id()) == null) functionsDiscontinued.add(before);
    }

    /** A function that followed its unit into a new identity has not been redistributed. */
    private static boolean tookOver(Structure to, UnitId before, UnitId after) {
        Unit holder = to.unit(after);
        return holder != null && !to.inForce(before) && holder.predecessors().contains(before);
    }

    /** Which change last made a unit or function differ in one respect, on the way from one day to another. */
    static final class Causes {
        private final Map<String, Cause> last = new HashMap<>();

        /** The changes of the days after {@code from} up to {@code to}. */
        static Causes between(Timeline timeline, LocalDate from, LocalDate to) {
            var causes = new Causes();
            int index = timeline.firstAfter(from);
            int end = timeline.firstAfter(to);
            if (index >= end) return causes;
            Structure before = timeline.before(index);
            for (Change change : timeline.changes().subList(index, end)) {
                Structure after = before.after(change);
                for (var id : after.touched().units()) causes.note(before.unit(id), after.unit(id), change);
                for (var id : after.touched().functions()) causes.note(before.function(id), after.function(id), change);
                if (change.fact() instanceof StructuralEvent.CoordinationUnlinked
                        || !after.touched().links().isEmpty())
                    after.touched().links().forEach(ends -> causes.put("link", ends.toString(), change));
                before = after;
            }
            return causes;
        }

        /** The cause, or {@code otherwise} when the way does not lead past it. */
        Cause of(String respect, Object id, Cause otherwise) {
            return last.getOrDefault(respect + " " + id, otherwise);
        }

        private void note(@Nullable Unit before, @Nullable Unit after, Change change) {
            if (before == null || after == null) return;
            String id = after.id().value();
            if (!before.name().equals(after.name())) put("name", id, change);
            if (!Objects.equals(before.parent(), after.parent())) put("parent", id, change);
            if (!before.reportsTo().equals(after.reportsTo())) put("reportsTo", id, change);
            if (before.pillar() != after.pillar()) put("pillar", id, change);
            if (before.suspended() != after.suspended()) put("suspension", id, change);
        }

        private void note(@Nullable Function before, @Nullable Function after, Change change) {
            if (before == null) return;
            if (after == null) put("end", before.id().value(), change);
            else if (!before.holder().equals(after.holder()))
                put("holder", before.id().value(), change);
            else if (!before.name().equals(after.name()))
                put("wording", before.id().value(), change);
        }

        private void put(String respect, String id, Change change) {
            last.put(respect + " " + id, change.cause());
        }
    }
}
