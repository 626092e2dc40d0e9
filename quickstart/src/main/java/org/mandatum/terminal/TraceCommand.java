package org.mandatum.terminal;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code ./mandatum trace} */
@Command(
        name = "trace",
        description = "Shows what came of a mandate: act, paragraph, proposals, changes, units and functions.")
final class TraceCommand extends TerminalCommand {
    @Parameters(paramLabel = "MANDATE", description = "its id; ./mandatum mandates lists them")
    String mandate = "";

    @Option(names = "--on", paramLabel = "D", description = "the day, such as 2015-07-31 (default: today)")
    @Nullable
    LocalDate on;

    @Mixin
    View view = new View();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "table",
            description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    View.Form form = View.Form.table;

    TraceCommand(WhereItRuns where) {
        super(where);
    }

    @Override
    int run() {
        JsonNode answer = register.query()
                .ask(view.of(Call.to("mandates", mandate, "trace").with("effectiveOn", on), form == View.Form.table));
        if (form == View.Form.json) {
            out().println(answer);
        } else {
            print(answer, out());
        }
        return ExitCode.FINE;
    }

    private static void print(JsonNode trace, PrintWriter out) {
        JsonNode mandate = trace.path("mandate");
        line(out, "mandate", mandate, "id", "status", "title");
        for (JsonNode provision : trace.path("provisions")) {
            out.println("  " + Wording.text(provision.path("how")) + " by " + Wording.authority(provision) + " on "
                    + Wording.text(provision.path("effectiveOn")));
            String text = Wording.name(provision.path("text"));
            if (!text.isEmpty()) {
                out.println("    " + text);
            }
        }
        lines(out, "proposal", trace.path("proposals"), "id", "status", "title");
        lines(out, "change", trace.path("changes"), "effectiveOn", "type", "state", "units");
        lines(out, "unit", trace.path("units"), "id", "name", "endedOn");
        lines(out, "function", trace.path("functions"), "id", "holder", "name");
    }

    private static void lines(PrintWriter out, String what, JsonNode matters, String... fields) {
        for (JsonNode matter : matters) {
            line(out, what, matter, fields);
        }
    }

    private static void line(PrintWriter out, String what, JsonNode matter, String... fields) {
        out.println(Stream.concat(
                        Stream.of("%-8s".formatted(what)),
                        Stream.of(fields)
                                .map(matter::path)
                                .map(part -> part.isArray() ? Wording.all(part) : Wording.name(part))
                                .filter(text -> !text.isEmpty()))
                .collect(Collectors.joining("  ")));
    }
}
