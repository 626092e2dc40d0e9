package org.mandatum.query.structure;

import java.util.HashMap;
import java.util.Map;
import org.mandatum.journal.EventJson;
import org.mandatum.query.http.Languages;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A structure put together from its parts, in the forms that may be asked for. */
record StructureAnswer(ObjectNode json) {

    /** What the plain JSON says, to be made into other forms. */
    static StructureAnswer of(byte[] json) {
        return new StructureAnswer((ObjectNode) EventJson.MAPPER.readTree(json));
    }

    /** @param digest of the structure with names by language */
    StructureAnswer withDigest(String digest) {
        json.put("digest", digest);
        return this;
    }

    /** Every unit under its parent, in {@code units}. */
    StructureAnswer nested() {
        Map<String, ObjectNode> byId = new HashMap<>();
        JsonNode units = json.get("units");
        units.forEach(unit -> byId.put(unit.get("id").asString(), ((ObjectNode) unit)));
        ArrayNode roots = EventJson.MAPPER.createArrayNode();
        byId.values().forEach(unit -> unit.putArray("units"));
        for (JsonNode unit : units) {
            ObjectNode parent = byId.get(unit.path("parent").asString(""));
            (parent == null ? roots : (ArrayNode) parent.get("units")).add(unit);
        }
        json.set("units", roots);
        return this;
    }

    StructureAnswer in(Languages languages) {
        languages.apply(json);
        return this;
    }
}
