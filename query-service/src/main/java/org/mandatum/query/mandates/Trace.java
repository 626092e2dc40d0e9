package org.mandatum.query.mandates;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.mandate.MandateEvent;
import org.mandatum.mandate.MandateEvent.ImplementationClaimed;
import org.mandatum.mandate.MandateEvent.ProgressReported;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.proposals.Proposals;
import org.mandatum.query.resolutions.Acts;
import org.mandatum.query.workflow.AnsweringChange;
import org.mandatum.query.workflow.Parts;
import org.mandatum.query.workflow.WorkflowLog;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The way from the act and paragraph by mandate, proposal and change to units and functions, and back. */
@Component
public class Trace {
    private final Mandates mandates;
    private final Proposals proposals;
    private final WorkflowLog log;
    private final Acts acts;
    private final Parts parts;

    Trace(Mandates mandates, Proposals proposals, WorkflowLog log, Acts acts, Parts parts) {
        this.mandates = mandates;
        this.proposals = proposals;
        this.log = log;
        this.acts = acts;
        this.parts = parts;
    }

    /** From one mandate in both directions: the acts that gave it force, and what came of it. */
    ObjectNode of(ObjectNode mandate, AsOf asOf) {
        String id = mandate.get("id").asString();
        var organisation = new OrganisationId(mandate.get("organisation").asString());
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.set("mandate", inShort(mandate));
        ArrayNode provisions = answer.putArray("provisions");
        for (JsonNode provision : mandate.get("provisions"))
            provisions.add(quoted((ObjectNode) provision.deepCopy(), asOf));
        List<ObjectNode> answering = answering(mandate, asOf);
        ArrayNode shortly = answer.putArray("proposals");
        answering.forEach(
                proposal -> shortly.add(proposal.deepCopy().without(List.of("package", "possible", "authors"))));

        List<AnsweringChange> changes = changes(mandate, answering, asOf);
        Map<String, Set<String>> via = via(id, answering, asOf);
        var units = new TreeSet<String>(texts(mandate.get("units")));
        if (mandate.hasNonNull("lead")) units.add(mandate.get("lead").asString());
        var functions = new TreeSet<String>();
        if (mandate.hasNonNull("function"))
            functions.add(mandate.get("function").asString());
        ArrayNode list = answer.putArray("changes");
        for (AnsweringChange change : changes) {
            units.addAll(change.units());
            functions.addAll(change.functions());
            ObjectNode json = change.json(asOf.effectiveOn());
            ArrayNode ways = json.putArray("via");
            if (id.equals(change.authority().mandate())) ways.add("authority");
            via.getOrDefault(change.id(), Set.of()).forEach(ways::add);
            String proposal = change.authority().proposal();
            if (proposal != null && !via.getOrDefault(change.id(), Set.of()).contains("proposal:" + proposal))
                ways.add("proposal:" + proposal);
            list.add(json);
        }
        answer.set("units", parts.units(organisation, units, asOf));
        answer.set("functions", parts.functions(organisation, functions, asOf));
        return answer;
    }

    /** All changes that carry out a mandate: those that cite it, that reports name, or that its proposals made. */
    List<AnsweringChange> changes(ObjectNode mandate, List<ObjectNode> answering, AsOf asOf) {
        String id = mandate.get("id").asString();
        List<String> ids = answering.stream()
                .map(proposal -> proposal.get("id").asString())
                .toList();
        return log.changes(Set.of(id), ids, via(id, answering, asOf).keySet(), asOf.knownAt()).stream()
                .filter(change -> change.organisation()
                        .value()
                        .equals(mandate.get("organisation").asString()))
                .toList();
    }

    /** Whoever reports may name any proposal; those of other organisations are not for whoever reads of this one. */
    List<ObjectNode> answering(ObjectNode mandate, AsOf asOf) {
        return proposals.answering(
                mandate.get("organisation").asString(),
                mandate.get("id").asString(),
                texts(mandate.get("proposals")),
                asOf);
    }

    /** By change, who named it. */
    private Map<String, Set<String>> via(String mandate, List<ObjectNode> answering, AsOf asOf) {
        var via = new LinkedHashMap<String, Set<String>>();
        for (RecordedEvent recorded : mandates.events(mandate, asOf)) {
            var event = (MandateEvent) recorded.event();
            if (event.effectiveOn().isAfter(asOf.effectiveOn())) continue;
            if (event instanceof ProgressReported e) e.changes().forEach(change -> note(via, change, "report"));
            if (event instanceof ImplementationClaimed e)
                e.changes().forEach(change -> note(via, change, "implementation"));
        }
        for (ObjectNode proposal : answering)
            for (String change : texts(proposal.at("/enactment/changes")))
                note(via, change, "proposal:" + proposal.get("id").asString());
        return via;
    }

    private static void note(Map<String, Set<String>> via, String change, String who) {
        via.computeIfAbsent(change, none -> new LinkedHashSet<>()).add(who);
    }

    /** Adds what the act is called and what its paragraph says, to an object that names them. */
    public ObjectNode quoted(ObjectNode provision, AsOf asOf) {
        ObjectNode act = acts.find(provision.get("resolution").asString(), asOf);
        if (act == null) return provision;
        for (String field : List.of("symbol", "title", "organ", "session", "kind", "adoptedOn", "url", "rescinded"))
            if (act.hasNonNull(field)) provision.set(field, act.get(field));
        for (JsonNode paragraph : act.path("paragraphs"))
            if (paragraph.get("number").equals(provision.get("paragraph")))
                provision.set("text", paragraph.get("text"));
        return provision;
    }

    /** Adds to a link of a chain of reasons the mandate and the proposal that its authority names. */
    public void explain(ObjectNode link, AsOf asOf) {
        JsonNode authority = link.path("authority");
        ObjectNode mandate = authority.hasNonNull("mandate")
                ? mandates.find(authority.get("mandate").asString(), asOf)
                : null;
        if (mandate != null) link.set("mandate", inShort(mandate));
        ObjectNode proposal = authority.hasNonNull("proposal")
                ? proposals.find(authority.get("proposal").asString(), asOf)
                : null;
        if (proposal != null) link.set("proposal", proposal.without(List.of("package", "possible")));
    }

    /** What is said of a mandate where another matter is at hand. */
    static ObjectNode inShort(ObjectNode mandate) {
        ObjectNode json = EventJson.MAPPER.createObjectNode();
        for (String field : List.of(
                "id",
                "organisation",
                "status",
                "open",
                "title",
                "lead",
                "leadName",
                "dueOn",
                "overdue",
                "resolution",
                "paragraph",
                "issuedOn",
                "lastRenewedOn")) if (mandate.hasNonNull(field)) json.set(field, mandate.get(field));
        return json;
    }

    static List<String> texts(@Nullable JsonNode array) {
        var texts = new ArrayList<String>();
        if (array != null) array.forEach(text -> texts.add(text.asString()));
        return texts;
    }
}
