package org.mandatum.query.rebuild;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.mandatum.access.EventStream;
import org.mandatum.access.OpenStreams;
import org.mandatum.access.Person;
import org.mandatum.journal.EventJson;
import org.mandatum.query.http.JsonAnswer;
import org.mandatum.query.http.Problem;
import org.mandatum.query.http.Question;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
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

/** Rebuilds of the projection are begun, followed on any instance, and cancelled. */
@RestController
@RequestMapping("/projection/rebuilds")
class RebuildController {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final Rebuilds rebuilds;
    private final OpenStreams streams;

    RebuildController(Rebuilds rebuilds, OpenStreams streams) {
        this.rebuilds = rebuilds;
        this.streams = streams;
    }

    /** {@code swapWhenDifferent}: the new one takes over even if the live one answers otherwise; false unless said. */
    @PostMapping
    ResponseEntity<String> begin(HttpServletRequest request, @RequestBody(required = false) byte @Nullable [] body) {
        Question.of(request);
        boolean swapWhenDifferent = swapWhenDifferent(body);
        RebuildRows.Entry begun =
                rebuilds.begin(swapWhenDifferent, Person.of(request).actor());
        return ResponseEntity.accepted()
                .location(URI.create("/projection/rebuilds/" + begun.id()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(begun.document().toString());
    }

    private static boolean swapWhenDifferent(byte @Nullable [] body) {
        if (body == null || body.length == 0) return false;
        JsonNode wanted;
        try {
            wanted = EventJson.MAPPER.readTree(body);
        } catch (JacksonException unreadable) {
            throw Problem.badParameter("body", "The body is a JSON object, if there is one.");
        }
        if (!wanted.isObject()) throw Problem.badParameter("body", "The body is a JSON object, if there is one.");
        for (String field : wanted.propertyNames())
            if (!field.equals("swapWhenDifferent"))
                throw Problem.badParameter(field, "A rebuild has swapWhenDifferent, and no other field.");
        JsonNode flag = wanted.path("swapWhenDifferent");
        if (!flag.isMissingNode() && !flag.isBoolean())
            throw Problem.badParameter("swapWhenDifferent", "swapWhenDifferent is true or false.");
        return flag.asBoolean(false);
    }

    /** Those of late, the newest first, without what differed. */
    @GetMapping
    ResponseEntity<String> all(HttpServletRequest request) {
        Question question = Question.of(request);
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        ArrayNode list = answer.putArray("rebuilds");
        for (RebuildRows.Entry entry : rebuilds.all()) {
            entry.document().remove("differences");
            list.add(entry.document());
        }
        return JsonAnswer.of(answer, question);
    }

    /** How far it is, or what came of it; as server-sent events until the end for whoever accepts those. */
    @GetMapping("/{rebuild}")
    void look(@PathVariable String rebuild, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Question.of(request);
        RebuildRows.Entry found = rebuilds.of(rebuild);
        String accepted = request.getHeader("Accept");
        if (accepted != null && accepted.contains(MediaType.TEXT_EVENT_STREAM_VALUE)) {
            streams.serve(request, response, out -> follow(found, out));
            return;
        }
        byte[] answer = bytes(found);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }

    /** From what stands in the database, where whichever instance makes it writes down how far it is. */
    private void follow(RebuildRows.Entry begun, EventStream out) throws IOException, InterruptedException {
        RebuildRows.Entry entry = begun;
        @Nullable ObjectNode told = null;
        while (out.isOpen()) {
            if (!entry.running()) {
                out.event("end", bytes(entry));
                return;
            }
            if (entry.document().equals(told)) out.stayAlive();
            else {
                out.event("progress", bytes(entry));
                told = entry.document();
            }
            Thread.sleep(LOOK_AGAIN);
            entry = rebuilds.of(entry.id());
        }
    }

    /** It is given up at the next opportunity, within a second as a rule; the live projection is not touched. */
    @DeleteMapping("/{rebuild}")
    ResponseEntity<String> cancel(@PathVariable String rebuild, HttpServletRequest request) {
        Question.of(request);
        RebuildRows.Entry cancelled = rebuilds.cancel(rebuild);
        return ResponseEntity.accepted()
                .contentType(MediaType.APPLICATION_JSON)
                .body(cancelled.document().toString());
    }

    private static byte[] bytes(RebuildRows.Entry entry) {
        return EventJson.MAPPER.writeValueAsBytes(entry.document());
    }
}
