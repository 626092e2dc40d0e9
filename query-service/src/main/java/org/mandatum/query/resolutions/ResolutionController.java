package org.mandatum.query.resolutions;

import jakarta.servlet.http.HttpServletRequest;
import org.mandatum.journal.EventJson;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.http.JsonAnswer;
import org.mandatum.query.http.Presence;
import org.mandatum.query.http.Problem;
import org.mandatum.query.http.Question;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Legal acts as they stood on a day, as far as was known at a moment. */
@RestController
class ResolutionController {
    private final Acts acts;
    private final Presence presence;

    ResolutionController(Acts acts, Presence presence) {
        this.acts = acts;
        this.presence = presence;
    }

    @GetMapping("/resolutions")
    ResponseEntity<String> all(HttpServletRequest request) {
        Question question = Question.of(request, "kind", "organ");
        presence.awaitPosition(question);
        AsOf asOf = question.asOf();
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        asOf.into(answer);
        ArrayNode list = answer.putArray("resolutions");
        acts.all(asOf).stream()
                .filter(act -> matches(act, "kind", question) && matches(act, "organ", question))
                .forEach(list::add);
        return JsonAnswer.of(answer, question, asOf);
    }

    @GetMapping("/resolutions/{resolution}")
    ResponseEntity<String> one(@PathVariable String resolution, HttpServletRequest request) {
        Question question = Question.of(request);
        presence.awaitPosition(question, "resolution", resolution);
        AsOf asOf = question.asOf();
        ObjectNode act = acts.find(resolution, asOf);
        if (act == null) throw Problem.unknown("resolution", resolution);
        return JsonAnswer.of(act, question, asOf);
    }

    private static boolean matches(ObjectNode act, String field, Question question) {
        String wanted = question.text(field);
        return wanted == null || wanted.equals(act.path(field).asString(""));
    }
}
