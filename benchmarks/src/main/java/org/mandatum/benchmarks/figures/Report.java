package org.mandatum.benchmarks.figures;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table on the terminal and the same as CSV, which is written anew after every figure: a run cut short leaves one. */
final class Report {
    private static final List<String> HEAD = List.of(
            "figure",
            "extent",
            "register",
            "peer",
            "unit",
            "ratio",
            "lowest",
            "highest",
            "rounds",
            "target",
            "verdict",
            "against",
            "remark");

    private final Path csv;
    private final PrintStream progress;
    private final List<Figure> figures = new ArrayList<>();

    Report(Path csv, PrintStream progress) {
        this.csv = csv;
        this.progress = progress;
    }

    void add(Figure figure) throws IOException {
        figures.add(figure);
        progress.println(line(cells(figure)));
        Files.createDirectories(csv.getParent());
        var lines = new ArrayList<String>();
        lines.add(String.join(",", HEAD));
        for (Figure each : figures)
            lines.add(String.join(",", cells(each).stream().map(Report::quoted).toList()));
        Files.write(csv, lines);
    }

    void print(PrintStream out) {
        out.println(line(HEAD));
        figures.forEach(figure -> out.println(line(cells(figure))));
    }

    private static List<String> cells(Figure figure) {
        Comparison comparison = figure.comparison();
        if (comparison == null)
            return List.of(
                    figure.name(),
                    figure.extent(),
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "-",
                    figure.peer(),
                    figure.remark());
        return List.of(
                figure.name(),
                figure.extent(),
                number(comparison.our()),
                number(comparison.peer()),
                figure.unit(),
                number(comparison.ratio()),
                number(comparison.lowestRatio()),
                number(comparison.highestRatio()),
                Integer.toString(comparison.ours().size()),
                figure.target() == null ? "" : figure.target().toString(),
                figure.verdict(),
                figure.peer(),
                figure.remark());
    }

    private static String line(List<String> cells) {
        return String.format(
                Locale.ROOT, "%-30s %-12s %10s %10s %-6s %8s %8s %8s %6s %9s %-7s %s; %s", cells.toArray());
    }

    private static String number(double value) {
        if (value >= 100) return String.format(Locale.ROOT, "%.0f", value);
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.3f", value);
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",\\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
