package org.mandatum.organisation;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
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
    /** Every change that it is as it is by, each once. */
    public Set<Change.Cause> everyCause() {
        var all = new LinkedHashSet<Change.Cause>();
        all.add(assigned);
        all.addAll(causes.values());
        return all;
    }

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
