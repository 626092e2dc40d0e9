package org.mandatum.query.projection;

import static org.mandatum.query.projection.Concerns.isSweeping;
import static org.mandatum.query.projection.Concerns.named;
import static org.mandatum.query.projection.Concerns.signature;
import static org.mandatum.query.projection.Concerns.swept;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.CoordinationLink.Ends;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.Timeline;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.projection.Course.Part;
import org.mandatum.query.projection.Revision.Entry;

/**
 * What a package makes otherwise of the course of all changes, at a cost that does not depend on how many of them follow: most
 * concern other parts of the structure and come out as before. Only parts that are otherwise are followed, with the package and
 * without it. Where a later change reaches parts that it does not name itself (eliminations, mergers …) and comes near those
 * followed, the whole structure takes the step, both ways, and what comes out otherwise is followed from there.
 */
final class Detour {
    private final Timeline timeline;
    private final Signatures signatures;
    private final List<Change> gone;
    private final List<Change> come;
    private final int present;
    private final int first;
    private final Set<UnitId> units = new HashSet<>();
    private final Set<FunctionId> functions = new HashSet<>();
    private final Set<Ends> links = new HashSet<>();
    /** Units from which a sweeping change would reach the parts that are followed. */
    private final Set<UnitId> near = new HashSet<>();
    /** What a change must show that concerns what is followed, and a sweeping one that comes near. */
    private long followedSignature;

    private long nearSignature;
    /** What each part was before it came to be otherwise. */
    private final Map<Part, @Nullable Object> eve = new HashMap<>();

    private final About about = new About();
    private final Course.Walk old = new Course.Walk();
    private final Course.Walk current = new Course.Walk();
    /** The structures that are kept further on, as the package makes them. */
    private final Map<Integer, Structure> revised = new HashMap<>();

    private Structure without;
    private Structure with;
    /** The whole structure without the package where it was last asked for. */
    private Timeline.@Nullable Kept whole;
    /** The whole structure after the package; null unless it stands where the fold has come to. */
    private Timeline.@Nullable Kept latest;

    /**
     * Both in the order of the fold, and not both empty.
     *
     * @param signatures of the changes that are in the time line
     * @param gone changes that are in the time line and will not be
     * @param come changes that are not and will be
     * @param present how far the fold is kept for the next package: what is dated later moves ever again
     */
    Detour(Timeline timeline, Signatures signatures, List<Change> gone, List<Change> come, int present) {
        this.timeline = timeline;
        this.signatures = signatures;
        this.gone = gone;
        this.come = come;
        this.present = present;
        first = Stream.concat(gone.stream().limit(1), come.stream().limit(1))
                .mapToInt(timeline::placeOf)
                .min()
                .orElseThrow();
        without =
                Structure.empty((gone.isEmpty() ? come : gone).getFirst().fact().organisation());
        with = without;
    }

    /** What the package makes otherwise. */
    List<Entry> entries() {
        int begin = Math.min(first, present);
        whole = new Timeline.Kept(begin, timeline.before(begin));
        if (begin < first) begin = followFrom(begin);
        List<Change> known = timeline.changes();
        int end = known.size();
        int[] left = timeline.placesOf(gone);
        int[] taken = timeline.placesOf(come);
        Iterator<Integer> kept = timeline.keptBehind(first).iterator();
        int nextKept = next(kept);
        int nextLeft = 0;
        int own = 0;
        for (int i = begin; ; i++) {
            int stop = Math.min(Math.min(end, nextKept), Math.min(next(left, nextLeft), next(taken, own)));
            i = signatures.next(i, stop, followedSignature, nearSignature);
            if (i == nextKept) {
                keep(i);
                nextKept = next(kept);
            }
            int from = own;
            while (own < taken.length && taken[own] == i) own++;
            if (own > from) take(i, come.subList(from, own));
            if (i == end) return found();
            if (i == next(left, nextLeft)) {
                nextLeft++;
                step(i, List.of(known.get(i)), List.of());
            } else pass(i, known.get(i));
        }
    }

    private static int next(int[] places, int index) {
        return index < places.length ? places[index] : Integer.MAX_VALUE;
    }

    /**
     * What a package that is dated ahead names is followed from the present to its day, which is cheaper than to fold the whole
     * structure until then. Not possible where it also reaches parts that it does not name.
     *
     * @return where to begin
     */
    private int followFrom(int place) {
        if (!gone.isEmpty() || come.stream().anyMatch(change -> isSweeping(change.fact()))) return first;
        Structure here = whole(place);
        for (Change change : come) for (Object identity : named(change.fact())) follow(identity, here);
        without = here.only(units, functions, links);
        with = without;
        lookAround();
        return place;
    }

    private static int next(Iterator<Integer> places) {
        return places.hasNext() ? places.next() : Integer.MAX_VALUE;
    }

    private void keep(int place) {
        revised.put(place, otherwise(whole(place)));
    }

    /** A whole structure as the package makes it: nothing but the parts that are followed is otherwise. */
    private Structure otherwise(Structure structure) {
        return eve.isEmpty() ? structure : structure.revised(without, with, units, functions, links);
    }

    /** Which units the changes are about that are new, or at another place. */
    About about() {
        return about;
    }

    /** Has the time line take the package in. Nothing need be folded again. */
    void arrive() {
        int[] left = timeline.placesOf(gone);
        for (int i = left.length - 1; i >= 0; i--) signatures.remove(left[i]);
        timeline.replace(gone, come, revised);
        for (Change change : come) signatures.insert(timeline.placeOf(change), signature(change.fact()));
        if (latest != null) timeline.fold(latest);
    }

    private List<Entry> found() {
        var entries = new ArrayList<Entry>();
        eve.forEach((part, before) -> {
            Entry entry = Course.entry(part, before, old.of(part), current.of(part));
            if (entry != null) entries.add(entry);
        });
        return entries;
    }

    private void take(int place, List<Change> changes) {
        if (changes.stream().allMatch(change -> !isSweeping(change.fact()) && isFollowed(change))) {
            for (Change change : changes) {
                with = with.after(change);
                about.note(with);
                current.note(with, change.effectiveOn(), this::isFollowed);
            }
            lookAround();
            return;
        }
        Structure after = step(place, List.of(), changes);
        if (place <= present && place == timeline.folded() && gone.isEmpty())
            latest = new Timeline.Kept(place + changes.size(), after);
    }

    /**
     * Takes steps of the fold on the whole structure; what comes out otherwise is followed from here.
     *
     * @param before the steps as they were
     * @param now the steps as the package makes them
     * @return the structure after them, with the package
     */
    private Structure step(int place, List<Change> before, List<Change> now) {
        Structure here = whole(place);
        List<Structure> oldSteps = after(here, before);
        List<Structure> steps = after(otherwise(here), now);
        Structure one = oldSteps.getLast();
        Structure other = steps.getLast();
        // What a known change makes of a part that is as it was is the same both ways: that part need not be followed.
        boolean same = before.equals(now);
        for (List<Structure> each : List.of(oldSteps, steps))
            for (Structure step : each.subList(1, each.size()))
                for (Object identity : Course.touched(step))
                    if (!same || differs(identity, one, other)) follow(identity, here);
        note(old, oldSteps, before);
        note(current, steps, now);
        // What is known already keeps the units that it is about.
        if (!same) for (Structure step : steps.subList(1, steps.size())) about.note(step);
        without = one.only(units, functions, links);
        with = other.only(units, functions, links);
        lookAround();
        return other;
    }

    /** The structure, and that after each further change. */
    private static List<Structure> after(Structure structure, List<Change> changes) {
        var all = new ArrayList<Structure>();
        all.add(structure);
        for (Change change : changes) all.add(all.getLast().after(change));
        return all;
    }

    private void note(Course.Walk walk, List<Structure> steps, List<Change> changes) {
        for (int i = 0; i < changes.size(); i++)
            walk.note(steps.get(i + 1), changes.get(i).effectiveOn(), this::isFollowed);
    }

    private static boolean differs(Object identity, Structure one, Structure other) {
        for (Part part : Part.bothOf(identity)) if (!Objects.equals(part.in(one), part.in(other))) return true;
        return false;
    }

    private void follow(Object identity, Structure before) {
        boolean added = switch (identity) {
            case UnitId unit -> units.add(unit);
            case FunctionId function -> functions.add(function);
            case Ends ends -> links.add(ends);
            default -> throw new IllegalArgumentException(identity + " names no part of a structure");
        };
        if (!added) return;
        followedSignature |= Signatures.of(identity);
        for (Part part : Part.bothOf(identity)) eve.put(part, part.in(before));
    }

    /** The structure before a place as it was without the package. */
    private Structure whole(int place) {
        Timeline.Kept from = timeline.last(place);
        if (whole != null && whole.place() <= place && whole.place() >= from.place()) from = whole;
        Structure structure = from.structure();
        for (int i = from.place(); i < place; i++)
            structure = structure.after(timeline.changes().get(i));
        whole = new Timeline.Kept(place, structure);
        return structure;
    }

    /** Goes past a change that is known already. */
    private void pass(int place, Change passed) {
        StructuralEvent fact = passed.fact();
        if (isSweeping(fact) ? !reaches(fact) : !concerns(fact)) return;
        if (isSweeping(fact) || !isFollowed(passed)) {
            step(place, List.of(passed), List.of(passed));
            return;
        }
        without = without.after(passed);
        with = with.after(passed);
        old.note(without, passed.effectiveOn(), this::isFollowed);
        current.note(with, passed.effectiveOn(), this::isFollowed);
        lookAround();
    }

    private void lookAround() {
        lookAround(without);
        lookAround(with);
        for (Ends ends : links) {
            comeNear(ends.first());
            comeNear(ends.second());
        }
    }

    private void lookAround(Structure course) {
        for (UnitId id : units) {
            comeNear(id);
            Unit unit = course.unit(id);
            if (unit == null) continue;
            if (unit.parent() != null) comeNear(unit.parent());
            for (Superior superior : unit.reportsTo()) if (superior.unit() != null) comeNear(superior.unit());
        }
        for (FunctionId id : functions) {
            Function function = course.function(id);
            if (function != null) comeNear(function.holder());
        }
    }

    private void comeNear(UnitId unit) {
        if (near.add(unit)) nearSignature |= Signatures.of(unit);
    }

    private boolean concerns(StructuralEvent fact) {
        for (Object id : named(fact)) if (isFollowed(id)) return true;
        return false;
    }

    /** Whether all parts that a change names are followed. */
    private boolean isFollowed(Change change) {
        for (Object id : named(change.fact())) if (!isFollowed(id)) return false;
        return true;
    }

    private boolean isFollowed(Object id) {
        return switch (id) {
            case UnitId unit -> units.contains(unit);
            case FunctionId function -> functions.contains(function);
            case Ends ends -> links.contains(ends);
            default -> false;
        };
    }

    /** Whether a sweeping change comes near the parts that are followed. */
    private boolean reaches(StructuralEvent fact) {
        for (Object id : swept(fact))
            if (isFollowed(id) || (id instanceof UnitId unit && near.contains(unit))) return true;
        return false;
    }
}
