package org.mandatum.organisation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.mandatum.value.Slug;

/** Identifies a unit of one organisation. Never reused for another identity. */
public record UnitId(@JsonValue String value) implements Comparable<UnitId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UnitId {
        Slug.require(value);
    }

    @Override
    public int compareTo(UnitId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
