package org.mandatum.command.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.decision.Refusal;
import org.mandatum.command.decision.StructureRefusal.*;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.CoordinationLink.Ends;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.EstablishedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.FunctionStatement;
import org.mandatum.organisation.OrganisationRules;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;

/**
 * Whether one change can take effect in one structure. Pure: the same rules judge a new change and, when something is
 * back-dated, every recorded change after it. A change that passes can be folded.
 */
final class Rules {
    private final OrganisationRules rules;
    private final Structure before;
    private final Change change;
    private final List<Refusal> refusals = new ArrayList<>();

    private Rules(OrganisationRules rules, Structure before, Change change) {
        this.rules = rules;
        this.before = before;
        this.change = change;
    }

    /** The structure after the change, or what speaks against it. */
    sealed interface Verdict {
        record Possible(Structure after) implements Verdict {}

        record Impossible(List<Refusal> refusals) implements Verdict {}
    }

    static Verdict judge(OrganisationRules rules, Structure before, Change change) {
        var judgement = new Rules(rules, before, change);
        judgement.examine();
        if (!judgement.refusals.isEmpty()) return new Verdict.Impossible(List.copyOf(judgement.refusals));
        Structure after = before.after(change);
        judgement.examineResult(after);
        return judgement.refusals.isEmpty()
                ? new Verdict.Possible(after)
                : new Verdict.Impossible(List.copyOf(judgement.refusals));
    }

    private void examine() {
        switch (change.fact()) {
            case SecretariatCreated e -> create(e.unit(), e.parent(), e.reportsTo(), e.functions());
            case UnitCreated e -> create(e.unit(), e.parent(), e.reportsTo(), e.functions());
            case SecretariatEliminated e -> {
                Unit unit = inForce(e.unit());
                if (unit != null && !unit.kind().isSecretariat())
                    refuse(new NotASecretariat(e.unit(), unit.kind().value()));
                if (unit != null) eliminate(e.unit(), e.successor(), e.redistribution(), e.subordinates());
            }
            case UnitEliminated e -> {
                if (inForce(e.unit()) != null) eliminate(e.unit(), e.successor(), e.redistribution(), e.subordinates());
            }
            case UnitRenamed e -> inForce(e.unit());
            case UnitMoved e -> {
                UnitId parent = before.placed(e.parent());
                if (inForce(e.unit()) != null && parent != null && inForce(parent) != null) acyclic(e.unit(), parent);
            }
            case ReportingLinesSet e -> {
                if (inForce(e.unit()) != null) superiors(e.unit(), e.reportsTo());
            }
            case UnitConverted e -> {
                inForce(e.unit());
                established(e.into(), Set.of(e.unit()));
            }
            case UnitsMerged e -> merge(e);
            case UnitSplit e -> split(e);
            case UnitSuspended e -> {
                Unit unit = inForce(e.unit());
                if (unit != null && unit.suspended()) refuse(new AlreadySuspended(e.unit()));
            }
            case UnitReactivated e -> {
                Unit unit = inForce(e.unit());
                if (unit != null && !unit.suspended()) refuse(new NotSuspended(e.unit()));
            }
            case UnitReinstated e -> reinstate(e);
            case FunctionAssigned e -> {
                inForce(e.unit());
                unusedFunction(e.function());
            }
            case FunctionRedistributed e -> redistribute(e);
            case FunctionRevised e -> held(e.function());
            case FunctionDiscontinued e -> held(e.function());
            case UnitAlignedWithPillar e -> inForce(e.unit());
            case CoordinationLinked e -> {
                if (allInForce(e.units()) && before.link(ends(e.units())) != null)
                    refuse(new AlreadyLinked(e.units().get(0), e.units().get(1)));
            }
            case CoordinationUnlinked e -> {
                if (before.link(ends(e.units())) == null)
                    refuse(new NotLinked(e.units().get(0), e.units().get(1)));
            }
        }
    }

    private void create(
            UnitId id, @Nullable UnitId parent, List<Superior> reportsTo, List<FunctionStatement> functions) {
        unusedUnit(id);
        UnitId place = before.placed(parent);
        if (place != null) inForce(place);
        superiors(id, reportsTo);
        var stated = new HashSet<FunctionId>();
        for (FunctionStatement function : functions) {
            if (!stated.add(function.id())) refuse(new FunctionIdTaken(function.id(), id));
            else unusedFunction(function.id());
        }
    }

    /** Nothing may be left, and nothing placed that is not there or with somebody who is not. */
    private void eliminate(
            UnitId id, @Nullable UnitId successor, List<PlacedFunction> redistribution, List<PlacedUnit> subordinates) {
        if (successor != null) other(id, successor);
        var functions = new TreeSet<>(before.functionsOf(id));
        for (PlacedFunction placed : redistribution) {
            if (!functions.remove(placed.function())) notHeldBy(id, placed.function());
            other(id, placed.to());
        }
        var units = new TreeSet<>(before.subordinates(id));
        for (PlacedUnit placed : subordinates) {
            if (!units.remove(placed.unit())) notUnder(id, placed.unit());
            UnitId to = before.placed(placed.to());
            if (to != null && other(id, to)) acyclic(placed.unit(), to);
        }
        if (!units.isEmpty()) refuse(new SubordinatesRemain(id, units));
        if (!functions.isEmpty()) refuse(new FunctionsRemain(id, functions));
    }

    private void merge(UnitsMerged e) {
        if (!allInForce(e.units())) return;
        if (e.established() != null) established(e.established(), new HashSet<>(e.units()));
        else if (inForce(e.into()) != null) absorbingItsSuperiors(e);
    }

    /** It moves up into the place of the highest of them; one in between that is not absorbed would be above and below it. */
    private void absorbingItsSuperiors(UnitsMerged e) {
        boolean oneBetweenStays = false;
        for (Unit at = before.unit(e.into()); at != null && at.parent() != null; at = before.unit(at.parent()))
            if (!e.units().contains(at.parent())) oneBetweenStays = true;
            else if (oneBetweenStays) refuse(new ReportingCycle(e.into(), at.parent()));
    }

    private void split(UnitSplit e) {
        if (inForce(e.unit()) == null) return;
        var functions = new TreeSet<>(before.functionsOf(e.unit()));
        var units = new TreeSet<>(before.subordinates(e.unit()));
        var ids = new HashSet<UnitId>();
        for (EstablishedUnit part : e.into()) {
            if (!ids.add(part.unit())) refuse(new UnitIdTaken(part.unit()));
            established(part, e.keeps() ? Set.of() : Set.of(e.unit()));
            for (FunctionId function : part.functions()) if (!functions.remove(function)) notHeldBy(e.unit(), function);
            for (UnitId unit : part.subordinates()) {
                if (!units.remove(unit)) notUnder(e.unit(), unit);
                else if (part.parent() != null && before.isUnder(part.parent(), unit))
                    refuse(new ReportingCycle(unit, part.unit()));
            }
        }
        if (e.keeps()) return;
        if (!units.isEmpty()) refuse(new SubordinatesRemain(e.unit(), units));
        if (!functions.isEmpty()) refuse(new FunctionsRemain(e.unit(), functions));
    }

    private void reinstate(UnitReinstated e) {
        if (before.inForce(e.unit())) {
            refuse(new UnitStillInForce(e.unit()));
            return;
        }
        EndedUnit ended = before.ended(e.unit());
        if (ended == null) {
            refuse(new UnknownUnit(e.unit()));
            return;
        }
        UnitId parent = e.parent() == null ? ended.last().parent() : before.placed(e.parent());
        if (parent != null) inForce(parent);
    }

    private void redistribute(FunctionRedistributed e) {
        Function function = held(e.function());
        inForce(e.to());
        if (function == null) return;
        if (!function.holder().equals(e.from())) refuse(new FunctionNotHeld(e.function(), e.from(), function.holder()));
        else if (e.from().equals(e.to())) refuse(new AlreadyThere(e.function(), e.to()));
    }

    /** @param ending the units that end by the same change: nothing can be placed under them */
    private void established(EstablishedUnit unit, Set<UnitId> ending) {
        unusedUnit(unit.unit());
        UnitId parent = before.placed(unit.parent());
        if (parent == null || inForce(parent) == null) return;
        for (UnitId ends : ending) if (before.isUnder(parent, ends)) refuse(new ReportingCycle(unit.unit(), parent));
    }

    /** What must hold of every unit that the change touched, whatever kind of change it was. */
    private void examineResult(Structure after) {
        for (UnitId id : new TreeSet<>(after.touched().units())) {
            Unit unit = after.unit(id);
            if (unit == null) continue;
            if (unit.parent() != null && !after.inForce(unit.parent())) refuse(absent(after, unit.parent()));
            // Placements that are possible one by one may go round together.
            if (after.isUnder(unit.parent(), id)) refuse(new ReportingCycle(id, unit.parent()));
            if (rules.siblingNamesUnique()) uniqueName(after, unit);
        }
    }

    private void uniqueName(Structure after, Unit unit) {
        unit.name().byLanguage().forEach((language, text) -> {
            Set<UnitId> bearers = after.siblingsNamed(unit.parent(), language, text);
            if (bearers.size() > 1)
                refuse(new SiblingNameTaken(unit.id(), unit.parent(), language, text, new TreeSet<>(bearers)));
        });
    }

    private void superiors(UnitId unit, List<Superior> superiors) {
        for (Superior superior : superiors) {
            if (superior.unit() == null) continue;
            if (superior.unit().equals(unit)) refuse(new ReportsToItself(unit));
            else if (before.ended(superior.unit()) != null) inForce(superior.unit());
            else if (!before.inForce(superior.unit())) refuse(new UnknownSuperior(superior.id()));
        }
    }

    private void acyclic(UnitId unit, UnitId parent) {
        if (before.isUnder(parent, unit)) refuse(new ReportingCycle(unit, parent));
    }

    private boolean other(UnitId ending, UnitId unit) {
        if (unit.equals(ending)) {
            refuse(new UnitNotInForce(unit, effectiveOn(), effectiveOn(), List.of()));
            return false;
        }
        return inForce(unit) != null;
    }

    private @Nullable Unit inForce(UnitId id) {
        Unit unit = before.unit(id);
        if (unit == null) refuse(absent(before, id));
        return unit;
    }

    private boolean allInForce(Collection<UnitId> units) {
        boolean all = true;
        for (UnitId unit : units) all &= inForce(unit) != null;
        return all;
    }

    private Refusal absent(Structure structure, UnitId id) {
        EndedUnit ended = structure.ended(id);
        return ended == null
                ? new UnknownUnit(id)
                : new UnitNotInForce(id, effectiveOn(), ended.ended().effectiveOn(), ended.successors());
    }

    private @Nullable Function held(FunctionId id) {
        Function function = before.function(id);
        if (function == null) refuse(new FunctionUnknown(id));
        return function;
    }

    private void notHeldBy(UnitId unit, FunctionId id) {
        Function function = held(id);
        if (function != null) refuse(new FunctionNotHeld(id, unit, function.holder()));
    }

    private void notUnder(UnitId of, UnitId id) {
        Unit unit = inForce(id);
        if (unit != null) refuse(new NotASubordinate(id, of, unit.parent()));
    }

    private void unusedUnit(UnitId id) {
        if (before.inForce(id)
                || before.ended(id) != null
                || id.value().equals(change.fact().organisation().value())) refuse(new UnitIdTaken(id));
    }

    private void unusedFunction(FunctionId id) {
        Function function = before.function(id);
        if (function != null) refuse(new FunctionIdTaken(id, function.holder()));
        else if (before.discontinued(id) != null) refuse(new FunctionIdTaken(id, null));
    }

    private static Ends ends(List<UnitId> units) {
        return Ends.of(units.get(0), units.get(1));
    }

    private LocalDate effectiveOn() {
        return change.effectiveOn();
    }

    private void refuse(Refusal refusal) {
        if (!refusals.contains(refusal)) refusals.add(refusal);
    }
}
