package org.mandatum.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A structure as a table, each unit indented under its parent, in the order in which the register lists them. */
final class StructureTree {
    private final JsonNode structure;
    private final Map<String, List<JsonNode>> byParent = new HashMap<>();
    private final Set<String> shown = new HashSet<>();
    private final Table table = new Table();

    StructureTree(JsonNode structure) {
        this.structure = structure;
    }

    void printTo(PrintWriter out) {
        out.println(Wording.text(structure.path("organisation")) + " on "
                + Wording.text(structure.path("effectiveOn")) + ", as known at "
                + Wording.text(structure.path("knownAt")) + ", version " + Wording.text(structure.path("version")));
        JsonNode units = structure.path("units");
        if (units.isEmpty()) {
            out.println("no unit is in force on that day");
            return;
        }
        Set<String> ids = new HashSet<>();
        units.forEach(unit -> ids.add(id(unit)));
        List<JsonNode> roots = new ArrayList<>();
        for (JsonNode unit : units) {
            String parent = Wording.text(unit.path("parent"));
            (ids.contains(parent) ? byParent.computeIfAbsent(parent, none -> new ArrayList<>()) : roots).add(unit);
        }
        table.line("UNIT", "KIND", "NAME", "SINCE", "AUTHORITY");
        roots.forEach(unit -> add(unit, 0));
        units.forEach(unit -> add(unit, 0)); // whatever hangs on no root is not lost
        table.printTo(out);
    }

    private void add(JsonNode unit, int depth) {
        if (!shown.add(id(unit))) {
            return;
        }
        table.line(
                "  ".repeat(depth) + id(unit),
                Wording.text(unit.path("kind")),
                Wording.name(unit.path("name")) + suspended(unit),
                Wording.text(unit.path("since")),
                Wording.authority(unit.path("authority")));
        byParent.getOrDefault(id(unit), List.of()).forEach(child -> add(child, depth + 1));
    }

    private static String suspended(JsonNode unit) {
        JsonNode suspension = unit.path("suspended");
        if (!suspension.isObject() && !suspension.asBoolean(false)) {
            return "";
        }
        String since = Wording.text(suspension.path("since"));
        String reason = Wording.text(suspension.path("reason"));
        return " [suspended" + (since.isEmpty() ? "" : " since " + since) + (reason.isEmpty() ? "" : ": " + reason)
                + "]";
    }

    private static String id(JsonNode unit) {
        return Wording.text(unit.path("id"));
    }
}
