package org.mandatum.query.history;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.Change.Cause;
import org.mandatum.organisation.CoordinationLink;
import org.mandatum.organisation.Correction;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Respect;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.http.Absence;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.http.JsonAnswer;
import org.mandatum.query.http.Presence;
import org.mandatum.query.http.Problem;
import org.mandatum.query.http.Question;
import org.mandatum.query.index.OrganisationIndex;
import org.mandatum.query.index.Row;
import org.mandatum.query.mandates.Trace;
import org.mandatum.query.resolutions.Acts;
import org.mandatum.value.InvalidValue;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Why something is as it is: back to the events, and to the acts that they rest on. */
@RestController
class WhyController {
    private final Log log;
    private final Acts acts;
    private final Trace trace;
    private final Presence presence;

    WhyController(Log log, Acts acts, Trace trace, Presence presence) {
        this.log = log;
        this.acts = acts;
        this.trace = trace;
        this.presence = presence;
    }

    /** Of a unit, a function, the line from a {@code unit} to a {@code superior}, or a coordination link, {@code coordination=a,b}. */
    @GetMapping("/organisations/{organisation}/why")
    ResponseEntity<String> why(@PathVariable String organisation, HttpServletRequest request) {
        Question question = Question.of(request, "unit", "superior", "function", "coordination");
        OrganisationId id = question.organisation(organisation);
        AsOf asOf = question.asOf();
        String unit = question.text("unit");
        String superior = question.text("superior");
        String function = question.text("function");
        String coordination = question.text("coordination");
        if (Stream.of(unit, function, coordination).filter(Objects::nonNull).count() != 1)
            throw Problem.badParameter(
                    "unit", "Ask about a unit, a function or a coordination: one of the three parameters is required.");
        if (superior != null && unit == null)
            throw Problem.badParameter("superior", "superior goes with unit: the line from the one to the other.");
        OrganisationIndex index = presence.require(question, id, asOf.knownAt()).index();
        ObjectNode answer = EventJson.MAPPER.createObjectNode();
        answer.put("organisation", organisation);
        Map<String, Cause> causes = superior != null
                ? ofLine(answer, index, Objects.requireNonNull(unit), superior, asOf)
                : unit != null
                        ? ofUnit(answer, index, unit, asOf)
                        : function != null
                                ? ofFunction(answer, index, function, asOf)
                                : ofLink(answer, index, Objects.requireNonNull(coordination), asOf);
        asOf.into(answer);
        answer.set("chain", chain(organisation, causes, asOf));
        return JsonAnswer.of(answer, question, asOf);
    }

    /** What brought it into being, what made it as it is in each respect, and, when it has ended, what ended it. */
    private static Map<String, Cause> ofUnit(ObjectNode answer, OrganisationIndex index, String id, AsOf asOf) {
        var causes = new LinkedHashMap<String, Cause>();
        Row<Unit> row = index.unit(id, asOf.effectiveOn(), asOf.knownAt());
        var ended = index.endedUnit(id, asOf.effectiveOn(), asOf.knownAt());
        if (row == null && ended == null) throw Absence.ofUnit(index, id, asOf);
        Unit unit = row == null ? Objects.requireNonNull(ended).value().last() : row.value();
        answer.put("unit", id);
        answer.set("name", EventJson.MAPPER.valueToTree(unit.name()));
        causes.put("established", unit.established());
        unit.causes().forEach((respect, cause) -> causes.put(respect.field(), cause));
        if (row == null && ended != null) causes.put("ended", ended.value().ended());
        return causes;
    }

    /** What made a unit report there: as to its principal line, its place; as to the others, its lines. */
    private static Map<String, Cause> ofLine(
            ObjectNode answer, OrganisationIndex index, String id, String superior, AsOf asOf) {
        Row<Unit> row = index.unit(id, asOf.effectiveOn(), asOf.knownAt());
        Unit unit = row == null ? null : row.value();
        boolean principal =
                unit != null && unit.parent() != null && unit.parent().value().equals(superior);
        boolean further = unit != null
                && unit.reportsTo().stream().anyMatch(one -> one.id().equals(superior));
        if (unit == null || !(principal || further)) throw Problem.unknown("line", "between these two");
        answer.put("unit", id);
        answer.set("name", EventJson.MAPPER.valueToTree(unit.name()));
        answer.put("superior", superior);
        answer.put("principal", principal);
        Respect respect = principal ? Respect.PARENT : Respect.REPORTS_TO;
        return Map.of(respect.field(), unit.cause(respect));
    }

    private static Map<String, Cause> ofLink(ObjectNode answer, OrganisationIndex index, String units, AsOf asOf) {
        CoordinationLink.Ends ends = ends(units);
        var causes = new LinkedHashMap<String, Cause>();
        var row = index.link(ends, asOf.effectiveOn(), asOf.knownAt());
        var ended = row == null ? index.endedLink(ends, asOf.effectiveOn(), asOf.knownAt()) : null;
        if (row == null && ended == null) throw Problem.unknown("coordination", "between these two");
        CoordinationLink link =
                row == null ? Objects.requireNonNull(ended).value().last() : row.value();
        answer.set("coordination", EventJson.MAPPER.valueToTree(List.of(ends.first(), ends.second())));
        if (link.purpose() != null) answer.put("purpose", link.purpose());
        causes.put("linked", link.linked());
        if (ended != null) causes.put("unlinked", ended.value().ended());
        return causes;
    }

    private static CoordinationLink.Ends ends(String units) {
        String[] ids = units.split(",", -1);
        try {
            if (ids.length == 2) return CoordinationLink.Ends.of(new UnitId(ids[0]), new UnitId(ids[1]));
        } catch (InvalidValue noId) {
            // told below
        }
        throw Problem.badParameter("coordination", "coordination names two units, with a comma between them.");
    }

    private static Map<String, Cause> ofFunction(ObjectNode answer, OrganisationIndex index, String id, AsOf asOf) {
        var causes = new LinkedHashMap<String, Cause>();
        Row<Function> row = index.function(id, asOf.effectiveOn(), asOf.knownAt());
        var ended = index.endedFunction(id, asOf.effectiveOn(), asOf.knownAt());
        if (row == null && ended == null) throw Absence.ofFunction(index, id, asOf);
        Function function = row == null ? Objects.requireNonNull(ended).value().last() : row.value();
        answer.put("function", id);
        answer.set("name", EventJson.MAPPER.valueToTree(function.name()));
        answer.put("holder", function.holder().value());
        causes.put("assigned", function.assigned());
        function.causes().forEach((respect, cause) -> causes.put(respect.field(), cause));
        if (row == null && ended != null)
            causes.put("discontinued", ended.value().ended());
        return causes;
    }

    private ArrayNode chain(String organisation, Map<String, Cause> causes, AsOf asOf) {
        List<String> events =
                causes.values().stream().map(Cause::event).distinct().toList();
        var entries = log.byId(events);
        var words = new Words(entries);
        List<Log.Entry> corrections = log.correctionsOf(organisation, events, asOf.knownAt());
        ArrayNode chain = EventJson.MAPPER.createArrayNode();
        causes.forEach((respect, cause) -> {
            ObjectNode link = chain.addObject();
            link.put("respect", respect);
            link.setAll(words.cause(cause));
            trace.quoted((ObjectNode) link.get("authority"), asOf);
            trace.explain(link, asOf);
            Log.Entry entry = entries.get(cause.event());
            if (entry != null) {
                if (entry.event().correlation() != null)
                    link.put("correlation", entry.event().correlation());
                if (entry.event().actor() != null)
                    link.set("actor", EventJson.MAPPER.valueToTree(entry.event().actor()));
                link.putObject("receipt")
                        .put("position", entry.event().position())
                        .put("recordedAt", entry.event().recordedAt().toString())
                        .put("sha256", sha256(entry.cloudEvent()));
            }
            ArrayNode corrected = EventJson.MAPPER.createArrayNode();
            for (Log.Entry correction : corrections)
                if (((Correction) correction.event().event()).change().equals(cause.event()))
                    corrected.add(Words.correction(correction.event()));
            if (!corrected.isEmpty()) link.set("corrected", corrected);
        });
        return chain;
    }

    private static String sha256(String cloudEvent) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(cloudEvent.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
