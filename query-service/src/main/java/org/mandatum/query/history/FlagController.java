package org.mandatum.query.history;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
        Map<String, Resting> resting = rescinded.isEmpty() ? Map.of() : resting(id, index, asOf, rescinded.keySet());

        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("organisation", organisation);
        asOf.into(answer);
        ArrayNode flags = answer.putArray("rescinded");
        rescinded.forEach((resolution, act) -> {
            Resting onIt = resting.get(resolution);
            if (onIt == null) return;
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
     * @param corrections changes of dates and annulments; without them other things might be in force, or on other days
     */
    private record Resting(Parts inForce, Parts ended, List<Log.Entry> corrections) {
        static Resting nothing() {
            return new Resting(Parts.none(), Parts.none(), new ArrayList<>());
        }
    }

    /** On those of these acts on which anything rests, by id. */
    private Map<String, Resting> resting(
            OrganisationId organisation, OrganisationIndex index, AsOf asOf, Collection<String> rescinded) {
        var resting = new HashMap<String, Resting>();
        OrganisationIndex.Snapshot inForce = index.at(asOf.effectiveOn(), asOf.knownAt());
        for (Unit unit : inForce.units())
            on(
                    resting,
                    rescinded,
                    unit.everyCause(),
                    onIt -> onIt.inForce().units().add(unit.id().value()));
        for (Function function : inForce.functions())
            on(
                    resting,
                    rescinded,
                    function.everyCause(),
                    onIt -> onIt.inForce().functions().add(function.id().value()));
        for (CoordinationLink link : inForce.links())
            on(
                    resting,
                    rescinded,
                    List.of(link.linked()),
                    onIt -> onIt.inForce().links().add(link.ends()));
        OrganisationIndex.Ended ended = index.ended(asOf.effectiveOn(), asOf.knownAt());
        for (EndedUnit unit : ended.units())
            on(
                    resting,
                    rescinded,
                    List.of(unit.ended()),
                    onIt -> onIt.ended().units().add(unit.last().id().value()));
        for (EndedFunction function : ended.functions())
            on(
                    resting,
                    rescinded,
                    List.of(function.ended()),
                    onIt -> onIt.ended().functions().add(function.last().id().value()));
        for (EndedLink link : ended.links())
            on(
                    resting,
                    rescinded,
                    List.of(link.ended()),
                    onIt -> onIt.ended().links().add(link.last().ends()));
        for (Log.Entry entry : log.correctionsOn(organisation.value(), rescinded, asOf.knownAt())) {
            var correction = (Correction) entry.event().event();
            String act = correction.grounds().authority().resolution().value();
            resting.computeIfAbsent(act, none -> Resting.nothing())
                    .corrections()
                    .add(entry);
        }
        return resting;
    }

    private static void on(
            Map<String, Resting> resting,
            Collection<String> rescinded,
            Iterable<Cause> causes,
            Consumer<Resting> note) {
        for (Cause cause : causes) {
            String act = cause.grounds().authority().resolution().value();
            if (rescinded.contains(act)) note.accept(resting.computeIfAbsent(act, none -> Resting.nothing()));
        }
    }
}
