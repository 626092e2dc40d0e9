package org.mandatum.organisation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.mandatum.value.Slug;

/** Identifies one body whose structure is kept, such as {@code oas}. */
public record OrganisationId(@JsonValue String value) implements Comparable<OrganisationId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OrganisationId {
        Slug.require(value);
    }

    @Override
    public int compareTo(OrganisationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
