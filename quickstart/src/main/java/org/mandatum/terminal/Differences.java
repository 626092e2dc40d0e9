package org.mandatum.terminal;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What differs between two days, a line each: a sign, the unit or function, what happened, the cause. */
final class Differences {
    /** Lists of the answer, in the order in which they are shown. */
    private static final List<Kind> KINDS = List.of(
            new Kind("created", "+", entry -> named(entry) + under(entry)),
            new Kind("eliminated", "-", entry -> named(entry) + into(entry.path("successors"))),
            new Kind(
                    "converted",
                    ">",
                    entry -> "became " + Wording.text(entry.path("to")) + " " + Wording.name(entry.path("toName"))
                            + also(entry)),
            new Kind("renamed", "~", entry -> "name: " + names(entry)),
            new Kind("moved", "~", entry -> "parent: " + ends(entry)),
            new Kind("reportingLines", "~", entry -> "reports to: " + ends(entry)),
            new Kind("aligned", "~", entry -> "pillar: " + ends(entry)),
            new Kind("suspended", "~", entry -> "suspended: " + named(entry)),
            new Kind("reactivated", "~", entry -> "reactivated: " + named(entry)),
            new Kind(
                    "reclassified",
                    "~",
                    entry -> "kind: " + classification(entry.path("from")) + " → " + classification(entry.path("to"))),
            new Kind("functionsMoved", "=>", entry -> "function: " + ends(entry)),
            new Kind(
                    "functionsCreated",
                    "+",
                    entry -> "function of " + Wording.text(entry.path("unit")) + ": " + named(entry)),
            new Kind(
                    "functionsDiscontinued",
                    "-",
                    entry -> "function of " + Wording.text(entry.path("unit")) + ": " + named(entry)),
            new Kind("functionsRevised", "~", entry -> "function: " + names(entry)),
            new Kind("linked", "+", entry -> "coordination" + purpose(entry)),
            new Kind("unlinked", "-", entry -> "coordination" + purpose(entry)));

    private final JsonNode answer;

    Differences(JsonNode answer) {
        this.answer = answer;
    }

    /** One list of the answer and how its entries read. */
    private record Kind(String field, String sign, Function<JsonNode, String> what) {}

    boolean isEmpty() {
        return kinds().allMatch(kind -> answer.path(kind.field()).isEmpty());
    }

    void printTo(PrintWriter out) {
        var table = new Table();
        kinds().forEach(kind -> {
            for (JsonNode entry : answer.path(kind.field())) {
                String cause = Wording.cause(entry.path("cause"));
                table.line(
                        kind.sign(),
                        subject(entry),
                        kind.what().apply(entry)
                                + (cause.isEmpty() ? "" : "  " + cause)
                                + corrected(entry.path("correction")));
            }
        });
        table.printTo(out);
    }

    /** Those of this program, and any list that a newer register has besides. */
    private Stream<Kind> kinds() {
        List<String> known = KINDS.stream().map(Kind::field).toList();
        return Stream.concat(
                KINDS.stream(),
                answer.propertyStream()
                        .filter(field -> field.getValue().isArray() && !known.contains(field.getKey()))
                        .map(Map.Entry::getKey)
                        .map(field -> new Kind(field, "~", entry -> Wording.plain(field) + " " + named(entry))));
    }

    /** What was learned of the cause between two moments of knowledge. */
    private static String corrected(JsonNode correction) {
        if (correction.isMissingNode()) return "";
        String effectiveOn = Wording.text(correction.path("effectiveOn"));
        return (effectiveOn.isEmpty() ? "; annulled by " : "; put on " + effectiveOn + " by ")
                + Wording.authority(correction.path("authority"));
    }

    private static String subject(JsonNode entry) {
        JsonNode function = entry.path("function");
        if (!function.isMissingNode()) {
            return Wording.text(function);
        }
        return Stream.of("id", "unit", "from")
                .map(field -> Wording.text(entry.path(field)))
                .filter(id -> !id.isEmpty())
                .findFirst()
                .orElseGet(() -> Wording.all(entry.path("units")).replace(", ", " – "));
    }

    private static String named(JsonNode entry) {
        String kind = Wording.text(entry.path("kind"));
        return Wording.name(entry.path("name")) + (kind.isEmpty() ? "" : " (" + kind + ")");
    }

    private static String under(JsonNode entry) {
        String parent = Wording.text(entry.path("parent"));
        return parent.isEmpty() ? "" : " under " + parent;
    }

    private static String into(JsonNode successors) {
        return successors.isEmpty() ? "" : ", succeeded by " + Wording.all(successors);
    }

    private static String also(JsonNode entry) {
        return entry.path("successors").isEmpty() ? "" : ", of " + Wording.all(entry.path("successors"));
    }

    private static String names(JsonNode entry) {
        return Wording.name(entry.path("fromName")) + " → " + Wording.name(entry.path("toName"));
    }

    private static String ends(JsonNode entry) {
        return Wording.orNone(Wording.all(entry.path("from"))) + " → " + Wording.orNone(Wording.all(entry.path("to")));
    }

    private static String classification(JsonNode unit) {
        return Wording.text(unit.path("kind")) + (unit.path("autonomous").asBoolean() ? ", autonomous" : "");
    }

    private static String purpose(JsonNode entry) {
        String purpose = Wording.text(entry.path("purpose"));
        return purpose.isEmpty() ? "" : ": " + purpose;
    }
}
