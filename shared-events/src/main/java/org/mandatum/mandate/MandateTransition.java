package org.mandatum.mandate;

import com.fasterxml.jackson.annotation.JsonValue;
import org.mandatum.value.Code;

/** What people do with a mandate. */
public enum MandateTransition {
    ASSIGNMENT,
    REPORT,
    IMPLEMENTATION,
    VERIFICATION,
    CLOSURE,
    REOPENING,
    RENEWAL,
    ADAPTATION,
    MERGER,
    REPLACEMENT,
    RETIREMENT,
    LAPSE,
    DISCHARGE;

    @JsonValue
    public String code() {
        return Code.of(this);
    }
}
