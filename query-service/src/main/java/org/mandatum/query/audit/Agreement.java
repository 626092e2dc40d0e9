package org.mandatum.query.audit;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Where the document of a structure that was replayed and one that is shown differ. A pure function of them. */
final class Agreement {
    /** An auditor needs to know where to look; a projection that is altogether wrong is told by its digest. */
    static final int MOST_DIFFERENCES = 1_000;

    private Agreement() {}

    /**
     * Every unit or link that is not the same in both, with what the log makes of it and what is shown; null where it is not
     * there. When all are the same but not in the same order, that.
     *
     * @param shownBy {@code rows} of the projection, or {@code answers} from memory
     */
    static ArrayNode differences(JsonNode replayed, JsonNode shown, String shownBy) {
        ArrayNode differences = EventJson.MAPPER.createArrayNode();
        for (String list : new String[] {"units", "coordination"}) {
            Map<String, JsonNode> fromLog = byId(replayed.get(list));
            Map<String, JsonNode> fromShown = byId(shown.get(list));
            var ids = new LinkedHashSet<>(fromLog.keySet());
            ids.addAll(fromShown.keySet());
            for (String id : ids) {
                JsonNode log = fromLog.get(id);
                JsonNode other = fromShown.get(id);
                if (Objects.equals(log, other) || differences.size() == MOST_DIFFERENCES) continue;
                add(differences, list.equals("units") ? "unit" : "link", id, shownBy, log, other);
            }
        }
        if (differences.isEmpty() && !replayed.get("units").equals(shown.get("units")))
            add(differences, "order", "units", shownBy, null, null);
        if (differences.isEmpty() && !replayed.get("coordination").equals(shown.get("coordination")))
            add(differences, "order", "coordination", shownBy, null, null);
        return differences;
    }

    private static void add(
            ArrayNode differences,
            String what,
            String id,
            String shownBy,
            @Nullable JsonNode log,
            @Nullable JsonNode shown) {
        ObjectNode difference = differences.addObject();
        difference.put("what", what);
        difference.put("id", id);
        difference.put("shownBy", shownBy);
        difference.set("log", log);
        difference.set("shown", shown);
    }

    private static Map<String, JsonNode> byId(JsonNode list) {
        var byId = new LinkedHashMap<String, JsonNode>();
        for (JsonNode entry : list) {
            String id = entry.path("id").asString("");
            if (id.isEmpty()) id = entry.get("units").toString();
            // The same twice is a difference of its own.
            while (byId.containsKey(id)) id += " again";
            byId.put(id, entry);
        }
        return byId;
    }
}
