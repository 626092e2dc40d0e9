package org.mandatum.mandate;

import static org.mandatum.mandate.MandateTransition.*;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.mandatum.value.Code;

/** Where a mandate is on its way, and what may be done with it there. */
public enum MandateState {
    /** An act ordered it; nobody answers for it yet. */
    ISSUED(true, ASSIGNMENT, RENEWAL, ADAPTATION, MERGER, REPLACEMENT, RETIREMENT, LAPSE, DISCHARGE),
    /** A unit answers for it, and has not reported yet. */
    ASSIGNED(true, ASSIGNMENT, REPORT, RENEWAL, ADAPTATION, MERGER, REPLACEMENT, RETIREMENT, LAPSE, DISCHARGE),
    /** The unit that answered for it ended without a successor. */
    UNASSIGNED(true, ASSIGNMENT, RENEWAL, ADAPTATION, MERGER, REPLACEMENT, RETIREMENT, LAPSE, DISCHARGE),
    /** There are reports on it. */
    IN_PROGRESS(
            true,
            ASSIGNMENT,
            REPORT,
            IMPLEMENTATION,
            RENEWAL,
            ADAPTATION,
            MERGER,
            REPLACEMENT,
            RETIREMENT,
            LAPSE,
            DISCHARGE),
    /** Its lead unit claims that it is done. */
    IMPLEMENTED(true, ASSIGNMENT, VERIFICATION, RENEWAL, ADAPTATION, MERGER, REPLACEMENT, RETIREMENT, LAPSE, DISCHARGE),
    /** Somebody else found so. */
    VERIFIED(true, ASSIGNMENT, CLOSURE, RENEWAL, ADAPTATION, MERGER, REPLACEMENT, RETIREMENT),
    CLOSED(false, REOPENING),
    /** It goes on within another mandate. */
    MERGED(false),
    REPLACED(false),
    RETIRED(false),
    LAPSED(false, REOPENING),
    DISCHARGED(false, REOPENING);

    private final boolean open;

    @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
    private final Set<MandateTransition> possible;

    MandateState(boolean open, MandateTransition... possible) {
        this.open = open;
        var transitions = EnumSet.noneOf(MandateTransition.class);
        Collections.addAll(transitions, possible);
        this.possible = Collections.unmodifiableSet(transitions);
    }

    /** Whether somebody still has to answer for it. */
    public boolean open() {
        return open;
    }

    /** What may be done with a mandate in this state. */
    public Set<MandateTransition> possible() {
        return possible;
    }

    @JsonValue
    public String code() {
        return Code.of(this);
    }

    @JsonCreator
    public static MandateState of(String code) {
        return Code.read(MandateState.class, code);
    }
}
