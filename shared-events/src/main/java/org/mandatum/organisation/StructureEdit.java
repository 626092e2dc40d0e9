package org.mandatum.organisation;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import kotlinx.collections.immutable.PersistentMap;
import kotlinx.collections.immutable.PersistentSet;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.CoordinationLink.Ends;
import org.mandatum.organisation.Structure.Place;
import org.mandatum.organisation.Structure.SiblingName;

/** A structure while parts of it are replaced, with all that is kept to find them by. Thrown away afterwards. */
final class StructureEdit {
    final OrganisationId organisation;
    PersistentMap<UnitId, Unit> units;
    PersistentMap<UnitId, EndedUnit> ended;
    PersistentMap<FunctionId, Function> functions;
    PersistentMap<FunctionId, EndedFunction> discontinued;
    PersistentMap<Ends, EndedLink> dissolved;
    PersistentMap<Ends, CoordinationLink> links;
    PersistentMap<Place, PersistentSet<UnitId>> subordinates;
    PersistentMap<SiblingName, PersistentSet<UnitId>> siblingNames;
    PersistentMap<UnitId, PersistentSet<FunctionId>> held;
    PersistentMap<UnitId, PersistentSet<UnitId>> linesFrom;
    PersistentMap<UnitId, PersistentSet<Ends>> linksOf;
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
        units = units.put(unit.id(), unit);
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
        ended = ended.put(unit.last().id(), unit);
    }

    void reinstate(Unit unit) {
        put(unit);
        ended = ended.remove(unit.id());
    }

    private void remove(UnitId id) {
        Unit old = units.get(id);
        if (old == null) return;
        dropPlace(old);
        dropNames(old);
        dropLines(old);
        units = units.remove(id);
        touchedUnits.add(id);
    }

    private void addPlace(Unit unit) {
        subordinates = Structure.with(subordinates, new Place(unit.parent()), unit.id());
    }

    private void dropPlace(Unit unit) {
        subordinates = Structure.without(subordinates, new Place(unit.parent()), unit.id());
    }

    private void addNames(Unit unit) {
        var place = new Place(unit.parent());
        for (var name : unit.name().byLanguage().entrySet())
            siblingNames =
                    Structure.with(siblingNames, new SiblingName(place, name.getKey(), name.getValue()), unit.id());
    }

    private void dropNames(Unit unit) {
        var place = new Place(unit.parent());
        for (var name : unit.name().byLanguage().entrySet())
            siblingNames =
                    Structure.without(siblingNames, new SiblingName(place, name.getKey(), name.getValue()), unit.id());
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
        functions = functions.put(function.id(), function);
        touchedFunctions.add(function.id());
        if (old != null && old.holder().equals(function.holder())) return;
        if (old != null) held = Structure.without(held, old.holder(), old.id());
        held = Structure.with(held, function.holder(), function.id());
    }

    void discontinue(EndedFunction function) {
        remove(function.last().id());
        discontinued = discontinued.put(function.last().id(), function);
    }

    private void remove(FunctionId id) {
        Function old = functions.get(id);
        if (old == null) return;
        held = Structure.without(held, old.holder(), id);
        functions = functions.remove(id);
        touchedFunctions.add(id);
    }

    void put(CoordinationLink link) {
        add(link);
        dissolved = dissolved.remove(link.ends());
    }

    private void add(CoordinationLink link) {
        links = links.put(link.ends(), link);
        linksOf = Structure.with(linksOf, link.ends().first(), link.ends());
        linksOf = Structure.with(linksOf, link.ends().second(), link.ends());
        touchedLinks.add(link.ends());
    }

    void dissolve(EndedLink link) {
        remove(link.last().ends());
        dissolved = dissolved.put(link.last().ends(), link);
    }

    private void remove(Ends ends) {
        links = links.remove(ends);
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
        ended = unit == null ? ended.remove(id) : ended.put(id, unit);
    }

    void take(FunctionId id, @Nullable Function function) {
        if (function == null) remove(id);
        else put(function);
    }

    void takeDiscontinued(FunctionId id, @Nullable EndedFunction function) {
        discontinued = function == null ? discontinued.remove(id) : discontinued.put(id, function);
    }

    void take(Ends ends, @Nullable CoordinationLink link) {
        if (link == null) remove(ends);
        else add(link);
    }

    void takeDissolved(Ends ends, @Nullable EndedLink link) {
        dissolved = link == null ? dissolved.remove(ends) : dissolved.put(ends, link);
    }
}
