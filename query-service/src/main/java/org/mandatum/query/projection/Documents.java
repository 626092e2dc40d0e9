package org.mandatum.query.projection;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
import tools.jackson.databind.node.ObjectNode;

/** Units, functions and links as trees of JSON, names by language, and back again. {@link DocumentWriter} says what is in them. */
public final class Documents {
    private Documents() {}

    /** A unit without its functions, which have rows of their own. */
    public static ObjectNode unit(Unit unit) {
        return tree(unit);
    }

    public static ObjectNode function(Function function) {
        return tree(function);
    }

    public static ObjectNode link(CoordinationLink link) {
        return tree(link);
    }

    /** The change behind a part of the structure: event, day, authority, evidence, note. */
    public static ObjectNode cause(Cause cause) {
        return tree(cause);
    }

    private static ObjectNode tree(Object part) {
        return (ObjectNode)
                EventJson.MAPPER.readTree(DocumentWriter.Encoder.shown().encoded(part));
    }

    /** The document of a unit, a function or a link, as text. */
    public static String text(Object part) {
        return new String(DocumentWriter.Encoder.shown().encoded(part), StandardCharsets.UTF_8);
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
                    superiors(document),
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
            // What is shown is then the function's own, and the change's is not shown.
            JsonNode unshown = document.get(DocumentWriter.UNSHOWN);
            Cause assigned = unshown == null
                    ? cause(document, document.get("since"))
                    : cause(document, document.get("since"), unshown.get("evidence"));
            Cause changed = changed(document, assigned);
            return new Function(
                    new FunctionId(document.get("id").asString()),
                    name(document.get("name")),
                    unitId(document.get("unit")),
                    unshown == null ? null : evidence(document.get("evidence")),
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
            return cause(document, effectiveOn, document.get("evidence"));
        }

        private Cause cause(JsonNode document, JsonNode effectiveOn, @Nullable JsonNode evidence) {
            return one(new Cause(
                    document.get("event").asString(),
                    LocalDate.parse(effectiveOn.asString()),
                    one(new Grounds(
                            one(EventJson.MAPPER.treeToValue(document.get("authority"), Authority.class)),
                            evidence(evidence),
                            document.has("note") ? document.get("note").asString() : null))));
        }

        private @Nullable Evidence evidence(@Nullable JsonNode evidence) {
            return evidence == null || evidence.isNull()
                    ? null
                    : one(EventJson.MAPPER.treeToValue(evidence, Evidence.class));
        }

        private List<Superior> superiors(JsonNode document) {
            Set<String> organs = document.path(DocumentWriter.UNSHOWN)
                    .path("organs")
                    .valueStream()
                    .map(JsonNode::asString)
                    .collect(Collectors.toSet());
            return one(document.get("reportsTo")
                    .valueStream()
                    .map(id -> organs.contains(id.asString())
                            ? Superior.organ(id.asString())
                            : new Superior(unitId(id), null))
                    .toList());
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
