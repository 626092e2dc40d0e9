package org.mandatum.command.organisation;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.mandatum.command.decision.Refusal;
import org.mandatum.command.decision.StructureRefusal.FunctionsRemain;
import org.mandatum.command.decision.StructureRefusal.SubordinatesRemain;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.organisation.UnitId;

/**
 * The subordinates and functions for which a unit cannot be eliminated yet. An officer may state the elimination first and
 * only then, for the same day, where they go: it is carried out behind the last order that takes one of them, and no later,
 * since others may rely on it. One that fits where it stands stays there.
 */
record Leftovers(Set<UnitId> subordinates, Set<FunctionId> functions) {
    static Leftovers of(List<Refusal> refusals) {
        var subordinates = new TreeSet<UnitId>();
        var functions = new TreeSet<FunctionId>();
        for (Refusal refusal : refusals) {
            if (refusal instanceof SubordinatesRemain remain) subordinates.addAll(remain.subordinates());
            if (refusal instanceof FunctionsRemain remain) functions.addAll(remain.functions());
        }
        return new Leftovers(subordinates, functions);
    }

    static boolean matterTo(StructuralEvent change) {
        return change instanceof SecretariatEliminated || change instanceof UnitEliminated;
    }

    /** Whether the change takes one of them away from the unit, should it be possible. */
    boolean areTakenBy(StructuralEvent change) {
        return switch (change) {
            case FunctionRedistributed e -> functions.contains(e.function());
            case FunctionDiscontinued e -> functions.contains(e.function());
            case UnitMoved e -> subordinates.contains(e.unit());
            case SecretariatEliminated e -> subordinates.contains(e.unit());
            case UnitEliminated e -> subordinates.contains(e.unit());
            case UnitConverted e -> subordinates.contains(e.unit());
            case UnitsMerged e -> !Collections.disjoint(subordinates, e.units());
            case UnitSplit e -> !e.keeps() && subordinates.contains(e.unit());
            default -> false;
        };
    }
}
