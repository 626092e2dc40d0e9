package org.mandatum.query.resolutions;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.CloudEvent;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.query.http.AsOf;
import org.mandatum.resolution.Paragraph;
import org.mandatum.resolution.ResolutionEvent;
import org.mandatum.resolution.ResolutionEvent.ResolutionAdopted;
import org.mandatum.resolution.ResolutionEvent.ResolutionAmended;
import org.mandatum.resolution.ResolutionEvent.ResolutionRescinded;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Legal acts as they stood on a day, as far as was known at a moment: a fold of their events. */
@Repository
public class Acts {
    private final JdbcTemplate jdbc;

    Acts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order in which they were recorded. */
    List<ObjectNode> all(AsOf asOf) {
        return folded(events("stream like ?", "/resolutions/%", asOf), asOf);
    }

    /** Those that were rescinded by that day, by id. */
    public Map<String, ObjectNode> rescinded(AsOf asOf) {
        var acts = new LinkedHashMap<String, ObjectNode>();
        List<RecordedEvent> events = events(
                "stream in (select stream from event where organisation is null and type = ?)",
                "ResolutionRescinded",
                asOf);
        for (ObjectNode act : folded(events, asOf))
            if (act.has("rescinded")) acts.put(act.get("id").asString(), act);
        return acts;
    }

    private static List<ObjectNode> folded(List<RecordedEvent> all, AsOf asOf) {
        Map<String, List<RecordedEvent>> acts = new LinkedHashMap<>();
        for (RecordedEvent event : all)
            acts.computeIfAbsent(event.stream(), none -> new ArrayList<>()).add(event);
        return acts.values().stream()
                .map(events -> fold(events, asOf))
                .filter(Objects::nonNull)
                .map(act -> Objects.requireNonNull(act))
                .toList();
    }

    /** The act on that day, with its amendments and, if there was one, its rescission; null when it was not adopted yet. */
    public @Nullable ObjectNode find(String resolution, AsOf asOf) {
        return fold(events("stream = ?", "/resolutions/" + resolution, asOf), asOf);
    }

    private List<RecordedEvent> events(String condition, String argument, AsOf asOf) {
        return jdbc.query(
                "select cloud_event from event where " + condition
                        + " and recorded_at <= ? and organisation is null order by position",
                (row, number) -> CloudEvent.read(row.getString(1)),
                argument,
                asOf.knownAt().atOffset(ZoneOffset.UTC));
    }

    /** The act on that day; null when it was not adopted yet. */
    private static @Nullable ObjectNode fold(List<RecordedEvent> events, AsOf asOf) {
        ObjectNode act = null;
        for (RecordedEvent event : events)
            switch ((ResolutionEvent) event.event()) {
                case ResolutionAdopted e -> act = e.adoptedOn().isAfter(asOf.effectiveOn()) ? null : adopted(e, event);
                case ResolutionAmended e -> {
                    if (act != null && !e.effectiveOn().isAfter(asOf.effectiveOn())) amend(act, e);
                }
                case ResolutionRescinded e -> {
                    if (act != null && !e.effectiveOn().isAfter(asOf.effectiveOn()))
                        act.putObject("rescinded")
                                .put("by", e.by().value())
                                .put("effectiveOn", e.effectiveOn().toString());
                }
            }
        return act;
    }

    private static ObjectNode adopted(ResolutionAdopted e, RecordedEvent event) {
        ObjectNode act = EventJson.MAPPER.valueToTree(e);
        act.remove("resolution");
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("id", e.resolution().value());
        answer.setAll(act);
        answer.put("recordedAt", event.recordedAt().toString());
        answer.put("event", event.id());
        return answer;
    }

    private static void amend(ObjectNode act, ResolutionAmended e) {
        Map<String, String> texts = new LinkedHashMap<>();
        act.get("paragraphs")
                .forEach(paragraph -> texts.put(
                        paragraph.get("number").asString(),
                        paragraph.get("text").asString()));
        for (Paragraph paragraph : e.paragraphs()) texts.put(paragraph.number(), paragraph.text());
        ArrayNode paragraphs = act.putArray("paragraphs");
        texts.forEach(
                (number, text) -> paragraphs.addObject().put("number", number).put("text", text));
        act.withArray("amendments")
                .addObject()
                .put("by", e.by().value())
                .put("effectiveOn", e.effectiveOn().toString());
    }
}
