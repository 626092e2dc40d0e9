package org.mandatum.mandate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.mandatum.value.Code;

/** What the unit that answers for a mandate says of it; the register's own state is {@link MandateState}. */
public enum ReportedStatus {
    NOT_IMPLEMENTED,
    IN_PROGRESS,
    COMPLETED,
    NOT_APPLICABLE,
    NO_INDICATION;

    @JsonValue
    public String code() {
        return Code.of(this);
    }

    @JsonCreator
    public static ReportedStatus of(String code) {
        return Code.read(ReportedStatus.class, code);
    }
}
