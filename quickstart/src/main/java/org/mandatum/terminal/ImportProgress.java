package org.mandatum.terminal;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Follows an import that the register has taken in, looking at first often, then every second. */
final class ImportProgress {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);
    /** For a register that is being started again; its import goes on then. */
    private static final Duration UNREACHABLE = Duration.ofMinutes(2);

    private final RegisterService command;
    private final String place;
    private final Consumer<String> progress;
    private final long begun = System.nanoTime();

    ImportProgress(RegisterService command, String place, Consumer<String> progress) {
        this.command = command;
        this.place = place;
        this.progress = progress;
    }

    /** Its last state, in which it runs no more. */
    JsonNode toTheEnd() {
        var pause = new Pause(FIRST_PAUSE, LONGEST_PAUSE);
        long answeredAt = System.nanoTime();
        Long toldAt = null;
        Failure unreachable = null;
        while (true) {
            try {
                JsonNode state = state();
                if (!Wording.text(state.path("state")).equals("running")) {
                    return state;
                }
                answeredAt = System.nanoTime();
                unreachable = null;
                if (toldAt == null || isOver(BETWEEN_LINES, toldAt)) {
                    toldAt = System.nanoTime();
                    progress.accept(counts(state) + rate(state));
                }
            } catch (Failure failure) {
                unreachable = patience(failure, unreachable, answeredAt);
            }
            pause.take();
        }
    }

    /** {@code 12 lines: 10 accepted, 1 refused, 1 repeated; 40 changes} */
    static String counts(JsonNode state) {
        return state.path("lines").asLong(0) + " lines: "
                + state.path("accepted").asLong(0) + " accepted, "
                + state.path("refused").asLong(0) + " refused, "
                + state.path("repeated").asLong(0) + " repeated; "
                + state.path("changes").asLong(0) + " changes";
    }

    private JsonNode state() {
        JsonNode state = command.json(command.require2xx(command.send(
                command.toPlace(place).timeout(RegisterService.PATIENCE).header("Accept", "application/json"))));
        if (!List.of("running", "completed", "failed").contains(Wording.text(state.path("state")))) {
            throw new Failure(ExitCode.NOT_FOUND, place + " tells no state of an import");
        }
        return state;
    }

    private Failure patience(Failure failure, @Nullable Failure earlier, long answeredAt) {
        if (!failure.isPassing() || isOver(UNREACHABLE, answeredAt)) {
            throw new Failure(
                    failure.exitCode(),
                    failure.getMessage() + "; the import may be going on: see " + place
                            + ", or send it again, which repeats nothing");
        }
        if (earlier == null) {
            progress.accept(failure.getMessage() + " – looking again for two minutes");
        }
        return failure;
    }

    private String rate(JsonNode state) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        return seconds < 1 ? "" : "; " + Math.round(state.path("lines").asLong(0) / seconds) + " lines/s";
    }

    private static boolean isOver(Duration time, long since) {
        return System.nanoTime() - since >= time.toNanos();
    }
}
