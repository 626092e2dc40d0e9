package org.mandatum.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mandatum.endtoend.RegisterUnderTest.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An administrator rebuilds the projection of the running register at the terminal, while officers and readers go on. */
@ExtendWith(RegisterUnderTest.Shared.class)
class TheProjectionIsRebuiltTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String STRUCTURE = "/organisations/oas/structure?digest=true&effectiveOn=2015-12-31&knownAt=";

    private final RegisterUnderTest register;

    @TempDir
    Path directory = Path.of("");

    TheProjectionIsRebuiltTest(RegisterUnderTest register) {
        this.register = register;
    }

    private record Run(int exitCode, String out, String err) {}

    @Test
    void nobody_notices_and_what_is_recorded_meanwhile_and_afterwards_is_there() throws Exception {
        String knownAt = Instant.now().toString();
        String before = register.ask(STRUCTURE + knownAt).path("digest").asString();
        register.command("/organisations", "{\"id\":\"rebuilt\",\"name\":\"Rebuilt\"}");
        register.command(
                "/resolutions",
                "{\"id\":\"rebuilt-charter\",\"kind\":\"resolution\",\"symbol\":\"REBUILT\",\"organ\":\"board\","
                        + "\"title\":\"Charter\",\"adoptedOn\":\"1990-01-01\",\"paragraphs\":[]}");
        var amiss = ConcurrentHashMap.<String>newKeySet();
        var over = new AtomicBoolean();
        Thread reader = Thread.startVirtualThread(() -> {
            while (!over.get())
                for (String question : List.of(STRUCTURE + knownAt, "/mandates?organisation=oas")) {
                    try {
                        Answer answer = register.query(question);
                        boolean same = !question.startsWith(STRUCTURE)
                                || answer.json().path("digest").asString("").equals(before);
                        if (answer.status() != 200 || !same) amiss.add(answer.status() + " " + answer.text());
                    } catch (IOException failure) {
                        amiss.add(failure.toString());
                    }
                }
        });
        Thread officer = Thread.startVirtualThread(() -> {
            for (int i = 0; i < 40; i++) create("meanwhile-" + i);
        });

        Run run = mandatum("rebuild", "-o", "json");
        officer.join();
        long last = create("afterwards");
        JsonNode now = register.ask("/organisations/rebuilt/structure?effectiveOn=2001-01-01&minPosition=" + last);
        over.set(true);
        reader.join();

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        JsonNode end = JSON.readTree(run.out());
        assertThat(end.path("state").asString()).isEqualTo("swapped");
        assertThat(end.path("differences")).isEmpty();
        assertThat(end.path("events").asLong()).isGreaterThan(100);
        assertThat(run.err()).contains("/projection/rebuilds/" + end.path("id").asString(), "events");
        assertThat(now.path("units").size()).isEqualTo(41);
        assertThat(amiss).isEmpty();
        assertThat(mandatum("rebuild", "--watch", end.path("id").asString()).out())
                .contains("swapped");
    }

    /** The position of what was recorded. */
    private long create(String unit) {
        try {
            Answer answer = register.command(
                    "/organisations/rebuilt/changes",
                    "{\"authority\":{\"resolution\":\"rebuilt-charter\"},\"effectiveOn\":\"2000-01-01\",\"changes\":[{\"type\":"
                            + "\"CreateUnit\",\"unit\":\"" + unit + "\",\"kind\":\"office\",\"name\":\"" + unit
                            + "\"}]}");
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            return answer.json().path("position").asLong();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private Run mandatum(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(RegisterUnderTest.home().resolve("mandatum").toString());
        command.addAll(List.of(words));
        command.addAll(List.of("--data", register.data().toString()));
        Path said = directory.resolve("said");
        var builder = new ProcessBuilder(command).redirectError(said.toFile());
        builder.environment().put("MANDATUM_BUILD", "no"); // the build that runs this test has seen to it
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), out, Files.readString(said));
    }
}
