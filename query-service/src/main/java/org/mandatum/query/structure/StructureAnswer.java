package org.mandatum.query.structure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mandatum.journal.CanonicalJson;
import org.mandatum.journal.EventJson;
import org.mandatum.query.http.Languages;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A structure put together from its parts, in the forms that may be asked for. */
record StructureAnswer(ObjectNode json) {

    /** What the plain JSON says, to be made into other forms. */
    static StructureAnswer of(byte[] json) {
        return new StructureAnswer((ObjectNode) EventJson.MAPPER.readTree(json));
    }

    /** Adds the digest of units and coordination, names by language. */
    StructureAnswer withDigest() {
        ObjectNode parts = EventJson.MAPPER.createObjectNode();
        parts.set("units", json.get("units"));
        parts.set("coordination", json.get("coordination"));
        json.put("digest", CanonicalJson.digest(parts));
        return this;
    }

    /** Every unit under its parent, in {@code units}. */
    StructureAnswer nested() {
        Map<String, ObjectNode> byId = new HashMap<>();
        JsonNode units = json.get("units");
        units.forEach(unit -> byId.put(unit.get("id").asString(), ((ObjectNode) unit)));
        ArrayNode roots = EventJson.MAPPER.createArrayNode();
        byId.values().forEach(unit -> unit.putArray("units"));
        for (JsonNode unit : units) {
            ObjectNode parent = byId.get(unit.path("parent").asString(""));
            (parent == null ? roots : (ArrayNode) parent.get("units")).add(unit);
        }
        json.set("units", roots);
        return this;
    }

    StructureAnswer in(Languages languages) {
        languages.apply(json);
        return this;
    }

    /** RFC 4180, a line a unit; a text that a spreadsheet would take for a formula is preceded by an apostrophe. */
    String csv(String language) {
        var lines = new StringBuilder(
                "id,kind,name,parent,reportsTo,pillar,autonomous,suspended,functions,since,authority,event\r\n");
        for (JsonNode unit : json.get("units"))
            lines.append(List.of(
                                    unit.get("id").asString(),
                                    unit.get("kind").asString(),
                                    name(unit, language),
                                    unit.path("parent").asString(""),
                                    joined(unit.get("reportsTo")),
                                    unit.path("pillar").asString(""),
                                    unit.path("autonomous").asString(""),
                                    unit.has("suspended") ? "true" : "",
                                    unit.get("functions")
                                            .valueStream()
                                            .map(function -> name(function, language))
                                            .collect(Collectors.joining("; ")),
                                    unit.get("since").asString(),
                                    unit.at("/authority/resolution").asString(),
                                    unit.get("event").asString())
                            .stream()
                            .map(StructureAnswer::cell)
                            .collect(Collectors.joining(",")))
                    .append("\r\n");
        return lines.toString();
    }

    /** For Graphviz: principal lines solid, further lines dashed, coordination dotted. */
    String dot(String language) {
        var graph = new StringBuilder("digraph structure {\n  rankdir=TB;\n  node [shape=box];\n");
        for (JsonNode unit : json.get("units")) {
            String id = quoted(unit.get("id").asString());
            graph.append("  %s [label=%s];\n".formatted(id, quoted(name(unit, language))));
            if (!unit.path("parent").isNull())
                graph.append("  %s -> %s;\n".formatted(quoted(unit.get("parent").asString()), id));
            for (JsonNode superior : unit.get("reportsTo"))
                graph.append("  %s -> %s [style=dashed];\n".formatted(quoted(superior.asString()), id));
        }
        for (JsonNode link : json.get("coordination"))
            graph.append("  %s -> %s [style=dotted, dir=none];\n"
                    .formatted(
                            quoted(link.at("/units/0").asString()),
                            quoted(link.at("/units/1").asString())));
        return graph.append("}\n").toString();
    }

    private static String name(JsonNode named, String language) {
        JsonNode name = named.get("name");
        if (name.isString()) return name.asString();
        return EventJson.MAPPER.treeToValue(name, org.mandatum.value.Name.class).text(language);
    }

    private static String joined(JsonNode texts) {
        return texts.valueStream().map(JsonNode::asString).collect(Collectors.joining("; "));
    }

    private static String cell(String text) {
        String safe = text.matches("(?s)[=+\\-@\t\r].*") ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
