package org.mandatum.query.projection;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.mandatum.organisation.CoordinationLink;
import org.mandatum.organisation.CoordinationLink.Ends;
import org.mandatum.organisation.EndedFunction;
import org.mandatum.organisation.EndedLink;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;

/** Which units each change of a package is about: those that it made otherwise, also when that held on no day. */
final class About {
    private final Map<String, Set<String>> units = new HashMap<>();

    /** Ids of the units that a change is about, by the id of the event that recorded it. */
    Set<String> units(String change) {
        return units.getOrDefault(change, Set.of());
    }

    /** Takes note of what a structure's last change has made. */
    void note(Structure after) {
        for (Object identity : Course.touched(after))
            for (Course.Part part : Course.Part.bothOf(identity)) {
                Object made = part.in(after);
                if (made != null) note(made);
            }
    }

    private void note(Object made) {
        switch (made) {
            case Unit unit -> note(unit.changed().event(), unit.id());
            case EndedUnit unit -> {
                note(unit.ended().event(), unit.last().id());
                for (UnitId next : unit.successors()) note(unit.ended().event(), next);
            }
            case Function function -> note(function.changed().event(), function.holder());
            case EndedFunction function ->
                note(function.ended().event(), function.last().holder());
            case CoordinationLink link -> note(link.linked().event(), link.ends());
            case EndedLink link -> note(link.ended().event(), link.last().ends());
            default -> throw new IllegalArgumentException(made.getClass() + " is no part of a structure");
        }
    }

    private void note(String event, Ends ends) {
        note(event, ends.first());
        note(event, ends.second());
    }

    private void note(String event, UnitId unit) {
        units.computeIfAbsent(event, none -> new TreeSet<>()).add(unit.value());
    }
}
