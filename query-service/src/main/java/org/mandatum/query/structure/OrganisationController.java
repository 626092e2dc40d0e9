package org.mandatum.query.structure;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.mandatum.access.OrganisationScope;
import org.mandatum.access.Person;
import org.mandatum.journal.CloudEvent;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.query.http.JsonAnswer;
import org.mandatum.query.http.Presence;
import org.mandatum.query.http.Question;
import org.mandatum.query.index.OrganisationIndex;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which organisations there are, as far as whoever asks may see them, and by which rules. */
@RestController
class OrganisationController {
    private final JdbcTemplate jdbc;
    private final Presence presence;

    OrganisationController(JdbcTemplate jdbc, Presence presence) {
        this.jdbc = jdbc;
        this.presence = presence;
    }

    @GetMapping("/organisations")
    ResponseEntity<String> all(HttpServletRequest request) {
        Question question = Question.of(request);
        presence.awaitPosition(question);
        Instant knownAt = question.asOf().knownAt();
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        ArrayNode list = answer.putArray("organisations");
        OrganisationScope scope = Person.of(request).scope();
        jdbc
                .query(
                        "select cloud_event from event where type = 'OrganisationOpened' and recorded_at <= ?"
                                + " order by position",
                        (row, number) -> opened(row.getString(1)),
                        knownAt.atOffset(ZoneOffset.UTC))
                .stream()
                .filter(opened -> scope.covers(opened.organisation().value()))
                .forEach(opened -> list.addObject()
                        .put("id", opened.organisation().value())
                        .set("name", EventJson.MAPPER.valueToTree(opened.name())));
        return JsonAnswer.of(answer, question);
    }

    @GetMapping("/organisations/{organisation}")
    ResponseEntity<String> one(@PathVariable String organisation, HttpServletRequest request) {
        Question question = Question.of(request);
        OrganisationId id = question.organisation(organisation);
        OrganisationIndex.Version version =
                presence.require(question, id, question.asOf().knownAt()).version();
        OrganisationOpened opened = opened(java.util.Objects.requireNonNull(jdbc.queryForObject(
                "select cloud_event from event where stream = ? and sequence = 0",
                String.class,
                "/organisations/" + id)));
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("id", id.value());
        answer.setAll(Map.of("name", EventJson.MAPPER.valueToTree(opened.name())));
        answer.put("language", opened.language());
        answer.set("rules", EventJson.MAPPER.valueToTree(opened.rules()));
        answer.set("organs", EventJson.MAPPER.valueToTree(opened.organs()));
        answer.put("version", version.version());
        answer.put("position", version.position());
        return JsonAnswer.of(answer, question);
    }

    private static OrganisationOpened opened(String cloudEvent) {
        return (OrganisationOpened) CloudEvent.read(cloudEvent).event();
    }
}
