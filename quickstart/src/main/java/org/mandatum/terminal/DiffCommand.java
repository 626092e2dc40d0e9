package org.mandatum.terminal;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./mandatum diff} */
@Command(
        name = "diff",
        description = {
            "Shows what changed in the structure from one day to another, and by which act.",
            "+ is new, - has ended, > became, ~ was altered, => was handed to another unit."
        })
final class DiffCommand extends TerminalCommand {
    @Parameters(index = "0", paramLabel = "D1", description = "the earlier day, such as 2015-07-31")
    LocalDate from = LocalDate.EPOCH;

    @Parameters(index = "1", paramLabel = "D2", description = "the later day")
    LocalDate to = LocalDate.EPOCH;

    @Mixin
    View view = new View();

    @Option(
            names = "--from-known-at",
            paramLabel = "T",
            description = "what the register knew of the first day (default: --known-at)")
    @Nullable
    String fromKnownAt;

    @Option(
            names = "--to-known-at",
            paramLabel = "T",
            description =
                    "what it knew of the second; with the same day twice, what was learned between (default: --known-at)")
    @Nullable
    String toKnownAt;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "table",
            description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    View.Form form = View.Form.table;

    DiffCommand(WhereItRuns where) {
        super(where);
    }

    @Override
    int run() {
        RegisterService query = register.query();
        Call call = view.of(
                Call.to("organisations", register.organisation(), "structure", "diff")
                        .with("from", from)
                        .with("to", to)
                        .with("fromKnownAt", fromKnownAt)
                        .with("toKnownAt", toKnownAt),
                form == View.Form.table);
        if (form == View.Form.json) {
            query.copy(call, out());
            out().println();
            return ExitCode.FINE;
        }
        var differences = new Differences(query.ask(call));
        if (differences.isEmpty()) {
            say("nothing differs between " + from + " and " + to);
        }
        differences.printTo(out());
        return ExitCode.FINE;
    }
}
