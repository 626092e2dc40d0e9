package org.mandatum.organisation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.mandatum.value.Code;
import org.mandatum.value.InvalidValue;

/** The four pillars on which the organisation's work rests. */
public enum Pillar {
    DEMOCRACY,
    HUMAN_RIGHTS,
    MULTIDIMENSIONAL_SECURITY,
    INTEGRAL_DEVELOPMENT;

    /** Written and read with every event. */
    private final String code = Code.of(this);

    @JsonValue
    public String code() {
        return code;
    }

    @JsonCreator
    public static Pillar of(String code) {
        for (Pillar pillar : values()) if (pillar.code().equals(code)) return pillar;
        throw new InvalidValue(
                "pillar",
                "is not one of " + Arrays.stream(values()).map(Pillar::code).collect(Collectors.joining(", ")));
    }
}
