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

/** The structure at one point of both clocks, from the index. */
public final class IndexedStructure implements StructureView {
    private final OrganisationIndex index;
    private final AsOf asOf;
    private final List<Unit> units;
    private final List<Function> functions;
    private final List<CoordinationLink> links;
    private final Map<UnitId, Unit> unitsById = new HashMap<>();
    private final Map<FunctionId, Function> functionsById = new HashMap<>();
    private final Map<CoordinationLink.Ends, CoordinationLink> linksByEnds = new HashMap<>();

    public IndexedStructure(OrganisationIndex index, AsOf asOf) {
        this.index = index;
        this.asOf = asOf;
        OrganisationIndex.Snapshot snapshot = index.at(asOf.effectiveOn(), asOf.knownAt());
        units = values(snapshot.units());
        functions = values(snapshot.functions());
        links = values(snapshot.links());
        units.forEach(unit -> unitsById.put(unit.id(), unit));
        functions.forEach(function -> functionsById.put(function.id(), function));
        links.forEach(link -> linksByEnds.put(link.ends(), link));
    }

    @Override
    public List<Unit> units() {
        return units;
    }

    @Override
    public @Nullable Unit unit(UnitId unit) {
        return unitsById.get(unit);
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
        return functionsById.get(function);
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
        return linksByEnds.get(ends);
    }

    @Override
    public @Nullable EndedLink dissolved(CoordinationLink.Ends ends) {
        return value(index.endedLink(ends, asOf.effectiveOn(), asOf.knownAt()));
    }

    private static <T> List<T> values(List<Row<T>> rows) {
        return rows.stream().map(Row::value).toList();
    }

    private static <T> @Nullable T value(@Nullable Row<T> row) {
        return row == null ? null : row.value();
    }
}
