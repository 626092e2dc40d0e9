package org.mandatum.proposal;

import com.fasterxml.jackson.annotation.JsonValue;
import org.mandatum.value.Code;

/** What people do with a proposal. */
public enum ProposalTransition {
    EDIT,
    SUBMISSION,
    CONSIDERATION,
    APPROVAL,
    RETURN,
    REJECTION,
    WITHDRAWAL,
    ENACTMENT;

    @JsonValue
    public String code() {
        return Code.of(this);
    }
}
