package org.mandatum.proposal;

import static org.mandatum.proposal.ProposalTransition.*;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.mandatum.value.Code;

/** Where a proposal is on its way, and what may be done with it there. */
public enum ProposalState {
    DRAFTED(EDIT, SUBMISSION, WITHDRAWAL),
    SUBMITTED(EDIT, CONSIDERATION, RETURN, WITHDRAWAL),
    UNDER_CONSIDERATION(EDIT, APPROVAL, RETURN, REJECTION, WITHDRAWAL),
    APPROVED(EDIT, ENACTMENT, RETURN, WITHDRAWAL),
    /** A draft again, with what was said against it. */
    RETURNED(EDIT, SUBMISSION, WITHDRAWAL),
    REJECTED,
    WITHDRAWN,
    /** Its changes are recorded; they are in effect from their day on. */
    ENACTED;

    @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
    private final Set<ProposalTransition> possible;

    ProposalState(ProposalTransition... possible) {
        var transitions = EnumSet.noneOf(ProposalTransition.class);
        Collections.addAll(transitions, possible);
        this.possible = Collections.unmodifiableSet(transitions);
    }

    /** What may be done with a proposal in this state. */
    public Set<ProposalTransition> possible() {
        return possible;
    }

    @JsonValue
    public String code() {
        return Code.of(this);
    }

    @JsonCreator
    public static ProposalState of(String code) {
        return Code.read(ProposalState.class, code);
    }
}
