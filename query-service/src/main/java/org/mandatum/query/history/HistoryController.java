package org.mandatum.query.history;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.EventTypes;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.http.Languages;
import org.mandatum.query.http.Presence;
import org.mandatum.query.http.Problem;
import org.mandatum.query.http.Question;
import org.mandatum.query.projection.Documents;
import org.mandatum.query.projection.Timelines;
import org.mandatum.query.projection.Timelines.Known;
import org.mandatum.value.InvalidValue;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whole lives, on both clocks. */
@RestController
class HistoryController {
    private final Timelines timelines;
    private final Presence presence;
    private final Clock clock = Clock.systemUTC();

    HistoryController(Timelines timelines, Presence presence) {
        this.timelines = timelines;
        this.presence = presence;
    }

    @GetMapping("/organisations/{organisation}/units/{unit}/history")
    ResponseEntity<String> unit(
            @PathVariable String organisation, @PathVariable String unit, HttpServletRequest request) {
        Question question = Question.of(request, clock);
        OrganisationId id = question.organisation(organisation);
        Known known = known(question, id);
        UnitId of = unitId(unit);
        Structure latest = known.timeline().before(known.timeline().changes().size());
        Unit last = UnitHistory.atLatest(latest, of);
        if (last == null) throw Problem.unknown("unit", unit);
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("organisation", organisation);
        answer.put("unit", unit);
        answer.set("name", EventJson.MAPPER.valueToTree(last.name()));
        answer.put("inForce", latest.inForce(of));
        var history = UnitHistory.of(known.timeline(), of);
        answer.set("entries", entries(history, known));
        answer.set("functions", functions(history, known));
        answer.set("predecessors", relatives(UnitHistory.ancestors(latest, of), latest, known));
        answer.set("successors", relatives(UnitHistory.descendants(latest, of), latest, known));
        return answer(answer, question);
    }

    @GetMapping("/organisations/{organisation}/functions/{function}/history")
    ResponseEntity<String> function(
            @PathVariable String organisation, @PathVariable String function, HttpServletRequest request) {
        Question question = Question.of(request, clock);
        OrganisationId id = question.organisation(organisation);
        Known known = known(question, id);
        FunctionId of = functionId(function);
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("organisation", organisation);
        answer.put("function", function);
        ArrayNode held = answer.putArray("held");
        ObjectNode open = null;
        Structure before = known.timeline().before(0);
        for (Change change : known.timeline().changes()) {
            Structure after = before.after(change);
            Function had = before.function(of);
            Function has = after.function(of);
            if (after.touched().functions().contains(of) && !Objects.equals(had, has)) {
                if (open != null) open.put("until", change.effectiveOn().toString());
                open = has == null ? null : held.addObject();
                if (open != null && has != null) {
                    open.put("unit", has.holder().value());
                    Unit holder = after.unit(has.holder());
                    if (holder != null) open.set("unitName", EventJson.MAPPER.valueToTree(holder.name()));
                    open.set("name", EventJson.MAPPER.valueToTree(has.name()));
                    open.put("from", change.effectiveOn().toString());
                    open.set("cause", cause(change, known));
                } else if (has == null) {
                    answer.set("discontinued", cause(change, known));
                }
            }
            before = after;
        }
        if (held.isEmpty()) throw Problem.unknown("function", function);
        return answer(answer, question);
    }

    @GetMapping("/organisations/{organisation}/functions/flows")
    ResponseEntity<String> flows(@PathVariable String organisation, HttpServletRequest request) {
        Question question = Question.of(request, clock, "from", "to");
        OrganisationId id = question.organisation(organisation);
        LocalDate from = question.requiredDay("from");
        LocalDate to = question.requiredDay("to");
        Known known = known(question, id);
        Structure before = known.timeline().on(from);
        Structure after = known.timeline().on(to);
        var flows = new TreeMap<String, List<Function>>();
        for (Function function : after.functions()) {
            Function then = before.function(function.id());
            if (then != null && !then.holder().equals(function.holder()))
                flows.computeIfAbsent(then.holder() + " " + function.holder(), none -> new ArrayList<>())
                        .add(function);
        }
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("organisation", organisation);
        answer.put("from", from.toString());
        answer.put("to", to.toString());
        ArrayNode list = answer.putArray("flows");
        flows.forEach((ends, moved) -> {
            ObjectNode flow = list.addObject();
            flow.put("source", ends.substring(0, ends.indexOf(' ')));
            flow.put("target", ends.substring(ends.indexOf(' ') + 1));
            ArrayNode functions = flow.putArray("functions");
            for (Function function : moved) {
                ObjectNode entry = functions.addObject();
                entry.put("id", function.id().value());
                entry.set("name", EventJson.MAPPER.valueToTree(function.name()));
            }
        });
        return answer(answer, question);
    }

    private Known known(Question question, OrganisationId organisation) {
        AsOf asOf = question.asOf();
        presence.require(question, organisation, asOf.knownAt());
        Known known = timelines.asKnownAt(organisation, asOf.knownAt());
        if (known == null) throw Problem.unknown("organisation", organisation.value());
        return known;
    }

    private static ArrayNode entries(UnitHistory history, Known known) {
        ArrayNode entries = EventJson.MAPPER.createArrayNode();
        for (UnitHistory.Entry entry : history.entries()) {
            ObjectNode json = cause(entry.change(), known);
            json.set("before", shape(entry.before()));
            json.set("after", shape(entry.after()));
            entries.add(json);
        }
        return entries;
    }

    private static ArrayNode functions(UnitHistory history, Known known) {
        ArrayNode entries = EventJson.MAPPER.createArrayNode();
        for (UnitHistory.FunctionEntry entry : history.functions()) {
            ObjectNode json = cause(entry.change(), known);
            json.put("function", entry.function().value());
            UnitId from = entry.from();
            UnitId to = entry.to();
            json.put("from", from == null ? null : from.value());
            json.put("to", to == null ? null : to.value());
            entries.add(json);
        }
        return entries;
    }

    /** Relatives with their own entries, so that one answer reaches every former name. */
    private static ArrayNode relatives(List<UnitId> units, Structure latest, Known known) {
        ArrayNode relatives = EventJson.MAPPER.createArrayNode();
        for (UnitId id : units) {
            Unit unit = UnitHistory.atLatest(latest, id);
            if (unit == null) continue;
            ObjectNode relative = relatives.addObject();
            relative.put("id", id.value());
            relative.set("name", EventJson.MAPPER.valueToTree(unit.name()));
            var ended = latest.ended(id);
            if (ended != null)
                relative.put("endedOn", ended.ended().effectiveOn().toString());
            relative.set("entries", entries(UnitHistory.of(known.timeline(), id), known));
        }
        return relatives;
    }

    private static ObjectNode cause(Change change, Known known) {
        ObjectNode json = Documents.cause(change.cause());
        json.put("type", EventTypes.of(change.fact().getClass()).name());
        RecordedEvent recorded = known.recorded().get(change.event());
        if (recorded != null) {
            json.put("recordedAt", recorded.recordedAt().toString());
            json.put("position", recorded.position());
        }
        return json;
    }

    private static @Nullable ObjectNode shape(@Nullable Unit unit) {
        if (unit == null) return null;
        ObjectNode shape = Documents.unit(unit);
        shape.remove(List.of("authority", "evidence", "note", "event", "changed"));
        return shape;
    }

    private static ResponseEntity<String> answer(ObjectNode answer, Question question) {
        var languages = new Languages(question.language());
        languages.apply(answer);
        var ok = ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON);
        if (!languages.contentLanguage().isEmpty()) ok.header("Content-Language", languages.contentLanguage());
        return ok.body(answer.toString());
    }

    private static UnitId unitId(String unit) {
        try {
            return new UnitId(unit);
        } catch (InvalidValue invalid) {
            throw Problem.unknown("unit", "of that id");
        }
    }

    private static FunctionId functionId(String function) {
        try {
            return new FunctionId(function);
        } catch (InvalidValue invalid) {
            throw Problem.unknown("function", "of that id");
        }
    }
}
