package org.mandatum.query.history;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.Change.Cause;
import org.mandatum.organisation.CoordinationLink;
import org.mandatum.organisation.Correction;
import org.mandatum.organisation.EndedFunction;
import org.mandatum.organisation.EndedLink;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Unit;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.http.JsonAnswer;
import org.mandatum.query.http.Presence;
import org.mandatum.query.http.Question;
import org.mandatum.query.index.OrganisationIndex;
import org.mandatum.query.resolutions.Acts;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What rests on an act that was rescinded by that day: it stands, but is to be looked at. */
@RestController
class FlagController {
    private final Presence presence;
    private final Acts acts;
    private final Log log;

    FlagController(Presence presence, Acts acts, Log log) {
        this.presence = presence;
        this.acts = acts;
        this.log = log;
    }

    @GetMapping("/organisations/{organisation}/flags")
    ResponseEntity<String> flags(@PathVariable String organisation, HttpServletRequest request) {
        Question question = Question.of(request);
        OrganisationId id = question.organisation(organisation);
        AsOf asOf = question.asOf();
        OrganisationIndex index = presence.require(question, id, asOf.knownAt()).index();
        Map<String, ObjectNode> rescinded = acts.rescinded(asOf);
        var resting = new LinkedHashMap<String, Resting>();
        for (String resolution : rescinded.keySet()) resting.put(resolution, Resting.nothing());
        if (!resting.isEmpty()) gather(resting, id, index, asOf);

        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("organisation", organisation);
        asOf.into(answer);
        ArrayNode flags = answer.putArray("rescinded");
        resting.forEach((resolution, onIt) -> {
            if (onIt.isNothing()) return;
            ObjectNode act = Objects.requireNonNull(rescinded.get(resolution));
            JsonNode rescission = act.get("rescinded");
            ObjectNode flag = flags.addObject();
            flag.put("resolution", resolution);
            flag.set("symbol", act.get("symbol"));
            flag.set("by", rescission.get("by"));
            flag.set("effectiveOn", rescission.get("effectiveOn"));
            onIt.inForce().into(flag);
            onIt.ended().into(flag.putObject("ended"));
            ArrayNode corrections = flag.putArray("corrections");
            for (Log.Entry entry : onIt.corrections()) corrections.add(Words.correction(entry.event()));
        });
        return JsonAnswer.of(answer, question, asOf);
    }

    /** Units, functions and coordination links. */
    private record Parts(Set<String> units, Set<String> functions, Set<CoordinationLink.Ends> links) {
        static Parts none() {
            return new Parts(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        }

        boolean isNone() {
            return units.isEmpty() && functions.isEmpty() && links.isEmpty();
        }

        void into(ObjectNode json) {
            units.forEach(json.putArray("units")::add);
            functions.forEach(json.putArray("functions")::add);
            ArrayNode coordination = json.putArray("coordination");
            for (CoordinationLink.Ends ends : links)
                coordination
                        .addArray()
                        .add(ends.first().value())
                        .add(ends.second().value());
        }
    }

    /**
     * What rests on one act.
     *
     * @param ended what it brought to an end
     * @param corrections changes of dates and annulments; without them other things would be in force, or on other days
     */
    private record Resting(Parts inForce, Parts ended, List<Log.Entry> corrections) {
        static Resting nothing() {
            return new Resting(Parts.none(), Parts.none(), new ArrayList<>());
        }

        boolean isNothing() {
            return inForce.isNone() && ended.isNone() && corrections.isEmpty();
        }
    }

    private void gather(Map<String, Resting> resting, OrganisationId organisation, OrganisationIndex index, AsOf asOf) {
        OrganisationIndex.Snapshot inForce = index.at(asOf.effectiveOn(), asOf.knownAt());
        for (Unit unit : inForce.units())
            for (Resting on : restingOn(unit.everyCause(), resting))
                on.inForce().units().add(unit.id().value());
        for (Function function : inForce.functions())
            for (Resting on : restingOn(function.everyCause(), resting))
                on.inForce().functions().add(function.id().value());
        for (CoordinationLink link : inForce.links())
            for (Resting on : restingOn(Set.of(link.linked()), resting))
                on.inForce().links().add(link.ends());
        OrganisationIndex.Ended ended = index.ended(asOf.effectiveOn(), asOf.knownAt());
        for (EndedUnit unit : ended.units())
            for (Resting on : restingOn(Set.of(unit.ended()), resting))
                on.ended().units().add(unit.last().id().value());
        for (EndedFunction function : ended.functions())
            for (Resting on : restingOn(Set.of(function.ended()), resting))
                on.ended().functions().add(function.last().id().value());
        for (EndedLink link : ended.links())
            for (Resting on : restingOn(Set.of(link.ended()), resting))
                on.ended().links().add(link.last().ends());
        for (Log.Entry entry : log.lastCorrectionsOn(organisation.value(), resting.keySet(), asOf.knownAt())) {
            String act = ((Correction) entry.event().event())
                    .grounds()
                    .authority()
                    .resolution()
                    .value();
            Objects.requireNonNull(resting.get(act)).corrections().add(entry);
        }
    }

    private static List<Resting> restingOn(Set<Cause> causes, Map<String, Resting> resting) {
        return causes.stream()
                .map(cause ->
                        resting.get(cause.grounds().authority().resolution().value()))
                .filter(Objects::nonNull)
                .toList();
    }
}
