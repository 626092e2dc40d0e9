package org.mandatum.organisation;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mandatum.value.Evidence;
import org.mandatum.value.Name;

/**
 * A function as it is held.
 *
 * @param holder exactly one unit on every day of its life
 * @param evidence how we know of it, where that differs from the evidence of the change
 * @param assigned what brought it into being
 * @param changed what last changed its wording or its holder
 * @param causes what last changed it in one respect; one that is missing is as assigned
 */
public record Function(
        FunctionId id,
        Name name,
        UnitId holder,
        @Nullable Evidence evidence,
        Rank rank,
        Change.Cause assigned,
        Change.Cause changed,
        Map<Respect, Change.Cause> causes) {
    /** Why it is as it is in this respect. */
    public Change.Cause cause(Respect respect) {
        return causes.getOrDefault(respect, assigned);
    }

    Function heldBy(UnitId holder, Change.Cause cause) {
        return new Function(
                id, name, holder, evidence, rank, assigned, cause, Respect.with(causes, Respect.HOLDER, cause));
    }

    Function worded(Name name, Change.Cause cause) {
        return new Function(
                id, name, holder, evidence, rank, assigned, cause, Respect.with(causes, Respect.NAME, cause));
    }
}
