package org.mandatum.terminal;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code ./mandatum gaps} */
@Command(
        name = "gaps",
        description =
                "Shows what is missing on a day: mandates without action, changes and functions without a mandate,"
                        + " units without a function, mandates that may overlap.")
final class GapsCommand extends TerminalCommand {
    private static final List<String> KINDS = List.of(
            "mandatesWithoutAction",
            "unassignedMandates",
            "changesWithoutMandate",
            "functionsWithoutMandate",
            "unitsWithoutFunction",
            "overlappingMandates");

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

    GapsCommand(WhereItRuns where) {
        super(where);
    }

    @Override
    int run() {
        JsonNode answer = register.query()
                .ask(view.of(
                        Call.to("organisations", register.organisation(), "gaps")
                                .with("effectiveOn", on),
                        form == View.Form.table));
        if (form == View.Form.json) {
            out().println(answer);
            return ExitCode.FINE;
        }
        for (String kind : KINDS) {
            long count = answer.path("counts").path(kind).asLong();
            out().println(words(kind) + ": " + count);
            for (JsonNode gap : answer.path(kind)) {
                out().println("  " + gap(gap));
            }
            long left = count - answer.path(kind).size();
            if (left > 0) {
                out().println("  … and " + left + " more");
            }
        }
        return ExitCode.FINE;
    }

    /** {@code mandatesWithoutAction} as people say it. */
    private static String words(String kind) {
        return kind.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private static String gap(JsonNode gap) {
        if (gap.has("mandates")) {
            return gap.path("mandates")
                            .valueStream()
                            .map(mandate ->
                                    Wording.text(mandate.path("id")) + " (" + Wording.text(mandate.path("lead")) + ")")
                            .collect(Collectors.joining(", "))
                    + ": "
                    + gap.path("because")
                            .valueStream()
                            .map(share -> Wording.text(share.path("by")) + " " + Wording.text(share.path("value")))
                            .collect(Collectors.joining("; "));
        }
        if (gap.has("event")) {
            return Stream.of(
                            Wording.text(gap.path("event")),
                            Wording.cause(gap),
                            Wording.all(gap.path("units")),
                            Wording.all(gap.path("functions")))
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining("  "));
        }
        return Stream.of(
                        Wording.text(gap.path("id")),
                        Wording.name(gap.path(gap.has("title") ? "title" : "name")),
                        Wording.text(gap.path(gap.has("lead") ? "lead" : "holder")))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("  "));
    }
}
