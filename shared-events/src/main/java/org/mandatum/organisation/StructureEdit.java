package org.mandatum.organisation;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.CoordinationLink.Ends;
import org.mandatum.organisation.Structure.Place;
import org.mandatum.organisation.Structure.SiblingName;
import org.pcollections.PMap;
import org.pcollections.PSet;

/** A structure while parts of it are replaced, with all that is kept to find them by. Thrown away afterwards. */
final class StructureEdit {
    final OrganisationId organisation;
    PMap<UnitId, Unit> units;
    PMap<UnitId, EndedUnit> ended;
    PMap<FunctionId, Function> functions;
    PMap<FunctionId, EndedFunction> discontinued;
    PMap<Ends, EndedLink> dissolved;
    PMap<Ends, CoordinationLink> links;
    PMap<Place, PSet<UnitId>> subordinates;
    PMap<SiblingName, PSet<UnitId>> siblingNames;
    PMap<UnitId, PSet<FunctionId>> held;
    PMap<UnitId, PSet<UnitId>> linesFrom;
    PMap<UnitId, PSet<Ends>> linksOf;
    final Set<UnitId> touchedUnits = new HashSet<>(4);
    final Set<FunctionId> touchedFunctions = new HashSet<>(4);
    final Set<Ends> touchedLinks = new HashSet<>(2);

    StructureEdit(Structure before) {
        organisation = before.organisation;
        units = before.units;
        ended = before.ended;
        functions = before.functions;
        discontinued = before.discontinued;
        dissolved = before.dissolved;
        links = before.links;
        subordinates = before.subordinates;
        siblingNames = before.siblingNames;
        held = before.held;
        linesFrom = before.linesFrom;
        linksOf = before.linksOf;
    }

    void put(Unit unit) {
        Unit old = units.get(unit.id());
        units = units.plus(unit.id(), unit);
        touchedUnits.add(unit.id());
        // Most changes leave alone what a unit is found by.
        boolean here = old != null && Objects.equals(old.parent(), unit.parent());
        if (old == null || !here) {
            if (old != null) dropPlace(old);
            addPlace(unit);
        }
        if (old == null || !here || !old.name().equals(unit.name())) {
            if (old != null) dropNames(old);
            addNames(unit);
        }
        if (old == null || !old.reportsTo().equals(unit.reportsTo())) {
            if (old != null) dropLines(old);
            addLines(unit);
        }
    }

    /** The unit is in force no longer. */
    void end(EndedUnit unit) {
        remove(unit.last().id());
        ended = ended.plus(unit.last().id(), unit);
    }

    void reinstate(Unit unit) {
        put(unit);
        ended = ended.minus(unit.id());
    }

    private void remove(UnitId id) {
        Unit old = units.get(id);
        if (old == null) return;
        dropPlace(old);
        dropNames(old);
        dropLines(old);
        units = units.minus(id);
        touchedUnits.add(id);
    }

    private void addPlace(Unit unit) {
        subordinates = Structure.with(subordinates, new Place(unit.parent()), unit.id());
    }

    private void dropPlace(Unit unit) {
        subordinates = Structure.without(subordinates, new Place(unit.parent()), unit.id());
    }

    private void addNames(Unit unit) {
        for (SiblingName name : names(unit)) siblingNames = Structure.with(siblingNames, name, unit.id());
    }

    private void dropNames(Unit unit) {
        for (SiblingName name : names(unit)) siblingNames = Structure.without(siblingNames, name, unit.id());
    }

    private static List<SiblingName> names(Unit unit) {
        var place = new Place(unit.parent());
        return unit.name().byLanguage().entrySet().stream()
                .map(name -> new SiblingName(place, name.getKey(), name.getValue()))
                .toList();
    }

    private void addLines(Unit unit) {
        for (Superior line : unit.reportsTo())
            if (line.unit() != null) linesFrom = Structure.with(linesFrom, line.unit(), unit.id());
    }

    private void dropLines(Unit unit) {
        for (Superior line : unit.reportsTo())
            if (line.unit() != null) linesFrom = Structure.without(linesFrom, line.unit(), unit.id());
    }

    void put(Function function) {
        Function old = functions.get(function.id());
        functions = functions.plus(function.id(), function);
        touchedFunctions.add(function.id());
        if (old != null && old.holder().equals(function.holder())) return;
        if (old != null) held = Structure.without(held, old.holder(), old.id());
        held = Structure.with(held, function.holder(), function.id());
    }

    void discontinue(EndedFunction function) {
        remove(function.last().id());
        discontinued = discontinued.plus(function.last().id(), function);
    }

    private void remove(FunctionId id) {
        Function old = functions.get(id);
        if (old == null) return;
        held = Structure.without(held, old.holder(), id);
        functions = functions.minus(id);
        touchedFunctions.add(id);
    }

    void put(CoordinationLink link) {
        add(link);
        dissolved = dissolved.minus(link.ends());
    }

    private void add(CoordinationLink link) {
        links = links.plus(link.ends(), link);
        linksOf = Structure.with(linksOf, link.ends().first(), link.ends());
        linksOf = Structure.with(linksOf, link.ends().second(), link.ends());
        touchedLinks.add(link.ends());
    }

    void dissolve(EndedLink link) {
        remove(link.last().ends());
        dissolved = dissolved.plus(link.last().ends(), link);
    }

    private void remove(Ends ends) {
        links = links.minus(ends);
        linksOf = Structure.without(linksOf, ends.first(), ends);
        linksOf = Structure.without(linksOf, ends.second(), ends);
        touchedLinks.add(ends);
    }

    // What follows makes a part, or its absence, what it is elsewhere.

    void take(UnitId id, @Nullable Unit unit) {
        if (unit == null) remove(id);
        else put(unit);
    }

    void takeEnded(UnitId id, @Nullable EndedUnit unit) {
        ended = unit == null ? ended.minus(id) : ended.plus(id, unit);
    }

    void take(FunctionId id, @Nullable Function function) {
        if (function == null) remove(id);
        else put(function);
    }

    void takeDiscontinued(FunctionId id, @Nullable EndedFunction function) {
        discontinued = function == null ? discontinued.minus(id) : discontinued.plus(id, function);
    }

    void take(Ends ends, @Nullable CoordinationLink link) {
        if (link == null) remove(ends);
        else add(link);
    }

    void takeDissolved(Ends ends, @Nullable EndedLink link) {
        dissolved = link == null ? dissolved.minus(ends) : dissolved.plus(ends, link);
    }
}
