package org.mandatum.organisation;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * A structural event as the register holds it now: with its id, its place in the organisation's history, and the date on
 * which it counts as effective.
 *
 * @param event id of the event that recorded it
 * @param sequence its place in the organisation's own log, from 0, without gaps
 */
public record Change(String event, long sequence, LocalDate effectiveOn, StructuralEvent fact) {
    /** The order of the fold: by effective date, then in the order in which they were recorded. */
    public static final Comparator<Change> EFFECTIVE_ORDER = (one, other) -> {
        int days = one.effectiveOn.compareTo(other.effectiveOn);
        return days != 0 ? days : Long.compare(one.sequence, other.sequence);
    };

    public static Change of(String event, long sequence, StructuralEvent fact) {
        return new Change(event, sequence, fact.effectiveOn(), fact);
    }

    /** The same change, at the date to which its effective date was corrected. */
    public Change correctedTo(LocalDate effectiveOn) {
        return new Change(event, sequence, effectiveOn, fact);
    }

    /** How the parts of a structure point back to what made them. */
    public Cause cause() {
        return new Cause(event, effectiveOn, fact.grounds());
    }

    /** The change that a part of a structure goes back to, the day it took effect, and what it rests on. */
    public record Cause(String event, LocalDate effectiveOn, Grounds grounds) {}
}
