package org.mandatum.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.mandatum.contract.ServedContract;
import org.mandatum.journal.EventJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A body as its schema or its example says, with some of it made otherwise. */
final class HostileJson {
    /** As they stand in JSON; not all of them are JSON. */
    private static final List<String> LITERALS = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e400",
            "-0",
            "9223372036854775808",
            "123456789012345678901234567890",
            "NaN",
            "[]",
            "{}",
            "[null]",
            "[[[[]]]]",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00x\"",
            "\"\\u202e\\u2066\"",
            "\"\u202e\"",
            "\"'; drop table event; --\"",
            "\"*)(uid=*)\"",
            "\"../../etc/passwd\"",
            "\"${jndi:ldap://x}\"",
            "\"<script>\"",
            "\"999999999-12-31\"",
            "\"+999999999-12-31\"",
            "\"-0001-01-01\"",
            "\"0999-12-31\"",
            "\"9999-12-31\"",
            "\"2015-02-30\"",
            "\"2015-10-01T00:00:00Z\"",
            "\"oas\"",
            "\"" + "x".repeat(5_000) + "\"",
            "\"" + "y".repeat(129) + "\"",
            "{\"en\":null}",
            "{\"en\":\"\"}",
            "{\"en\":\"\\ud800\"}",
            "{\"de\":\"x\"}",
            "{\"en\":{\"en\":\"x\"}}",
            "{\"a\":1,\"a\":2}",
            "\"P1Y\"",
            "\"P999999999Y\"",
            "\"PT1S\"",
            "\"P-1D\"",
            "[1,2,3]",
            "[\"a\",\"a\"]",
            "{\"unit\":\"a\",\"organ\":\"b\"}",
            "\"🌎\"",
            "\"\\t\\n\\u0007\"");

    private static final String HERE = "\u0001";

    private final ServedContract contract;
    private final Random random;
    private final List<String> literals = new ArrayList<>();

    HostileJson(ServedContract contract, Random random) {
        this.contract = contract;
        this.random = random;
    }

    String text(JsonNode schema, JsonNode example) {
        JsonNode body = random.nextBoolean() && example.isObject() ? example.deepCopy() : made(schema, 0);
        for (int i = random.nextInt(4); i > 0; i--) spoil(body);
        String text = body.toString();
        for (String literal : literals)
            text = text.replaceFirst("\"\\\\u0001\"", java.util.regex.Matcher.quoteReplacement(literal));
        return text;
    }

    /** Somewhere in it, something else. */
    private void spoil(JsonNode body) {
        JsonNode at = body;
        while (at.size() > 0 && random.nextInt(3) > 0) {
            JsonNode next = at.isArray()
                    ? at.get(random.nextInt(at.size()))
                    : at.get(List.copyOf(at.propertyNames()).get(random.nextInt(at.size())));
            if (!next.isContainer()) break;
            at = next;
        }
        if (at instanceof ObjectNode object) {
            List<String> names = List.copyOf(object.propertyNames());
            switch (random.nextInt(4)) {
                case 0 -> object.put(random.nextBoolean() ? "nonsense" : "\u202e", 1);
                case 1 -> {
                    if (!names.isEmpty()) object.remove(names.get(random.nextInt(names.size())));
                }
                default -> {
                    if (!names.isEmpty()) object.put(names.get(random.nextInt(names.size())), literal());
                }
            }
        } else if (at instanceof ArrayNode array) array.add(literal());
    }

    /** Stands for a literal that is put there when the text is written. */
    private String literal() {
        literals.add(LITERALS.get(random.nextInt(LITERALS.size())));
        return HERE;
    }

    private JsonNode made(JsonNode given, int depth) {
        JsonNode schema = contract.resolved(given);
        if (depth > 12) return EventJson.MAPPER.nullNode();
        for (String either : List.of("oneOf", "anyOf"))
            if (schema.has(either)) {
                JsonNode choices = schema.get(either);
                return made(choices.get(random.nextInt(choices.size())), depth + 1);
            }
        if (schema.has("const")) return schema.get("const");
        if (schema.has("enum"))
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        return switch (schema.path("type").asString("")) {
            case "object" -> object(schema, depth);
            case "array" -> {
                ArrayNode array = EventJson.MAPPER.createArrayNode();
                for (int i = schema.path("minItems").asInt(0) + random.nextInt(2); i > 0; i--)
                    array.add(made(schema.get("items"), depth + 1));
                yield array;
            }
            case "boolean" -> EventJson.MAPPER.valueToTree(random.nextBoolean());
            case "integer" -> EventJson.MAPPER.valueToTree(random.nextInt(1_000));
            default -> EventJson.MAPPER.valueToTree(text(schema));
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = EventJson.MAPPER.createObjectNode();
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        for (var property : schema.path("properties").properties())
            if (required.contains(property.getKey()) || random.nextInt(4) == 0)
                object.set(property.getKey(), made(property.getValue(), depth + 1));
        return object;
    }

    private String text(JsonNode schema) {
        return switch (schema.path("format").asString("")) {
            case "date" -> "201" + random.nextInt(10) + "-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10);
            case "date-time" -> "2016-01-01T12:00:00Z";
            case "duration" -> "P1Y";
            case "uuid" -> new java.util.UUID(random.nextLong(), random.nextLong()).toString();
            default ->
                List.of(
                                "oas",
                                "general-standards",
                                "social-inclusion",
                                "summits-secretariat",
                                "id-" + random.nextInt(1_000),
                                "some-thing",
                                "ag-res-2876",
                                "1")
                        .get(random.nextInt(8));
        };
    }
}
