package org.mandatum.query.exports;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tree as a picture that can be printed: a unit a row under its parent, with its further lines, and its functions beside
 * it. Lengths are in pixels of 1/96 inch.
 */
final class SvgChart {
    private static final int MARGIN = 24;
    private static final int INDENT = 26;
    private static final int BOX_HEIGHT = 22;
    private static final int GAP = 8;
    private static final int LINE_HEIGHT = 15;
    /** A proportional face of 12 px is seldom wider a character. */
    private static final int CHARACTER = 7;

    private static final int LONGEST_LINE = 96;
    private static final String STYLE = """
            text{font:12px system-ui,sans-serif;fill:#1b2733}.title{font-size:17px;font-weight:600}.note{font-size:11px;fill:#51606f}\
            rect{fill:#eef3f8;stroke:#7d93a8}.suspended rect{stroke-dasharray:4 3}path{fill:none;stroke:#9aabbb}""";

    private final String language;
    private final Map<String, List<JsonNode>> subordinates = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private int bottom = MARGIN + 40;
    private int right = 480;

    /** A unit in its place; {@code top} is that of its parent's row, where its line comes from. */
    private record Row(JsonNode unit, int depth, int y, int parentY, List<String> notes) {
        int x() {
            return MARGIN + depth * INDENT;
        }
    }

    private SvgChart(ObjectNode structure, String language) {
        this.language = language;
        for (JsonNode unit : structure.get("units")) names.put(unit.get("id").asString(), Names.in(language, unit));
        for (JsonNode unit : structure.get("units"))
            subordinates
                    .computeIfAbsent(unit.path("parent").asString(""), none -> new ArrayList<>())
                    .add(unit);
        for (JsonNode root : subordinates.getOrDefault("", List.of())) place(root, 0, 0);
    }

    static String write(ObjectNode structure, StructureFormat.View view) {
        var chart = new SvgChart(structure, view.language());
        String title = structure.get("organisation").asString() + " · "
                + structure.get("effectiveOn").asString();
        return Xml.document(xml -> xml.element(
                "svg",
                svg -> chart.draw(svg, title),
                "xmlns",
                "http://www.w3.org/2000/svg",
                "role",
                "img",
                "aria-label",
                title,
                "lang",
                view.language(),
                "width",
                Integer.toString(chart.right + MARGIN),
                "height",
                Integer.toString(chart.bottom + MARGIN)));
    }

    private void place(JsonNode unit, int depth, int parentY) {
        List<String> notes = notes(unit);
        int y = bottom;
        rows.add(new Row(unit, depth, y, parentY, notes));
        bottom += BOX_HEIGHT + notes.size() * LINE_HEIGHT + GAP;
        int longest = notes.stream().mapToInt(String::length).max().orElse(0);
        right = Math.max(right, MARGIN + depth * INDENT + width(unit));
        right = Math.max(right, MARGIN + depth * INDENT + 12 + longest * CHARACTER);
        for (JsonNode subordinate : subordinates.getOrDefault(unit.get("id").asString(), List.of()))
            place(subordinate, depth + 1, y);
    }

    private List<String> notes(JsonNode unit) {
        var notes = new ArrayList<String>();
        if (!unit.get("reportsTo").isEmpty())
            notes.add("↗ "
                    + unit.get("reportsTo")
                            .valueStream()
                            .map(id -> name(id.asString()))
                            .collect(joining(", ")));
        for (JsonNode function : unit.get("functions")) notes.addAll(wrapped("• " + Names.in(language, function)));
        return notes;
    }

    private static List<String> wrapped(String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : text.split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > LONGEST_LINE) {
                lines.add(line.toString());
                line.setLength(0);
                line.append("  ");
            } else if (!line.isEmpty()) line.append(' ');
            line.append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private int width(JsonNode unit) {
        return 16 + name(unit.get("id").asString()).length() * CHARACTER;
    }

    /** An organ is called by its id: the answer does not name it. */
    private String name(String id) {
        return names.getOrDefault(id, id);
    }

    private void draw(Xml svg, String title) throws XMLStreamException {
        svg.textElement("style", STYLE);
        svg.textElement("text", title, "class", "title", "x", at(MARGIN), "y", at(MARGIN + 14));
        for (Row row : rows)
            if (row.depth() > 0)
                svg.empty(
                        "path",
                        "d",
                        "M%d %dV%dH%d"
                                .formatted(
                                        row.x() - INDENT / 2,
                                        row.parentY() + BOX_HEIGHT,
                                        row.y() + BOX_HEIGHT / 2,
                                        row.x()));
        for (Row row : rows)
            svg.element("g", group -> box(group, row), "class", row.unit().has("suspended") ? "suspended" : "unit");
    }

    private void box(Xml group, Row row) throws XMLStreamException {
        String id = row.unit().get("id").asString();
        group.textElement("title", id);
        group.empty(
                "rect",
                "x",
                at(row.x()),
                "y",
                at(row.y()),
                "rx",
                "4",
                "width",
                at(width(row.unit())),
                "height",
                at(BOX_HEIGHT));
        group.textElement("text", name(id), "x", at(row.x() + 8), "y", at(row.y() + 15));
        int y = row.y() + BOX_HEIGHT;
        for (String note : row.notes()) {
            y += LINE_HEIGHT;
            group.textElement(
                    "text", note, "class", "note", "xml:space", "preserve", "x", at(row.x() + 10), "y", at(y - 2));
        }
    }

    private static String at(int pixels) {
        return Integer.toString(pixels);
    }
}
