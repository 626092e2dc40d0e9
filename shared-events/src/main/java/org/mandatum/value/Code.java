package org.mandatum.value;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a constant is written in JSON: in lower case, its words joined by hyphens. */
public final class Code {
    private Code() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant that is written so; {@link InvalidValue} naming what is known when there is none. */
    public static <E extends Enum<E>> E read(Class<E> constants, String code) {
        for (E constant : constants.getEnumConstants()) if (of(constant).equals(code)) return constant;
        throw new InvalidValue(
                "",
                "is not one of "
                        + Arrays.stream(constants.getEnumConstants())
                                .map(Code::of)
                                .collect(Collectors.joining(", ")));
    }
}
