package org.mandatum.organisation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mandatum.value.InvalidValue;

/** The four pillars on which the organisation's work rests. */
public enum Pillar {
    DEMOCRACY,
    HUMAN_RIGHTS,
    MULTIDIMENSIONAL_SECURITY,
    INTEGRAL_DEVELOPMENT;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    public static Pillar of(String code) {
        for (Pillar pillar : values()) if (pillar.code().equals(code)) return pillar;
        throw new InvalidValue(
                "pillar",
                "is not one of " + Arrays.stream(values()).map(Pillar::code).collect(Collectors.joining(", ")));
    }
}
