package org.mandatum.terminal;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** How parts of an answer read on a terminal. What an answer leaves out reads as the empty text. */
final class Wording {
    private static final List<String> LANGUAGES = List.of("en", "es", "pt", "fr");

    private Wording() {}

    /** Names come from whoever recorded them: none may move the cursor or colour the screen. */
    static String plain(String text) {
        return text.replaceAll("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+", " ");
    }

    /** A text, number or truth value; empty for anything else. */
    static String text(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? plain(value.asString("")) : "";
    }

    /** A name, be it in one language or an object by language. */
    static String name(JsonNode name) {
        return name.isObject()
                ? Stream.concat(LANGUAGES.stream().map(name::path), name.valueStream())
                        .map(Wording::text)
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse("")
                : text(name);
    }

    /** The act, and the paragraph of it: {@code cp-res-2036 §1}. */
    static String authority(JsonNode authority) {
        String symbol = text(authority.path("symbol"));
        String act = symbol.isEmpty() ? text(authority.path("resolution")) : symbol;
        String paragraph = text(authority.path("paragraph"));
        return paragraph.isEmpty() ? act : act + " §" + paragraph;
    }

    /** Why and since when: {@code (cp-res-2036 §1, 2015-10-01)}. */
    static String cause(JsonNode cause) {
        String parts = Stream.of(authority(cause.path("authority")), text(cause.path("effectiveOn")))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        return parts.isEmpty() ? "" : "(" + parts + ")";
    }

    /** Any value in one line: what a list or an object holds, separated by commas. */
    static String all(JsonNode value) {
        if (value.isObject()) {
            return value.propertyStream()
                    .map(field -> plain(field.getKey()) + " " + all(field.getValue()))
                    .collect(Collectors.joining(", "));
        }
        if (value.isArray()) {
            return value.valueStream().map(Wording::all).collect(Collectors.joining(", "));
        }
        return text(value);
    }

    static String orNone(String text) {
        return text.isEmpty() ? "none" : text;
    }
}
