package org.mandatum.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verifier, which shares no code with the register, fetches the log of a running one and comes to the same. */
@ExtendWith(RegisterUnderTest.Shared.class)
class ASecondOpinionTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> DAYS =
            List.of("2014-05-31", "2015-07-31", "2015-10-01", "2015-12-31", "2030-01-01");

    private final RegisterUnderTest register;

    @TempDir
    Path directory = Path.of("");

    private Path export = directory;
    private String auditor = "";
    private String key = "";

    ASecondOpinionTest(RegisterUnderTest register) {
        this.register = register;
    }

    @BeforeEach
    void the_log_is_fetched() throws IOException {
        export = directory.resolve("log.ndjson");
        auditor = register.token("auditor");
        key = register.ask("/log/key").at("/keys/0").asString();
        Run fetched = Run.verifier(auditor, "export", register.queryAddress(), export.toString());
        assertThat(fetched.exitCode()).as(fetched.text()).isZero();
    }

    @Test
    void it_proves_the_log_and_folds_the_demonstration_to_the_digests_that_the_register_shows() throws IOException {
        List<JsonNode> events = Files.readAllLines(export).stream()
                .filter(line -> line.contains("\"stream\":\"organisations/oas\""))
                .map(JSON::readTree)
                .toList();
        String early = events.get(events.size() / 3).path("recordedAt").asString();
        String late = events.getLast().path("recordedAt").asString();

        for (String day : DAYS) assertAgreed(day, late);
        for (String day : List.of("2015-07-31", "2030-01-01")) assertAgreed(day, early);
    }

    private void assertAgreed(String day, String knownAt) throws IOException {
        Run run = Run.verifier(
                auditor,
                "verify",
                export.toString(),
                "--key",
                key,
                "--structure",
                "oas",
                "--on",
                day,
                "--known-at",
                knownAt,
                "--fetch",
                register.queryAddress(),
                "-o",
                "json");

        assertThat(run.exitCode())
                .as("on %s as known at %s: %s", day, knownAt, run.text())
                .isZero();
        JsonNode verdict = JSON.readTree(run.out());
        assertThat(verdict.path("proven").asLong())
                .isPositive()
                .isEqualTo(verdict.path("size").asLong());
        assertThat(verdict.at("/structure/digest").asString())
                .startsWith("sha-256:")
                .isEqualTo(verdict.at("/structure/expected").asString());
    }

    @Test
    void one_letter_changed_in_what_was_fetched_is_not_what_was_signed() throws IOException {
        String text = Files.readString(export);
        assertThat(text).contains("Hemispheric");
        Files.writeString(export, text.replaceFirst("Hemispheric", "Hemisferic"));

        Run run = Run.verifier(auditor, "verify", export.toString(), "--key", key);

        assertThat(run.exitCode()).as(run.text()).isEqualTo(4);
        assertThat(run.out()).contains("are not those that were signed", "NOT PROVEN");
    }
}
