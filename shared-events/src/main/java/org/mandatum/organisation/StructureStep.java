package org.mandatum.organisation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.CoordinationLink.Ends;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.organisation.Structure.Place;
import org.mandatum.value.Evidence;
import org.mandatum.value.Name;

/** One step of the fold. Starts from a structure, applies one change, and is thrown away. */
final class StructureStep {
    private final StructureEdit edit;
    private final Structure before;
    private final Change change;
    private final Change.Cause cause;
    private int parts;

    StructureStep(Structure before, Change change) {
        this.before = before;
        this.change = change;
        cause = change.cause();
        edit = new StructureEdit(before);
    }

    Structure taken() {
        switch (change.fact()) {
            case SecretariatCreated e ->
                create(
                        e.unit(),
                        e.kind(),
                        e.name(),
                        e.parent(),
                        e.reportsTo(),
                        e.pillar(),
                        e.autonomous(),
                        e.functions());
            case UnitCreated e ->
                create(
                        e.unit(),
                        e.kind(),
                        e.name(),
                        e.parent(),
                        e.reportsTo(),
                        e.pillar(),
                        e.autonomous(),
                        e.functions());
            case SecretariatEliminated e -> eliminate(e.unit(), e.successor(), e.redistribution(), e.subordinates());
            case UnitEliminated e -> eliminate(e.unit(), e.successor(), e.redistribution(), e.subordinates());
            case UnitRenamed e -> edit.put(unit(e.unit()).named(e.name(), cause));
            case UnitMoved e -> edit.put(unit(e.unit()).under(before.placed(e.parent()), cause));
            case ReportingLinesSet e -> edit.put(unit(e.unit()).reportingTo(e.reportsTo(), cause));
            case UnitConverted e -> convert(e.unit(), e.into());
            case UnitsMerged e -> merge(e);
            case UnitSplit e -> split(e);
            case UnitSuspended e -> edit.put(unit(e.unit()).suspended(new Unit.Suspension(e.reason(), cause), cause));
            case UnitReactivated e -> edit.put(unit(e.unit()).suspended(null, cause));
            case UnitReinstated e -> reinstate(e.unit(), e.parent());
            case FunctionAssigned e -> assign(e.function(), e.name(), e.unit(), null);
            case FunctionRedistributed e -> hand(e.function(), e.to());
            case FunctionRevised e -> edit.put(function(e.function()).worded(e.name(), cause));
            case FunctionDiscontinued e -> discontinue(e.function());
            case UnitAlignedWithPillar e -> edit.put(unit(e.unit()).alignedWith(e.pillar(), cause));
            case CoordinationLinked e -> edit.put(new CoordinationLink(ends(e.units()), e.purpose(), cause));
            case CoordinationUnlinked e -> unlink(ends(e.units()));
        }
        return new Structure(edit);
    }

    private void create(
            UnitId id,
            UnitKind kind,
            Name name,
            @Nullable UnitId parent,
            List<Superior> reportsTo,
            @Nullable Pillar pillar,
            boolean autonomous,
            List<FunctionStatement> statements) {
        edit.put(new Unit(
                id,
                kind,
                name,
                before.placed(parent),
                reportsTo,
                pillar,
                autonomous,
                null,
                List.of(),
                rank(),
                cause,
                cause,
                Map.of()));
        for (FunctionStatement statement : statements)
            assign(statement.id(), statement.name(), id, statement.evidence());
    }

    private void eliminate(
            UnitId id, @Nullable UnitId successor, List<PlacedFunction> redistribution, List<PlacedUnit> placed) {
        for (PlacedFunction function : redistribution) hand(function.function(), function.to());
        for (PlacedUnit subordinate : placed)
            edit.put(unit(subordinate.unit()).under(before.placed(subordinate.to()), cause));
        passLines(id, successor);
        passLinks(id, null);
        end(id, successor == null ? List.of() : List.of(successor));
    }

    private void convert(UnitId id, EstablishedUnit into) {
        Unit old = unit(id);
        establish(old, into, List.of(id));
        takeOver(id, into.unit());
        end(id, List.of(into.unit()));
    }

    private void merge(UnitsMerged e) {
        List<UnitId> absorbed =
                e.units().stream().filter(unit -> !unit.equals(e.into())).toList();
        if (e.established() != null) establish(unit(absorbed.getFirst()), e.established(), absorbed);
        else edit.put(unit(e.into()).following(absorbed, cause));
        moveOutOf(absorbed, e.into());
        for (UnitId unit : absorbed) takeOver(unit, e.into());
        for (UnitId unit : absorbed) end(unit, List.of(e.into()));
    }

    /** A unit that absorbs its own superiors moves up into the place of the highest of them, in whichever order they are named. */
    private void moveOutOf(List<UnitId> absorbed, UnitId into) {
        Unit unit = unit(into);
        UnitId parent = unit.parent();
        while (parent != null && absorbed.contains(parent))
            parent = unit(parent).parent();
        if (!Objects.equals(parent, unit.parent())) edit.put(unit.under(parent, cause));
    }

    private void split(UnitSplit e) {
        Unit old = unit(e.unit());
        for (EstablishedUnit part : e.into()) {
            establish(old, part, List.of(e.unit()));
            for (FunctionId function : part.functions()) hand(function, part.unit());
            for (UnitId subordinate : part.subordinates())
                edit.put(unit(subordinate).under(part.unit(), cause));
        }
        List<UnitId> successors = e.into().stream().map(EstablishedUnit::unit).toList();
        if (e.keeps()) return;
        passLines(e.unit(), null);
        passLinks(e.unit(), null);
        end(e.unit(), successors);
    }

    private void reinstate(UnitId id, @Nullable UnitId parent) {
        EndedUnit gone = edit.ended.get(id);
        if (gone == null) throw impossible(id + " has not ended");
        edit.reinstate(gone.last().reinstated(parent == null ? gone.last().parent() : before.placed(parent), cause));
    }

    /** A new identity in the place of an old one: same kind, place, lines and pillar unless it says otherwise. */
    private void establish(Unit old, EstablishedUnit unit, List<UnitId> predecessors) {
        edit.put(new Unit(
                unit.unit(),
                unit.kind() == null ? old.kind() : unit.kind(),
                unit.name(),
                unit.parent() == null ? old.parent() : before.placed(unit.parent()),
                old.reportsTo(),
                old.pillar(),
                old.autonomous(),
                null,
                predecessors,
                rank(),
                cause,
                cause,
                Map.of()));
    }

    private void takeOver(UnitId from, UnitId to) {
        for (FunctionId function : inOrder(Structure.values(edit.held, from))) hand(function, to);
        for (UnitId subordinate : inOrder(Structure.values(edit.subordinates, new Place(from)))) {
            // A unit that absorbs its own superior moves up into the superior's place.
            UnitId parent = subordinate.equals(to) ? unit(from).parent() : to;
            edit.put(unit(subordinate).under(parent, cause));
        }
        passLines(from, to);
        passLinks(from, to);
    }

    /** Further lines that ended at {@code from} end at {@code to} now, or nowhere. */
    private void passLines(UnitId from, @Nullable UnitId to) {
        for (UnitId id : inOrder(Structure.values(edit.linesFrom, from))) {
            Unit unit = unit(id);
            var lines = new LinkedHashSet<Superior>();
            for (Superior line : unit.reportsTo()) {
                if (!from.equals(line.unit())) lines.add(line);
                else if (to != null && !to.equals(id) && !to.equals(unit.parent())) lines.add(new Superior(to, null));
            }
            edit.put(unit.reportingTo(List.copyOf(lines), cause));
        }
    }

    private void passLinks(UnitId from, @Nullable UnitId to) {
        for (Ends ends : inOrder(Structure.values(edit.linksOf, from))) {
            CoordinationLink link = edit.links.get(ends);
            unlink(ends);
            UnitId other = ends.other(from);
            if (link == null || to == null || to.equals(other) || edit.links.containsKey(Ends.of(to, other))) continue;
            edit.put(new CoordinationLink(Ends.of(to, other), link.purpose(), cause));
        }
    }

    private void end(UnitId id, List<UnitId> successors) {
        edit.end(new EndedUnit(unit(id), successors, cause));
    }

    private void assign(FunctionId id, Name name, UnitId holder, @Nullable Evidence evidence) {
        edit.put(new Function(id, name, holder, evidence, rank(), cause, cause, Map.of()));
    }

    private void hand(FunctionId id, UnitId to) {
        edit.put(function(id).heldBy(to, cause));
    }

    private void discontinue(FunctionId id) {
        edit.discontinue(new EndedFunction(function(id), cause));
    }

    private void unlink(Ends ends) {
        CoordinationLink last = edit.links.get(ends);
        if (last != null) edit.dissolve(new EndedLink(last, cause));
    }

    private Unit unit(UnitId id) {
        Unit unit = edit.units.get(id);
        if (unit == null) throw impossible(id + " is not in force");
        return unit;
    }

    private Function function(FunctionId id) {
        Function function = edit.functions.get(id);
        if (function == null) throw impossible(id + " is held by nobody");
        return function;
    }

    private Rank rank() {
        return new Rank(change.sequence(), parts++);
    }

    private static Ends ends(List<UnitId> units) {
        return Ends.of(units.get(0), units.get(1));
    }

    /** Sets have no order of their own; the fold must not depend on one. */
    private static <T extends Comparable<? super T>> List<T> inOrder(Set<T> values) {
        return values.stream().sorted().toList();
    }

    private IllegalStateException impossible(String why) {
        return new IllegalStateException("change " + change.event() + " of " + before.organisation
                + " cannot take effect on " + change.effectiveOn() + ": " + why);
    }
}
