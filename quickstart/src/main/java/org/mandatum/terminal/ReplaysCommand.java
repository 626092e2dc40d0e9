package org.mandatum.terminal;

import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code ./mandatum replays} */
@Command(
        name = "replays",
        description = {
            "Has the register make a structure from its log alone, and hold what it shows against that. As an auditor.",
            "If they differ it ends with 7. './mandatum replay' needs no trust in the register: it works on an export."
        })
final class ReplaysCommand extends TerminalCommand {
    private static final Following.Kind REPLAY = new Following.Kind(
            "replay", Set.of("running"), Set.of("done", "failed"), "ask for it anew, which comes to the same");

    @Option(names = "--on", paramLabel = "D", description = "the day, such as 2015-07-31 (default: today)")
    @Nullable
    LocalDate on;

    @Option(names = "--known-at", paramLabel = "T", description = "as known then, an instant (default: now)")
    @Nullable
    String knownAt;

    @Option(names = "--steps", description = "change by change, each with its authority and what it altered")
    boolean steps;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "table",
            description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    View.Form form = View.Form.table;

    ReplaysCommand(WhereItRuns where) {
        super(where);
    }

    @Override
    int run() {
        RegisterService query = register.query();
        String place = begin(query, register.organisation());
        JsonNode end = new Following(query, place, REPLAY, this::say)
                .toTheEnd((state, seconds) -> state.path("read").asLong(0) + " of "
                        + state.path("events").asLong(0) + " events");
        boolean done = Wording.text(end.path("state")).equals("done");
        if (steps && done) {
            printSteps(query, place);
        } else if (form == View.Form.json) {
            out().println(end);
        } else if (done) {
            print(end);
        }
        if (!done) {
            throw Failure.passing(Wording.text(end.path("detail")));
        }
        return end.path("agrees").asBoolean() ? ExitCode.FINE : ExitCode.DIFFERS;
    }

    private String begin(RegisterService query, String organisation) {
        ObjectNode wanted = RegisterService.JSON.createObjectNode();
        if (on != null) {
            wanted.put("effectiveOn", on.toString());
        }
        if (knownAt != null) {
            wanted.put("knownAt", knownAt);
        }
        HttpResponse<InputStream> begun =
                query.require2xx(query.send(query.to(Call.to("organisations", organisation, "replays"))
                        .timeout(RegisterService.PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(wanted.toString()))));
        String place = Wording.plain(begun.headers().firstValue("Location").orElseThrow(query::notMandatum));
        query.disregard(begun);
        return place;
    }

    private void print(JsonNode end) {
        var table = new Table();
        table.line("ON", "KNOWN AT", "EVENTS", "AGREES", "DIGEST");
        table.line(
                Wording.text(end.path("effectiveOn")),
                Wording.text(end.path("knownAt")),
                Wording.text(end.path("events")),
                end.path("agrees").asBoolean() ? "yes" : "no",
                Wording.text(end.path("digest")));
        table.printTo(out());
        if (end.path("differences").isEmpty()) {
            return;
        }
        out().println();
        var differences = new Table();
        differences.line("DIFFERS", "ID", "SHOWN BY");
        for (JsonNode difference : end.path("differences")) {
            differences.line(
                    Wording.text(difference.path("what")),
                    Wording.text(difference.path("id")),
                    Wording.text(difference.path("shownBy")));
        }
        differences.printTo(out());
    }

    /** As JSON, one step a line. */
    private void printSteps(RegisterService query, String place) {
        var table = new Table();
        table.line("STEP", "ON", "CHANGE", "RESOLUTION", "ALTERED");
        String next = "1";
        while (!next.isEmpty()) {
            JsonNode page =
                    query.json(query.require2xx(query.send(query.toPlace(place + "/steps?limit=200&from=" + next)
                            .timeout(RegisterService.PATIENCE)
                            .header("Accept", "application/json"))));
            for (JsonNode step : page.path("steps")) {
                if (form == View.Form.json) {
                    out().println(step);
                } else {
                    table.line(
                            Wording.text(step.path("step")),
                            Wording.text(step.path("effectiveOn")),
                            Wording.text(step.path("type")),
                            Wording.text(step.at("/authority/resolution")),
                            altered(step.path("changed")));
                }
            }
            next = Wording.text(page.path("next"));
        }
        if (form == View.Form.table) {
            table.printTo(out());
        }
    }

    /** {@code 1 created, 2 functionsMoved} */
    private static String altered(JsonNode changed) {
        return String.join(
                ", ",
                changed.propertyStream()
                        .map(list -> list.getValue().size() + " " + Wording.plain(list.getKey()))
                        .toList());
    }
}
