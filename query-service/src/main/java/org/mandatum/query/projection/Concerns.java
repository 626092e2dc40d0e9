package org.mandatum.query.projection;

import java.util.ArrayList;
import java.util.List;
import org.mandatum.organisation.CoordinationLink.Ends;
import org.mandatum.organisation.EstablishedUnit;
import org.mandatum.organisation.FunctionStatement;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.organisation.UnitId;

/** Which units, functions and links a change concerns, as far as the change itself says. */
final class Concerns {
    private Concerns() {}

    /** What a change says of the parts that it may concern. */
    static long signature(StructuralEvent fact) {
        boolean sweeping = isSweeping(fact);
        return Signatures.of(sweeping ? swept(fact) : named(fact), sweeping);
    }

    /** Changes that reach parts which they do not name. */
    static boolean isSweeping(StructuralEvent fact) {
        return switch (fact) {
            case SecretariatEliminated e -> true;
            case UnitEliminated e -> true;
            case UnitConverted e -> true;
            case UnitsMerged e -> true;
            case UnitSplit e -> true;
            case UnitReinstated e -> true;
            default -> false;
        };
    }

    /** The parts that a change makes otherwise, when it is not a sweeping one. */
    static List<?> named(StructuralEvent fact) {
        return switch (fact) {
            case SecretariatCreated e -> born(e.unit(), e.functions());
            case UnitCreated e -> born(e.unit(), e.functions());
            case UnitRenamed e -> List.of(e.unit());
            case UnitMoved e -> List.of(e.unit());
            case ReportingLinesSet e -> List.of(e.unit());
            case UnitSuspended e -> List.of(e.unit());
            case UnitReactivated e -> List.of(e.unit());
            case UnitAlignedWithPillar e -> List.of(e.unit());
            case FunctionAssigned e -> List.of(e.function());
            case FunctionRedistributed e -> List.of(e.function());
            case FunctionRevised e -> List.of(e.function());
            case FunctionDiscontinued e -> List.of(e.function());
            case CoordinationLinked e ->
                List.of(Ends.of(e.units().get(0), e.units().get(1)));
            case CoordinationUnlinked e ->
                List.of(Ends.of(e.units().get(0), e.units().get(1)));
            default -> throw new IllegalArgumentException(fact + " reaches further than it says");
        };
    }

    private static List<?> born(UnitId unit, List<FunctionStatement> functions) {
        if (functions.isEmpty()) return List.of(unit);
        var named = new ArrayList<Object>(functions.size() + 1);
        named.add(unit);
        for (FunctionStatement function : functions) named.add(function.id());
        return named;
    }

    /** The parts that a sweeping change names: it also reaches what is near them. Of other changes, none. */
    static List<?> swept(StructuralEvent fact) {
        return switch (fact) {
            case SecretariatEliminated e -> placed(e.unit(), e.redistribution(), e.subordinates());
            case UnitEliminated e -> placed(e.unit(), e.redistribution(), e.subordinates());
            case UnitConverted e -> List.of(e.unit(), e.into().unit());
            case UnitsMerged e -> {
                var merged = new ArrayList<Object>(e.units());
                merged.add(e.into());
                yield merged;
            }
            case UnitSplit e -> split(e);
            case UnitReinstated e -> List.of(e.unit());
            default -> List.of();
        };
    }

    private static List<?> placed(UnitId ended, List<PlacedFunction> functions, List<PlacedUnit> units) {
        var placed = new ArrayList<Object>();
        placed.add(ended);
        for (PlacedFunction function : functions) placed.add(function.function());
        for (PlacedUnit unit : units) placed.add(unit.unit());
        return placed;
    }

    private static List<?> split(UnitSplit split) {
        var parts = new ArrayList<Object>();
        parts.add(split.unit());
        for (EstablishedUnit part : split.into()) {
            parts.add(part.unit());
            parts.addAll(part.functions());
            parts.addAll(part.subordinates());
        }
        return parts;
    }
}
