package org.mandatum.query.structure;

import java.util.ArrayList;
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
    private final boolean withLives;

    private IndexedStructure(
            OrganisationIndex index,
            AsOf asOf,
            OrganisationIndex.Snapshot differing,
            Listed here,
            Listed there,
            boolean withLives) {
        this.index = index;
        this.asOf = asOf;
        this.differing = differing;
        this.here = here;
        this.there = there;
        this.withLives = withLives;
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
        // As known at one moment, what was the same once does not become another by itself.
        boolean withLives = !from.knownAt().equals(to.knownAt());
        return Difference.between(
                new IndexedStructure(index, from, apart.from(), before, after, withLives),
                new IndexedStructure(index, to, apart.to(), after, before, withLives));
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
        return untilNow(index.endsOfLink(link.ends(), asOf.knownAt())).stream()
                .filter(end -> end.last().linked().event().equals(link.linked().event()))
                .findFirst()
                .orElse(null);
    }

    @Override
    public List<Unit> life(UnitId unit) {
        if (!withLives) return List.of();
        var life = new ArrayList<>(untilNow(index.lifeOfUnit(unit.value(), asOf.knownAt())));
        // What the day of its end still made of it held on no day.
        for (EndedUnit end : untilNow(index.endsOfUnit(unit.value(), asOf.knownAt()))) life.add(end.last());
        return life;
    }

    @Override
    public List<Function> life(FunctionId function) {
        return withLives ? untilNow(index.lifeOfFunction(function.value(), asOf.knownAt())) : List.of();
    }

    private <T> List<T> untilNow(List<Row<T>> life) {
        return life.stream()
                .filter(row -> !row.from().isAfter(asOf.effectiveOn()))
                .map(Row::value)
                .toList();
    }

    private static <T> @Nullable T value(@Nullable Row<T> row) {
        return row == null ? null : row.value();
    }
}
