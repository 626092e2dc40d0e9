package org.mandatum.terminal;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Follows what a service does by itself, looking at first often, then every second. */
final class Following {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);
    /** For a service that is being started again. */
    private static final Duration UNREACHABLE = Duration.ofMinutes(2);

    private final RegisterService service;
    private final String place;
    private final Kind kind;
    private final Consumer<String> progress;
    private final long begun = System.nanoTime();

    /**
     * What is followed.
     *
     * @param name such as {@code import}
     * @param underWay the states in which it runs
     * @param over the states in which it runs no more
     * @param afterwards what to do when it cannot be followed any more
     */
    record Kind(String name, Set<String> underWay, Set<String> over, String afterwards) {}

    Following(RegisterService service, String place, Kind kind, Consumer<String> progress) {
        this.service = service;
        this.place = place;
        this.kind = kind;
        this.progress = progress;
    }

    /** How far it is, in a line. */
    @FunctionalInterface
    interface Line {
        String of(JsonNode state, double seconds);
    }

    /** Its last state, in which it runs no more. */
    JsonNode toTheEnd(Line line) {
        var pause = new Pause(FIRST_PAUSE, LONGEST_PAUSE);
        long answeredAt = System.nanoTime();
        Long toldAt = null;
        Failure unreachable = null;
        while (true) {
            try {
                JsonNode state = state();
                if (kind.over().contains(Wording.text(state.path("state")))) {
                    return state;
                }
                answeredAt = System.nanoTime();
                unreachable = null;
                if (toldAt == null || isOver(BETWEEN_LINES, toldAt)) {
                    toldAt = System.nanoTime();
                    progress.accept(line.of(state, (System.nanoTime() - begun) / 1e9));
                }
            } catch (Failure failure) {
                unreachable = patience(failure, unreachable, answeredAt);
            }
            pause.take();
        }
    }

    private JsonNode state() {
        JsonNode state = service.json(service.require2xx(service.send(
                service.toPlace(place).timeout(RegisterService.PATIENCE).header("Accept", "application/json"))));
        String word = Wording.text(state.path("state"));
        if (!kind.underWay().contains(word) && !kind.over().contains(word)) {
            throw new Failure(
                    ExitCode.NOT_FOUND,
                    place + " tells no state of a" + (kind.name().matches("[aeiou].*") ? "n " : " ") + kind.name());
        }
        return state;
    }

    private Failure patience(Failure failure, @Nullable Failure earlier, long answeredAt) {
        if (!failure.isPassing() || isOver(UNREACHABLE, answeredAt)) {
            throw new Failure(
                    failure.exitCode(),
                    failure.getMessage() + "; the " + kind.name() + " may be going on: see " + place + ", or "
                            + kind.afterwards());
        }
        if (earlier == null) {
            progress.accept(failure.getMessage() + " – looking again for two minutes");
        }
        return failure;
    }

    private static boolean isOver(Duration time, long since) {
        return System.nanoTime() - since >= time.toNanos();
    }
}
