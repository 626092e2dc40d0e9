package org.mandatum.query.structure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.CoordinationLink;
import org.mandatum.organisation.EndedFunction;
import org.mandatum.organisation.EndedLink;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;

/** A structure to be compared with another, whatever it was made from. Lists are in their lasting order. */
public interface StructureView {
    List<Unit> units();

    @Nullable
    Unit unit(UnitId unit);

    @Nullable
    EndedUnit ended(UnitId unit);

    List<Function> functions();

    @Nullable
    Function function(FunctionId function);

    @Nullable
    EndedFunction discontinued(FunctionId function);

    List<CoordinationLink> links();

    @Nullable
    CoordinationLink link(CoordinationLink.Ends ends);

    @Nullable
    EndedLink dissolved(CoordinationLink.Ends ends);

    /** How this very link came to an end, whatever has been between the two since; null also where that is no longer known. */
    default @Nullable EndedLink end(CoordinationLink link) {
        EndedLink last = dissolved(link.ends());
        return last != null && last.last().linked().event().equals(link.linked().event()) ? last : null;
    }

    /** The unit as it was one time after the other until now; empty where nothing else is known than now. */
    default List<Unit> life(UnitId unit) {
        return List.of();
    }

    /** The function likewise. */
    default List<Function> life(FunctionId function) {
        return List.of();
    }
}
