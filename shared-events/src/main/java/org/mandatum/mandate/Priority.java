package org.mandatum.mandate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.mandatum.value.Code;

/** How much depends on a mandate, from the highest. */
public enum Priority {
    VERY_HIGH,
    HIGH,
    MEDIUM,
    LOW,
    VERY_LOW;

    @JsonValue
    public String code() {
        return Code.of(this);
    }

    @JsonCreator
    public static Priority of(String code) {
        return Code.read(Priority.class, code);
    }
}
