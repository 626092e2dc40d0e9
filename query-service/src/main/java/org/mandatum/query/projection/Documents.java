package org.mandatum.query.projection;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Change.Cause;
import org.mandatum.organisation.CoordinationLink;
import org.mandatum.organisation.CoordinationLink.Ends;
import org.mandatum.organisation.EndedFunction;
import org.mandatum.organisation.EndedLink;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.Pillar;
import org.mandatum.organisation.Rank;
import org.mandatum.organisation.Respect;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.organisation.UnitKind;
import org.mandatum.value.Evidence;
import org.mandatum.value.Name;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Units, functions and links as the answers show them; names by language. The contract's field names are here. */
public final class Documents {
    private Documents() {}

    /** A unit without its functions, which have rows of their own. */
    public static ObjectNode unit(Unit unit) {
        ObjectNode document = EventJson.MAPPER.createObjectNode();
        document.put("id", unit.id().value());
        document.put("kind", unit.kind().value());
        document.set("name", name(unit.name()));
        UnitId parent = unit.parent();
        document.put("parent", parent == null ? null : parent.value());
        ArrayNode reportsTo = document.putArray("reportsTo");
        unit.reportsTo().stream().map(Superior::id).forEach(reportsTo::add);
        if (unit.pillar() != null) document.put("pillar", unit.pillar().code());
        if (unit.autonomous()) document.put("autonomous", true);
        Unit.Suspension suspension = unit.suspension();
        if (suspension != null) {
            ObjectNode suspended = document.putObject("suspended");
            suspended.put("since", suspension.cause().effectiveOn().toString());
            if (suspension.reason() != null) suspended.put("reason", suspension.reason());
            ground(suspended, suspension.cause());
        }
        if (!unit.predecessors().isEmpty()) {
            ArrayNode predecessors = document.putArray("predecessors");
            unit.predecessors().forEach(id -> predecessors.add(id.value()));
        }
        document.put("since", unit.established().effectiveOn().toString());
        ground(document, unit.established());
        if (!unit.changed().equals(unit.established())) document.set("changed", cause(unit.changed()));
        causes(document, unit.causes(), unit.changed());
        return document;
    }

    public static ObjectNode function(Function function) {
        ObjectNode document = EventJson.MAPPER.createObjectNode();
        document.put("id", function.id().value());
        document.set("name", name(function.name()));
        document.put("unit", function.holder().value());
        document.put("since", function.assigned().effectiveOn().toString());
        ground(document, function.assigned());
        if (function.evidence() != null) document.set("evidence", evidence(function.evidence()));
        if (!function.changed().equals(function.assigned())) document.set("changed", cause(function.changed()));
        causes(document, function.causes(), function.changed());
        return document;
    }

    public static ObjectNode link(CoordinationLink link) {
        ObjectNode document = EventJson.MAPPER.createObjectNode();
        document.putArray("units")
                .add(link.ends().first().value())
                .add(link.ends().second().value());
        if (link.purpose() != null) document.put("purpose", link.purpose());
        document.put("since", link.linked().effectiveOn().toString());
        ground(document, link.linked());
        return document;
    }

    /** A unit that is no longer in force: as it last was, what followed it, and what ended it. */
    public static ObjectNode ended(EndedUnit ended) {
        ObjectNode document = EventJson.MAPPER.createObjectNode();
        document.set("unit", unit(ended.last()));
        ArrayNode successors = document.putArray("successors");
        ended.successors().forEach(id -> successors.add(id.value()));
        document.set("ended", cause(ended.ended()));
        return document;
    }

    public static ObjectNode ended(EndedFunction ended) {
        ObjectNode document = EventJson.MAPPER.createObjectNode();
        document.set("function", function(ended.last()));
        document.set("ended", cause(ended.ended()));
        return document;
    }

    public static ObjectNode ended(EndedLink ended) {
        ObjectNode document = EventJson.MAPPER.createObjectNode();
        document.set("link", link(ended.last()));
        document.set("ended", cause(ended.ended()));
        return document;
    }

    /** Respects in which it is not as at first, each with its cause; only the event's id where that is the last change. */
    private static void causes(ObjectNode document, Map<Respect, Cause> causes, Cause changed) {
        if (causes.isEmpty()) return;
        ObjectNode listed = document.putObject("causes");
        causes.forEach((respect, cause) -> {
            if (cause.equals(changed)) listed.put(respect.field(), cause.event());
            else listed.set(respect.field(), cause(cause));
        });
    }

    /** The change behind a part of the structure: event, day, authority, evidence, note. */
    public static ObjectNode cause(Cause cause) {
        ObjectNode document = EventJson.MAPPER.createObjectNode();
        document.put("effectiveOn", cause.effectiveOn().toString());
        ground(document, cause);
        return document;
    }

    private static void ground(ObjectNode document, Cause cause) {
        Authority authority = cause.grounds().authority();
        ObjectNode cited = document.putObject("authority");
        cited.put("resolution", authority.resolution().value());
        if (authority.paragraph() != null) cited.put("paragraph", authority.paragraph());
        if (authority.mandate() != null) cited.put("mandate", authority.mandate());
        if (authority.proposal() != null) cited.put("proposal", authority.proposal());
        Evidence evidence = cause.grounds().evidence();
        if (evidence != null) document.set("evidence", evidence(evidence));
        if (cause.grounds().note() != null) document.put("note", cause.grounds().note());
        document.put("event", cause.event());
    }

    private static ObjectNode name(Name name) {
        ObjectNode byLanguage = EventJson.MAPPER.createObjectNode();
        name.byLanguage().forEach(byLanguage::put);
        return byLanguage;
    }

    private static ObjectNode evidence(Evidence evidence) {
        ObjectNode document = EventJson.MAPPER.createObjectNode();
        document.put("source", evidence.source().code());
        if (evidence.reference() != null) document.put("reference", evidence.reference());
        return document;
    }

    /**
     * Reads documents back into what they were made of. Equal values become one, since a register repeats itself. For any number
     * of threads.
     */
    public static final class Reader {
        private final Map<Object, Object> known = new ConcurrentHashMap<>();

        public Unit unit(JsonNode document, Rank rank) {
            Cause established = cause(document, document.path("since"));
            Cause changed = changed(document, established);
            JsonNode suspended = document.get("suspended");
            return new Unit(
                    unitId(document.get("id")),
                    one(new UnitKind(document.get("kind").asString())),
                    name(document.get("name")),
                    document.get("parent").isNull() ? null : unitId(document.get("parent")),
                    one(document.get("reportsTo")
                            .valueStream()
                            .map(id -> new Superior(unitId(id), null))
                            .toList()),
                    document.has("pillar") ? Pillar.of(document.get("pillar").asString()) : null,
                    document.path("autonomous").asBoolean(false),
                    suspended == null
                            ? null
                            : new Unit.Suspension(
                                    suspended.has("reason")
                                            ? suspended.get("reason").asString()
                                            : null,
                                    cause(suspended, suspended.get("since"))),
                    one(document.path("predecessors")
                            .valueStream()
                            .map(this::unitId)
                            .toList()),
                    rank,
                    established,
                    changed,
                    causes(document, changed));
        }

        public EndedUnit ended(JsonNode document, Rank rank) {
            JsonNode ended = document.get("ended");
            return new EndedUnit(
                    unit(document.get("unit"), rank),
                    one(document.get("successors")
                            .valueStream()
                            .map(this::unitId)
                            .toList()),
                    cause(ended, ended.get("effectiveOn")));
        }

        public Function function(JsonNode document, Rank rank) {
            Cause assigned = cause(document, document.get("since"));
            Cause changed = changed(document, assigned);
            return new Function(
                    new FunctionId(document.get("id").asString()),
                    name(document.get("name")),
                    unitId(document.get("unit")),
                    null,
                    rank,
                    assigned,
                    changed,
                    causes(document, changed));
        }

        public EndedFunction endedFunction(JsonNode document, Rank rank) {
            JsonNode ended = document.get("ended");
            return new EndedFunction(function(document.get("function"), rank), cause(ended, ended.get("effectiveOn")));
        }

        public EndedLink endedLink(JsonNode document) {
            JsonNode ended = document.get("ended");
            return new EndedLink(link(document.get("link")), cause(ended, ended.get("effectiveOn")));
        }

        public CoordinationLink link(JsonNode document) {
            JsonNode units = document.get("units");
            return new CoordinationLink(
                    Ends.of(unitId(units.get(0)), unitId(units.get(1))),
                    document.has("purpose") ? document.get("purpose").asString() : null,
                    cause(document, document.get("since")));
        }

        private Map<Respect, Cause> causes(JsonNode document, Cause changed) {
            JsonNode listed = document.get("causes");
            if (listed == null) return Map.of();
            var causes = new EnumMap<Respect, Cause>(Respect.class);
            for (var entry : listed.properties()) {
                JsonNode cause = entry.getValue();
                causes.put(
                        Respect.of(entry.getKey()),
                        cause.isString() ? changed : cause(cause, cause.get("effectiveOn")));
            }
            return one(Collections.unmodifiableMap(causes));
        }

        private Cause changed(JsonNode document, Cause first) {
            JsonNode changed = document.get("changed");
            return changed == null ? first : cause(changed, changed.get("effectiveOn"));
        }

        private Cause cause(JsonNode document, JsonNode effectiveOn) {
            return one(new Cause(
                    document.get("event").asString(),
                    LocalDate.parse(effectiveOn.asString()),
                    one(new Grounds(
                            one(EventJson.MAPPER.treeToValue(document.get("authority"), Authority.class)),
                            document.has("evidence")
                                    ? one(EventJson.MAPPER.treeToValue(document.get("evidence"), Evidence.class))
                                    : null,
                            document.has("note") ? document.get("note").asString() : null))));
        }

        private UnitId unitId(JsonNode id) {
            return one(new UnitId(id.asString()));
        }

        private Name name(JsonNode name) {
            return one(EventJson.MAPPER.treeToValue(name, Name.class));
        }

        @SuppressWarnings("unchecked") // a value is replaced only by an equal one of its own class
        private <T> T one(T value) {
            Object same = known.putIfAbsent(value, value);
            return same == null ? value : (T) same;
        }
    }
}
