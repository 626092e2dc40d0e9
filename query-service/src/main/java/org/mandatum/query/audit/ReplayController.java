package org.mandatum.query.audit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.access.EventStream;
import org.mandatum.access.OpenStreams;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.EventTypes;
import org.mandatum.journal.ReceivedJson;
import org.mandatum.journal.StructureAsOf;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Structure;
import org.mandatum.query.http.JsonAnswer;
import org.mandatum.query.http.Languages;
import org.mandatum.query.http.Problem;
import org.mandatum.query.http.Question;
import org.mandatum.query.structure.FoldedStructure;
import org.mandatum.value.InvalidValue;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Replays are asked for, followed while they run, and looked at step by step. */
@RestController
@RequestMapping("/organisations/{organisation}/replays")
class ReplayController {
    private static final long PAGE = 50;
    private static final long LARGEST_PAGE = 200;

    private final Replays replays;
    private final OpenStreams streams;
    private final Clock clock = Clock.systemUTC();

    ReplayController(Replays replays, OpenStreams streams) {
        this.replays = replays;
        this.streams = streams;
    }

    /** {@code effectiveOn}: a day, else today. {@code knownAt}: an instant, else now, and at most now. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> begin(
            @PathVariable String organisation,
            HttpServletRequest request,
            @RequestBody(required = false) byte @Nullable [] body) {
        OrganisationId id = Question.of(request).organisation(organisation);
        JsonNode wanted = read(body);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        LocalDate effectiveOn = LocalDate.now(clock);
        Instant knownAt = now;
        String field = "effectiveOn";
        try {
            if (wanted.hasNonNull(field))
                effectiveOn = LocalDate.parse(wanted.get(field).asString());
            field = "knownAt";
            if (wanted.hasNonNull(field))
                knownAt = Instant.parse(wanted.get(field).asString());
        } catch (DateTimeException | JacksonException unreadable) {
            throw Problem.badParameter(
                    field,
                    field
                            + (field.equals("knownAt")
                                    ? " is an instant such as 2016-01-01T12:00:00Z."
                                    : " is a date such as 2015-07-31."));
        }
        if (effectiveOn.getYear() < 1000 || effectiveOn.getYear() > 9999)
            throw Problem.badParameter("effectiveOn", "effectiveOn is a date of the years 1000 to 9999.");
        if (knownAt.isAfter(now)) knownAt = now;
        if (knownAt.isBefore(Instant.EPOCH)) throw Problem.unknown("organisation", organisation);
        Replay replay = replays.begin(id, effectiveOn, knownAt);
        return ResponseEntity.accepted()
                .location(URI.create("/organisations/" + id + "/replays/" + replay.id))
                .contentType(MediaType.APPLICATION_JSON)
                .body(replay.answer());
    }

    private static JsonNode read(byte @Nullable [] body) {
        if (body == null || body.length == 0) return EventJson.MAPPER.createObjectNode();
        JsonNode wanted;
        try {
            wanted = ReceivedJson.read(body);
        } catch (JacksonException | CharacterCodingException | InvalidValue unreadable) {
            throw Problem.badParameter("body", "The body is a JSON object with effectiveOn and knownAt.");
        }
        if (!wanted.isObject())
            throw Problem.badParameter("body", "The body is a JSON object with effectiveOn and knownAt.");
        for (String field : wanted.propertyNames())
            if (!field.equals("effectiveOn") && !field.equals("knownAt"))
                throw Problem.badParameter("body", "A replay has effectiveOn and knownAt, and no other field.");
        return wanted;
    }

    /** How far it is, or what came of it; as server-sent events until the end for whoever accepts those. */
    @GetMapping("/{replay}")
    void look(
            @PathVariable String organisation,
            @PathVariable String replay,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Replay found = replays.of(Question.of(request).organisation(organisation), replay);
        String accepted = request.getHeader("Accept");
        if (accepted != null && accepted.contains(MediaType.TEXT_EVENT_STREAM_VALUE)) {
            streams.serve(request, response, out -> follow(found, out));
            return;
        }
        byte[] answer = found.answer();
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }

    private static void follow(Replay replay, EventStream out) throws IOException, InterruptedException {
        while (out.isOpen()) {
            int seen = replay.changes();
            boolean over = replay.isOver();
            out.event(over ? "end" : "progress", replay.answer());
            if (over) return;
            replay.await(seen, out.mayBeSilent());
        }
    }

    /** Change by change, in the order in which they are folded, to the day of the replay: each with what it altered. */
    @GetMapping("/{replay}/steps")
    ResponseEntity<String> steps(
            @PathVariable String organisation, @PathVariable String replay, HttpServletRequest request) {
        Question question = Question.of(request, "from", "limit");
        Replay found = replays.of(question.organisation(organisation), replay);
        int from = (int) question.number("from", 1, 1, Integer.MAX_VALUE);
        int limit = (int) question.number("limit", PAGE, 1, LARGEST_PAGE);
        List<Change> changes = StructureAsOf.changes(replays.events(found), found.knownAt).stream()
                .filter(change -> !change.effectiveOn().isAfter(found.effectiveOn))
                .toList();
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("organisation", organisation);
        answer.put("effectiveOn", found.effectiveOn.toString());
        answer.put("knownAt", found.knownAt.toString());
        answer.put("of", changes.size());
        ArrayNode steps = answer.putArray("steps");
        Structure structure = Structure.empty(found.organisation);
        long end = Math.min(changes.size(), from - 1L + limit);
        for (int i = 0; i < end; i++) {
            Structure after = structure.after(changes.get(i));
            if (i >= from - 1) steps.add(step(i + 1, changes.get(i), structure, after));
            structure = after;
        }
        if (end < changes.size()) answer.put("next", end + 1);
        else answer.putNull("next");
        return JsonAnswer.of(answer, question);
    }

    private static ObjectNode step(int number, Change change, Structure before, Structure after) {
        ObjectNode step = EventJson.MAPPER.createObjectNode();
        step.put("step", number);
        step.put("event", change.event());
        step.put("sequence", change.sequence());
        step.put("type", EventTypes.of(change.fact().getClass()).name());
        step.put("effectiveOn", change.effectiveOn().toString());
        step.set(
                "authority",
                EventJson.MAPPER.valueToTree(change.fact().grounds().authority()));
        step.set(
                "changed",
                new FoldedStructure(after)
                        .changedSince(new FoldedStructure(before), change.event(), new Languages(null)));
        return step;
    }
}
