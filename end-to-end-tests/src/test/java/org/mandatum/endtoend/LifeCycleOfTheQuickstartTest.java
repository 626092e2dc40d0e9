package org.mandatum.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code ./mandatum} promises someone who has just cloned the repository. */
class LifeCycleOfTheQuickstartTest {
    private final int portBase = RegisterUnderTest.freePortBase();
    private final Thread stopWithThisJvm = new Thread(this::stop);
    private Path place = Path.of("");
    private Path data = place;

    @BeforeEach
    void choosePlace() throws IOException {
        place = Files.createTempDirectory("mandatum-test-");
        data = place.resolve("register");
        Runtime.getRuntime().addShutdownHook(stopWithThisJvm);
    }

    @AfterEach
    void stopAndForget() throws IOException {
        stop();
        Runtime.getRuntime().removeShutdownHook(stopWithThisJvm);
        RegisterUnderTest.delete(place);
    }

    @Test
    void what_was_stopped_and_started_again_answers_the_same() throws IOException {
        Run up = Run.mandatum("up", "--detach", "--data", data.toString(), "--port-base", Integer.toString(portBase));
        assertThat(up.exitCode()).as(up.text()).isZero();
        assertThat(up.text())
                .contains("http://localhost:" + portBase, "http://localhost:" + (portBase + 1), "./mandatum down");
        List<ProcessHandle> running = processes();
        assertThat(running).hasSize(5);
        assertThat(Run.mandatum("status", "--data", data.toString()).exitCode()).isZero();
        assertThat(Run.mandatum("up", "--detach", "--data", data.toString()).text())
                .contains("is running already");

        String question = "/organisations/oas/structure?effectiveOn=2015-12-31&knownAt=" + Instant.now();
        String first = structure(question);
        assertThat(first).contains("secretariat-for-hemispheric-affairs");

        assertThat(Run.mandatum("down", "--data", data.toString()).exitCode()).isZero();
        assertThat(running).noneMatch(LifeCycleOfTheQuickstartTest::runs);
        Run again = Run.mandatum("down", "--data", data.toString());
        assertThat(again.exitCode()).isZero();
        assertThat(again.text()).contains("no register is running");

        assertThat(Run.mandatum("up", "--detach", "--data", data.toString()).exitCode())
                .isZero();
        assertThat(structure(question)).isEqualTo(first);
    }

    private String structure(String question) throws IOException {
        var answer = RegisterUnderTest.get(portBase, question, token());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text();
    }

    private String token() throws IOException {
        Run token = Run.mandatum("token", "viewer", "--data", data.toString());
        assertThat(token.exitCode()).as(token.text()).isZero();
        return token.out().strip();
    }

    private List<ProcessHandle> processes() throws IOException {
        var processes = new ArrayList<ProcessHandle>();
        try (Stream<Path> files = Files.list(data)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".pid")).toList()) {
                long pid = Long.parseLong(Files.readAllLines(file).getFirst());
                ProcessHandle.of(pid).ifPresent(processes::add);
            }
        }
        return processes;
    }

    /** Ended processes may stay listed until their parent looks, and some containers' first process never looks. */
    private static boolean runs(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"), ISO_8859_1);
            return process.isAlive() && !stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
        } catch (IOException endedOrNoSuchSystem) {
            return process.isAlive();
        }
    }

    private void stop() {
        try {
            Run.mandatum("down", "--data", data.toString());
        } catch (IOException problem) {
            System.err.println("cannot stop the register in " + data + ": " + problem);
        }
    }
}
