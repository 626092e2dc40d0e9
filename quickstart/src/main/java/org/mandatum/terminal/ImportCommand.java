package org.mandatum.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code ./mandatum import} */
@Command(
        name = "import",
        description = {
            "Captures a whole history: one package of changes a line, each with its key. Follows until every line is done.",
            "Refused lines are told by number and stop nothing unless asked to. An import that was cut short is sent"
                    + " again: lines whose key is known are counted as repeated. The final state goes to standard output."
        })
final class ImportCommand extends TerminalCommand {
    @Parameters(paramLabel = "FILE", description = "the packages as JSON lines (NDJSON); - is standard input")
    String file = "";

    @Option(names = "--stop-on-error", description = "end at the first line that is refused")
    boolean stopOnError;

    ImportCommand(WhereItRuns where) {
        super(where);
    }

    @Override
    int run() {
        RegisterService command = register.command();
        var input = new InputFile(file);
        try (InputStream lines = input.open()) {
            String place = send(command, register.organisation(), lines, input.size());
            say("the register has taken it in and goes on by itself, even if this terminal ends: " + place);
            JsonNode end = new ImportProgress(command, place, this::say).toTheEnd();
            out().println(end);
            out().flush();
            return tell(end);
        } catch (IOException notClosed) {
            throw new Failure(ExitCode.FAULT, "cannot close " + file + ": " + notClosed.getMessage());
        }
    }

    private String send(RegisterService command, String organisation, InputStream lines, OptionalLong size) {
        Call call = Call.to("organisations", organisation, "imports").with("stopOnError", stopOnError ? "true" : null);
        var sending = new Sending(lines, size, this::say);
        HttpRequest.BodyPublisher streamed = BodyPublishers.ofInputStream(() -> sending);
        HttpRequest.BodyPublisher body = size.isEmpty()
                ? streamed
                : size.getAsLong() == 0
                        ? BodyPublishers.noBody()
                        : BodyPublishers.fromPublisher(streamed, size.getAsLong());
        HttpResponse<InputStream> answer;
        try {
            answer = command.require2xx(command.send(command.to(call)
                    .header("Content-Type", "application/x-ndjson")
                    .POST(body)));
        } catch (Failure failure) {
            if (failure.isPassing() && sending.sent() > 0) {
                // A server that refuses a large body unread closes the line, and its reason is lost on the way.
                say("sending the same again repeats nothing; if it breaks off every time, see whether the organisation "
                        + organisation + " is there and the token permits it");
            }
            throw failure;
        }
        String place = answer.headers().firstValue("Location").orElseThrow(command::notMandatum);
        command.disregard(answer);
        return Wording.plain(place);
    }

    private int tell(JsonNode end) {
        JsonNode errors = end.path("errors");
        for (JsonNode error : errors) {
            say("line " + Wording.text(error.path("line")) + ": " + Wording.text(error.path("code")) + ": "
                    + Wording.text(error.path("detail")));
        }
        String state = Wording.text(end.path("state"));
        String reason = Wording.text(end.path("detail"));
        say(state + ": " + ImportProgress.counts(end) + (reason.isEmpty() ? "" : "; " + reason));
        // One that failed may go well later, whatever was refused in it; with stopOnError it is the refusal that ended
        // it.
        if (!state.equals("completed") && !stopOnError) {
            return ExitCode.FAULT;
        }
        if (end.path("refused").asLong(0) > 0 || !errors.isEmpty()) {
            return ExitCode.REFUSED;
        }
        return state.equals("completed") ? ExitCode.FINE : ExitCode.FAULT;
    }
}
