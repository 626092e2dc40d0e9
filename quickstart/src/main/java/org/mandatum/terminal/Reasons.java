package org.mandatum.terminal;

import java.io.PrintWriter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The chain of reasons behind a unit or function. Of what the answer leaves out nothing is said. */
final class Reasons {
    private final JsonNode answer;

    Reasons(JsonNode answer) {
        this.answer = answer;
    }

    void printTo(PrintWriter out) {
        String what = answer.path("function").isMissingNode() ? "unit" : "function";
        out.println(what + " " + Wording.text(answer.path(what)) + " of "
                + Wording.text(answer.path("organisation"))
                + before(", ", Wording.name(answer.path("name")))
                + before(", on ", Wording.text(answer.path("effectiveOn")))
                + before(", as known at ", Wording.text(answer.path("knownAt"))));
        for (JsonNode link : answer.path("chain")) {
            out.println();
            print(link, out);
        }
    }

    private static void print(JsonNode link, PrintWriter out) {
        out.println(Stream.of(link.path("respect"), link.path("effectiveOn"), link.path("type"))
                .map(Wording::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("  ")));
        JsonNode authority = link.path("authority");
        detail(out, "by", Wording.authority(authority) + act(authority));
        detail(out, "text", Wording.name(authority.path("text")));
        JsonNode rescinded = authority.path("rescinded");
        detail(
                out,
                "rescinded",
                before("by ", Wording.text(rescinded.path("by")))
                        + before(" from ", Wording.text(rescinded.path("effectiveOn"))));
        JsonNode mandate = link.path("mandate");
        detail(out, "mandate", mandate.isObject() ? stands(mandate) : Wording.all(authority.path("mandate")));
        JsonNode proposal = link.path("proposal");
        detail(out, "proposal", proposal.isObject() ? stands(proposal) : Wording.all(authority.path("proposal")));
        detail(out, "evidence", Wording.all(link.path("evidence")));
        detail(out, "note", Wording.text(link.path("note")));
        detail(out, "people", people(link.path("actor"), proposal));
        detail(
                out,
                "recorded",
                Stream.of(
                                Wording.text(link.path("recordedAt")),
                                before("position ", Wording.text(link.path("position"))),
                                before("event ", Wording.text(link.path("event"))),
                                before("correlation ", Wording.text(link.path("correlation"))))
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(", ")));
    }

    /** Which one it is, and how it stands: {@code restructure, closed: Adjust the structure}. */
    private static String stands(JsonNode matter) {
        return Wording.text(matter.path("id"))
                + before(", ", Wording.text(matter.path("status")))
                + before(": ", Wording.name(matter.path("title")));
    }

    /** Who drafted and approved what was proposed, and who had it recorded. */
    private static String people(JsonNode actor, JsonNode proposal) {
        String authors =
                proposal.path("authors").valueStream().map(Reasons::person).collect(Collectors.joining(" and "));
        return Stream.of(
                        before("drafted by ", authors),
                        before("approved by ", person(proposal.at("/approval/by"))),
                        before("submitted by ", person(actor)))
                .filter(text -> !text.isEmpty())
                .map(String::strip)
                .collect(Collectors.joining(", "));
    }

    private static String person(JsonNode person) {
        String name = Wording.text(person.path("name"));
        return name.isEmpty() ? Wording.text(person.path("subject")) : name;
    }

    private static String act(JsonNode authority) {
        return before(": ", Wording.name(authority.path("title")))
                + before(", ", Wording.name(authority.path("organ")))
                + before(", adopted on ", Wording.text(authority.path("adoptedOn")));
    }

    private static void detail(PrintWriter out, String label, String text) {
        if (!text.isBlank()) {
            out.println("  %-10s %s".formatted(label, text.strip()));
        }
    }

    private static String before(String lead, String text) {
        return text.isEmpty() ? "" : lead + text;
    }
}
