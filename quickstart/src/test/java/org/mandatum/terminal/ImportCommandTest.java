package org.mandatum.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    private static final String CALL = "POST /organisations/oas/imports";
    private static final String PLACE = "/organisations/oas/imports/1";
    private static final String LOOK = "GET " + PLACE;
    private static final String RUNNING =
            "{\"state\":\"running\",\"lines\":1,\"accepted\":1,\"refused\":0,\"repeated\":0,\"changes\":3,\"errors\":[]}";
    private static final String COMPLETED =
            "{\"state\":\"completed\",\"lines\":2,\"accepted\":1,\"refused\":0,\"repeated\":1,\"changes\":3,\"errors\":[]}";

    @TempDir
    Path directory = Path.of("");

    private final StubRegister register = new StubRegister();
    private String file = "";

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("history.ndjson"), "{\"key\":\"1\"}\n{\"key\":\"2\"}\n")
                .toString();
    }

    @AfterEach
    void close() {
        register.close();
    }

    private Run imported() {
        return Run.against(register, "import", file, "--organisation", "oas");
    }

    @Test
    void an_import_is_followed_to_its_end() {
        register.accepts(CALL, PLACE).on(LOOK, 200, RUNNING).on(LOOK, 200, COMPLETED);
        Run run = imported();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualToIgnoringNewLines(COMPLETED);
        assertThat(run.err())
                .contains(
                        PLACE,
                        "1 lines: 1 accepted, 0 refused, 0 repeated; 3 changes",
                        "completed: 2 lines: 1 accepted, 0 refused, 1 repeated; 3 changes");
        assertThat(register.only(CALL).body()).isEqualTo("{\"key\":\"1\"}\n{\"key\":\"2\"}\n");
        assertThat(register.only(CALL).header("Content-type")).contains("application/x-ndjson");
    }

    @Test
    void refused_lines_are_told_by_number() {
        String end = "{\"state\":\"completed\",\"lines\":2,\"accepted\":1,\"refused\":1,\"repeated\":0,\"changes\":3,"
                + "\"errors\":[{\"line\":2,\"code\":\"unknown-unit\",\"detail\":\"There is no x.\"}]}";
        register.accepts(CALL, register.address() + PLACE).on(LOOK, 200, end);
        Run run = imported();
        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.out()).isEqualToIgnoringNewLines(end);
        assertThat(run.err()).contains("line 2: unknown-unit: There is no x.");
    }

    @Test
    void it_stops_at_the_first_error_if_asked_to() {
        register.accepts(CALL + "?stopOnError=true", PLACE).on(LOOK, 200, COMPLETED);
        assertThat(Run.against(register, "import", file, "--organisation", "oas", "--stop-on-error")
                        .exitCode())
                .isZero();
    }

    @Test
    void one_that_failed_without_a_refusal_is_a_fault() {
        register.accepts(CALL, PLACE)
                .on(LOOK, 200, "{\"state\":\"failed\",\"lines\":1,\"detail\":\"The store is gone.\"}");
        Run run = imported();
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAULT);
        assertThat(run.err()).contains("failed: 1 lines", "The store is gone.");
    }

    @Test
    void one_that_failed_may_go_well_later_whatever_was_refused_in_it() {
        String failed = "{\"state\":\"failed\",\"lines\":2,\"accepted\":1,\"refused\":1,\"repeated\":0,\"changes\":3,"
                + "\"errors\":[{\"line\":2,\"code\":\"unknown-unit\",\"detail\":\"There is no x.\"}],"
                + "\"detail\":\"The service was stopped.\"}";
        register.accepts(CALL, PLACE).on(LOOK, 200, failed);
        Run run = imported();
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAULT);
        assertThat(run.err()).contains("line 2: unknown-unit: There is no x.", "The service was stopped.");
    }

    @Test
    void a_refusal_that_it_was_to_stop_at_is_a_refusal() {
        String stopped = "{\"state\":\"failed\",\"lines\":1,\"accepted\":0,\"refused\":1,\"repeated\":0,\"changes\":0,"
                + "\"errors\":[{\"line\":1,\"code\":\"unknown-unit\",\"detail\":\"There is no x.\"}],"
                + "\"detail\":\"Stopped at line 1.\"}";
        register.accepts(CALL + "?stopOnError=true", PLACE).on(LOOK, 200, stopped);
        assertThat(Run.against(register, "import", file, "--organisation", "oas", "--stop-on-error")
                        .exitCode())
                .isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void a_register_that_is_away_for_a_moment_is_waited_for() {
        register.accepts(CALL, PLACE).on(LOOK, 503, "").on(LOOK, 200, COMPLETED);
        Run run = imported();
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("looking again");
    }

    @Test
    void a_place_at_another_server_is_not_followed() {
        register.accepts(CALL, "http://example.org/imports/1");
        Run run = imported();
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAULT);
        assertThat(run.err()).contains("http://example.org/imports/1, which is not its own address");
    }

    @Test
    void an_unknown_organisation_is_not_found() {
        register.on(CALL, 404, "{\"code\":\"unknown-organisation\",\"detail\":\"Nothing is recorded under oas.\"}");
        assertThat(imported().exitCode()).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void a_file_that_is_not_there_is_told_before_anything_is_sent() {
        file = directory.resolve("none").toString();
        assertThat(imported().exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(register.requests()).isEmpty();
    }
}
