package org.mandatum.query.history;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.EventTypes;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.Change.Cause;
import org.mandatum.organisation.Correction;
import org.mandatum.organisation.Correction.ChangeAnnulled;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Respect;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.index.OrganisationIndex;
import org.mandatum.query.projection.Documents;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lives as the contract words them: each change with its type and the moment of its recording. */
final class Words {
    private final Map<String, Log.Entry> log;

    /** @param log the events that will be spoken of */
    Words(Map<String, Log.Entry> log) {
        this.log = log;
    }

    ArrayNode entries(UnitLife life) {
        ArrayNode entries = EventJson.MAPPER.createArrayNode();
        for (UnitLife.Step step : inOrder(life.steps(), UnitLife.Step::cause)) {
            ObjectNode json = cause(step.cause());
            if (!step.respects().isEmpty()) {
                ArrayNode respects = json.putArray("changed");
                for (Respect respect : step.respects()) respects.add(respect.field());
            }
            json.set("before", shape(step.before()));
            json.set("after", shape(step.after()));
            if (!step.successors().isEmpty()) {
                ArrayNode successors = json.putArray("successors");
                for (UnitId successor : step.successors()) successors.add(successor.value());
            }
            entries.add(json);
        }
        return entries;
    }

    ArrayNode handovers(UnitLife life) {
        ArrayNode entries = EventJson.MAPPER.createArrayNode();
        for (UnitLife.Handover handover : inOrder(life.handovers(), UnitLife.Handover::cause)) {
            ObjectNode json = cause(handover.cause());
            json.put("function", handover.function().value());
            UnitId from = handover.from();
            UnitId to = handover.to();
            json.put("from", from == null ? null : from.value());
            json.put("to", to == null ? null : to.value());
            entries.add(json);
        }
        return entries;
    }

    /** By effective day, and on one day as they were recorded: the order of the fold. */
    <T> List<T> inOrder(List<T> told, Function<T, Cause> cause) {
        return told.stream()
                .sorted(Comparator.comparing((T one) -> cause.apply(one).effectiveOn())
                        .thenComparingLong(one -> position(cause.apply(one))))
                .toList();
    }

    /** In the log. */
    long position(Cause cause) {
        Log.Entry entry = log.get(cause.event());
        return entry == null ? Long.MAX_VALUE : entry.event().position();
    }

    /** Relatives with their own entries, so that one answer reaches every former name. */
    ArrayNode relatives(List<UnitId> units, Map<UnitId, UnitLife> lives, OrganisationIndex index, Instant knownAt) {
        ArrayNode relatives = EventJson.MAPPER.createArrayNode();
        for (UnitId id : units) {
            Unit unit = UnitLife.atLatest(index, id, knownAt);
            UnitLife life = lives.get(id);
            if (unit == null || life == null) continue;
            ObjectNode relative = relatives.addObject();
            relative.put("id", id.value());
            relative.set("name", EventJson.MAPPER.valueToTree(unit.name()));
            EndedUnit ended = UnitLife.atEnd(index, id, knownAt);
            if (ended != null)
                relative.put("endedOn", ended.ended().effectiveOn().toString());
            relative.set("entries", entries(life));
        }
        return relatives;
    }

    ObjectNode cause(Cause cause) {
        ObjectNode json = Documents.cause(cause);
        Log.Entry entry = log.get(cause.event());
        if (entry != null) recording(json, entry.event());
        return json;
    }

    static ObjectNode correction(RecordedEvent event) {
        ObjectNode json = EventJson.MAPPER.createObjectNode();
        json.put("event", event.id());
        recording(json, event);
        if (event.event() instanceof Correction correction) {
            json.put("change", correction.change());
            json.set(
                    "authority",
                    EventJson.MAPPER.valueToTree(correction.grounds().authority()));
        }
        if (event.event() instanceof EffectiveDateCorrected e)
            json.put("effectiveOn", e.effectiveOn().toString());
        if (event.event() instanceof ChangeAnnulled e) json.put("reason", e.reason());
        return json;
    }

    private static void recording(ObjectNode json, RecordedEvent event) {
        json.put("type", EventTypes.of(event.event().getClass()).name());
        json.put("recordedAt", event.recordedAt().toString());
        json.put("position", event.position());
    }

    private static @Nullable ObjectNode shape(@Nullable Unit unit) {
        if (unit == null) return null;
        ObjectNode shape = Documents.unit(unit);
        shape.remove(List.of("authority", "evidence", "note", "event", "changed", "causes"));
        return shape;
    }
}
