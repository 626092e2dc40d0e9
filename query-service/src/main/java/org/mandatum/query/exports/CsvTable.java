package org.mandatum.query.exports;

import static java.util.stream.Collectors.joining;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** RFC 4180, a line a unit; a text that a spreadsheet would take for a formula is preceded by an apostrophe. */
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
        return Stream.of(
                        unit.get("id").asString(),
                        unit.get("kind").asString(),
                        Names.in(language, unit),
                        unit.path("parent").asString(""),
                        unit.get("reportsTo")
                                .valueStream()
                                .map(JsonNode::asString)
                                .collect(joining("; ")),
                        unit.path("pillar").asString(""),
                        unit.path("autonomous").asString(""),
                        unit.has("suspended") ? "true" : "",
                        unit.get("functions")
                                .valueStream()
                                .map(function -> Names.in(language, function))
                                .collect(joining("; ")),
                        unit.get("since").asString(),
                        unit.at("/authority/resolution").asString(),
                        unit.get("event").asString())
                .map(CsvTable::cell)
                .collect(joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        String safe = text.matches("(?s)[=+\\-@\t\r].*") ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
