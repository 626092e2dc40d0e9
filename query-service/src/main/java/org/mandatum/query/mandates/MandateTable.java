package org.mandatum.query.mandates;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.query.exports.Csv;
import org.mandatum.query.http.Problem;
import org.mandatum.query.http.Question;
import org.mandatum.value.Name;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The board for a spreadsheet: a line a mandate. */
final class MandateTable {
    private static final List<String> HEAD = List.of(
            "id",
            "organisation",
            "status",
            "overdue",
            "title",
            "lead",
            "leadName",
            "units",
            "resolution",
            "paragraph",
            "dueOn",
            "priority",
            "class",
            "pillar",
            "programmeArea",
            "keywords",
            "issuedOn",
            "lastRenewedOn",
            "reportedStatus",
            "reportedOn",
            "cost",
            "currency");

    private MandateTable() {}

    /** Whether the question says {@code format=csv}, or else prefers it by {@code Accept}. */
    static boolean isWanted(Question question, @Nullable String accept) {
        String format = question.text("format");
        if (format == null) return accept != null && accept.startsWith("text/csv");
        if (!format.equals("csv") && !format.equals("json"))
            throw Problem.badParameter("format", "format is one of json, csv.");
        return format.equals("csv");
    }

    static String write(List<ObjectNode> mandates, @Nullable String language) {
        String wanted = language == null ? "en" : language;
        return mandates.stream()
                .map(mandate -> Csv.line(HEAD.stream().map(column -> cell(mandate, column, wanted))))
                .collect(joining("", Csv.line(HEAD.stream()), ""));
    }

    private static String cell(ObjectNode mandate, String column, String language) {
        return switch (column) {
            case "title", "leadName" ->
                mandate.has(column)
                        ? EventJson.MAPPER
                                .treeToValue(mandate.get(column), Name.class)
                                .text(language)
                        : "";
            case "units", "keywords" ->
                mandate.path(column).valueStream().map(JsonNode::asString).collect(joining("; "));
            case "reportedStatus" -> mandate.at("/report/status").asString("");
            case "reportedOn" -> mandate.at("/report/effectiveOn").asString("");
            case "cost" -> mandate.at("/cost/amount").asString("");
            case "currency" -> mandate.at("/cost/currency").asString("");
            default -> mandate.path(column).asString("");
        };
    }
}
