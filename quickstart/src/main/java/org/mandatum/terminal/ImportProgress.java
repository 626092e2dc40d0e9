package org.mandatum.terminal;

import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Follows an import that the register has taken in. */
final class ImportProgress {
    private static final Following.Kind IMPORT = new Following.Kind(
            "import", Set.of("running"), Set.of("completed", "failed"), "send it again, which repeats nothing");

    private final Following following;

    ImportProgress(RegisterService command, String place, Consumer<String> progress) {
        following = new Following(command, place, IMPORT, progress);
    }

    /** Its last state, in which it runs no more. */
    JsonNode toTheEnd() {
        return following.toTheEnd((state, seconds) -> counts(state) + rate(state, seconds));
    }

    /** {@code 12 lines: 10 accepted, 1 refused, 1 repeated; 40 changes} */
    static String counts(JsonNode state) {
        return state.path("lines").asLong(0) + " lines: "
                + state.path("accepted").asLong(0) + " accepted, "
                + state.path("refused").asLong(0) + " refused, "
                + state.path("repeated").asLong(0) + " repeated; "
                + state.path("changes").asLong(0) + " changes";
    }

    private static String rate(JsonNode state, double seconds) {
        return seconds < 1 ? "" : "; " + Math.round(state.path("lines").asLong(0) / seconds) + " lines/s";
    }
}
