package org.mandatum.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The life of a unit: first its predecessors', then its own, then its successors', each by effective date. */
final class Lives {
    private final JsonNode answer;

    Lives(JsonNode answer) {
        this.answer = answer;
    }

    void printTo(PrintWriter out) {
        for (JsonNode relative : answer.path("predecessors")) {
            print("predecessor", relative.path("id"), relative, ended(relative), MissingNode.getInstance(), out);
        }
        print(
                "unit",
                answer.path("unit"),
                answer,
                answer.path("inForce").asBoolean(false) ? ", in force" : ", not in force",
                answer.path("functions"),
                out);
        corrections(out);
        for (JsonNode relative : answer.path("successors")) {
            print("successor", relative.path("id"), relative, ended(relative), MissingNode.getInstance(), out);
        }
    }

    /** In the order of their recording: what of the life was once recorded otherwise. */
    private void corrections(PrintWriter out) {
        var table = new Table();
        for (JsonNode correction : answer.path("corrections")) {
            String day = Wording.text(correction.path("effectiveOn"));
            table.line(
                    "  " + Wording.text(correction.path("type")),
                    "change " + Wording.text(correction.path("change"))
                            + (day.isEmpty() ? ": " + Wording.text(correction.path("reason")) : " to " + day),
                    Wording.authority(correction.path("authority")),
                    recorded(correction));
        }
        if (answer.path("corrections").isEmpty()) return;
        out.println("corrections");
        table.printTo(out);
    }

    private static void print(
            String role, JsonNode id, JsonNode life, String state, JsonNode functions, PrintWriter out) {
        out.println(role + " " + Wording.text(id) + ", " + Wording.name(life.path("name")) + state);
        var entries = new ArrayList<Map.Entry<JsonNode, String>>();
        life.path("entries").forEach(entry -> entries.add(Map.entry(entry, happening(entry))));
        functions.forEach(entry -> entries.add(Map.entry(entry, handedOn(entry, id))));
        entries.sort(Comparator.comparing((Map.Entry<JsonNode, String> entry) ->
                        Wording.text(entry.getKey().path("effectiveOn")))
                .thenComparingLong(entry -> entry.getKey().path("position").asLong(0)));
        var table = new Table();
        for (var entry : entries) {
            JsonNode cause = entry.getKey();
            table.line(
                    "  " + Wording.text(cause.path("effectiveOn")),
                    Wording.text(cause.path("type")),
                    entry.getValue(),
                    Wording.authority(cause.path("authority")),
                    recorded(cause));
        }
        table.printTo(out);
    }

    private static String happening(JsonNode entry) {
        String successors = Wording.all(entry.path("successors"));
        return successors.isEmpty() ? itself(entry) : itself(entry) + ", followed by " + successors;
    }

    private static String itself(JsonNode entry) {
        JsonNode before = entry.path("before");
        JsonNode after = entry.path("after");
        if (!before.isObject()) {
            return "established as " + Wording.name(after.path("name")) + under(after);
        }
        if (!after.isObject()) {
            return "ended";
        }
        if (entry.has("successors")) {
            return "goes on";
        }
        List<String> altered = Stream.concat(before.propertyStream(), after.propertyStream())
                .map(Map.Entry::getKey)
                .distinct()
                .filter(field -> !before.path(field).equals(after.path(field)))
                .map(field ->
                        Wording.plain(field) + ": " + value(before.path(field)) + " → " + value(after.path(field)))
                .toList();
        return altered.isEmpty() ? "recorded anew" : String.join("; ", altered);
    }

    /** Only a name is an object that one of its values stands for. */
    private static String value(JsonNode value) {
        String name = value.has("en") ? Wording.name(value) : Wording.all(value);
        return Wording.orNone(name);
    }

    private static String handedOn(JsonNode entry, JsonNode id) {
        String from = Wording.text(entry.path("from"));
        String to = Wording.text(entry.path("to"));
        boolean came = to.equals(Wording.text(id));
        String other = came ? from : to;
        return "function " + Wording.text(entry.path("function"))
                + (came ? " received" : to.isEmpty() ? " discontinued" : " given")
                + (other.isEmpty() ? "" : (came ? " from " : " to ") + other);
    }

    private static String recorded(JsonNode cause) {
        return Stream.of(
                        "recorded " + Wording.text(cause.path("recordedAt")),
                        "position " + Wording.text(cause.path("position")))
                .filter(text -> !text.endsWith(" "))
                .collect(Collectors.joining(", "));
    }

    private static String under(JsonNode unit) {
        String parent = Wording.text(unit.path("parent"));
        return parent.isEmpty() ? "" : " under " + parent;
    }

    private static String ended(JsonNode relative) {
        String day = Wording.text(relative.path("endedOn"));
        return day.isEmpty() ? "" : ", ended on " + day;
    }
}
