package org.mandatum.query.projection;

import org.mandatum.journal.EventJson;
import org.mandatum.organisation.Change.Cause;
import org.mandatum.organisation.CoordinationLink;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
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
        document.set("name", EventJson.MAPPER.valueToTree(unit.name()));
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
        }
        if (!unit.predecessors().isEmpty()) {
            ArrayNode predecessors = document.putArray("predecessors");
            unit.predecessors().forEach(id -> predecessors.add(id.value()));
        }
        document.put("since", unit.established().effectiveOn().toString());
        ground(document, unit.established());
        if (!unit.changed().equals(unit.established())) document.set("changed", cause(unit.changed()));
        return document;
    }

    public static ObjectNode function(Function function) {
        ObjectNode document = EventJson.MAPPER.createObjectNode();
        document.put("id", function.id().value());
        document.set("name", EventJson.MAPPER.valueToTree(function.name()));
        document.put("unit", function.holder().value());
        document.put("since", function.assigned().effectiveOn().toString());
        ground(document, function.assigned());
        if (function.evidence() != null) document.set("evidence", EventJson.MAPPER.valueToTree(function.evidence()));
        if (!function.changed().equals(function.assigned())) document.set("changed", cause(function.changed()));
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

    /** The change behind a part of the structure: event, day, authority, evidence, note. */
    public static ObjectNode cause(Cause cause) {
        ObjectNode document = EventJson.MAPPER.createObjectNode();
        document.put("effectiveOn", cause.effectiveOn().toString());
        ground(document, cause);
        return document;
    }

    private static void ground(ObjectNode document, Cause cause) {
        document.set("authority", EventJson.MAPPER.valueToTree(cause.grounds().authority()));
        if (cause.grounds().evidence() != null)
            document.set(
                    "evidence", EventJson.MAPPER.valueToTree(cause.grounds().evidence()));
        if (cause.grounds().note() != null) document.put("note", cause.grounds().note());
        document.put("event", cause.event());
    }
}
