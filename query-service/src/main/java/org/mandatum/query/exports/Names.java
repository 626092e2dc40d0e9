package org.mandatum.query.exports;

import org.mandatum.journal.EventJson;
import org.mandatum.value.Name;
import tools.jackson.databind.JsonNode;

/** Reads the names of units and functions out of an answer. */
final class Names {
    private Names() {}

    /** By language; an answer in one language has already been given a text. */
    static Name of(JsonNode named) {
        return EventJson.MAPPER.treeToValue(named.get("name"), Name.class);
    }

    static String in(String language, JsonNode named) {
        return of(named).text(language);
    }
}
