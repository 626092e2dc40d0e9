package org.mandatum.query.history;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.Change.Cause;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Respect;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.http.JsonAnswer;
import org.mandatum.query.http.Presence;
import org.mandatum.query.http.Problem;
import org.mandatum.query.http.Question;
import org.mandatum.query.index.OrganisationIndex;
import org.mandatum.query.index.Row;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whole lives, on both clocks. */
@RestController
class HistoryController {
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private final Log log;
    private final Presence presence;

    HistoryController(Log log, Presence presence) {
        this.log = log;
        this.presence = presence;
    }

    @GetMapping("/organisations/{organisation}/units/{unit}/history")
    ResponseEntity<String> unit(
            @PathVariable String organisation, @PathVariable String unit, HttpServletRequest request) {
        Question question = Question.of(request);
        OrganisationId id = question.organisation(organisation);
        AsOf asOf = question.asOf();
        Instant knownAt = asOf.knownAt();
        OrganisationIndex index = presence.require(question, id, knownAt).index();
        UnitId of = new UnitId(Question.id("unit", unit));
        Unit last = UnitLife.atLatest(index, of, knownAt);
        if (last == null) throw Problem.unknown("unit", unit);
        UnitLife life = life(index, id, of, knownAt);
        var relatives = new LinkedHashMap<UnitId, UnitLife>();
        List<UnitId> ancestors = UnitLife.ancestors(index, of, knownAt);
        List<UnitId> descendants = UnitLife.descendants(index, of, knownAt);
        for (UnitId relative : concat(ancestors, descendants))
            relatives.computeIfAbsent(relative, one -> life(index, id, one, knownAt));
        var entries = log.byId(events(concat(List.of(life), relatives.values())));
        var words = new Words(entries);
        var oneByOne = new ChangeByChange(index, knownAt, words, entries);
        relatives.replaceAll((relative, one) -> oneByOne.told(one));

        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("organisation", organisation);
        answer.put("unit", unit);
        answer.set("name", EventJson.MAPPER.valueToTree(last.name()));
        answer.put("inForce", index.unit(unit, asOf.effectiveOn(), knownAt) != null);
        answer.set("entries", words.entries(oneByOne.told(life)));
        answer.set("functions", words.handovers(life));
        answer.set("predecessors", words.relatives(ancestors, relatives, index, knownAt));
        answer.set("successors", words.relatives(descendants, relatives, index, knownAt));
        ArrayNode corrections = answer.putArray("corrections");
        log.correctionsOf(organisation, unit, knownAt)
                .forEach(entry -> corrections.add(Words.correction(entry.event())));
        return JsonAnswer.of(answer, question);
    }

    @GetMapping("/organisations/{organisation}/functions/{function}/history")
    ResponseEntity<String> function(
            @PathVariable String organisation, @PathVariable String function, HttpServletRequest request) {
        Question question = Question.of(request);
        OrganisationId id = question.organisation(organisation);
        Instant knownAt = question.asOf().knownAt();
        OrganisationIndex index = presence.require(question, id, knownAt).index();
        List<Row<Function>> life = index.lifeOfFunction(function, knownAt);
        var ended = index.endedFunction(function, LAST_DAY, knownAt);
        if (life.isEmpty() && ended == null)
            throw Problem.unknown("function", function.length() > 60 ? "of that id" : function);
        var events = new HashSet<String>();
        life.forEach(row -> row.value().everyCause().forEach(cause -> events.add(cause.event())));
        if (ended != null) {
            events.add(ended.value().ended().event());
            ended.value().last().everyCause().forEach(cause -> events.add(cause.event()));
        }
        var words = new Words(log.byId(events));

        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("organisation", organisation);
        answer.put("function", function);
        ArrayNode held = answer.putArray("held");
        Function before = null;
        for (Row<Function> row : life) {
            held.add(held(before, row.value(), row.from(), row.until(), index, words, knownAt));
            before = row.value();
        }
        // It began and ended on one day, and was held on none.
        if (life.isEmpty() && ended != null)
            held.add(held(null, ended.value().last(), ended.from(), ended.from(), index, words, knownAt));
        if (ended != null) answer.set("discontinued", words.cause(ended.value().ended()));
        return JsonAnswer.of(answer, question);
    }

    private static ObjectNode held(
            @Nullable Function before,
            Function function,
            LocalDate from,
            @Nullable LocalDate until,
            OrganisationIndex index,
            Words words,
            Instant knownAt) {
        ObjectNode entry = EventJson.MAPPER.createObjectNode();
        entry.put("unit", function.holder().value());
        Row<Unit> holder = index.unit(function.holder().value(), from, knownAt);
        if (holder != null)
            entry.set("unitName", EventJson.MAPPER.valueToTree(holder.value().name()));
        entry.set("name", EventJson.MAPPER.valueToTree(function.name()));
        entry.put("from", from.toString());
        if (until != null) entry.put("until", until.toString());
        entry.set("cause", words.cause(cause(before, function)));
        return entry;
    }

    /** By which change it came to be held so, whatever else became of it on that day. */
    private static Cause cause(@Nullable Function before, Function function) {
        if (before == null || !before.holder().equals(function.holder())) return function.cause(Respect.HOLDER);
        return before.name().equals(function.name()) ? function.changed() : function.cause(Respect.NAME);
    }

    @GetMapping("/organisations/{organisation}/functions/flows")
    ResponseEntity<String> flows(@PathVariable String organisation, HttpServletRequest request) {
        Question question = Question.of(request, "from", "to");
        OrganisationId id = question.organisation(organisation);
        LocalDate from = question.requiredDay("from");
        LocalDate to = question.requiredDay("to");
        Instant knownAt = question.asOf().knownAt();
        OrganisationIndex index = presence.require(question, id, knownAt).index();
        var flows = new TreeMap<String, List<Function>>();
        for (Function function : index.at(to, knownAt).functions()) {
            Row<Function> then = index.function(function.id().value(), from, knownAt);
            if (then != null && !then.value().holder().equals(function.holder()))
                flows.computeIfAbsent(then.value().holder() + " " + function.holder(), none -> new ArrayList<>())
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
        return JsonAnswer.of(answer, question);
    }

    private UnitLife life(OrganisationIndex index, OrganisationId organisation, UnitId unit, Instant knownAt) {
        Set<LocalDate> days = UnitLife.daysOfReturn(index, unit, knownAt);
        List<Change> returns = days.isEmpty()
                ? List.of()
                : log.endsAndReturns(organisation.value(), unit.value(), knownAt).stream()
                        .filter(change -> days.contains(change.effectiveOn()))
                        .toList();
        return UnitLife.of(index, unit, returns, knownAt);
    }

    private static Set<String> events(Collection<UnitLife> lives) {
        var events = new HashSet<String>();
        for (UnitLife life : lives) {
            life.steps().forEach(step -> events.add(step.cause().event()));
            life.handovers().forEach(handover -> events.add(handover.cause().event()));
        }
        return events;
    }

    private static <T> List<T> concat(Collection<T> some, Collection<T> others) {
        var all = new ArrayList<T>(some);
        all.addAll(others);
        return all;
    }
}
