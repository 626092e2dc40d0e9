package org.mandatum.organisation;

import static org.mandatum.organisation.Respect.NAME;
import static org.mandatum.organisation.Respect.PARENT;
import static org.mandatum.organisation.Respect.PILLAR;
import static org.mandatum.organisation.Respect.PREDECESSORS;
import static org.mandatum.organisation.Respect.REPORTS_TO;
import static org.mandatum.organisation.Respect.SUSPENSION;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.Change.Cause;
import org.mandatum.value.Name;

/**
 * A unit as it is in force.
 *
 * @param parent absent: directly under the organisation
 * @param reportsTo the further lines, which make the matrix
 * @param predecessors the units it came from by conversion, merger or split, each once
 * @param rank its lasting place among its siblings
 * @param established what brought it into being
 * @param changed what last changed it
 * @param causes what last changed it in one respect; one that is missing is as established
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
        Cause established,
        Cause changed,
        Map<Respect, Cause> causes) {

    /** Its work rests. */
    public record Suspension(@Nullable String reason, Cause cause) {}

    public boolean suspended() {
        return suspension != null;
    }

    /** Every change that it is as it is by, each once. */
    public Set<Cause> everyCause() {
        var all = new LinkedHashSet<Cause>();
        all.add(established);
        all.addAll(causes.values());
        return all;
    }

    /** Why it is as it is in this respect. */
    public Cause cause(Respect respect) {
        return causes.getOrDefault(respect, established);
    }

    Unit named(Name name, Cause cause) {
        var draft = new Draft(this);
        draft.name = name;
        return draft.changed(NAME, cause);
    }

    Unit under(@Nullable UnitId parent, Cause cause) {
        var draft = new Draft(this);
        draft.parent = parent;
        return draft.changed(PARENT, cause);
    }

    Unit reportingTo(List<Superior> reportsTo, Cause cause) {
        var draft = new Draft(this);
        draft.reportsTo = reportsTo;
        return draft.changed(REPORTS_TO, cause);
    }

    Unit alignedWith(Pillar pillar, Cause cause) {
        var draft = new Draft(this);
        draft.pillar = pillar;
        return draft.changed(PILLAR, cause);
    }

    Unit suspended(@Nullable Suspension suspension, Cause cause) {
        var draft = new Draft(this);
        draft.suspension = suspension;
        return draft.changed(SUSPENSION, cause);
    }

    Unit following(List<UnitId> absorbed, Cause cause) {
        var draft = new Draft(this);
        // Who was reinstated may be absorbed again.
        var each = new LinkedHashSet<>(predecessors);
        each.addAll(absorbed);
        draft.predecessors = List.copyOf(each);
        return draft.changed(PREDECESSORS, cause);
    }

    /** Its lines are gone. What is as it was before it ended is so by what had made it so. */
    Unit reinstated(@Nullable UnitId parent, Cause cause) {
        var kept = new EnumMap<Respect, Cause>(Respect.class);
        kept.put(NAME, cause(NAME));
        if (Objects.equals(parent, this.parent)) kept.put(PARENT, cause(PARENT));
        if (pillar != null) kept.put(PILLAR, cause(PILLAR));
        if (!predecessors.isEmpty()) kept.put(PREDECESSORS, cause(PREDECESSORS));
        return new Unit(
                id,
                kind,
                name,
                parent,
                List.of(),
                pillar,
                autonomous,
                null,
                predecessors,
                rank,
                cause,
                cause,
                Collections.unmodifiableMap(kept));
    }

    /** What a change may make otherwise, while it does. */
    private static final class Draft {
        private final Unit unit;
        private Name name;
        private @Nullable UnitId parent;
        private List<Superior> reportsTo;
        private @Nullable Pillar pillar;
        private @Nullable Suspension suspension;
        private List<UnitId> predecessors;

        Draft(Unit unit) {
            this.unit = unit;
            name = unit.name;
            parent = unit.parent;
            reportsTo = unit.reportsTo;
            pillar = unit.pillar;
            suspension = unit.suspension;
            predecessors = unit.predecessors;
        }

        Unit changed(Respect respect, Cause cause) {
            return new Unit(
                    unit.id,
                    unit.kind,
                    name,
                    parent,
                    reportsTo,
                    pillar,
                    unit.autonomous,
                    suspension,
                    predecessors,
                    unit.rank,
                    unit.established,
                    cause,
                    Respect.with(unit.causes, respect, cause));
        }
    }
}
