package org.mandatum.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Lines in columns; nothing is cut off, so that it can be searched and compared. */
final class Table {
    /** A cell longer than this shifts the rest of its own line rather than that of all. */
    private static final int WIDEST = 60;

    private final List<List<String>> lines = new ArrayList<>();

    /** Every line has as many cells as the first. */
    void line(String... cells) {
        lines.add(List.of(cells));
    }

    void printTo(PrintWriter out) {
        if (lines.isEmpty()) {
            return;
        }
        int columns = lines.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int column = 0; column < columns; column++) {
                int width = width(line.get(column));
                widths[column] = Math.max(widths[column], Math.min(width, WIDEST));
            }
        }
        for (List<String> line : lines) {
            var text = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                String cell = line.get(column);
                text.append(cell).append(" ".repeat(Math.max(widths[column] - width(cell), 0) + 2));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
