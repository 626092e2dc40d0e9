package org.mandatum.query.workflow;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.EventTypes;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.Authority;
import org.mandatum.query.http.AsOf;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What happened to one mandate or proposal, step by step: when, on whose order, on what authority, and how it stood then. */
public final class Timeline {
    private static final List<String> TOLD_OTHERWISE =
            List.of("mandate", "proposal", "organisation", "effectiveOn", "grounds", "authority");

    private Timeline() {}

    /**
     * Adds {@code entries}, and {@code planned}: what is recorded but effective only later.
     *
     * @param log as far as it was recorded by then
     */
    public static <T> void into(
            ObjectNode answer,
            List<RecordedEvent> log,
            AsOf asOf,
            Function<RecordedEvent, Step> step,
            VersionTable.Fold<T> fold,
            Function<T, String> status) {
        ArrayNode entries = answer.putArray("entries");
        ArrayNode planned = answer.putArray("planned");
        for (int i = 0; i < log.size(); i++) {
            RecordedEvent recorded = log.get(i);
            Step what = step.apply(recorded);
            ObjectNode entry = entry(recorded, what);
            if (what.effectiveOn().isAfter(asOf.effectiveOn())) {
                planned.add(entry);
                continue;
            }
            T then = fold.at(log.subList(0, i + 1), asOf.effectiveOn(), asOf.knownAt());
            if (then != null) entry.put("status", status.apply(then));
            entries.add(entry);
        }
    }

    /** The day of an event, and what it rests on. */
    public record Step(LocalDate effectiveOn, Authority authority) {}

    private static ObjectNode entry(RecordedEvent recorded, Step step) {
        ObjectNode entry = EventJson.MAPPER.createObjectNode();
        entry.put("event", recorded.id());
        entry.put("type", EventTypes.of(recorded.event().getClass()).name());
        entry.put("effectiveOn", step.effectiveOn().toString());
        entry.put("recordedAt", recorded.recordedAt().toString());
        entry.put("position", recorded.position());
        if (recorded.actor() != null) entry.set("actor", EventJson.MAPPER.valueToTree(recorded.actor()));
        entry.set("authority", EventJson.MAPPER.valueToTree(step.authority()));
        ObjectNode facts = EventJson.MAPPER.valueToTree(recorded.event());
        if (facts.at("/grounds/evidence").isObject()) entry.set("evidence", facts.at("/grounds/evidence"));
        if (facts.at("/grounds/note").isString()) entry.set("note", facts.at("/grounds/note"));
        facts.remove(TOLD_OTHERWISE);
        entry.set("facts", facts);
        return entry;
    }
}
