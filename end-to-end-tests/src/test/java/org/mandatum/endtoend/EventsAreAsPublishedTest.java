package org.mandatum.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the register publishes of its events, on both services, and what it then sends. */
@ExtendWith(RegisterUnderTest.Shared.class)
class EventsAreAsPublishedTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final RegisterUnderTest register;

    EventsAreAsPublishedTest(RegisterUnderTest register) {
        this.register = register;
    }

    @Test
    void every_event_of_the_story_is_as_its_schema_says_on_the_stream_as_in_the_log() throws Exception {
        JsonNode log = register.ask("/organisations/oas/events?limit=1000").get("events");
        assertThat(log.size()).isGreaterThan(100);
        for (JsonNode event : log) assertThat(unlike(event)).isEmpty();

        List<JsonNode> streamed = stream(log.size());

        assertThat(streamed).isEqualTo(log.valueStream().toList());
    }

    @Test
    void an_event_that_says_something_else_is_noticed() throws IOException {
        JsonNode event = register.ask("/organisations/oas/events?limit=1").at("/events/0");
        String broken = event.toString().replace("\"language\":\"en\"", "\"langage\":\"en\"");

        assertThat(unlike(JSON.readTree(broken))).anyMatch(error -> error.contains("langage"));
    }

    @Test
    void both_services_tell_of_the_topic_the_stream_and_the_webhooks() throws IOException {
        JsonNode told = register.ask("/asyncapi");

        assertThat(told.get("asyncapi").asString()).isEqualTo("3.0.0");
        assertThat(told.get("channels").propertyNames()).containsExactly("topic", "stream", "webhook");
        assertThat(RegisterUnderTest.get(register.commandPort(), "/asyncapi", register.officer())
                        .json())
                .isEqualTo(told);
    }

    /** What is wrong with the envelope or the data. */
    private List<String> unlike(JsonNode event) throws IOException {
        var wrong = new ArrayList<String>();
        schema("/schemas/cloud-event.json")
                .validate(event.toString(), InputFormat.JSON)
                .forEach(error -> wrong.add(error.toString()));
        schema("/schemas/events/" + event.get("type").asString() + ".json")
                .validate(event.get("data").toString(), InputFormat.JSON)
                .forEach(error -> wrong.add(error.toString()));
        return wrong;
    }

    private Schema schema(String path) throws IOException {
        return REGISTRY.getSchema(register.ask(path).toString(), InputFormat.JSON);
    }

    private List<JsonNode> stream(int events) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create(register.queryAddress() + "/organisations/oas/events/stream?after=0"))
                .header("Authorization", "Bearer " + register.officer())
                .build();
        var seen = new ArrayList<JsonNode>();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            while (seen.size() < events) {
                String line = lines.readLine();
                if (line.startsWith("data: ")) seen.add(JSON.readTree(line.substring(6)));
            }
        }
        return seen;
    }
}
