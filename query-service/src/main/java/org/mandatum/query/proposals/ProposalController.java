package org.mandatum.query.proposals;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.mandatum.access.Person;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.WorkflowAsOf;
import org.mandatum.proposal.ProposalEvent;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.http.JsonAnswer;
import org.mandatum.query.http.Presence;
import org.mandatum.query.http.Problem;
import org.mandatum.query.http.Question;
import org.mandatum.query.workflow.Timeline;
import org.mandatum.query.workflow.WorkflowLog;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is proposed, how far it is, and what came of it. */
@RestController
class ProposalController {
    private static final long PAGE = 100;
    private static final long LARGEST_PAGE = 1_000;

    private final Proposals proposals;
    private final WorkflowLog log;
    private final Presence presence;

    ProposalController(Proposals proposals, WorkflowLog log, Presence presence) {
        this.proposals = proposals;
        this.log = log;
        this.presence = presence;
    }

    @GetMapping("/proposals")
    ResponseEntity<String> all(HttpServletRequest request) {
        Question question = Question.of(request, "organisation", "status", "mandate", "offset", "limit");
        presence.awaitPosition(question);
        AsOf asOf = question.asOf();
        long offset = question.number("offset", 0, 0, Integer.MAX_VALUE);
        long limit = question.number("limit", PAGE, 1, LARGEST_PAGE);
        Proposals.Page page = proposals.page(question, Person.of(request).scope(), offset, limit, asOf);
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        asOf.into(answer);
        answer.put("total", page.total());
        answer.put("offset", offset);
        ArrayNode list = answer.putArray("proposals");
        page.proposals().forEach(proposal -> list.add(proposal.without(List.of("package", "possible"))));
        return JsonAnswer.of(answer, question, asOf);
    }

    /** With its content, and the changes that it made. */
    @GetMapping("/proposals/{proposal}")
    ResponseEntity<String> one(@PathVariable String proposal, HttpServletRequest request) {
        Question question = Question.of(request);
        AsOf asOf = question.asOf();
        ObjectNode answer = require(question, proposal, asOf, request);
        asOf.into(answer);
        ArrayNode changes = answer.putArray("changes");
        List<String> enacted = answer.at("/enactment/changes")
                .valueStream()
                .map(change -> change.asString())
                .toList();
        log.changes(Set.of(), Set.of(proposal), enacted, asOf.knownAt())
                .forEach(change -> changes.add(change.json(asOf.effectiveOn())));
        return JsonAnswer.of(answer, question, asOf);
    }

    @GetMapping("/proposals/{proposal}/timeline")
    ResponseEntity<String> timeline(@PathVariable String proposal, HttpServletRequest request) {
        Question question = Question.of(request);
        AsOf asOf = question.asOf();
        require(question, proposal, asOf, request);
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("proposal", proposal);
        Timeline.into(
                asOf.into(answer),
                proposals.events(proposal, asOf),
                asOf,
                recorded -> {
                    var event = (ProposalEvent) recorded.event();
                    return new Timeline.Step(event.effectiveOn(), event.authority());
                },
                WorkflowAsOf::proposal,
                then -> then.state().code());
        return JsonAnswer.of(answer, question, asOf);
    }

    /** One that the person's token does not reach is as good as unknown. */
    private ObjectNode require(Question question, String proposal, AsOf asOf, HttpServletRequest request) {
        presence.awaitPosition(question, "proposal", proposal);
        ObjectNode found = proposals.find(proposal, asOf);
        if (found == null
                || !Person.of(request).scope().covers(found.get("organisation").asString()))
            throw Problem.unknown("proposal", proposal);
        return found;
    }
}
