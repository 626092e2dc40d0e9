package org.mandatum.query.resolutions;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.CloudEvent;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.http.Languages;
import org.mandatum.query.http.Presence;
import org.mandatum.query.http.Problem;
import org.mandatum.query.http.Question;
import org.mandatum.resolution.Paragraph;
import org.mandatum.resolution.ResolutionEvent;
import org.mandatum.resolution.ResolutionEvent.ResolutionAdopted;
import org.mandatum.resolution.ResolutionEvent.ResolutionAmended;
import org.mandatum.resolution.ResolutionEvent.ResolutionRescinded;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Legal acts as they stood on a day, as far as was known at a moment. */
@RestController
class ResolutionController {
    private final JdbcTemplate jdbc;
    private final Presence presence;
    private final Clock clock = Clock.systemUTC();

    ResolutionController(JdbcTemplate jdbc, Presence presence) {
        this.jdbc = jdbc;
        this.presence = presence;
    }

    @GetMapping("/resolutions")
    ResponseEntity<String> all(HttpServletRequest request) {
        Question question = Question.of(request, clock, "kind", "organ");
        AsOf asOf = question.asOf();
        Map<String, List<RecordedEvent>> acts = new LinkedHashMap<>();
        for (RecordedEvent event : events("/resolutions/%", asOf))
            acts.computeIfAbsent(event.stream(), none -> new ArrayList<>()).add(event);
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("effectiveOn", asOf.effectiveOn().toString());
        answer.put("knownAt", asOf.knownAt().toString());
        ArrayNode list = answer.putArray("resolutions");
        acts.values().stream()
                .map(events -> fold(events, asOf))
                .filter(act -> act != null && matches(act, "kind", question) && matches(act, "organ", question))
                .forEach(list::add);
        return answer(answer, question);
    }

    @GetMapping("/resolutions/{resolution}")
    ResponseEntity<String> one(@PathVariable String resolution, HttpServletRequest request) {
        Question question = Question.of(request, clock);
        if (!resolution.matches("[a-z0-9][a-z0-9._-]{0,127}")) throw Problem.unknown("resolution", "of that id");
        presence.awaitPosition(question, "/resolutions/" + resolution);
        AsOf asOf = question.asOf();
        ObjectNode act = fold(events("/resolutions/" + resolution, asOf), asOf);
        if (act == null) throw Problem.unknown("resolution", resolution);
        return answer(act, question);
    }

    private List<RecordedEvent> events(String stream, AsOf asOf) {
        return jdbc.query(
                "select cloud_event from event where stream like ? and recorded_at <= ? and organisation is null"
                        + " order by position",
                (row, number) -> CloudEvent.read(row.getString(1)),
                stream.replace("_", "\\_"),
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

    private static boolean matches(ObjectNode act, String field, Question question) {
        String wanted = question.text(field);
        return wanted == null || wanted.equals(act.path(field).asString(""));
    }

    private static ResponseEntity<String> answer(ObjectNode answer, Question question) {
        var languages = new Languages(question.language());
        languages.apply(answer);
        var ok = ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON);
        if (!languages.contentLanguage().isEmpty()) ok.header("Content-Language", languages.contentLanguage());
        return ok.body(answer.toString());
    }
}
