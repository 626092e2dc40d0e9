package org.mandatum.query.structure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import org.mandatum.journal.EventJson;
import tools.jackson.databind.JsonNode;

/**
 * Canonical JSON (RFC 8785) of what structures are made of: objects, lists, texts, booleans, null. Numbers do not occur in
 * them; one would be refused.
 */
final class CanonicalJson {
    private CanonicalJson() {}

    /** {@code sha-256:} and the digest, in hex, of the canonical form. */
    static String digest(JsonNode json) {
        var text = new StringBuilder();
        write(json, text);
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return "sha-256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Keys in the order of their UTF-16 code units, as String compares them; no white space. */
    static void write(JsonNode json, StringBuilder text) {
        if (json.isObject()) {
            var sorted = new TreeMap<String, JsonNode>();
            json.properties().forEach(property -> sorted.put(property.getKey(), property.getValue()));
            String separator = "{";
            for (var property : sorted.entrySet()) {
                text.append(separator).append(quoted(property.getKey())).append(':');
                write(property.getValue(), text);
                separator = ",";
            }
            text.append(sorted.isEmpty() ? "{}" : "}");
        } else if (json.isArray()) {
            String separator = "[";
            for (JsonNode element : json) {
                text.append(separator);
                write(element, text);
                separator = ",";
            }
            text.append(json.isEmpty() ? "[]" : "]");
        } else if (json.isString()) {
            text.append(quoted(json.asString()));
        } else if (json.isBoolean() || json.isNull()) {
            text.append(json.asString(json.isNull() ? "null" : ""));
        } else {
            throw new IllegalArgumentException("no canonical form for " + json.getNodeType());
        }
    }

    /** Jackson escapes what RFC 8785 escapes, and only that, but for the case of hex digits. */
    private static String quoted(String text) {
        String quoted = EventJson.MAPPER.writeValueAsString(text);
        if (!quoted.contains("\\u")) return quoted;
        var lower = new StringBuilder();
        for (int i = 0; i < quoted.length(); i++) {
            if (quoted.startsWith("\\\\", i)) {
                lower.append("\\\\");
                i++;
            } else if (quoted.startsWith("\\u", i)) {
                lower.append(quoted.substring(i, i + 6).toLowerCase(java.util.Locale.ROOT));
                i += 5;
            } else lower.append(quoted.charAt(i));
        }
        return lower.toString();
    }
}
