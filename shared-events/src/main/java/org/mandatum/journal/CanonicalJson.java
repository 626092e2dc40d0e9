package org.mandatum.journal;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.mandatum.value.Sha256;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Canonical JSON (RFC 8785), except that a number stands with its exact decimal value and no exponent, where the RFC would
 * round it to binary: {@code 0.10} becomes {@code 0.1}, {@code 1e2} becomes {@code 100}. Integers up to 2^53 are the same
 * in both.
 */
public final class CanonicalJson {
    /** As many digits as PostgreSQL's numeric may have, and more. */
    private static final int LONGEST_NUMBER = 200_000;

    private static final JsonMapper EXACT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private CanonicalJson() {}

    /** The canonical form of a JSON text; no text with two members of one name in an object has one. */
    public static String of(String json) {
        return of(EXACT.readTree(json));
    }

    public static String of(JsonNode json) {
        var text = new StringBuilder();
        write(json, text);
        return text.toString();
    }

    /** {@code sha-256:} and the digest, in hex, of the canonical form. */
    public static String digest(JsonNode json) {
        return new Digest().value(json).told();
    }

    /** A digest of a canonical form that is given piece by piece, so that a large one never stands in memory as a whole. */
    public static final class Digest {
        private static final int PIECE = 1 << 13;

        private final MessageDigest sha256 = Sha256.empty();
        private final StringBuilder piece = new StringBuilder();

        /** @param canonical what stands between values: names in their order, brackets, commas */
        public Digest text(String canonical) {
            piece.append(canonical);
            return this;
        }

        public Digest value(JsonNode json) {
            write(json, piece);
            if (piece.length() > PIECE) take();
            return this;
        }

        /** {@code sha-256:} and the digest of all pieces, in hex. Ends it. */
        public String told() {
            take();
            return "sha-256:" + HexFormat.of().formatHex(sha256.digest());
        }

        private void take() {
            sha256.update(piece.toString().getBytes(StandardCharsets.UTF_8));
            piece.setLength(0);
        }
    }

    /** Keys in the order of their UTF-16 code units, as String compares them; no white space. */
    private static void write(JsonNode json, StringBuilder text) {
        switch (json.getNodeType()) {
            case OBJECT -> {
                String[] names = json.propertyNames().toArray(String[]::new);
                Arrays.sort(names);
                text.append('{');
                for (int i = 0; i < names.length; i++) {
                    if (i > 0) text.append(',');
                    quote(names[i], text);
                    text.append(':');
                    write(json.get(names[i]), text);
                }
                text.append('}');
            }
            case ARRAY -> {
                text.append('[');
                for (int i = 0; i < json.size(); i++) {
                    if (i > 0) text.append(',');
                    write(json.get(i), text);
                }
                text.append(']');
            }
            case STRING -> quote(json.asString(), text);
            case NUMBER -> text.append(number(json));
            case BOOLEAN -> text.append(json.booleanValue());
            case NULL -> text.append("null");
            default -> throw new IllegalArgumentException("no canonical form for " + json.getNodeType());
        }
    }

    private static String number(JsonNode number) {
        if (number.isIntegralNumber()) return number.bigIntegerValue().toString();
        BigDecimal exact = number.decimalValue().stripTrailingZeros();
        return exact.toPlainString();
    }

    /** Escapes what RFC 8785 escapes, and only that. */
    private static void quote(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
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
