package org.mandatum.query.mandates;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.mandatum.access.OrganisationScope;
import org.mandatum.access.Person;
import org.mandatum.journal.EventJson;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.http.JsonAnswer;
import org.mandatum.query.http.Presence;
import org.mandatum.query.http.Problem;
import org.mandatum.query.http.Question;
import org.mandatum.query.resolutions.Acts;
import org.mandatum.query.workflow.AnsweringChange;
import org.mandatum.query.workflow.WorkflowLog;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How far an act has been carried out, and by what. */
@RestController
class ProgressController {
    private static final Set<String> DONE = Set.of("implemented", "verified", "closed");
    private static final Set<String> PENDING =
            Set.of("drafted", "submitted", "under-consideration", "approved", "returned");

    private final Mandates mandates;
    private final Trace trace;
    private final WorkflowLog log;
    private final Acts acts;
    private final Presence presence;

    ProgressController(Mandates mandates, Trace trace, WorkflowLog log, Acts acts, Presence presence) {
        this.mandates = mandates;
        this.trace = trace;
        this.log = log;
        this.acts = acts;
        this.presence = presence;
    }

    /** Its mandates, how many of them are done; and the changes that rest on it or carry its mandates out. */
    @GetMapping("/resolutions/{resolution}/progress")
    ResponseEntity<String> progress(@PathVariable String resolution, HttpServletRequest request) {
        Question question = Question.of(request);
        AsOf asOf = question.asOf();
        OrganisationScope scope = Person.of(request).scope();
        ObjectNode answer = act(question, resolution, asOf);
        List<ObjectNode> ordered = mandates.all(Filter.under(resolution, asOf).within(scope), asOf);
        Map<String, AnsweringChange> changes = new LinkedHashMap<>();
        changesUnder(resolution, scope, asOf).forEach(change -> changes.put(change.id(), change));
        var pending = new LinkedHashMap<String, Integer>();
        for (ObjectNode mandate : ordered) {
            List<ObjectNode> proposals = trace.answering(mandate, asOf);
            trace.changes(mandate, proposals, asOf).forEach(change -> changes.putIfAbsent(change.id(), change));
            for (ObjectNode proposal : proposals)
                if (PENDING.contains(proposal.get("status").asString()))
                    pending.put(
                            proposal.get("id").asString(),
                            proposal.get("changeCount").asInt());
        }
        // What is recorded already counts as planned, though on that day the proposal was still before somebody.
        changes.values().forEach(change -> pending.remove(change.authority().proposal()));
        answer.putObject("mandates")
                .put("total", ordered.size())
                .put(
                        "implemented",
                        count(
                                ordered,
                                mandate -> DONE.contains(mandate.get("status").asString())))
                .put("open", count(ordered, mandate -> mandate.get("open").asBoolean()))
                .put("overdue", count(ordered, mandate -> mandate.get("overdue").asBoolean()))
                .put(
                        "unassigned",
                        count(ordered, mandate -> mandate.get("unassigned").asBoolean()));
        long inEffect = changes.values().stream()
                .filter(change -> change.inEffect(asOf.effectiveOn()))
                .count();
        long planned = changes.values().stream()
                .filter(change -> change.planned(asOf.effectiveOn()))
                .count();
        answer.putObject("changes")
                .put("total", inEffect + planned)
                .put("inEffect", inEffect)
                .put("planned", planned)
                .put("annulled", changes.size() - inEffect - planned)
                .put(
                        "proposed",
                        pending.values().stream().mapToInt(Integer::intValue).sum());
        ArrayNode list = answer.putArray("list");
        ordered.forEach(mandate -> list.add(Trace.inShort(mandate)));
        return JsonAnswer.of(answer, question, asOf);
    }

    /** From each paragraph down to units and functions. */
    @GetMapping("/resolutions/{resolution}/trace")
    ResponseEntity<String> trace(@PathVariable String resolution, HttpServletRequest request) {
        Question question = Question.of(request);
        AsOf asOf = question.asOf();
        OrganisationScope scope = Person.of(request).scope();
        ObjectNode answer = act(question, resolution, asOf);
        ArrayNode traces = answer.putArray("mandates");
        mandates.all(Filter.under(resolution, asOf).within(scope), asOf)
                .forEach(mandate -> traces.add(trace.of(mandate, asOf)));
        ArrayNode changes = answer.putArray("changes");
        changesUnder(resolution, scope, asOf).forEach(change -> changes.add(change.json(asOf.effectiveOn())));
        return JsonAnswer.of(answer, question, asOf);
    }

    private List<AnsweringChange> changesUnder(String resolution, OrganisationScope scope, AsOf asOf) {
        return log.changesUnder(resolution, asOf.knownAt()).stream()
                .filter(change -> scope.covers(change.organisation().value()))
                .toList();
    }

    private ObjectNode act(Question question, String resolution, AsOf asOf) {
        presence.awaitPosition(question, "resolution", resolution);
        ObjectNode act = acts.find(resolution, asOf);
        if (act == null) throw Problem.unknown("resolution", resolution);
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("resolution", resolution);
        for (String field : List.of("symbol", "title", "organ", "adoptedOn", "rescinded", "paragraphs"))
            if (act.hasNonNull(field)) answer.set(field, act.get(field));
        asOf.into(answer);
        return answer;
    }

    private static long count(List<ObjectNode> mandates, Predicate<ObjectNode> which) {
        return mandates.stream().filter(which).count();
    }
}
