package org.mandatum.query.mandates;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.mandatum.journal.EventJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Open mandates that ask different units for what may be the same: they concern one function, rest on one paragraph, are
 * called the same in some language, or share two keywords. Whether they do overlap is for people to say.
 */
final class Overlaps {
    private Overlaps() {}

    /** What mandates have in common. */
    private record Share(String by, String value) {}

    /** @param open mandates, each with the unit that leads it if there is one */
    static ArrayNode of(List<ObjectNode> open) {
        var sharing = new LinkedHashMap<Share, List<ObjectNode>>();
        for (ObjectNode mandate : open) {
            if (!mandate.hasNonNull("lead")) continue;
            for (Share share : shares(mandate))
                sharing.computeIfAbsent(share, none -> new ArrayList<>()).add(mandate);
        }
        var together = new LinkedHashMap<List<ObjectNode>, List<Share>>();
        sharing.forEach((share, mandates) -> {
            if (leads(mandates) > 1)
                together.computeIfAbsent(mandates, none -> new ArrayList<>()).add(share);
        });
        ArrayNode overlaps = EventJson.MAPPER.createArrayNode();
        together.forEach((mandates, shares) -> overlaps.add(overlap(mandates, shares)));
        return overlaps;
    }

    private static Set<Share> shares(ObjectNode mandate) {
        var shares = new HashSet<Share>();
        if (mandate.hasNonNull("function"))
            shares.add(new Share("function", mandate.get("function").asString()));
        for (JsonNode provision : mandate.get("provisions"))
            if (provision.hasNonNull("paragraph"))
                shares.add(new Share(
                        "paragraph",
                        provision.get("resolution").asString() + " "
                                + provision.get("paragraph").asString()));
        mandate.get("title").forEach(title -> shares.add(new Share("title", MandateRows.plain(title.asString()))));
        var keywords = new TreeSet<String>();
        mandate.path("keywords").forEach(keyword -> keywords.add(MandateRows.plain(keyword.asString())));
        for (String one : keywords)
            for (String other : keywords.tailSet(one, false)) shares.add(new Share("keywords", one + ", " + other));
        return shares;
    }

    private static long leads(List<ObjectNode> mandates) {
        return mandates.stream()
                .map(mandate -> mandate.get("lead"))
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }

    private static ObjectNode overlap(List<ObjectNode> mandates, List<Share> shares) {
        ObjectNode overlap = EventJson.MAPPER.createObjectNode();
        ArrayNode because = overlap.putArray("because");
        shares.forEach(share -> because.addObject().put("by", share.by()).put("value", share.value()));
        ArrayNode list = overlap.putArray("mandates");
        mandates.forEach(mandate -> list.add(Trace.inShort(mandate)));
        return overlap;
    }
}
