package org.mandatum.query.mandates;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.Change.Cause;
import org.mandatum.organisation.CoordinationLink;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.http.JsonAnswer;
import org.mandatum.query.http.Presence;
import org.mandatum.query.http.Question;
import org.mandatum.query.index.OrganisationIndex;
import org.mandatum.query.workflow.Parts;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is missing between mandates and structure. */
@RestController
class GapController {
    private static final long LISTED = 100;
    private static final long MOST_LISTED = 10_000;

    private final Mandates mandates;
    private final Parts parts;
    private final Presence presence;

    GapController(Mandates mandates, Parts parts, Presence presence) {
        this.mandates = mandates;
        this.parts = parts;
        this.presence = presence;
    }

    /** Each kind of gap is counted in full, and listed up to {@code limit}. */
    @GetMapping("/organisations/{organisation}/gaps")
    ResponseEntity<String> gaps(@PathVariable String organisation, HttpServletRequest request) {
        Question question = Question.of(request, "limit");
        OrganisationId id = question.organisation(organisation);
        AsOf asOf = question.asOf();
        long limit = question.number("limit", LISTED, 0, MOST_LISTED);
        OrganisationIndex.Snapshot structure =
                presence.require(question, id, asOf.knownAt()).index().at(asOf.effectiveOn(), asOf.knownAt());
        List<ObjectNode> open = mandates.all(Filter.of(id.value(), asOf).and("open"), asOf);
        open.forEach(mandate -> parts.name(mandate, "lead", asOf));

        var gaps = new LinkedHashMap<String, List<? extends JsonNode>>();
        gaps.put("mandatesWithoutAction", withoutAction(open, mandates.actedUpon(id.value(), asOf)));
        gaps.put(
                "unassignedMandates",
                open.stream()
                        .filter(mandate -> mandate.get("unassigned").asBoolean())
                        .map(Trace::inShort)
                        .toList());
        gaps.put("changesWithoutMandate", changesWithoutMandate(structure));
        gaps.put("functionsWithoutMandate", functionsWithoutMandate(structure, open));
        gaps.put("unitsWithoutFunction", unitsWithoutFunction(structure));
        gaps.put("overlappingMandates", Overlaps.of(open).valueStream().toList());

        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("organisation", organisation);
        asOf.into(answer);
        ObjectNode counts = answer.putObject("counts");
        gaps.forEach((kind, found) -> {
            counts.put(kind, found.size());
            ArrayNode list = answer.putArray(kind);
            found.stream().limit(limit).forEach(list::add);
        });
        return JsonAnswer.of(answer, question, asOf);
    }

    /** Open, and nobody has reported, proposed or changed anything. */
    private static List<ObjectNode> withoutAction(List<ObjectNode> open, Set<String> actedUpon) {
        return open.stream()
                .filter(mandate -> !mandate.has("report") && !mandate.has("implementation"))
                .filter(mandate -> mandate.get("proposals").isEmpty()
                        && !actedUpon.contains(mandate.get("id").asString()))
                .map(Trace::inShort)
                .toList();
    }

    /** Of the changes on which the structure of that day rests, those whose authority names no mandate. */
    private static List<ObjectNode> changesWithoutMandate(OrganisationIndex.Snapshot structure) {
        var resting = new LinkedHashMap<String, ObjectNode>();
        for (Unit unit : structure.units())
            unit.everyCause()
                    .forEach(cause -> note(resting, cause, "units", unit.id().value()));
        for (Function function : structure.functions())
            function.everyCause()
                    .forEach(cause ->
                            note(resting, cause, "functions", function.id().value()));
        for (CoordinationLink link : structure.links())
            for (UnitId end : List.of(link.ends().first(), link.ends().second()))
                note(resting, link.linked(), "units", end.value());
        return List.copyOf(resting.values());
    }

    private static void note(Map<String, ObjectNode> resting, Cause cause, String field, String part) {
        if (cause.grounds().authority().mandate() != null) return;
        ObjectNode change = resting.computeIfAbsent(cause.event(), event -> {
            ObjectNode json = EventJson.MAPPER.createObjectNode();
            json.put("event", event);
            json.put("effectiveOn", cause.effectiveOn().toString());
            json.set("authority", EventJson.MAPPER.valueToTree(cause.grounds().authority()));
            json.putArray("units");
            json.putArray("functions");
            return json;
        });
        ArrayNode about = (ArrayNode) change.get(field);
        if (about.valueStream().noneMatch(known -> known.asString().equals(part))) about.add(part);
    }

    /** Neither a change that shaped it cites a mandate, nor does an open mandate concern it. */
    private static List<ObjectNode> functionsWithoutMandate(
            OrganisationIndex.Snapshot structure, List<ObjectNode> open) {
        var concerned = new HashSet<String>();
        open.forEach(mandate -> concerned.add(mandate.path("function").asString("")));
        return structure.functions().stream()
                .filter(function -> !concerned.contains(function.id().value()))
                .filter(function -> function.everyCause().stream()
                        .allMatch(cause -> cause.grounds().authority().mandate() == null))
                .map(function -> {
                    ObjectNode json = EventJson.MAPPER.createObjectNode();
                    json.put("id", function.id().value());
                    json.set("name", EventJson.MAPPER.valueToTree(function.name()));
                    json.put("holder", function.holder().value());
                    return json;
                })
                .toList();
    }

    private static List<ObjectNode> unitsWithoutFunction(OrganisationIndex.Snapshot structure) {
        var holding = new LinkedHashSet<UnitId>();
        structure.functions().forEach(function -> holding.add(function.holder()));
        return structure.units().stream()
                .filter(unit -> !holding.contains(unit.id()))
                .map(unit -> {
                    ObjectNode json = EventJson.MAPPER.createObjectNode();
                    json.put("id", unit.id().value());
                    json.put("kind", unit.kind().value());
                    json.set("name", EventJson.MAPPER.valueToTree(unit.name()));
                    return json;
                })
                .toList();
    }
}
