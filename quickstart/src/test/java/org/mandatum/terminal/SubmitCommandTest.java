package org.mandatum.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmitCommandTest {
    private static final String CALL = "POST /organisations/oas/changes";
    private static final String PACKAGE = "{\"changes\": [\"ñ\"]}";
    private static final String RECORDED =
            "{\"organisation\":\"oas\",\"version\":79,\"position\":87,\"events\":[{\"type\":\"UnitRenamed\"}],"
                    + "\"receipt\":{\"recordedAt\":\"2026-01-01T00:00:00Z\"}}";

    @TempDir
    Path directory = Path.of("");

    private final StubRegister register = new StubRegister();
    private String file = "";

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("package.json"), PACKAGE).toString();
    }

    @AfterEach
    void close() {
        register.close();
    }

    private Run submit(String... more) {
        String[] all = new String[more.length + 4];
        System.arraycopy(new String[] {"submit", file, "--organisation", "oas"}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        return Run.against(register, all);
    }

    @Test
    void the_answer_goes_to_standard_output_and_a_summary_to_standard_error() {
        register.on(CALL, 201, RECORDED);
        Run run = submit("--if-match", "78");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualToIgnoringNewLines(RECORDED);
        assertThat(run.err()).contains("recorded: 1 change of oas, version 79, position 87, at 2026-01-01T00:00:00Z");
        assertThat(register.only(CALL).body()).isEqualTo(PACKAGE);
        assertThat(register.only(CALL).header("Content-type")).contains("application/json");
        assertThat(register.only(CALL).header("If-match")).contains("\"78\"");
    }

    @Test
    void the_same_content_bears_the_same_key_and_other_content_another() throws IOException {
        register.on(CALL, 201, RECORDED);
        submit();
        submit();
        Files.writeString(Path.of(file), PACKAGE + " ");
        submit();
        submit("--key", "mine");
        var keys = register.requests().stream()
                .map(request -> request.header("Idempotency-key").orElse("none"))
                .toList();
        assertThat(keys.get(0)).matches("[0-9a-f]{64}").isEqualTo(keys.get(1)).isNotEqualTo(keys.get(2));
        assertThat(keys.get(3)).isEqualTo("mine");
    }

    @Test
    void a_dry_run_says_that_nothing_was_recorded() {
        register.on(CALL + "?dryRun=true", 200, "{\"version\":78,\"dryRun\":true,\"events\":[{},{}]}");
        Run run = submit("--dry-run");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("dry run: 2 changes of oas would be recorded", "nothing was");
        assertThat(register.only(CALL + "?dryRun=true").header("Idempotency-key"))
                .isEmpty();
    }

    @Test
    void every_refusal_is_told_and_has_its_own_exit_code() {
        register.on(CALL, 409, """
                {"status":409,"code":"subordinates-remain","detail":"both","refusals":[
                 {"index":0,"code":"subordinates-remain","detail":"x still has subordinates: [y].","unit":"x"},
                 {"index":2,"code":"functions-remain","detail":"x still holds functions: [f]."}]}
                """);
        Run run = submit();
        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .containsExactly(
                        "mandatum: refused, change 0: subordinates-remain: x still has subordinates: [y].",
                        "mandatum: refused, change 2: functions-remain: x still holds functions: [f].");
    }

    @Test
    void a_stale_version_is_a_refusal() {
        register.on(CALL, 412, "{\"code\":\"stale-version\",\"detail\":\"It is at version 79.\",\"version\":79}");
        Run run = submit("--if-match", "3");
        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("stale-version: It is at version 79. (version 79)");
    }

    @Test
    void what_the_register_cannot_read_has_its_own_exit_code() {
        for (int status : new int[] {400, 413, 422}) {
            try (var strict = new StubRegister().on(CALL, status, "{\"detail\":\"x is not a field here.\"}")) {
                Run run = Run.against(strict, "submit", file, "--organisation", "oas");
                assertThat(run.exitCode()).isEqualTo(ExitCode.REJECTED);
                assertThat(run.err()).contains("not accepted: x is not a field here.");
            }
        }
    }

    @Test
    void a_store_that_is_down_is_worth_another_try() {
        register.on(CALL, 503, "{\"code\":\"store-unavailable\",\"detail\":\"The store did not answer.\"}");
        Run run = submit();
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAULT);
        assertThat(run.err()).contains("The store did not answer; try again");
    }

    @Test
    void a_file_that_is_not_there_is_told_before_anything_is_sent() {
        file = directory.resolve("none.json").toString();
        Run run = submit();
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("none.json: there is no such file").hasLineCount(1);
        assertThat(register.requests()).isEmpty();
    }

    @Test
    void a_package_may_come_from_standard_input() {
        register.on(CALL, 201, RECORDED);
        InputStream usual = System.in;
        System.setIn(new ByteArrayInputStream(PACKAGE.getBytes(UTF_8)));
        try {
            file = "-";
            assertThat(submit().exitCode()).isZero();
        } finally {
            System.setIn(usual);
        }
        assertThat(register.only(CALL).body()).isEqualTo(PACKAGE);
    }

    @Test
    void with_the_command_side_alone_the_organisation_must_be_named() {
        Run run = Run.of("submit", file, "--command-url", register.address().toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--organisation ORG");
    }

    @Test
    void one_register_is_never_mixed_with_another() {
        Run run = Run.of("submit", file, "--query-url", register.address().toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("give --command-url");
    }
}
