package org.mandatum.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.mandatum.contract.ServedContract;
import org.mandatum.contract.ServedContract.Call;
import org.mandatum.journal.EventJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is asked of a service's OpenAPI document: it is kept, complete, and its examples are good. */
public final class ContractTests {
    private static final JsonMapper SORTED = EventJson.MAPPER
            .rebuild()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ServedContract contract;

    public ContractTests(int port) throws IOException, InterruptedException {
        this.port = port;
        contract = new ServedContract(EventJson.MAPPER.readTree(
                send(request("/v3/api-docs", "").GET().build()).body()));
    }

    /**
     * @param kept the document in the repository; where it is missing it is written, to be read before it is kept
     * @param dryRun a parameter that lets examples of orders be tried; empty: there are none to try
     */
    public Stream<DynamicTest> tests(Path kept, String dryRun) {
        return Stream.concat(
                Stream.of(
                        DynamicTest.dynamicTest(
                                "the document that is served is the one that is kept", () -> isKept(kept)),
                        DynamicTest.dynamicTest("every call is described", this::everyCallIsDescribed),
                        DynamicTest.dynamicTest("no code is told twice", this::everyCodeIsToldOnce)),
                contract.calls().stream()
                        .filter(call ->
                                !call.path().contains("*") && !call.path().endsWith("/stream"))
                        .filter(call ->
                                call.method().equals("GET") || !example(call).isMissingNode())
                        .map(call -> DynamicTest.dynamicTest(
                                "the example of " + call.method() + " " + call.path() + " is a good one",
                                () -> theExampleIsGood(call, dryRun))));
    }

    private void isKept(Path kept) throws IOException {
        ((ObjectNode) contract.document()).remove("servers"); // wherever it was asked for
        String served = SORTED.writeValueAsString(SORTED.treeToValue(contract.document(), Object.class)) + "\n";
        if (!Files.exists(kept)) {
            Files.createDirectories(kept.getParent());
            Files.writeString(kept, served);
            throw new AssertionError(
                    kept + " did not exist and was written now: read it, and commit it if it is right");
        }
        assertThat(Files.readString(kept))
                .as("%s is not what is served: delete it and run this again to renew it", kept)
                .isEqualTo(served);
    }

    private void everyCallIsDescribed() {
        var lacking = new ArrayList<String>();
        for (Call call : contract.calls()) {
            String name = call.method() + " " + call.path();
            if (call.operation().path("summary").asString("").isEmpty()) lacking.add(name + ": a summary");
            if (call.operation().path("tags").isEmpty()) lacking.add(name + ": a tag");
            for (JsonNode parameter : call.operation().path("parameters"))
                if (contract.resolved(parameter)
                        .path("description")
                        .asString("")
                        .isEmpty()) lacking.add(name + ": what the parameter " + parameter + " is");
            call.operation().get("responses").properties().forEach(answer -> {
                JsonNode content = contract.resolved(answer.getValue()).path("content");
                if (content.isEmpty() && !List.of("204", "304", "416").contains(answer.getKey()))
                    lacking.add(name + ": what " + answer.getKey() + " holds");
                for (JsonNode media : content)
                    if (media.path("schema").isMissingNode()) lacking.add(name + ": a schema of " + answer.getKey());
            });
        }
        assertThat(lacking).isEmpty();
    }

    private void everyCodeIsToldOnce() {
        List<String> codes = contract.document()
                .at("/components/schemas/ProblemCode/anyOf")
                .valueStream()
                .filter(code -> code.has("const"))
                .map(code -> code.get("const").asString())
                .toList();
        assertThat(codes).isNotEmpty().doesNotHaveDuplicates();
    }

    /** It is as the schema says, and it is answered: not necessarily granted, since a rule may speak against it by now. */
    private void theExampleIsGood(Call call, String dryRun) throws IOException, InterruptedException {
        String path = call.path();
        var query = new ArrayList<String>();
        for (JsonNode named : call.operation().path("parameters")) {
            JsonNode parameter = contract.resolved(named);
            String name = parameter.get("name").asString();
            String example = parameter.path("example").asString("");
            if (parameter.get("in").asString().equals("path"))
                path = path.replace("{" + name + "}", example.isEmpty() ? "unknown" : example);
            else if (example.isEmpty() && parameter.path("required").asBoolean(false)) return; // no id is known
            else if (!example.isEmpty() && parameter.get("in").asString().equals("query"))
                query.add(name + "=" + example);
            if (name.equals(dryRun)) query.add(dryRun + "=true");
        }
        if (path.contains("unknown")) return;
        var request = request(path, query.isEmpty() ? "" : "?" + String.join("&", query));
        JsonNode example = example(call);
        if (!example.isMissingNode()) {
            String body = example.isString() ? example.asString() : example.toString();
            String type = call.operation()
                    .at("/requestBody/content")
                    .propertyNames()
                    .iterator()
                    .next();
            assertThat(contract.unlike(call.method(), path, type, body.getBytes(UTF_8)))
                    .isNull();
            request.header("Content-Type", type).method(call.method(), HttpRequest.BodyPublishers.ofString(body));
        }
        HttpResponse<String> answer = send(request.build());

        if (answer.body().contains("no-dashboard")) return; // built without Node
        assertThat(answer.statusCode())
                .as(answer.body())
                .matches(status -> status < 300 || status == 409 || status == 503);
    }

    private static JsonNode example(Call call) {
        JsonNode content = call.operation().at("/requestBody/content");
        return content.isEmpty()
                ? content.path("example")
                : content.get(content.propertyNames().iterator().next()).path("example");
    }

    private HttpRequest.Builder request(String path, String query) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path + query))
                .header("Authorization", TestIssuer.bearer());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
