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
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mandatum.event.Event;
import org.mandatum.journal.CloudEvent;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.EventTypes;
import org.mandatum.journal.EventTypes.EventType;
import org.mandatum.journal.RecordedEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is published of each event, by type and revision: kept as a file, true to the record, true to what is written. */
class EventSchemasTest {
    private static final Path SCHEMAS = Path.of("src/main/resources/schemas/events");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static List<EventType> types() {
        return EventTypes.all();
    }

    @ParameterizedTest
    @MethodSource("types")
    void the_schema_of_an_event_is_kept_and_tells_of_the_record_as_it_is(EventType type) throws IOException {
        String made = pretty(schemaOf(type));
        Path file = file(type);
        if (!Files.exists(file)) {
            Files.createDirectories(SCHEMAS);
            Files.writeString(file, made);
            fail(file + " did not exist and was written now: read it, and commit it if it is right");
        }

        assertThat(Files.readString(file))
                .as(
                        "%s: a new shape is a new revision; where only words changed, delete the file and run this"
                                + " again",
                        file)
                .isEqualTo(made);
    }

    @ParameterizedTest
    @MethodSource("types")
    void the_golden_file_satisfies_the_schema(EventType type) throws IOException {
        assertThat(problems(type, Files.readString(GOLDEN.resolve(type.name() + ".v" + type.revision() + ".json"))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatever_the_event_holds_is_written_as_the_schema_says(EventType type) throws IOException {
        Schema schema = read(type);
        var events = new RandomRecords(new Random(type.name().hashCode()));
        for (int i = 0; i < 100; i++) {
            String json = EventJson.write(events.of(type.event()));
            assertThat(schema.validate(json, InputFormat.JSON)).as(json).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void what_is_missing_or_misspelt_does_not_satisfy_the_schema(EventType type) throws IOException {
        Schema schema = read(type);
        var golden = (ObjectNode) EventJson.MAPPER.readTree(
                Files.readString(GOLDEN.resolve(type.name() + ".v" + type.revision() + ".json")));
        for (JsonNode required : schemaOf(type).get("required")) {
            ObjectNode lacking = golden.deepCopy();
            JsonNode value = lacking.remove(required.asString());
            assertThat(schema.validate(lacking.toString(), InputFormat.JSON))
                    .as("without " + required)
                    .isNotEmpty();
            lacking.set(required.asString() + "s", value);
            lacking.set(required.asString(), value);
            assertThat(schema.validate(lacking.toString(), InputFormat.JSON))
                    .as("with " + required + "s")
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void the_envelope_satisfies_its_schema(EventType type) throws IOException {
        Schema envelope =
                REGISTRY.getSchema(Files.readString(SCHEMAS.resolveSibling("cloud-event.json")), InputFormat.JSON);
        Event event = new RandomRecords(new Random(1)).of(type.event());
        var recorded = new RecordedEvent("id-1", "oas", 7, 42, 0, Instant.EPOCH, "c", null, null, event);

        assertThat(envelope.validate(CloudEvent.write(recorded), InputFormat.JSON))
                .isEmpty();
        assertThat(envelope.validate(CloudEvent.write(recorded).replace("\"id\"", "\"ident\""), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void no_schema_is_without_its_event() throws IOException {
        try (Stream<Path> files = Files.list(SCHEMAS)) {
            assertThat(files)
                    .containsExactlyInAnyOrderElementsOf(
                            types().stream().map(EventSchemasTest::file).toList());
        }
    }

    private static ObjectNode schemaOf(EventType type) {
        RecordSchemas schemas = RecordSchemas.written();
        ObjectNode schema = EventJson.MAPPER.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "/schemas/events/" + type.cloudEventType() + ".json");
        schema.put("title", type.name());
        schema.setAll(schemas.of(type.event()));
        ObjectNode definitions = schema.putObject("$defs");
        schemas.definitions().forEach(definitions::set);
        return schema;
    }

    private static Path file(EventType type) {
        return SCHEMAS.resolve(type.cloudEventType() + ".json");
    }

    private static Schema read(EventType type) throws IOException {
        return REGISTRY.getSchema(Files.readString(file(type)), InputFormat.JSON);
    }

    private static List<com.networknt.schema.Error> problems(EventType type, String json) throws IOException {
        return read(type).validate(json, InputFormat.JSON);
    }

    private static String pretty(ObjectNode schema) {
        return EventJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
    }
}
