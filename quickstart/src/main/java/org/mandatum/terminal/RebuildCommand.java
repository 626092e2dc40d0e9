package org.mandatum.terminal;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code ./mandatum rebuild} */
@Command(
        name = "rebuild",
        description = {
            "Makes what the register answers from anew, from the log alone, beside what it answers from now; holds both"
                    + " against each other and against the log, and swaps. Nobody who asks meanwhile notices. As an admin.",
            "If they differ, nothing is swapped and it ends with 7, with what differs on standard output."
        })
final class RebuildCommand extends TerminalCommand {
    private static final Following.Kind REBUILD = new Following.Kind(
            "rebuild",
            Set.of("projecting", "verifying", "swapping"),
            Set.of("swapped", "different", "cancelled", "failed"),
            "follow it with --watch");

    @Option(
            names = "--swap-when-different",
            description = "swap even so: what the register answers from now is wrong, and what the log says is right")
    boolean swapWhenDifferent;

    @Option(names = "--watch", paramLabel = "ID", description = "begin none; follow this one to its end")
    @Nullable
    String watched;

    @Option(names = "--cancel", paramLabel = "ID", description = "begin none; have this one given up, and follow it")
    @Nullable
    String cancelled;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "table",
            description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    View.Form form = View.Form.table;

    RebuildCommand(WhereItRuns where) {
        super(where);
    }

    @Override
    int run() {
        if (watched != null && cancelled != null) {
            throw new Failure(ExitCode.USAGE, "give either --watch or --cancel, not both");
        }
        if (swapWhenDifferent && (watched != null || cancelled != null)) {
            throw new Failure(ExitCode.USAGE, "--swap-when-different is for a rebuild that begins");
        }
        RegisterService query = register.administration();
        JsonNode end =
                new Following(query, place(query), REBUILD, this::say).toTheEnd((state, seconds) -> howFar(state));
        if (form == View.Form.json) {
            out().println(end);
        } else {
            print(end);
        }
        String reason = Wording.text(end.path("detail"));
        if (!reason.isEmpty()) {
            say(reason);
        }
        return switch (Wording.text(end.path("state"))) {
            case "swapped" -> ExitCode.FINE;
            case "different" -> ExitCode.DIFFERS;
            default -> ExitCode.FAULT;
        };
    }

    private String place(RegisterService query) {
        if (watched != null) {
            return Call.to("projection", "rebuilds", watched).text();
        }
        if (cancelled != null) {
            Call call = Call.to("projection", "rebuilds", cancelled);
            query.disregard(query.require2xx(
                    query.send(query.to(call).timeout(RegisterService.PATIENCE).DELETE())));
            return call.text();
        }
        HttpResponse<java.io.InputStream> begun =
                query.require2xx(query.send(query.to(Call.to("projection", "rebuilds"))
                        .timeout(RegisterService.PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"swapWhenDifferent\":" + swapWhenDifferent + "}"))));
        String place = Wording.plain(begun.headers().firstValue("Location").orElseThrow(query::notMandatum));
        query.disregard(begun);
        say("it goes on by itself, even if this terminal ends: " + place);
        return place;
    }

    private static String howFar(JsonNode state) {
        String verifying = Wording.text(state.path("verifying"));
        return Wording.text(state.path("state")) + (verifying.isEmpty() ? "" : " " + verifying) + ": "
                + state.path("events").asLong(0) + " of " + state.path("of").asLong(0) + " events, "
                + state.path("perSecond").asLong(0) + "/s";
    }

    private void print(JsonNode end) {
        var table = new Table();
        table.line("REBUILD", "STATE", "EVENTS", "ORGANISATIONS", "DIFFERENCES");
        table.line(
                Wording.text(end.path("id")),
                Wording.text(end.path("state")),
                Wording.text(end.path("events")),
                Wording.text(end.path("organisationsVerified")),
                Integer.toString(end.path("differences").size()));
        table.printTo(out());
        if (end.path("differences").isEmpty()) {
            return;
        }
        out().println();
        var differences = new Table();
        differences.line("DIFFERS", "LOG", "ID", "TABLE", "ON", "KNOWN AT");
        for (JsonNode difference : end.path("differences")) {
            String organisation = Wording.text(difference.path("organisation"));
            differences.line(
                    Wording.text(difference.path("what")),
                    organisation.isEmpty() ? Wording.text(difference.path("log")) : "/organisations/" + organisation,
                    Wording.text(difference.path("id")),
                    Wording.text(difference.path("table")),
                    Wording.text(difference.path("effectiveOn")),
                    Wording.text(difference.path("knownAt")));
        }
        differences.printTo(out());
    }
}
