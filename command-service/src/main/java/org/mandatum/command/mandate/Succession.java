package org.mandatum.command.mandate;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.organisation.Structures;
import org.mandatum.mandate.Mandate;
import org.mandatum.mandate.MandateEvent;
import org.mandatum.mandate.MandateEvent.MandateLeftUnassigned;
import org.mandatum.mandate.MandateEvent.MandateTransferred;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.EndedFunction;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.Respect;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;

/**
 * To whom an open mandate belongs today: where the units to which it was last assigned have gone since. A function of the
 * assignment and of what is known of the structure, and of nothing in between: so it does not matter whether it is asked once
 * or often, early or late, after a crash or a correction; and where a change is annulled, the answer is as if it had never
 * been (ADR 0015).
 *
 * <p>A mandate that concerns a function which its lead unit held when it was assigned follows that function. Any other follows
 * the unit: to the unit that it was converted or merged into, or that was named its successor. Where there is none, or several,
 * nobody can tell: it is left unassigned. A unit that takes part and ends without a successor takes part no more.
 */
final class Succession {
    private final Structures.At at;
    private final LocalDate today;
    private final Structure now;

    /** Where a unit's part has gone; nowhere without {@code unit}. {@code cause} is the last change on the way. */
    private record Way(@Nullable UnitId unit, Change.@Nullable Cause cause) {}

    private Succession(Structures.At at, LocalDate today) {
        this.at = at;
        this.today = today;
        now = at.on(today);
    }

    /**
     * What has to be recorded so that the mandate is with whom it belongs; null when it is already.
     *
     * @param trigger the event that made us look: the cause where a correction brings the mandate back
     */
    static @Nullable MandateEvent of(Mandate mandate, Structures.At at, LocalDate today, @Nullable String trigger) {
        Mandate.Assignment assignment = mandate.assignment();
        if (assignment == null || !mandate.state().open()) return null;
        return new Succession(at, today).passOn(mandate, assignment, trigger);
    }

    private @Nullable MandateEvent passOn(Mandate mandate, Mandate.Assignment assignment, @Nullable String trigger) {
        Way lead = lead(assignment, mandate.attributes().function());
        var parts = new LinkedHashSet<UnitId>();
        Change.Cause cause = lead.cause();
        for (UnitId unit : assignment.units()) {
            Way way = follow(unit, assignment.effectiveOn());
            if (way.unit() != null && !way.unit().equals(lead.unit())) parts.add(way.unit());
            if (cause == null) cause = way.cause();
        }
        List<UnitId> units = List.copyOf(parts);
        UnitId before = mandate.lead();
        if (lead.unit() == null && before == null) return null;
        if (lead.unit() != null && lead.unit().equals(before) && units.equals(mandate.units())) return null;
        String because = cause == null ? trigger : cause.event();
        LocalDate since = cause == null || cause.effectiveOn().isBefore(assignment.effectiveOn())
                ? assignment.effectiveOn()
                : cause.effectiveOn();
        Grounds grounds = grounds(mandate, cause);
        return lead.unit() == null
                ? new MandateLeftUnassigned(
                        mandate.id(),
                        mandate.organisation(),
                        before == null ? assignment.lead() : before,
                        units,
                        because,
                        since,
                        grounds)
                : new MandateTransferred(
                        mandate.id(), mandate.organisation(), before, lead.unit(), units, because, since, grounds);
    }

    private static Grounds grounds(Mandate mandate, Change.@Nullable Cause cause) {
        if (cause == null) return new Grounds(mandate.authority(), null, null);
        Authority authority = cause.grounds().authority();
        return new Grounds(
                new Authority(
                        authority.resolution(),
                        authority.paragraph(),
                        mandate.id().value(),
                        authority.proposal()),
                cause.grounds().evidence(),
                null);
    }

    private Way lead(Mandate.Assignment assignment, @Nullable FunctionId concerned) {
        Function then =
                concerned == null ? null : at.on(assignment.effectiveOn()).function(concerned);
        Function last = concerned == null ? null : last(concerned);
        if (then == null || last == null || !then.holder().equals(assignment.lead()))
            return follow(assignment.lead(), assignment.effectiveOn());
        if (last.holder().equals(assignment.lead()))
            return now.function(last.id()) != null
                    ? new Way(assignment.lead(), null)
                    : follow(assignment.lead(), assignment.effectiveOn());
        Change.Cause taken = last.cause(Respect.HOLDER);
        Way since = follow(last.holder(), taken.effectiveOn());
        return since.cause() == null ? new Way(since.unit(), taken) : since;
    }

    /** The function as it is, or was when it was discontinued: with whom it was then, the mandate stays. */
    private @Nullable Function last(FunctionId function) {
        Function held = now.function(function);
        if (held != null) return held;
        EndedFunction ended = now.discontinued(function);
        return ended == null ? null : ended.last();
    }

    private Way follow(UnitId first, LocalDate since) {
        UnitId unit = first;
        LocalDate from = since;
        Change.Cause cause = null;
        var seen = new LinkedHashSet<UnitId>();
        while (seen.add(unit)) {
            EndedUnit ended = endedSince(unit, from);
            if (ended == null) return new Way(now.inForce(unit) ? unit : null, cause);
            cause = ended.ended();
            if (ended.successors().size() != 1) return new Way(null, cause);
            unit = ended.successors().getFirst();
            from = cause.effectiveOn();
        }
        return new Way(now.inForce(unit) ? unit : null, cause);
    }

    /** How the unit ended after that day, even if it was reinstated later: then its successor still has what it took over. */
    private @Nullable EndedUnit endedSince(UnitId unit, LocalDate from) {
        Unit present = now.unit(unit);
        if (present == null) return now.ended(unit);
        LocalDate established = present.established().effectiveOn();
        return established.isAfter(from) ? at.on(established.minusDays(1)).ended(unit) : null;
    }
}
