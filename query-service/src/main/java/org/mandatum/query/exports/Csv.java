package org.mandatum.query.exports;

import static java.util.stream.Collectors.joining;

import java.util.stream.Stream;

/** RFC 4180; a text that a spreadsheet would take for a formula is preceded by an apostrophe. */
public final class Csv {
    private Csv() {}

    public static String line(Stream<String> cells) {
        return cells.map(Csv::cell).collect(joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        String safe = text.matches("(?s)[=+\\-@\t\r].*") ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
