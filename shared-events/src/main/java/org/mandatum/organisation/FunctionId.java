package org.mandatum.organisation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.mandatum.value.Slug;

/** Identifies a function of one organisation. Never reused for another. */
public record FunctionId(@JsonValue String value) implements Comparable<FunctionId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public FunctionId {
        Slug.require(value);
    }

    @Override
    public int compareTo(FunctionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
