package org.mandatum.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard's stories ({@code dashboard/browser}) in Debian's Chromium, against the register that ships. */
@ExtendWith(RegisterUnderTest.Shared.class)
class ThePageInABrowserTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TestFactory
    Stream<DynamicTest> stories(RegisterUnderTest register) throws IOException, InterruptedException {
        Path dashboard = RegisterUnderTest.home().resolve("dashboard");
        if (!Files.exists(dashboard.resolve("node_modules/playwright-core")))
            skip("the dashboard was not built with Node 20 or newer");
        String chromium = Objects.requireNonNullElse(System.getenv("MANDATUM_CHROMIUM"), "/usr/bin/chromium");
        if (!Files.isExecutable(Path.of(chromium)))
            skip("there is no Chromium at " + chromium + "; install it, or name it in MANDATUM_CHROMIUM");

        var people = JSON.createObjectNode().put("password", register.password());
        for (String person : List.of("officer", "officer2", "approver", "auditor", "viewer"))
            people.put(person, register.token(person));
        var stories = new ProcessBuilder(
                        "node", "browser/stories.mjs", register.queryAddress(), register.commandAddress())
                .directory(dashboard.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        stories.environment().put("MANDATUM_PEOPLE", people.toString());
        Process walk = stories.start();
        List<DynamicTest> told = new ArrayList<>();
        try (var lines = walk.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().map(JSON::readTree).map(ThePageInABrowserTest::story).forEach(told::add);
        } finally {
            walk.destroy();
        }
        walk.waitFor();
        assertThat(told).as("stories told").hasSizeGreaterThan(15);
        return told.stream();
    }

    private static DynamicTest story(JsonNode told) {
        told.get("said").forEach(said -> System.out.println("dashboard: " + said.asString()));
        JsonNode error = told.get("error");
        return DynamicTest.dynamicTest(
                told.get("story").asString(),
                () -> assertThat(error.isNull() ? null : error.asString()).isNull());
    }

    private static void skip(String reason) {
        System.out.println("The page is not tested in a browser: " + reason + ".");
        abort(reason);
    }
}
