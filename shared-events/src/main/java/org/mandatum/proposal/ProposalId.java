package org.mandatum.proposal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.mandatum.value.Slug;

/** Identifies a proposal, such as {@code restructuring-of-2015}. Never reused for another. */
public record ProposalId(@JsonValue String value) implements Comparable<ProposalId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProposalId {
        Slug.require(value);
    }

    @Override
    public int compareTo(ProposalId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
