package org.mandatum.terminal;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code ./mandatum why} */
@Command(
        name = "why",
        description =
                "Shows why a unit or function is what it is on a day: each event, its legal act, who was part of it.")
final class WhyCommand extends TerminalCommand {
    @Parameters(paramLabel = "UNIT_OR_FUNCTION", description = "its id; a unit comes before a function of the same id")
    String subject = "";

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

    WhyCommand(WhereItRuns where) {
        super(where);
    }

    @Override
    int run() {
        RegisterService query = register.query();
        String organisation = register.organisation();
        JsonNode answer = query.json(answer(query, organisation));
        if (form == View.Form.json) {
            out().println(answer);
        } else {
            new Reasons(answer).printTo(out());
        }
        return ExitCode.FINE;
    }

    private HttpResponse<InputStream> answer(RegisterService query, String organisation) {
        var asUnit = ask(query, organisation, "unit");
        if (asUnit.statusCode() != 404) {
            return query.require2xx(asUnit);
        }
        Problem noUnit = Problem.in(asUnit);
        if (noUnit.code().equals("unknown-organisation")) {
            throw noUnit.failure(query.address());
        }
        var asFunction = ask(query, organisation, "function");
        if (asFunction.statusCode() != 404) {
            return query.require2xx(asFunction);
        }
        Problem noFunction = Problem.in(asFunction);
        // Who ended or has yet to begin is told so; only what nobody ever heard of is "neither".
        for (Problem told : new Problem[] {noUnit, noFunction}) {
            if (!told.code().startsWith("unknown-")) {
                throw told.failure(query.address());
            }
        }
        throw new Failure(
                ExitCode.NOT_FOUND,
                Wording.plain(subject) + " is neither a unit nor a function that " + organisation
                        + " knows at that moment; ./mandatum structure lists those in force");
    }

    private HttpResponse<InputStream> ask(RegisterService query, String organisation, String as) {
        Call call = view.of(
                Call.to("organisations", organisation, "why").with(as, subject).with("effectiveOn", on),
                form == View.Form.table);
        return query.reached(
                () -> query.to(call).timeout(RegisterService.PATIENCE).header("Accept", "application/json"));
    }
}
