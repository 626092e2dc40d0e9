package org.mandatum.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The verifier, which shares no code with the register, comes to the register's own structures from its events alone. */
@ExtendWith(RegisterUnderTest.Shared.class)
class ASecondOpinionTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final List<String> DAYS =
            List.of("2014-05-31", "2015-07-31", "2015-10-01", "2015-12-31", "2030-01-01");

    private final RegisterUnderTest register;

    @TempDir
    Path directory = Path.of("");

    ASecondOpinionTest(RegisterUnderTest register) {
        this.register = register;
    }

    @Test
    void it_folds_the_demonstration_to_the_same_digests_on_every_day_and_as_known_at_any_moment()
            throws IOException, InterruptedException {
        List<JsonNode> events = events();
        Path export = export(events);
        String early = events.get(events.size() / 3).path("time").asString();
        String late = events.getLast().path("time").asString();

        for (String day : DAYS) assertSameDigest(export, day, late);
        for (String day : List.of("2015-07-31", "2030-01-01")) assertSameDigest(export, day, early);
    }

    private void assertSameDigest(Path export, String day, String knownAt) throws IOException, InterruptedException {
        String theirs = register.ask(
                        "/organisations/oas/structure?digest=true&effectiveOn=" + day + "&knownAt=" + knownAt)
                .path("digest")
                .asString();
        JsonNode own = verifier(
                "replay", export.toString(), "--structure", "oas", "--on", day, "--known-at", knownAt, "-o", "json");

        assertThat(own.path("digest").asString())
                .as("on %s as known at %s", day, knownAt)
                .isEqualTo(theirs);
        assertThat(theirs).startsWith("sha-256:");
    }

    private List<JsonNode> events() throws IOException {
        var events = new ArrayList<JsonNode>();
        for (long after = 0; ; ) {
            JsonNode page = register.ask("/organisations/oas/events?limit=1000&after=" + after);
            page.path("events").forEach(events::add);
            if (page.path("next").isNull()) return events;
            after = page.path("next").asLong();
        }
    }

    /** One organisation's events in the form of an export; nothing is signed, since this is about the fold. */
    private Path export(List<JsonNode> events) throws IOException {
        Path file = directory.resolve("oas.ndjson");
        var lines = new ArrayList<String>();
        lines.add(
                "{\"format\":\"mandatum-log-export\",\"version\":1,\"origin\":\"test\",\"keys\":[],\"from\":0,\"size\":"
                        + events.size() + "}");
        for (JsonNode event : events) lines.add(line(lines.size() - 1, event));
        lines.add("{\"end\":true,\"events\":" + events.size() + ",\"checkpoints\":0}");
        return Files.write(file, lines);
    }

    private static String line(int index, JsonNode event) {
        String[] type = event.path("type").asString().split("\\.");
        ObjectNode line = JSON.createObjectNode();
        line.put("index", index);
        line.put("id", event.path("id").asString());
        line.put("stream", event.path("source").asString().substring(1));
        line.put("sequence", event.path("sequence").asLong());
        line.put("position", event.path("position").asLong());
        line.put("remaining", event.path("remaining").asInt());
        line.put("type", type[2]);
        line.put("revision", Integer.parseInt(type[3].substring(1)));
        line.put("recordedAt", MICROS.format(Instant.parse(event.path("time").asString())));
        line.put("payload", event.path("data").toString());
        line.put("metadata", "{}");
        return line.toString();
    }

    private JsonNode verifier(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                RegisterUnderTest.home()
                        .resolve("verifier/target/verifier-standalone.jar")
                        .toString()));
        command.addAll(List.of(words));
        Path complaints = directory.resolve("complaints");
        Process process =
                new ProcessBuilder(command).redirectError(complaints.toFile()).start();
        String answer = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(complaints)).isZero();
        return JSON.readTree(answer);
    }
}
