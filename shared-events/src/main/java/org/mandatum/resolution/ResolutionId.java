package org.mandatum.resolution;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.mandatum.value.Slug;

/** Identifies a legal act, such as {@code ag-res-2876}. */
public record ResolutionId(@JsonValue String value) implements Comparable<ResolutionId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ResolutionId {
        Slug.require(value);
    }

    @Override
    public int compareTo(ResolutionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
