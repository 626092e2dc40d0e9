package org.mandatum.command.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.mandatum.access.Role;
import org.mandatum.access.TestIssuer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demonstration of 2015, submitted by the people that it names. */
final class Demonstration {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path SCENARIO = Path.of("..", "scenario", "oas-2015");

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    Demonstration(int port) {
        this.port = port;
    }

    /** @throws AssertionError when one of its requests is not accepted */
    void load() throws IOException, InterruptedException {
        for (Path phase : phases())
            for (JsonNode request : JSON.readTree(phase.toFile()).path("requests")) {
                HttpResponse<String> answer = send(request);
                if (answer.statusCode() != 201)
                    throw new AssertionError(request.path("key").asString() + ": " + answer.body());
            }
    }

    private static List<Path> phases() throws IOException {
        try (var files = Files.list(SCENARIO)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private HttpResponse<String> send(JsonNode request) throws IOException, InterruptedException {
        Role role = request.path("by").asString("officer").equals("approver") ? Role.APPROVER : Role.OFFICER;
        String token = TestIssuer.token(claims -> claims.subject(role.word()), role);
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port
                                + request.path("path").asString()))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", request.path("key").asString())
                        .POST(HttpRequest.BodyPublishers.ofString(
                                request.path("body").toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
