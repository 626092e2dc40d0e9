package org.mandatum.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.EventTypes;
import org.mandatum.journal.EventTypes.EventType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The document of what the register sends without being asked, AsyncAPI 3.0: a message for each event, on the topic, the stream
 * and to webhooks. AsyncAPI's own schema is in the test's resources (its project publishes it under the Apache License 2.0).
 */
class AsyncApiTest {
    private static final Path FILE = Path.of("src/main/resources/asyncapi.json");
    private static final Path OF_ASYNC_API = Path.of("src/test/resources/asyncapi/asyncapi-3.0.0.schema.json");

    @Test
    void the_document_is_kept_and_tells_of_every_event_there_is() throws IOException {
        String made = EventJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document()) + "\n";
        if (!Files.exists(FILE)) {
            Files.writeString(FILE, made);
            fail(FILE + " did not exist and was written now: read it, and commit it if it is right");
        }

        assertThat(Files.readString(FILE))
                .as("%s: delete it and run this again to renew it", FILE)
                .isEqualTo(made);
        JsonNode kept = EventJson.MAPPER.readTree(made);
        List<String> types =
                EventTypes.all().stream().map(EventType::cloudEventType).toList();
        for (JsonNode channel : kept.get("channels"))
            assertThat(channel.get("messages").propertyNames()).containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void the_document_is_as_AsyncAPI_wants_it() throws IOException {
        assertThat(asyncApi().validate(Files.readString(FILE), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void the_schema_notices_an_operation_that_does_nothing() throws IOException {
        String broken = Files.readString(FILE).replace("\"action\" : \"send\"", "\"action\" : \"sned\"");

        assertThat(asyncApi().validate(broken, InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void what_it_refers_to_is_there() throws IOException {
        for (JsonNode message :
                EventJson.MAPPER.readTree(Files.readString(FILE)).at("/components/messages"))
            for (JsonNode part : message.at("/payload/allOf"))
                for (JsonNode reference : part.findValues("$ref"))
                    assertThat(FILE.resolveSibling(reference.asString())).exists();
    }

    private static Schema asyncApi() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Files.readString(OF_ASYNC_API), InputFormat.JSON);
    }

    private static ObjectNode document() {
        ObjectNode document = object();
        document.put("asyncapi", "3.0.0");
        ObjectNode info = document.putObject("info");
        info.put("title", "Mandatum");
        info.put("version", "0.1.0");
        info.put(
                "description",
                "What the register sends without being asked. Every message is an event as CloudEvents 1.0 in"
                        + " structured mode; its data are as /schemas/events/{type}.json of either service tells.");
        document.put("defaultContentType", "application/cloudevents+json");
        ObjectNode channels = document.putObject("channels");
        channel(
                channels,
                "topic",
                "mandatum.events",
                "The Kafka topic. Its key is the id of the organisation, legal act, mandate or proposal that the"
                        + " event's source ends with: order is total for each. At least once; repeated events have the"
                        + " same id.");
        ObjectNode stream = channel(
                channels,
                "stream",
                "/organisations/{organisation}/events/stream",
                "Server-sent events of the query service, with an access token. id is the position, event the name"
                        + " without revision, data the message. Last-Event-ID goes on where a stream broke off.");
        stream.putObject("parameters").putObject("organisation").put("description", "Id of the organisation.");
        channel(
                channels,
                "webhook",
                null,
                "A POST to a receiver that was registered, as Standard Webhooks words it: webhook-id is the event's"
                        + " id, webhook-timestamp the second of the attempt, webhook-signature v1 and an HMAC-SHA256 of"
                        + " id.timestamp.body by the receiver's secret, in base64. In order, at least once; tried again"
                        + " for a day unless a status of 200 to 299 answers, then a dead letter. 410 ends it.");
        ObjectNode operations = document.putObject("operations");
        operation(operations, "publish", "topic", "Every event, once it is recorded, in the order of its log.");
        operation(operations, "stream", "stream", "The events of an organisation, as they are projected.");
        operation(operations, "deliver", "webhook", "The events of an organisation that a receiver asked for.");
        ObjectNode messages = document.putObject("components").putObject("messages");
        for (EventType type : EventTypes.all()) messages.set(type.cloudEventType(), message(type));
        return document;
    }

    private static ObjectNode channel(
            ObjectNode channels, String name, @org.jspecify.annotations.Nullable String address, String description) {
        ObjectNode channel = channels.putObject(name);
        channel.put("address", address);
        channel.put("description", description);
        ObjectNode messages = channel.putObject("messages");
        for (EventType type : EventTypes.all())
            messages.putObject(type.cloudEventType()).put("$ref", "#/components/messages/" + type.cloudEventType());
        return channel;
    }

    private static void operation(ObjectNode operations, String name, String channel, String summary) {
        ObjectNode operation = operations.putObject(name);
        operation.put("action", "send");
        operation.putObject("channel").put("$ref", "#/channels/" + channel);
        operation.put("summary", summary);
    }

    private static ObjectNode message(EventType type) {
        ObjectNode message = object();
        message.put("name", type.cloudEventType());
        message.put("title", type.name());
        String told = Javadoc.of(type.event());
        if (!told.isEmpty()) message.put("summary", told);
        var payload = message.putObject("payload").putArray("allOf");
        payload.addObject().put("$ref", "schemas/cloud-event.json");
        ObjectNode its = payload.addObject().putObject("properties");
        its.putObject("type").put("const", type.cloudEventType());
        its.putObject("data").put("$ref", "schemas/events/" + type.cloudEventType() + ".json");
        return message;
    }

    private static ObjectNode object() {
        return EventJson.MAPPER.createObjectNode();
    }
}
