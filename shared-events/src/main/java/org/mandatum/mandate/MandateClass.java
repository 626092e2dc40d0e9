package org.mandatum.mandate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.mandatum.value.Code;

/** What a mandate asks for: a policy, an activity, or the running of the house. */
public enum MandateClass {
    POLICY,
    ACTIVITY,
    OPERATIONAL;

    @JsonValue
    public String code() {
        return Code.of(this);
    }

    @JsonCreator
    public static MandateClass of(String code) {
        return Code.read(MandateClass.class, code);
    }
}
