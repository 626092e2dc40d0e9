package org.mandatum.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./mandatum compare}, with an export of five events and a register that says what it holds. */
class CompareCommandTest {
    private static final String ROOT = "OiUFMjr2a0UrQ2cy5W5r+IJI0lOiEHpacoM9mQxr18c=";
    private static final String CHECKPOINT = "mandatum.example/log\n5\n" + ROOT + "\n\n\u2014 signed\n";
    private static final String STRUCTURE = "GET /organisations/oas/structure?digest=true&effectiveOn=2026-11-24"
            + "&knownAt=2026-11-24T11%3A00%3A00.000000Z&minPosition=7";

    @TempDir
    Path place = Path.of("");

    private final StubRegister register = new StubRegister();

    @BeforeEach
    void an_export() throws IOException {
        RegisterExport export = RegisterExport.begin(place.resolve("export"));
        export.write(RegisterExport.LOG, "");
        export.write(RegisterExport.COMMAND_ANNEX, "");
        export.write(RegisterExport.QUERY_ANNEX, "");
        export.write(RegisterExport.KEYS, "key\n");
        export.write(RegisterExport.CHECKPOINT, CHECKPOINT);
        export.finish(new Manifest(
                Manifest.FORMAT,
                Manifest.VERSION,
                "2026-11-24T12:00:00Z",
                "mandatum.example/log",
                5,
                ROOT,
                7,
                "2026-11-24",
                new Manifest.Counts(5, 3, 2, 0),
                export.contents(line -> {}),
                List.of(new Manifest.Structure("oas", 4, 7, "2026-11-24T11:00:00.000000Z", "sha-256:ab"))));
    }

    @AfterEach
    void close() {
        register.close();
    }

    private Run compare() {
        return Run.against(register, "compare", place.resolve("export").toString());
    }

    private StubRegister withTheLog(String checkpoint, String root) {
        return register.on("GET /log/checkpoint?size=5", 200, checkpoint)
                .on("GET /log/proofs/consistency?from=5&to=5", 200, "{\"fromRoot\": \"" + root + "\"}");
    }

    @Test
    void the_same_log_and_the_same_digests_are_the_same_register_once_it_has_projected_them() {
        withTheLog(CHECKPOINT, ROOT)
                .on(STRUCTURE, 503, "{\"code\": \"not-yet-projected\", \"detail\": \"ask again\"}")
                .on(STRUCTURE, 200, "{\"digest\": \"sha-256:ab\"}");

        Run run = compare();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .isEqualTo("the same: 5 events with the root " + ROOT + ", and 1 structures on 2026-11-24\n");
    }

    @Test
    void another_digest_is_told_with_both() {
        withTheLog(CHECKPOINT, ROOT).on(STRUCTURE, 200, "{\"digest\": \"sha-256:cd\"}");

        Run run = compare();

        assertThat(run.exitCode()).isEqualTo(ExitCode.DIFFERS);
        assertThat(run.out()).contains("the structure of oas on 2026-11-24", "sha-256:cd", "in the export sha-256:ab");
    }

    @Test
    void another_log_is_told_and_its_structures_are_not_waited_for() {
        withTheLog(CHECKPOINT.replace("signed", "signed by somebody else"), "AAAA");

        Run run = compare();

        assertThat(run.exitCode()).isEqualTo(ExitCode.DIFFERS);
        assertThat(run.out()).contains("another checkpoint of size 5", "the root over 5 events is AAAA");
        assertThat(register.requests()).noneMatch(request -> request.line().contains("structure"));
    }

    @Test
    void a_register_that_has_less_says_so() {
        register.on("GET /log/checkpoint?size=5", 404, "{\"code\": \"unknown-checkpoint\", \"detail\": \"none\"}")
                .on(
                        "GET /log/proofs/consistency?from=5&to=5",
                        400,
                        "{\"code\": \"bad-parameter\", \"detail\": \"to\"}");

        Run run = compare();

        assertThat(run.exitCode()).isEqualTo(ExitCode.DIFFERS);
        assertThat(run.out()).contains("has no checkpoint of size 5", "has fewer than 5 events");
    }
}
