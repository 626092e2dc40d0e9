package org.mandatum.query.mandates;

import static java.util.stream.Collectors.joining;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.mandatum.access.OrganisationScope;
import org.mandatum.access.Person;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.WorkflowAsOf;
import org.mandatum.mandate.MandateEvent;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.http.JsonAnswer;
import org.mandatum.query.http.Memento;
import org.mandatum.query.http.Presence;
import org.mandatum.query.http.Problem;
import org.mandatum.query.http.Question;
import org.mandatum.query.workflow.Parts;
import org.mandatum.query.workflow.Timeline;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The board of mandates, and each of them: who answers for it, how far it is, and what led to it. */
@RestController
class MandateController {
    private static final long PAGE = 100;
    private static final long LARGEST_PAGE = 1_000;

    private final Mandates mandates;
    private final Trace trace;
    private final Parts parts;
    private final Presence presence;

    MandateController(Mandates mandates, Trace trace, Parts parts, Presence presence, MeterRegistry meters) {
        this.mandates = mandates;
        this.trace = trace;
        this.parts = parts;
        this.presence = presence;
        Gauge.builder("mandatum.mandates.overdue", () -> mandates.overdue(LocalDate.now(ZoneOffset.UTC)))
                .description("Mandates whose due date has passed today and whose implementation is still to come")
                .register(meters);
    }

    @GetMapping("/mandates")
    ResponseEntity<String> board(HttpServletRequest request) {
        String[] known = Stream.concat(
                        Arrays.stream(Filter.PARAMETERS), Stream.of("sort", "offset", "limit", "counts", "format"))
                .toArray(String[]::new);
        Question question = Question.of(request, known);
        AsOf asOf = question.asOf();
        String organisation = question.text("organisation");
        OrganisationScope scope = Person.of(request).scope();
        if (organisation == null) presence.awaitPosition(question);
        // Of one that the token does not reach, not even whether it is there is told.
        else if (scope.covers(question.organisation(organisation).value()))
            presence.require(question, question.organisation(organisation), asOf.knownAt());
        Filter filter = Filter.of(question, asOf).within(scope);
        Mandates.Order order = order(question);
        if (MandateTable.isWanted(question, request.getHeader("Accept"))) {
            var table = ResponseEntity.ok().contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"));
            Memento.place(question, asOf, table::header);
            return table.body(MandateTable.write(
                    named(mandates.page(filter, order, 0, Long.MAX_VALUE, asOf), asOf), question.language()));
        }
        long offset = question.number("offset", 0, 0, Integer.MAX_VALUE);
        long limit = question.number("limit", PAGE, 0, LARGEST_PAGE);
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        asOf.into(answer);
        answer.put("total", mandates.count(filter));
        answer.put("offset", offset);
        if (question.flag("counts")) answer.set("counts", EventJson.MAPPER.valueToTree(mandates.counts(filter, asOf)));
        ArrayNode list = answer.putArray("mandates");
        named(mandates.page(filter, order, offset, limit, asOf), asOf).forEach(list::add);
        return JsonAnswer.of(answer, question, asOf);
    }

    @GetMapping("/mandates/{mandate}")
    ResponseEntity<String> one(@PathVariable String mandate, HttpServletRequest request) {
        Question question = Question.of(request);
        AsOf asOf = question.asOf();
        ObjectNode answer = require(question, mandate, asOf, request);
        for (var provision : answer.get("provisions")) trace.quoted((ObjectNode) provision, asOf);
        return JsonAnswer.of(asOf.into(answer), question, asOf);
    }

    @GetMapping("/mandates/{mandate}/trace")
    ResponseEntity<String> trace(@PathVariable String mandate, HttpServletRequest request) {
        Question question = Question.of(request);
        AsOf asOf = question.asOf();
        ObjectNode answer = trace.of(require(question, mandate, asOf, request), asOf);
        return JsonAnswer.of(asOf.into(answer), question, asOf);
    }

    @GetMapping("/mandates/{mandate}/timeline")
    ResponseEntity<String> timeline(@PathVariable String mandate, HttpServletRequest request) {
        Question question = Question.of(request);
        AsOf asOf = question.asOf();
        require(question, mandate, asOf, request);
        ObjectNode answer = EventJson.MAPPER.createObjectNode().put("mandate", mandate);
        Timeline.into(
                asOf.into(answer),
                mandates.events(mandate, asOf),
                asOf,
                recorded -> {
                    var event = (MandateEvent) recorded.event();
                    return new Timeline.Step(
                            event.effectiveOn(), event.grounds().authority());
                },
                WorkflowAsOf::mandate,
                then -> then.state().code());
        return JsonAnswer.of(answer, question, asOf);
    }

    /** One that the person's token does not reach is as good as unknown. */
    private ObjectNode require(Question question, String mandate, AsOf asOf, HttpServletRequest request) {
        presence.awaitPosition(question, "mandate", mandate);
        ObjectNode found = mandates.find(mandate, asOf);
        if (found == null
                || !Person.of(request).scope().covers(found.get("organisation").asString()))
            throw Problem.unknown("mandate", mandate);
        parts.name(found, "lead", asOf);
        return found;
    }

    private List<ObjectNode> named(List<ObjectNode> page, AsOf asOf) {
        page.forEach(mandate -> parts.name(mandate, "lead", asOf));
        return page;
    }

    private static Mandates.Order order(Question question) {
        String sort = question.text("sort");
        if (sort == null) return Mandates.Order.DUE;
        for (Mandates.Order order : Mandates.Order.values()) if (order.code().equals(sort)) return order;
        throw Problem.badParameter(
                "sort",
                "sort is one of "
                        + Arrays.stream(Mandates.Order.values())
                                .map(Mandates.Order::code)
                                .collect(joining(", "))
                        + ".");
    }
}
