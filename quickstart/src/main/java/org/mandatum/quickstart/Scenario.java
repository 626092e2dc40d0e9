package org.mandatum.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The demonstration: real history, submitted through the public interface like anyone's changes: by the officer, or by
 * whom a request names, since nobody approves their own. Every request carries its own idempotency key, so that a load that
 * was cut short is simply begun again.
 */
final class Scenario {
    static final String OFFICER = "officer";
    static final String APPROVER = "approver";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path directory;
    private final Settings settings;
    private final Map<String, String> tokens;
    private final HttpClient http;
    private final Consumer<String> progress;

    /** @param tokens by the person of whom they are: the officer's, and those of others that the demonstration speaks of */
    Scenario(
            Path directory, Settings settings, Map<String, String> tokens, HttpClient http, Consumer<String> progress) {
        this.directory = directory;
        this.settings = settings;
        this.tokens = tokens;
        this.http = http;
        this.progress = progress;
    }

    void loadOnce(Path marker) throws IOException {
        if (Files.exists(marker)) {
            return;
        }
        List<Path> phases = phases();
        if (phases.isEmpty()) {
            progress.accept("no demonstration to load: " + directory + " holds none");
            return;
        }
        int changes = 0;
        Map<String, Long> lastPosition = new TreeMap<>();
        for (Path phase : phases) {
            changes += load(phase, lastPosition);
        }
        for (var question : lastPosition.entrySet()) {
            awaitProjection(question.getKey(), question.getValue());
        }
        String summary = "demonstration loaded: " + phases.size() + " phases, " + changes + " changes";
        Files.writeString(marker, summary + "\n");
        progress.accept(summary);
    }

    private List<Path> phases() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory, 2)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private int load(Path phase, Map<String, Long> lastPosition) throws IOException {
        JsonNode script;
        try {
            script = JSON.readTree(phase.toFile());
        } catch (JacksonException problem) {
            throw new CannotContinue(phase + " is not the JSON it should be: " + problem.getOriginalMessage(), problem);
        }
        int changes = 0;
        for (JsonNode request : script.path("requests")) {
            JsonNode answer = send(phase, request);
            changes += answer.path("events").size();
            for (String subject : List.of("organisation", "mandate", "proposal")) {
                if (answer.has(subject) && answer.has("position")) {
                    lastPosition.merge(
                            "/" + subject + "s/" + answer.path(subject).asString(),
                            answer.path("position").asLong(),
                            Math::max);
                }
            }
        }
        progress.accept("loaded " + phase.getFileName() + ": " + changes + " changes");
        return changes;
    }

    private JsonNode send(Path phase, JsonNode request) throws IOException {
        String key = request.path("key").asString();
        var answer = exchange(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + settings.commandPort()
                        + request.path("path").asString()))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", authorization(phase, request.path("by").asString(OFFICER)))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .method(
                        request.path("method").asString("POST"),
                        HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(request.path("body"))))
                .build());
        if (answer.statusCode() / 100 != 2) {
            throw new CannotContinue(
                    "the demonstration is refused at " + phase.getFileName() + ", request " + key + ": "
                            + answer.statusCode() + " " + reason(answer.body())
                            + " (--no-demo starts the register without it)");
        }
        return JSON.readTree(answer.body());
    }

    private String authorization(Path phase, String person) {
        String token = tokens.get(person);
        if (token == null) {
            throw new CannotContinue(phase + " has a request by " + person + "; there are " + tokens.keySet());
        }
        return "Bearer " + token;
    }

    /** @param path of a question whose answer tells of it, such as {@code /organisations/oas} */
    private void awaitProjection(String path, long position) throws IOException {
        URI question = URI.create("http://127.0.0.1:" + settings.queryPort() + path + "?minPosition=" + position);
        var last = new ArrayList<String>();
        boolean projected = Deadline.in(Duration.ofSeconds(60)).await(() -> {
            try {
                var answer = exchange(HttpRequest.newBuilder(question)
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer " + tokens.get(OFFICER))
                        .build());
                last.clear();
                last.add(answer.statusCode() + " " + reason(answer.body()));
                return answer.statusCode() == 200;
            } catch (IOException notNow) {
                last.clear();
                last.add(String.valueOf(notNow.getMessage()));
                return false;
            }
        });
        if (!projected) {
            throw new CannotContinue("the query side has not caught up with position " + position + " of " + path + ": "
                    + String.join("", last));
        }
    }

    private HttpResponse<String> exchange(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException problem) {
            throw new IllegalStateException(problem);
        }
    }

    private static String reason(String body) {
        try {
            JsonNode problem = JSON.readTree(body);
            String said = problem.path("detail").asString(problem.path("code").asString(""));
            return (said.isEmpty() ? body : said + (problem.has("refusals") ? " " + problem.path("refusals") : ""))
                    .replaceAll("\\s+", " ");
        } catch (JacksonException notJson) {
            return body.replaceAll("\\s+", " ");
        }
    }
}
