package org.mandatum.query.exports;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.util.Set;
import javax.xml.stream.XMLStreamException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** GraphML 1.0: units are nodes, lines are edges from the superior, coordination links are undirected edges. */
final class GraphMl {
    private static final String[] NODE_FIELDS = {"name", "kind", "pillar", "since", "functions", "authority", "event"};

    private GraphMl() {}

    static String write(ObjectNode structure, StructureFormat.View view) {
        return Xml.document(xml -> xml.element(
                "graphml",
                content -> graph(content, structure, view),
                "xmlns",
                "http://graphml.graphdrawing.org/xmlns"));
    }

    private static void graph(Xml xml, ObjectNode structure, StructureFormat.View view) throws XMLStreamException {
        for (String field : NODE_FIELDS)
            xml.empty("key", "id", field, "for", "node", "attr.name", field, "attr.type", "string");
        xml.empty("key", "id", "line", "for", "edge", "attr.name", "line", "attr.type", "string");
        xml.empty("key", "id", "effectiveOn", "for", "graph", "attr.name", "effectiveOn", "attr.type", "string");
        Set<String> units = structure
                .get("units")
                .valueStream()
                .map(unit -> unit.get("id").asString())
                .collect(toSet());
        xml.element(
                "graph",
                graph -> {
                    data(graph, "effectiveOn", structure.get("effectiveOn").asString());
                    for (JsonNode unit : structure.get("units")) node(graph, unit, view.language());
                    for (JsonNode unit : structure.get("units")) lines(graph, units, unit);
                    for (JsonNode link : structure.get("coordination"))
                        edge(
                                graph,
                                link.at("/units/0").asString(),
                                link.at("/units/1").asString(),
                                "coordination",
                                "directed",
                                "false");
                },
                "id",
                structure.get("organisation").asString(),
                "edgedefault",
                "directed");
    }

    private static void node(Xml xml, JsonNode unit, String language) throws XMLStreamException {
        xml.element(
                "node",
                node -> {
                    data(node, "name", Names.in(language, unit));
                    data(node, "kind", unit.get("kind").asString());
                    if (unit.has("pillar"))
                        data(node, "pillar", unit.get("pillar").asString());
                    data(node, "since", unit.get("since").asString());
                    if (!unit.get("functions").isEmpty())
                        data(
                                node,
                                "functions",
                                unit.get("functions")
                                        .valueStream()
                                        .map(function -> Names.in(language, function))
                                        .collect(joining("; ")));
                    data(node, "authority", unit.at("/authority/resolution").asString());
                    data(node, "event", unit.get("event").asString());
                },
                "id",
                unit.get("id").asString());
    }

    private static void lines(Xml xml, Set<String> units, JsonNode unit) throws XMLStreamException {
        String id = unit.get("id").asString();
        if (!unit.path("parent").isNull()) edge(xml, unit.get("parent").asString(), id, "principal");
        for (JsonNode superior : unit.get("reportsTo"))
            // An organ is no unit, and an edge needs two nodes.
            if (units.contains(superior.asString())) edge(xml, superior.asString(), id, "further");
    }

    private static void edge(Xml xml, String from, String to, String line, String... attributes)
            throws XMLStreamException {
        String[] all = java.util.Arrays.copyOf(new String[] {"source", from, "target", to}, 4 + attributes.length);
        System.arraycopy(attributes, 0, all, 4, attributes.length);
        xml.element("edge", edge -> data(edge, "line", line), all);
    }

    private static void data(Xml xml, String key, String value) throws XMLStreamException {
        xml.textElement("data", value, "key", key);
    }
}
