package org.mandatum.query.mandates;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.mandate.MandateEvent.ProgressReported;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.http.JsonAnswer;
import org.mandatum.query.http.Presence;
import org.mandatum.query.http.Question;
import org.mandatum.query.workflow.Parts;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a body looks at when it clears out its mandates. */
@RestController
class ReviewController {
    private static final long YEARS = 5;
    private static final long MOST_YEARS = 1_000;

    private final Mandates mandates;
    private final Trace trace;
    private final Parts parts;
    private final Presence presence;

    ReviewController(Mandates mandates, Trace trace, Parts parts, Presence presence) {
        this.mandates = mandates;
        this.trace = trace;
        this.parts = parts;
        this.presence = presence;
    }

    /** Open mandates not renewed for {@code years}; chains of acts; duties that recur, with the reports made so far. */
    @GetMapping("/organisations/{organisation}/review")
    ResponseEntity<String> review(@PathVariable String organisation, HttpServletRequest request) {
        Question question = Question.of(request, "years");
        OrganisationId id = question.organisation(organisation);
        AsOf asOf = question.asOf();
        long years = question.number("years", YEARS, 0, MOST_YEARS);
        presence.require(question, id, asOf.knownAt());
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("organisation", organisation);
        asOf.into(answer);
        answer.put("years", years);
        ArrayNode old = answer.putArray("notRenewed");
        Filter notRenewed = Filter.of(id.value(), asOf).and("open").notRenewedFor(years, asOf.effectiveOn());
        named(mandates.page(notRenewed, Mandates.Order.RENEWED, 0, Long.MAX_VALUE, asOf), asOf)
                .forEach(mandate -> old.add(Trace.inShort(mandate)));
        answer.set("chains", chains(id, asOf));
        answer.set("recurring", recurring(id, asOf));
        return JsonAnswer.of(answer, question, asOf);
    }

    /** Of every mandate that a later act renewed, adapted, merged or replaced: the acts in their order, and what it became. */
    private ArrayNode chains(OrganisationId organisation, AsOf asOf) {
        List<ObjectNode> linked = named(
                mandates.all(
                        Filter.of(organisation.value(), asOf)
                                .and("(cardinality(acts) > 1 or status in ('merged', 'replaced'))"),
                        asOf),
                asOf);
        ArrayNode chains = EventJson.MAPPER.createArrayNode();
        for (ObjectNode mandate : linked) {
            ObjectNode chain = Trace.inShort(mandate);
            ArrayNode provisions = chain.putArray("provisions");
            for (JsonNode provision : mandate.get("provisions"))
                provisions.add(trace.quoted((ObjectNode) provision, asOf));
            if (mandate.has("continuedBy")) chain.set("continuedBy", mandate.get("continuedBy"));
            chains.add(chain);
        }
        return chains;
    }

    /** By what they come again with and the organ to which they are due. */
    private ArrayNode recurring(OrganisationId organisation, AsOf asOf) {
        List<ObjectNode> duties = named(
                mandates.page(
                        Filter.of(organisation.value(), asOf).and("open and recurring"),
                        Mandates.Order.DUE,
                        0,
                        Long.MAX_VALUE,
                        asOf),
                asOf);
        Map<String, List<RecordedEvent>> logs = mandates.events(
                duties.stream().map(duty -> duty.get("id").asString()).toList(), asOf);
        ArrayNode groups = EventJson.MAPPER.createArrayNode();
        duties.stream()
                .collect(groupingBy(Recurring::of, LinkedHashMap::new, toList()))
                .forEach((recurring, together) -> {
                    ObjectNode group = groups.addObject();
                    group.put("each", recurring.each());
                    if (recurring.organ() != null) group.put("organ", recurring.organ());
                    ArrayNode list = group.putArray("mandates");
                    for (ObjectNode duty : together) {
                        ObjectNode json = Trace.inShort(duty);
                        ArrayNode reports = json.putArray("reports");
                        for (RecordedEvent recorded :
                                logs.getOrDefault(duty.get("id").asString(), List.of()))
                            if (recorded.event() instanceof ProgressReported report
                                    && !report.effectiveOn().isAfter(asOf.effectiveOn()))
                                reports.addObject()
                                        .put("session", report.session())
                                        .put("unit", report.unit().value())
                                        .put("effectiveOn", report.effectiveOn().toString());
                        list.add(json);
                    }
                });
        return groups;
    }

    private record Recurring(String each, @Nullable String organ) {
        static Recurring of(ObjectNode duty) {
            JsonNode recurrence = duty.get("recurrence");
            return new Recurring(
                    recurrence.get("each").asString(),
                    recurrence.hasNonNull("organ") ? recurrence.get("organ").asString() : null);
        }
    }

    private List<ObjectNode> named(List<ObjectNode> found, AsOf asOf) {
        found.forEach(mandate -> parts.name(mandate, "lead", asOf));
        return found;
    }
}
