package org.mandatum.quickstart;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * A process that this program started, as its pid file records it. A pid alone proves nothing, since the system gives
 * it out again: the process must also have started when ours did and run the same program.
 */
record StartedProcess(String name, long pid, Instant startedAt, String program) {
    /** The system derives start times from its clock, which may be put right by a second or two meanwhile. */
    private static final Duration CLOCK_CORRECTION = Duration.ofSeconds(3);

    static StartedProcess of(String name, ProcessHandle handle, String program) {
        return new StartedProcess(
                name, handle.pid(), handle.info().startInstant().orElseGet(Instant::now), program);
    }

    static Optional<StartedProcess> recordedIn(Path pidFile, String name) {
        try {
            List<String> lines = Files.readAllLines(pidFile);
            return Optional.of(
                    new StartedProcess(name, Long.parseLong(lines.get(0)), Instant.parse(lines.get(1)), lines.get(2)));
        } catch (IOException | NumberFormatException | DateTimeParseException | IndexOutOfBoundsException none) {
            return Optional.empty();
        }
    }

    void record(Path pidFile) throws IOException {
        Files.write(pidFile, List.of(Long.toString(pid), startedAt.toString(), program));
    }

    boolean isRunning() {
        return handle().isPresent();
    }

    /** Asks it to stop: by an interrupt, or as the system does when it shuts down. */
    void askToStop(boolean byInterrupt) {
        Optional<ProcessHandle> running = handle();
        if (running.isPresent()) {
            if (byInterrupt) {
                interrupt();
            } else {
                running.get().destroy();
            }
        }
    }

    /** Waits until it has stopped, and after {@code patience} kills it and its children; true if that was needed. */
    boolean awaitStop(Duration patience) {
        if (Deadline.in(patience).await(() -> !isRunning())) {
            return false;
        }
        handle().ifPresent(stubborn -> {
            List<ProcessHandle> children = stubborn.descendants().toList();
            stubborn.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        });
        Deadline.in(patience).await(() -> !isRunning());
        return true;
    }

    Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(this::isOurs)
                .filter(handle -> !isZombie(handle));
    }

    private boolean isOurs(ProcessHandle handle) {
        ProcessHandle.Info info = handle.info();
        boolean sameStart = info.startInstant()
                .map(start -> Duration.between(start, startedAt).abs().compareTo(CLOCK_CORRECTION) <= 0)
                .orElse(false);
        boolean sameProgram = info.command()
                .map(command -> Path.of(command).endsWith(program) || isOnItsWay(Path.of(command)))
                .orElse(true);
        return sameStart && sameProgram;
    }

    /** Still one of those that become the program, keeping the pid: on a busy machine they are seen at it. */
    private static boolean isOnItsWay(Path command) {
        return command.endsWith("setsid") || command.endsWith("unshare");
    }

    /** Ended, but not yet buried by its parent, which some containers' first process never does. */
    private static boolean isZombie(ProcessHandle handle) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(handle.pid()), "stat"), ISO_8859_1);
            return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
        } catch (IOException noSuchFile) {
            return false;
        }
    }

    private void interrupt() {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (InterruptedException problem) {
            throw new IllegalStateException(problem);
        }
    }
}
