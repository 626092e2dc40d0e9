package org.mandatum.terminal;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code ./mandatum mandates} */
@Command(
        name = "mandates",
        description = "Shows the board of mandates on a day: who answers for each, and what is late.")
final class MandatesCommand extends TerminalCommand {
    private static final int PAGE = 1_000;

    /** How the board can be written. */
    enum Form {
        table,
        json,
        csv
    }

    @Option(names = "--overdue", description = "only those that are late")
    boolean overdue;

    @Option(names = "--unit", paramLabel = "U", description = "only those that this unit leads or takes part in")
    @Nullable
    String unit;

    @Option(names = "--resolution", paramLabel = "R", description = "only those that this act issued or renewed")
    @Nullable
    String resolution;

    @Option(
            names = "--status",
            paramLabel = "S",
            description = "only those in this state, such as assigned; several with commas between them")
    @Nullable
    String status;

    @Option(names = "--text", paramLabel = "WORDS", description = "only those that speak of this, in any language")
    @Nullable
    String text;

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
    Form form = Form.table;

    MandatesCommand(WhereItRuns where) {
        super(where);
    }

    @Override
    int run() {
        RegisterService query = register.query();
        Call board = view.of(
                Call.to("mandates")
                        .with("organisation", register.organisation())
                        .with("effectiveOn", on)
                        .with("overdue", overdue ? "true" : null)
                        .with("unit", unit)
                        .with("resolution", resolution)
                        .with("status", status)
                        .with("text", text),
                form == Form.table);
        switch (form) {
            case csv -> query.copy(board.with("format", "csv"), out());
            case json -> out().println(query.ask(board.with("limit", PAGE)));
            case table -> print(query.ask(board.with("limit", PAGE)));
        }
        return ExitCode.FINE;
    }

    private void print(JsonNode answer) {
        var table = new Table();
        table.line("MANDATE", "STATE", "DUE", "LATE", "LEAD", "TITLE");
        for (JsonNode mandate : answer.path("mandates")) {
            table.line(
                    Wording.text(mandate.path("id")),
                    Wording.text(mandate.path("status")),
                    Wording.text(mandate.path("dueOn")),
                    mandate.path("overdue").asBoolean(false) ? "late" : "",
                    Wording.text(mandate.path("lead")),
                    Wording.name(mandate.path("title")));
        }
        table.printTo(out());
        long all = answer.path("total").asLong();
        int shown = answer.path("mandates").size();
        if (shown < all) {
            say(shown + " of " + all + " mandates; -o csv writes them all");
        }
    }
}
