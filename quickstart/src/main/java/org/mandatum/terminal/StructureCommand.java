package org.mandatum.terminal;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./mandatum structure} */
@Command(name = "structure", description = "Shows how the organisation is built on a day, as known at a moment.")
final class StructureCommand extends TerminalCommand {
    enum Form {
        table,
        json,
        csv,
        dot
    }

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

    StructureCommand(WhereItRuns where) {
        super(where);
    }

    @Override
    int run() {
        RegisterService query = register.query();
        Call call = view.of(
                Call.to("organisations", register.organisation(), "structure").with("effectiveOn", on),
                form == Form.table);
        if (form == Form.table) {
            new StructureTree(query.ask(call)).printTo(out());
        } else {
            query.copy(call.with("format", form), out());
            if (form == Form.json) {
                out().println();
            }
        }
        return ExitCode.FINE;
    }
}
