package org.mandatum.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Path and parameters of a request, encoded. */
record Call(String text) {

    static Call to(String... segments) {
        return new Call(Arrays.stream(segments).map(Call::encoded).collect(Collectors.joining("/", "/", "")));
    }

    /** Left out if {@code value} is null. */
    Call with(String parameter, @Nullable Object value) {
        return value == null
                ? this
                : new Call(text + (text.contains("?") ? "&" : "?") + parameter + "=" + encoded(value.toString()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
