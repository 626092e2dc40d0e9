package org.mandatum.resolution;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.mandatum.value.Slug;

/** Identifies a deliberating body or officer that adopts legal acts, such as {@code general-assembly}. */
public record OrganId(@JsonValue String value) implements Comparable<OrganId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OrganId {
        Slug.require(value);
    }

    @Override
    public int compareTo(OrganId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
