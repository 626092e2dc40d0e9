package org.mandatum.query.structure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
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
 * <p>The cause of a difference is the change that makes it: of the changes that made either side as it is, the latest that does
 * not count alike on both. So it is the same whichever side is looked at first.
 *
 * @param succeeded units whose identity went over into others, by conversion, merger or split
 * @param reclassified units of another kind or autonomy, which only another creation gives them
 * @param suspended also units that are suspended on both sides, but not by the same suspension
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
        List<Altered<Unit>> reclassified,
        List<Begun<Function>> functionsCreated,
        List<Gone<Function>> functionsDiscontinued,
        List<Altered<Function>> functionsMoved,
        List<Altered<Function>> functionsRevised,
        List<Begun<CoordinationLink>> linked,
        List<Gone<CoordinationLink>> unlinked) {

    /** Something that is otherwise, and by which change. */
    sealed interface Entry {
        Causes causes();

        /** Where the same is known on both sides. */
        default Cause cause() {
            return causes().chosen(cause -> true);
        }
    }

    /**
     * The changes that may make a difference.
     *
     * @param last those that made either side as it is
     * @param earlier those that these may rest on: a merger hands over what a unit has by then. Only of the part itself and of
     *     what it came from: what a superior went through is not looked into
     * @param places of lines, those that gave the unit its places: who takes over lines has none to its own parent
     */
    record Causes(List<Cause> last, List<Cause> earlier, List<Cause> places) {
        /** Ids of events sort by the moment of their making. */
        private static final Comparator<Cause> LATEST =
                Comparator.comparing(Cause::effectiveOn).thenComparing(Cause::event);

        static Causes of(Cause one, @Nullable Cause other) {
            return of(other == null ? List.of(one) : List.of(one, other), List.of());
        }

        static Causes of(List<Cause> last, Collection<Cause> earlier) {
            return new Causes(last, List.copyOf(earlier), List.of());
        }

        Stream<Cause> all() {
            return Stream.of(last, earlier, places).flatMap(List::stream);
        }

        /** @param otherwise whether a change does not count alike on both sides */
        Cause chosen(Predicate<Cause> otherwise) {
            for (List<Cause> causes : List.of(last, earlier, places)) {
                Cause latest = latest(causes, otherwise);
                if (latest != null) return latest;
            }
            return Collections.max(last, LATEST);
        }

        private static @Nullable Cause latest(List<Cause> causes, Predicate<Cause> wanted) {
            Cause latest = null;
            for (Cause cause : causes)
                if (wanted.test(cause) && (latest == null || LATEST.compare(cause, latest) > 0)) latest = cause;
            return latest;
        }
    }

    /** Only there afterwards. */
    record Begun<T>(T part, Causes causes) implements Entry {}

    /** Only there before. */
    record Gone<T>(T last, Causes causes) implements Entry {}

    /** A unit that is only there before, and in no other. */
    record Eliminated(Unit last, List<UnitId> successors, Causes causes) implements Entry {}

    /** A unit that is only there before, and those that its identity went over into. */
    record Succession(Unit last, List<Unit> successors, Causes causes) implements Entry {}

    /** The same identity, before and after. */
    record Altered<T>(T before, T after, Causes causes) implements Entry {}

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
                        reclassified,
                        functionsCreated,
                        functionsDiscontinued,
                        functionsMoved,
                        functionsRevised,
                        linked,
                        unlinked)
                .flatMap(List::stream);
    }

    /** The changes of which one makes each difference. */
    Stream<Cause> everyCause() {
        return entries().flatMap(entry -> entry.causes().all());
    }

    /** @return of each unit that is gone and lives on in others, those */
    private Map<UnitId, List<Unit>> unitsGone(StructureView from, StructureView to) {
        var heirs = new HashMap<UnitId, List<Unit>>();
        for (Unit before : from.units()) {
            if (to.unit(before.id()) != null) continue;
            EndedUnit ended = to.ended(before.id());
            // Looking back in time, or in knowledge, a unit may be gone without having ended.
            Causes causes = Causes.of(before.established(), ended == null ? null : ended.ended());
            List<Unit> successors = ended == null ? List.of() : successors(to, ended);
            if (successors.isEmpty())
                eliminated.add(new Eliminated(before, ended == null ? List.of() : ended.successors(), causes));
            else {
                succeeded.add(new Succession(before, successors, causes));
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
                created.add(new Begun<>(after, Causes.of(after.established(), ended == null ? null : ended.ended())));
                continue;
            }
            var parts = new Parts(from, to, before, after);
            if (!before.name().equals(after.name())) renamed.add(parts.altered(Respect.NAME));
            if (!Objects.equals(before.parent(), after.parent())) moved.add(parts.altered(Respect.PARENT));
            if (!before.reportsTo().equals(after.reportsTo())) reportingLines.add(parts.altered(Respect.REPORTS_TO));
            if (before.pillar() != after.pillar()) aligned.add(parts.altered(Respect.PILLAR));
            if (after.suspended() && !Objects.equals(before.suspension(), after.suspension()))
                suspended.add(parts.altered(Respect.SUSPENSION));
            if (before.suspended() && !after.suspended()) reactivated.add(parts.altered(Respect.SUSPENSION));
            if (!before.kind().equals(after.kind()) || before.autonomous() != after.autonomous())
                reclassified.add(parts.altered());
        }
    }

    /** A unit on both sides. */
    private record Parts(StructureView from, StructureView to, Unit before, Unit after) {
        /** In what a unit follows those that it came from. */
        private static final Set<Respect> HANDED_DOWN = EnumSet.of(Respect.PARENT, Respect.REPORTS_TO, Respect.PILLAR);

        Altered<Unit> altered(Respect respect) {
            boolean isHandedDown = HANDED_DOWN.contains(respect);
            Set<Cause> places = respect == Respect.REPORTS_TO ? earlier(Respect.PARENT, isHandedDown) : Set.of();
            return new Altered<>(
                    before,
                    after,
                    new Causes(
                            List.of(before.cause(respect), after.cause(respect)),
                            List.copyOf(earlier(respect, isHandedDown)),
                            List.copyOf(places)));
        }

        /** As it was established. */
        Altered<Unit> altered() {
            return new Altered<>(before, after, Causes.of(before.established(), after.established()));
        }

        /** @param until the change by which it was followed; null where that is the unit itself */
        private record Forebear(UnitId unit, @Nullable Cause until) {
            boolean handsDown(Cause cause) {
                return until == null || Causes.LATEST.compare(cause, until) <= 0;
            }
        }

        /** What made the unit so one time after the other, and those that it followed, until it did. */
        private Set<Cause> earlier(Respect respect, boolean isHandedDown) {
            var earlier = new LinkedHashSet<Cause>();
            for (StructureView side : List.of(from, to)) {
                var seen = new HashSet<UnitId>();
                var open = new ArrayDeque<>(List.of(new Forebear(after.id(), null)));
                while (!open.isEmpty()) {
                    Forebear forebear = open.remove();
                    if (!seen.add(forebear.unit())) continue;
                    for (Unit unit : side.life(forebear.unit())) {
                        if (forebear.handsDown(unit.cause(respect))) earlier.add(unit.cause(respect));
                        Cause followed = unit.cause(Respect.PREDECESSORS);
                        if (isHandedDown && forebear.handsDown(followed))
                            for (UnitId predecessor : unit.predecessors())
                                open.add(new Forebear(predecessor, followed));
                    }
                }
            }
            return earlier;
        }
    }

    private void functions(StructureView from, StructureView to, Map<UnitId, List<Unit>> heirs) {
        for (Function after : to.functions()) {
            Function before = from.function(after.id());
            if (before == null) {
                EndedFunction ended = from.discontinued(after.id());
                functionsCreated.add(
                        new Begun<>(after, Causes.of(after.assigned(), ended == null ? null : ended.ended())));
                continue;
            }
            // A function that followed its unit into a new identity has not been redistributed.
            if (!before.holder().equals(after.holder())
                    && heirs.getOrDefault(before.holder(), List.of()).stream()
                            .noneMatch(heir -> heir.id().equals(after.holder())))
                functionsMoved.add(altered(from, to, before, after, Respect.HOLDER));
            if (!before.name().equals(after.name()))
                functionsRevised.add(altered(from, to, before, after, Respect.NAME));
        }
        for (Function before : from.functions())
            if (to.function(before.id()) == null) {
                EndedFunction ended = to.discontinued(before.id());
                functionsDiscontinued.add(
                        new Gone<>(before, Causes.of(before.assigned(), ended == null ? null : ended.ended())));
            }
    }

    private static Altered<Function> altered(
            StructureView from, StructureView to, Function before, Function after, Respect respect) {
        List<Cause> earlier = Stream.of(from, to)
                .flatMap(side -> side.life(after.id()).stream())
                .map(function -> function.cause(respect))
                .distinct()
                .toList();
        return new Altered<>(before, after, Causes.of(List.of(before.cause(respect), after.cause(respect)), earlier));
    }

    /** One that was undone and made anew is another one. */
    private void links(StructureView from, StructureView to) {
        for (CoordinationLink link : to.links())
            if (!isSame(link, from.link(link.ends()))) linked.add(new Begun<>(link, causes(link, to, from)));
        for (CoordinationLink link : from.links())
            if (!isSame(link, to.link(link.ends()))) unlinked.add(new Gone<>(link, causes(link, from, to)));
    }

    /** Of a link that only one of them has. */
    private static Causes causes(CoordinationLink link, StructureView having, StructureView lacking) {
        var earlier = new LinkedHashSet<Cause>();
        predecessors(link, having, lacking, earlier);
        CoordinationLink other = lacking.link(link.ends());
        if (other != null) predecessors(other, lacking, having, earlier);
        Cause without = withoutIt(lacking, link);
        return Causes.of(without == null ? List.of(link.linked()) : List.of(link.linked(), without), earlier);
    }

    /** What made the links that a link came from, when a unit took over those of another, or ended them on the other side. */
    private static void predecessors(
            CoordinationLink link, StructureView having, StructureView lacking, Set<Cause> causes) {
        for (UnitId end : List.of(link.ends().first(), link.ends().second())) {
            UnitId partner = link.ends().first().equals(end)
                    ? link.ends().second()
                    : link.ends().first();
            Unit unit = having.unit(end);
            EndedUnit ended = unit == null ? having.ended(end) : null;
            if (ended != null) unit = ended.last();
            if (unit == null) continue;
            for (UnitId predecessor : unit.predecessors()) {
                EndedLink was = having.dissolved(CoordinationLink.Ends.of(predecessor, partner));
                if (was == null || !was.ended().event().equals(link.linked().event())) continue;
                if (!causes.add(was.last().linked())) continue;
                Cause without = withoutIt(lacking, was.last());
                if (without != null) causes.add(without);
                predecessors(was.last(), having, lacking, causes);
            }
        }
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
}
