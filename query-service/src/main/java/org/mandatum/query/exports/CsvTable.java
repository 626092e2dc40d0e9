package org.mandatum.query.exports;

import static java.util.stream.Collectors.joining;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A line a unit. */
final class CsvTable {
    private static final String HEAD =
            "id,kind,name,parent,reportsTo,pillar,autonomous,suspended,functions,since,authority,event\r\n";

    private CsvTable() {}

    static String write(ObjectNode structure, StructureFormat.View view) {
        return structure
                .get("units")
                .valueStream()
                .map(unit -> line(unit, view.language()))
                .collect(joining("", HEAD, ""));
    }

    private static String line(JsonNode unit, String language) {
        return Csv.line(Stream.of(
                unit.get("id").asString(),
                unit.get("kind").asString(),
                Names.in(language, unit),
                unit.path("parent").asString(""),
                unit.get("reportsTo").valueStream().map(JsonNode::asString).collect(joining("; ")),
                unit.path("pillar").asString(""),
                unit.path("autonomous").asString(""),
                unit.has("suspended") ? "true" : "",
                unit.get("functions")
                        .valueStream()
                        .map(function -> Names.in(language, function))
                        .collect(joining("; ")),
                unit.get("since").asString(),
                unit.at("/authority/resolution").asString(),
                unit.get("event").asString()));
    }
}
