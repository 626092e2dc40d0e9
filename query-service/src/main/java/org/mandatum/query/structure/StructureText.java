package org.mandatum.query.structure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.mandatum.journal.CanonicalJson;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Unit;
import org.mandatum.query.index.OrganisationIndex;
import org.mandatum.query.projection.Documents;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * A structure as JSON in UTF-8: its {@code units}, each with its functions, and its {@code coordination}, and perhaps more;
 * names by language. As a tree it takes sixteen times the memory, so its digest is made and the fold is written unit by unit.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StructureText(byte[] json) {
    /** Others follow it. */
    private static final ObjectReader ELEMENT =
            EventJson.MAPPER.readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** As questions are answered with it. */
    public static StructureText shown(OrganisationIndex index, LocalDate effectiveOn, Instant knownAt) {
        var body = index.body(effectiveOn, knownAt);
        var bytes = new ByteArrayOutputStream(body.length() + 1);
        bytes.write('{');
        try {
            body.writeTo(bytes);
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
        return new StructureText(bytes.toByteArray());
    }

    /** As the specification's fold makes it of events. */
    public static StructureText folded(Structure structure) {
        var functionsOf = structure.functions().stream().collect(Collectors.groupingBy(Function::holder));
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = EventJson.MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("units");
            for (Unit unit : structure.units())
                json.writeTree(unit(unit, functionsOf.getOrDefault(unit.id(), List.of())));
            json.writeEndArray();
            json.writeArrayPropertyStart("coordination");
            structure.links().stream().map(Documents::link).forEach(json::writeTree);
            json.writeEndArray();
            json.writeEndObject();
        }
        return new StructureText(bytes.toByteArray());
    }

    private static ObjectNode unit(Unit unit, List<Function> functions) {
        ObjectNode shown = Documents.unit(unit);
        // As in every structure; asking for a unit, or why, tells them.
        shown.remove("causes");
        ArrayNode held = shown.putArray("functions");
        for (Function function : functions) {
            ObjectNode document = Documents.function(function);
            document.remove(List.of("unit", "causes"));
            held.add(document);
        }
        return shown;
    }

    /** Of units and coordination, as {@code ?digest=true} tells it. */
    public String digest() {
        var digest = new CanonicalJson.Digest().text("{\"coordination\":[");
        add("coordination", digest);
        digest.text("],\"units\":[");
        add("units", digest);
        return digest.text("]}").told();
    }

    private void add(String list, CanonicalJson.Digest digest) {
        try (JsonParser parser = EventJson.MAPPER.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean found = parser.currentName().equals(list);
                parser.nextToken();
                if (!found) parser.skipChildren();
                else
                    for (String comma = ""; parser.nextToken() != JsonToken.END_ARRAY; comma = ",")
                        digest.text(comma).value(ELEMENT.readValue(parser));
            }
        }
    }

    /** In memory. */
    public JsonNode tree() {
        return EventJson.MAPPER.readTree(json);
    }

    /** To be written within another answer. */
    public RawValue raw() {
        return new RawValue(new String(json, StandardCharsets.UTF_8));
    }
}
