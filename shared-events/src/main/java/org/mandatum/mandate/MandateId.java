package org.mandatum.mandate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.mandatum.value.Slug;

/** Identifies a mandate, such as {@code submit-the-restructuring}. Never reused for another. */
public record MandateId(@JsonValue String value) implements Comparable<MandateId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MandateId {
        Slug.require(value);
    }

    @Override
    public int compareTo(MandateId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
