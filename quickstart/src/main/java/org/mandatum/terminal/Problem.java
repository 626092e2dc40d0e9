package org.mandatum.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Why the register did not do what it was asked: problem details (RFC 9457), or whatever else came instead. */
record Problem(int status, JsonNode details) {
    private static final int LONGEST = 1 << 20;
    private static final Set<String> SAID_ALREADY = Set.of("type", "title", "status", "code", "detail", "instance");

    static Problem in(HttpResponse<InputStream> answer) {
        try (InputStream body = answer.body()) {
            String text = new String(body.readNBytes(LONGEST), StandardCharsets.UTF_8);
            return new Problem(answer.statusCode(), RegisterService.JSON.readTree(text));
        } catch (IOException | JacksonException unreadable) {
            return new Problem(answer.statusCode(), MissingNode.getInstance());
        }
    }

    /** Empty if it bears none, as when no part of the register answered. */
    String code() {
        return Wording.text(details.path("code"));
    }

    Failure failure(URI address) {
        return switch (status) {
            case 401, 403 ->
                new Failure(
                        ExitCode.FAULT,
                        (status == 401 ? "the register asks who you are" : "this token does not permit it") + said()
                                + "; give a token with --token or MANDATUM_TOKEN (see ./mandatum token --help)");
            case 404 ->
                new Failure(
                        ExitCode.NOT_FOUND,
                        code().isEmpty()
                                ? address + " knows no such call" + said() + "; is that the service that is meant, and"
                                        + " as new as this program?"
                                : detail());
            case 409, 412 -> new Failure(ExitCode.REFUSED, refusals());
            case 400, 413, 422 -> new Failure(ExitCode.REJECTED, "not accepted: " + detail());
            case 502, 503, 504 -> Failure.passing("the register cannot answer just now" + said() + "; try again");
            default -> new Failure(ExitCode.FAULT, "the register failed with HTTP status " + status + said());
        };
    }

    /** Why the answer is not there yet. */
    String waiting() {
        return "the register reads what it knows into memory, " + Wording.text(details.path("percent"))
                + " % so far; waiting";
    }

    /** What it says, with the facts that come beside it. */
    String detail() {
        String detail = Wording.text(details.path("detail"));
        String facts = details.propertyStream()
                .filter(fact -> !SAID_ALREADY.contains(fact.getKey())
                        && fact.getValue().isValueNode()
                        && !fact.getValue().isNull())
                .map(fact -> Wording.plain(fact.getKey()) + " " + Wording.text(fact.getValue()))
                .collect(Collectors.joining(", "));
        return (detail.isEmpty() ? "HTTP status " + status : detail) + (facts.isEmpty() ? "" : " (" + facts + ")");
    }

    private String said() {
        String detail = Wording.text(details.path("detail"));
        return detail.isEmpty() ? "" : ": " + detail.replaceAll("\\.$", "");
    }

    private List<String> refusals() {
        List<String> lines = new ArrayList<>();
        for (JsonNode refusal : details.path("refusals")) {
            String index = Wording.text(refusal.path("index"));
            lines.add("refused" + (index.isEmpty() ? "" : ", change " + index) + ": "
                    + Wording.text(refusal.path("code")) + ": " + Wording.text(refusal.path("detail")));
        }
        if (lines.isEmpty()) {
            lines.add("refused: " + (code().isEmpty() ? "" : code() + ": ") + detail());
        }
        return lines;
    }
}
