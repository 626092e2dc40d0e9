package org.mandatum.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartedProcessTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path directory = Path.of("");

    private final Process sleeper;

    StartedProcessTest() throws IOException {
        sleeper = new ProcessBuilder("tail", "-f", "/dev/null").start();
    }

    @AfterEach
    void endIt() {
        sleeper.destroyForcibly();
    }

    @Test
    void a_process_is_found_again_by_its_pid_file_and_stopped() throws IOException, InterruptedException {
        Path pidFile = directory.resolve("sleeper.pid");
        StartedProcess.of("sleeper", sleeper.toHandle(), "tail").record(pidFile);

        StartedProcess found = StartedProcess.recordedIn(pidFile, "sleeper").orElseThrow();
        assertThat(found.isRunning()).isTrue();
        found.askToStop(false);
        assertThat(found.awaitStop(SOON)).as("had to be killed").isFalse();
        // Process learns of its end from a thread of its own, a moment after the system does
        assertThat(sleeper.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_stranger_with_the_recorded_pid_is_left_alone() {
        StartedProcess ours = StartedProcess.of("sleeper", sleeper.toHandle(), "tail");
        var startedEarlier =
                new StartedProcess("sleeper", ours.pid(), ours.startedAt().minusSeconds(60), "tail");
        var otherProgram = new StartedProcess("sleeper", ours.pid(), ours.startedAt(), "postgres");

        for (StartedProcess stranger : new StartedProcess[] {startedEarlier, otherProgram}) {
            assertThat(stranger.isRunning()).isFalse();
            stranger.askToStop(false);
            stranger.awaitStop(SOON);
        }
        assertThat(sleeper.isAlive()).isTrue();
    }

    @Test
    void a_process_that_is_about_to_become_the_program_is_running() throws IOException {
        Path setsid = directory.resolve("setsid");
        Files.copy(Path.of(sleeper.info().command().orElseThrow()), setsid);
        assertThat(setsid.toFile().setExecutable(true)).isTrue();
        Process starting = new ProcessBuilder(setsid.toString(), "-f", "/dev/null").start();
        try {
            assertThat(StartedProcess.of("sleeper", starting.toHandle(), "tail").isRunning())
                    .isTrue();
        } finally {
            starting.destroyForcibly();
        }
    }

    @Test
    void a_damaged_pid_file_records_nothing() throws IOException {
        Path pidFile = Files.writeString(directory.resolve("sleeper.pid"), "not a pid\n");
        assertThat(StartedProcess.recordedIn(pidFile, "sleeper")).isEmpty();
    }
}
