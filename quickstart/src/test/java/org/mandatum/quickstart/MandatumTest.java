package org.mandatum.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mandatum.terminal.ExitCode;

class MandatumTest {
    @TempDir
    Path directory = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int mandatum(String... arguments) {
        return Mandatum.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void where_no_register_ever_ran_the_terminal_says_how_to_start_one() {
        Path data = directory.resolve("none");
        assertThat(mandatum("structure", "--data", data.toString())).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(err.toString())
                .contains("not running; start it with ./mandatum up --data " + data)
                .hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_directory_with_a_space_is_told_so_that_it_can_be_pasted() {
        Path data = directory.resolve("my 'own' register");
        mandatum("structure", "--data", data.toString());
        assertThat(err.toString()).contains("--data '" + directory + "/my '\\''own'\\'' register'");
    }

    /** As in a script, or where its output goes into a pipe. */
    @Test
    void where_nobody_can_be_asked_nothing_is_deleted_without_yes() throws IOException {
        Path kept = Files.createDirectories(directory.resolve("register")).resolve("settings");
        Files.writeString(kept, "the truth");
        assertThat(mandatum("reset", "--data", directory.resolve("register").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--yes");
        assertThat(kept).hasContent("the truth");
    }

    @Test
    void a_log_is_asked_for_one_line_at_least() {
        assertThat(mandatum("logs", "-n", "0", "--data", directory.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--lines 0");
    }

    @Test
    void the_terminal_finds_a_running_register_by_its_data_directory() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(Settings.loopback(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = "{\"organisations\":[]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            new Settings(Math.min(server.getAddress().getPort(), Settings.LARGEST_PORT_BASE), 1)
                    .write(directory.resolve("settings"));
            var here = ProcessHandle.current();
            String program =
                    Path.of(here.info().command().orElse("java")).getFileName().toString();
            StartedProcess.of(Service.QUERY, here, program).record(directory.resolve(Service.QUERY + ".pid"));

            assertThat(mandatum("structure", "--data", directory.toString())).isEqualTo(ExitCode.NOT_FOUND);
            assertThat(err.toString()).contains("holds no organisation yet");
            assertThat(mandatum("submit", file(), "--organisation", "oas", "--data", directory.toString()))
                    .as("only the query side runs")
                    .isEqualTo(ExitCode.NOT_RUNNING);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_mistake_on_the_command_line_is_one_line_that_points_to_the_help() {
        assertThat(mandatum("diff", "2015-07-31")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("D2", "./mandatum diff --help").hasLineCount(1);
    }

    @Test
    void the_help_tells_the_exit_codes() {
        assertThat(mandatum("submit", "--help")).isZero();
        assertThat(out.toString()).contains("refused by a rule", "the register is not running here", "SHA-256");
    }

    private String file() throws IOException {
        return Files.writeString(directory.resolve("package.json"), "{}").toString();
    }
}
