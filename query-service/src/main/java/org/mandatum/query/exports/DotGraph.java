package org.mandatum.query.exports;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** For Graphviz: principal lines solid, further lines dashed, coordination dotted. */
final class DotGraph {
    private DotGraph() {}

    static String write(ObjectNode structure, StructureFormat.View view) {
        var graph = new StringBuilder("digraph structure {\n  rankdir=TB;\n  node [shape=box];\n");
        for (JsonNode unit : structure.get("units")) {
            String id = quoted(unit.get("id").asString());
            graph.append("  %s [label=%s];\n".formatted(id, quoted(Names.in(view.language(), unit))));
            if (!unit.path("parent").isNull())
                graph.append("  %s -> %s;\n".formatted(quoted(unit.get("parent").asString()), id));
            for (JsonNode superior : unit.get("reportsTo"))
                graph.append("  %s -> %s [style=dashed];\n".formatted(quoted(superior.asString()), id));
        }
        for (JsonNode link : structure.get("coordination"))
            graph.append("  %s -> %s [style=dotted, dir=none];\n"
                    .formatted(
                            quoted(link.at("/units/0").asString()),
                            quoted(link.at("/units/1").asString())));
        return graph.append("}\n").toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
