package org.mandatum.verifier.export;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON from outside: exactly one value, no member twice, no half surrogate pairs, nested within a bound. Objects become maps in
 * the order of the text, numbers {@link BigDecimal}.
 */
public final class Json {
    /** How deep payloads and metadata may be nested. */
    public static final int DEEPEST = 500;
    /** Characters of an event's line, and so of anything in it. */
    static final int LONGEST = 16 * 1024 * 1024;
    /** More than any double has; the register itself writes none at all. */
    private static final int FARTHEST_EXPONENT = 400;

    private static final JsonFactory ANY = factory(DEEPEST, LONGEST);
    /** The lines themselves: an object, in it at most a list; numbers below 2^53. */
    private static final JsonFactory LINE = factory(2, 20);

    private Json() {}

    /** A value in its canonical form, which takes a fraction of the memory of its maps and lists. */
    public record Canonical(String text) {
        public static Canonical of(@Nullable Object value) {
            return new Canonical(canonical(value));
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static JsonFactory factory(int deepest, int longestNumber) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(deepest)
                        .maxStringLength(LONGEST)
                        .maxNameLength(LONGEST)
                        .maxNumberLength(longestNumber)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                // Names from outside are not worth remembering, and an attacker may choose them to collide.
                .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                .build();
    }

    /** What reads a value; whatever {@link JacksonException} it throws is told as a broken rule. */
    interface Reading<T> {
        @Nullable
        T from(JsonParser parser) throws Unreadable.Line;
    }

    static <T> @Nullable T line(String text, Reading<T> reading) throws Unreadable.Line {
        return read(LINE, text, "the line", reading);
    }

    private static <T> @Nullable T read(JsonFactory factory, String text, String what, Reading<T> reading)
            throws Unreadable.Line {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            T value = reading.from(parser);
            if (parser.nextToken() != null) throw new Unreadable.Line("not-json", what + " goes on after its end");
            return value;
        } catch (StreamConstraintsException beyond) {
            throw new Unreadable.Line("limits", what + " is beyond a limit: " + message(beyond));
        } catch (JacksonException broken) {
            String message = message(broken);
            boolean twice = message.startsWith("Duplicate");
            throw new Unreadable.Line(
                    twice ? "duplicate-member" : "not-json",
                    what + (twice ? " names a member twice: " : " is not JSON: ") + message);
        }
    }

    private static String message(JacksonException problem) {
        return Unreadable.shown(String.valueOf(problem.getOriginalMessage()).replaceAll("\\s+", " "));
    }

    /** The value as maps, lists, strings, decimals, booleans and null. */
    public static @Nullable Object parse(String text, String what) throws Unreadable.Line {
        return read(ANY, text, what, parser -> value(parser, parser.nextToken(), what));
    }

    private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token, String what)
            throws Unreadable.Line {
        if (token == null) throw new Unreadable.Line("not-json", what + " ends where a value was due");
        return switch (token) {
            case START_OBJECT -> {
                var members = new LinkedHashMap<String, @Nullable Object>();
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = whole(parser.currentName(), what);
                    members.put(name, value(parser, parser.nextToken(), what));
                }
                yield members;
            }
            case START_ARRAY -> {
                var elements = new ArrayList<@Nullable Object>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken())
                    elements.add(value(parser, next, what));
                yield elements;
            }
            case VALUE_STRING -> whole(parser.getString(), what);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString(), what);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new Unreadable.Line("not-json", what + " has no value where one was due");
        };
    }

    /** A number of a few bytes may be one that fills the memory when it is written out, or that nothing can hold. */
    private static BigDecimal number(String text, String what) throws Unreadable.Line {
        try {
            var number = new BigDecimal(text);
            if (Math.abs((long) number.scale()) <= text.length() + FARTHEST_EXPONENT) return number;
        } catch (NumberFormatException beyond) {
            // said below
        }
        throw new Unreadable.Line("value", what + " has a number with an exponent beyond " + FARTHEST_EXPONENT);
    }

    /** Members of the outermost object that are wanted of every event; null where there is no such text. */
    record Outline(@Nullable String organisation, @Nullable String effectiveOn) {}

    /** That it is JSON, without keeping more than its outline. */
    static Outline outline(String text, String what, boolean mustBeObject) throws Unreadable.Line {
        return Objects.requireNonNull(read(ANY, text, what, parser -> {
            JsonToken token = parser.nextToken();
            if (token == null) throw new Unreadable.Line("not-json", what + " is empty");
            if (mustBeObject && token != JsonToken.START_OBJECT)
                throw new Unreadable.Line("value", what + " is not an object");
            String organisation = null;
            String effectiveOn = null;
            int depth = 0;
            do {
                switch (token) {
                    case START_OBJECT, START_ARRAY -> depth++;
                    case END_OBJECT, END_ARRAY -> depth--;
                    case PROPERTY_NAME -> whole(parser.currentName(), what);
                    case VALUE_STRING -> {
                        String value = whole(parser.getString(), what);
                        String name = depth == 1 ? parser.currentName() : null;
                        if ("organisation".equals(name)) organisation = value;
                        if ("effectiveOn".equals(name)) effectiveOn = value;
                    }
                    default -> {}
                }
            } while (depth > 0 && (token = parser.nextToken()) != null);
            return new Outline(organisation, effectiveOn);
        }));
    }

    /** Half a surrogate pair has no form in UTF-8: two readers would see two texts. */
    static String whole(@Nullable String text, String what) throws Unreadable.Line {
        String given = text == null ? "" : text;
        for (int i = 0; i < given.length(); i++) {
            char c = given.charAt(i);
            if (!Character.isSurrogate(c)) continue;
            if (Character.isHighSurrogate(c) && i + 1 < given.length() && Character.isLowSurrogate(given.charAt(i + 1)))
                i++;
            else throw new Unreadable.Line("not-unicode", what + " contains half of a surrogate pair");
        }
        return given;
    }

    /** Canonical JSON: RFC 8785, numbers with their exact decimal value (docs/log-format.md). */
    public static String canonical(@Nullable Object value) {
        var text = new StringBuilder();
        write(value, true, text);
        return text.toString();
    }

    /** JSON with the members in the order they have. */
    public static String text(@Nullable Object value) {
        var text = new StringBuilder();
        write(value, false, text);
        return text.toString();
    }

    private static void write(@Nullable Object value, boolean sorted, StringBuilder text) {
        switch (value) {
            case Map<?, ?> members -> {
                String[] names = members.keySet().stream().map(String::valueOf).toArray(String[]::new);
                // String compares UTF-16 code units, as the RFC wants it.
                if (sorted) Arrays.sort(names);
                text.append('{');
                for (int i = 0; i < names.length; i++) {
                    if (i > 0) text.append(',');
                    quote(names[i], text);
                    text.append(':');
                    write(members.get(names[i]), sorted, text);
                }
                text.append('}');
            }
            case List<?> elements -> {
                text.append('[');
                for (int i = 0; i < elements.size(); i++) {
                    if (i > 0) text.append(',');
                    write(elements.get(i), sorted, text);
                }
                text.append(']');
            }
            case BigDecimal number ->
                text.append(
                        number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
            case String string -> quote(string, text);
            case Canonical written -> text.append(written.text());
            case null -> text.append("null");
            default -> text.append(value);
        }
    }

    private static void quote(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\b' -> text.append("\\b");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\f' -> text.append("\\f");
                case '\r' -> text.append("\\r");
                default -> {
                    if (c < 0x20) text.append("\\u").append(HexFormat.of().toHexDigits(c));
                    else text.append(c);
                }
            }
        }
        text.append('"');
    }
}
