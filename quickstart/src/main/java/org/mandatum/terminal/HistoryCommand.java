package org.mandatum.terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./mandatum history} */
@Command(
        name = "history",
        description = "Shows the whole life of a unit, on both clocks, with those of its predecessors and successors.")
final class HistoryCommand extends TerminalCommand {
    @Parameters(paramLabel = "UNIT", description = "its id, in force or not")
    String unit = "";

    @Mixin
    View view = new View();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "table",
            description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    View.Form form = View.Form.table;

    HistoryCommand(WhereItRuns where) {
        super(where);
    }

    @Override
    int run() {
        RegisterService query = register.query();
        Call call = view.of(
                Call.to("organisations", register.organisation(), "units", unit, "history"), form == View.Form.table);
        if (form == View.Form.table) {
            new Lives(query.ask(call)).printTo(out());
        } else {
            query.copy(call, out());
            out().println();
        }
        return ExitCode.FINE;
    }
}
