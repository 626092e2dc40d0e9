package org.mandatum.organisation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.value.Name;

/**
 * A unit as it is in force.
 *
 * @param parent absent: directly under the organisation
 * @param reportsTo the further lines, which make the matrix
 * @param predecessors the units it came from by conversion, merger or split
 * @param rank its lasting place among its siblings
 * @param established what brought it into being
 * @param changed what last changed it
 */
public record Unit(
        UnitId id,
        UnitKind kind,
        Name name,
        @Nullable UnitId parent,
        List<Superior> reportsTo,
        @Nullable Pillar pillar,
        boolean autonomous,
        @Nullable Suspension suspension,
        List<UnitId> predecessors,
        Rank rank,
        Change.Cause established,
        Change.Cause changed) {

    /** Its work rests. */
    public record Suspension(@Nullable String reason, Change.Cause cause) {}

    public boolean suspended() {
        return suspension != null;
    }

    Unit named(Name name, Change.Cause cause) {
        return new Unit(
                id,
                kind,
                name,
                parent,
                reportsTo,
                pillar,
                autonomous,
                suspension,
                predecessors,
                rank,
                established,
                cause);
    }

    Unit under(@Nullable UnitId parent, Change.Cause cause) {
        return new Unit(
                id,
                kind,
                name,
                parent,
                reportsTo,
                pillar,
                autonomous,
                suspension,
                predecessors,
                rank,
                established,
                cause);
    }

    Unit reportingTo(List<Superior> reportsTo, Change.Cause cause) {
        return new Unit(
                id,
                kind,
                name,
                parent,
                reportsTo,
                pillar,
                autonomous,
                suspension,
                predecessors,
                rank,
                established,
                cause);
    }

    Unit alignedWith(Pillar pillar, Change.Cause cause) {
        return new Unit(
                id,
                kind,
                name,
                parent,
                reportsTo,
                pillar,
                autonomous,
                suspension,
                predecessors,
                rank,
                established,
                cause);
    }

    Unit suspended(@Nullable Suspension suspension, Change.Cause cause) {
        return new Unit(
                id,
                kind,
                name,
                parent,
                reportsTo,
                pillar,
                autonomous,
                suspension,
                predecessors,
                rank,
                established,
                cause);
    }

    Unit reinstated(@Nullable UnitId parent, Change.Cause cause) {
        return new Unit(id, kind, name, parent, List.of(), pillar, autonomous, null, predecessors, rank, cause, cause);
    }
}
