package org.mandatum.query.mandates;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NavigableSet;
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
        List<ObjectNode> led =
                open.stream().filter(mandate -> mandate.hasNonNull("lead")).toList();
        Set<String> shared = sharedKeywords(led);
        // Mandates by their place: a hundred keywords make five thousand pairs.
        var sharing = new LinkedHashMap<Share, BitSet>();
        for (int i = 0; i < led.size(); i++)
            for (Share share : shares(led.get(i), shared))
                sharing.computeIfAbsent(share, none -> new BitSet()).set(i);
        var together = new LinkedHashMap<BitSet, List<Share>>();
        sharing.forEach((share, places) -> {
            if (leads(led, places) > 1)
                together.computeIfAbsent(places, none -> new ArrayList<>()).add(share);
        });
        ArrayNode overlaps = EventJson.MAPPER.createArrayNode();
        together.forEach((places, shares) ->
                overlaps.add(overlap(places.stream().mapToObj(led::get).toList(), shares)));
        return overlaps;
    }

    /** Those that mandates of several leads have. */
    private static Set<String> sharedKeywords(List<ObjectNode> led) {
        var leads = new HashMap<String, Set<String>>();
        for (ObjectNode mandate : led)
            for (String keyword : keywords(mandate))
                leads.computeIfAbsent(keyword, none -> new HashSet<>())
                        .add(mandate.get("lead").asString());
        leads.values().removeIf(some -> some.size() < 2);
        return leads.keySet();
    }

    private static NavigableSet<String> keywords(ObjectNode mandate) {
        var keywords = new TreeSet<String>();
        mandate.path("keywords").forEach(keyword -> keywords.add(MandateRows.plain(keyword.asString())));
        return keywords;
    }

    private static Set<Share> shares(ObjectNode mandate, Set<String> sharedKeywords) {
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
        NavigableSet<String> keywords = keywords(mandate);
        keywords.retainAll(sharedKeywords);
        for (String one : keywords)
            for (String other : keywords.tailSet(one, false)) shares.add(new Share("keywords", one + ", " + other));
        return shares;
    }

    private static long leads(List<ObjectNode> led, BitSet places) {
        return places.stream()
                .mapToObj(place -> led.get(place).get("lead").asString())
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
