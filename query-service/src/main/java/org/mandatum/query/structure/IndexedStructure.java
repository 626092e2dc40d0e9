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
 * out of its lists, and found when it is asked for by id. What is listed there and not here is not here at all: had it been the
 * same, neither would list it.
 */
final class IndexedStructure implements StructureView {
    private final OrganisationIndex index;
    private final AsOf asOf;
    private final OrganisationIndex.Snapshot differing;
    private final Listed here;
    private final Listed there;

    private IndexedStructure(
            OrganisationIndex index, AsOf asOf, OrganisationIndex.Snapshot differing, Listed here, Listed there) {
        this.index = index;
        this.asOf = asOf;
        this.differing = differing;
        this.here = here;
        this.there = there;
    }

    /** What one of the two has otherwise than the other, by id. */
    private record Listed(
            Map<UnitId, Unit> units,
            Map<FunctionId, Function> functions,
            Map<CoordinationLink.Ends, CoordinationLink> links) {
        static Listed of(OrganisationIndex.Snapshot snapshot) {
            Map<UnitId, Unit> units = HashMap.newHashMap(snapshot.units().size());
            Map<FunctionId, Function> functions =
                    HashMap.newHashMap(snapshot.functions().size());
            Map<CoordinationLink.Ends, CoordinationLink> links =
                    HashMap.newHashMap(snapshot.links().size());
            snapshot.units().forEach(unit -> units.put(unit.id(), unit));
            snapshot.functions().forEach(function -> functions.put(function.id(), function));
            snapshot.links().forEach(link -> links.put(link.ends(), link));
            return new Listed(units, functions, links);
        }
    }

    /** What differs between two structures, found without looking at what does not. */
    static Difference difference(OrganisationIndex index, AsOf from, AsOf to) {
        OrganisationIndex.Apart apart = index.apart(from.effectiveOn(), from.knownAt(), to.effectiveOn(), to.knownAt());
        Listed before = Listed.of(apart.from());
        Listed after = Listed.of(apart.to());
        return Difference.between(
                new IndexedStructure(index, from, apart.from(), before, after),
                new IndexedStructure(index, to, apart.to(), after, before));
    }

    @Override
    public List<Unit> units() {
        return differing.units();
    }

    @Override
    public @Nullable Unit unit(UnitId unit) {
        Unit listed = here.units().get(unit);
        return listed != null || there.units().containsKey(unit)
                ? listed
                : value(index.unit(unit.value(), asOf.effectiveOn(), asOf.knownAt()));
    }

    @Override
    public @Nullable EndedUnit ended(UnitId unit) {
        return value(index.endedUnit(unit.value(), asOf.effectiveOn(), asOf.knownAt()));
    }

    @Override
    public List<Function> functions() {
        return differing.functions();
    }

    @Override
    public @Nullable Function function(FunctionId function) {
        Function listed = here.functions().get(function);
        return listed != null || there.functions().containsKey(function)
                ? listed
                : value(index.function(function.value(), asOf.effectiveOn(), asOf.knownAt()));
    }

    @Override
    public @Nullable EndedFunction discontinued(FunctionId function) {
        return value(index.endedFunction(function.value(), asOf.effectiveOn(), asOf.knownAt()));
    }

    @Override
    public List<CoordinationLink> links() {
        return differing.links();
    }

    @Override
    public @Nullable CoordinationLink link(CoordinationLink.Ends ends) {
        CoordinationLink listed = here.links().get(ends);
        return listed != null || there.links().containsKey(ends)
                ? listed
                : value(index.link(ends, asOf.effectiveOn(), asOf.knownAt()));
    }

    @Override
    public @Nullable EndedLink dissolved(CoordinationLink.Ends ends) {
        return value(index.endedLink(ends, asOf.effectiveOn(), asOf.knownAt()));
    }

    @Override
    public @Nullable EndedLink end(CoordinationLink link) {
        return index.endsOfLink(link.ends(), asOf.knownAt()).stream()
                .filter(row -> !row.from().isAfter(asOf.effectiveOn()))
                .map(Row::value)
                .filter(end -> end.last().linked().event().equals(link.linked().event()))
                .findFirst()
                .orElse(null);
    }

    private static <T> @Nullable T value(@Nullable Row<T> row) {
        return row == null ? null : row.value();
    }
}
