package org.mandatum.query.structure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.CoordinationLink;
import org.mandatum.organisation.EndedFunction;
import org.mandatum.organisation.EndedLink;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.index.OrganisationIndex;
import org.mandatum.query.index.Row;

/**
 * The structure at one point of both clocks, from the index. What is the same at the point that it is compared with is left
 * out of its lists, and found when it is asked for by id.
 */
final class IndexedStructure implements StructureView {
    private final OrganisationIndex index;
    private final AsOf asOf;
    private final List<Unit> units;
    private final List<Function> functions;
    private final List<CoordinationLink> links;
    private final Map<UnitId, Unit> unitsById;
    private final Map<FunctionId, Function> functionsById;
    private final Map<CoordinationLink.Ends, CoordinationLink> linksByEnds;

    private IndexedStructure(OrganisationIndex index, AsOf asOf, OrganisationIndex.Snapshot snapshot) {
        this.index = index;
        this.asOf = asOf;
        units = snapshot.units();
        functions = snapshot.functions();
        links = snapshot.links();
        unitsById = HashMap.newHashMap(units.size());
        functionsById = HashMap.newHashMap(functions.size());
        linksByEnds = HashMap.newHashMap(links.size());
        units.forEach(unit -> unitsById.put(unit.id(), unit));
        functions.forEach(function -> functionsById.put(function.id(), function));
        links.forEach(link -> linksByEnds.put(link.ends(), link));
    }

    /** What differs between two structures, found without looking at what does not. */
    static Difference difference(OrganisationIndex index, AsOf from, AsOf to) {
        OrganisationIndex.Apart apart = index.apart(from.effectiveOn(), from.knownAt(), to.effectiveOn(), to.knownAt());
        return Difference.between(
                new IndexedStructure(index, from, apart.from()), new IndexedStructure(index, to, apart.to()));
    }

    @Override
    public List<Unit> units() {
        return units;
    }

    @Override
    public @Nullable Unit unit(UnitId unit) {
        Unit listed = unitsById.get(unit);
        return listed != null ? listed : value(index.unit(unit.value(), asOf.effectiveOn(), asOf.knownAt()));
    }

    @Override
    public @Nullable EndedUnit ended(UnitId unit) {
        return value(index.endedUnit(unit.value(), asOf.effectiveOn(), asOf.knownAt()));
    }

    @Override
    public List<Function> functions() {
        return functions;
    }

    @Override
    public @Nullable Function function(FunctionId function) {
        Function listed = functionsById.get(function);
        return listed != null ? listed : value(index.function(function.value(), asOf.effectiveOn(), asOf.knownAt()));
    }

    @Override
    public @Nullable EndedFunction discontinued(FunctionId function) {
        return value(index.endedFunction(function.value(), asOf.effectiveOn(), asOf.knownAt()));
    }

    @Override
    public List<CoordinationLink> links() {
        return links;
    }

    @Override
    public @Nullable CoordinationLink link(CoordinationLink.Ends ends) {
        CoordinationLink listed = linksByEnds.get(ends);
        return listed != null ? listed : value(index.link(ends, asOf.effectiveOn(), asOf.knownAt()));
    }

    @Override
    public @Nullable EndedLink dissolved(CoordinationLink.Ends ends) {
        return value(index.endedLink(ends, asOf.effectiveOn(), asOf.knownAt()));
    }

    private static <T> @Nullable T value(@Nullable Row<T> row) {
        return row == null ? null : row.value();
    }
}
