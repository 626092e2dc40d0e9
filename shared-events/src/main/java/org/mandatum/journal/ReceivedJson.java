package org.mandatum.journal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.mandatum.value.InvalidValue;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** JSON from outside: UTF-8, and without what is JSON but no text that a store could hold and give back. */
public final class ReceivedJson {
    private static final String BYTE_ORDER_MARK = "\ufeff";
    /** Such as ", from `StreamReadConstraints.getMaxNestingDepth()`", ": not allowed as per `…`", "(start marker at [Source: …])". */
    private static final Pattern CONSTANTS = Pattern.compile(
            " \\(start marker at .*| ?\\((?:bound as )?`[^`]*`\\)|, from `[^`]*`|: (?:enable|not allowed as per) `.*",
            Pattern.DOTALL);

    private ReceivedJson() {}

    /**
     * The value that it is; missing when there is nothing.
     *
     * @throws CharacterCodingException when it is not UTF-8
     * @throws JacksonException when it is not JSON
     * @throws InvalidValue naming the text, by its path, that holds U+0000 or half of a surrogate pair
     */
    public static JsonNode read(ByteBuffer utf8) throws CharacterCodingException {
        String text =
                StandardCharsets.UTF_8.newDecoder().decode(utf8.duplicate()).toString();
        JsonNode json = EventJson.MAPPER.readTree(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        // Both come by an escape only: neither can be written in UTF-8, or stand in a JSON text as it is.
        if (text.contains("\\u")) requireStorable(json, "");
        return json;
    }

    public static JsonNode read(byte[] utf8) throws CharacterCodingException {
        return read(ByteBuffer.wrap(utf8));
    }

    /** What is wrong with what is not JSON, without the constants by which the reader's own people would know it. */
    public static String problem(JacksonException notJson) {
        return CONSTANTS.matcher(notJson.getOriginalMessage()).replaceAll("");
    }

    private static void requireStorable(JsonNode json, String path) {
        if (json.isString()) requireStorable(json.asString(), path);
        for (int i = 0; json.isArray() && i < json.size(); i++) requireStorable(json.get(i), path + "[" + i + "]");
        if (json.isObject())
            json.properties().forEach(entry -> {
                requireStorable(entry.getKey(), path);
                requireStorable(entry.getValue(), path.isEmpty() ? entry.getKey() : path + "." + entry.getKey());
            });
    }

    private static void requireStorable(String text, String path) {
        if (text.indexOf(0) >= 0) throw new InvalidValue(path, "contains the character U+0000");
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text))
            throw new InvalidValue(path, "contains half of a surrogate pair");
    }
}
