package org.mandatum.command.proposal;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Unit;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How one structure differs from another: what begins, what ends, and in what the rest is otherwise. */
final class StructuralDifference {
    private final ArrayNode entries = EventJson.MAPPER.createArrayNode();

    private StructuralDifference() {}

    /** A list of {@code {unit | function | coordination, difference, before?, after?}}. */
    static ArrayNode between(Structure before, Structure after) {
        var difference = new StructuralDifference();
        difference.units(before, after);
        difference.functions(before, after);
        difference.links(before, after);
        return difference.entries;
    }

    private void units(Structure before, Structure after) {
        for (Unit unit : after.units()) {
            Unit was = before.unit(unit.id());
            if (was == null) {
                entry("unit", unit.id().value(), "created", null, unit.name());
                continue;
            }
            String id = unit.id().value();
            differs("unit", id, "renamed", was.name(), unit.name());
            differs("unit", id, "moved", was.parent(), unit.parent());
            differs("unit", id, "reporting-lines-set", was.reportsTo(), unit.reportsTo());
            differs("unit", id, "aligned-with-pillar", was.pillar(), unit.pillar());
            if (was.suspended() != unit.suspended())
                entry("unit", id, unit.suspended() ? "suspended" : "reactivated", null, null);
        }
        for (Unit unit : before.units())
            if (!after.inForce(unit.id())) {
                EndedUnit ended = after.ended(unit.id());
                entry(
                        "unit",
                        unit.id().value(),
                        "ended",
                        unit.name(),
                        ended == null || ended.successors().isEmpty() ? null : ended.successors());
            }
    }

    private void functions(Structure before, Structure after) {
        for (Function function : after.functions()) {
            Function was = before.function(function.id());
            String id = function.id().value();
            if (was == null) entry("function", id, "assigned", null, function.holder());
            else {
                differs("function", id, "redistributed", was.holder(), function.holder());
                differs("function", id, "revised", was.name(), function.name());
            }
        }
        for (Function function : before.functions())
            if (after.function(function.id()) == null)
                entry("function", function.id().value(), "discontinued", function.holder(), null);
    }

    private void links(Structure before, Structure after) {
        after.links().stream()
                .filter(link -> before.link(link.ends()) == null)
                .forEach(link -> link(
                        "linked",
                        link.ends().first().value(),
                        link.ends().second().value()));
        before.links().stream()
                .filter(link -> after.link(link.ends()) == null)
                .forEach(link -> link(
                        "unlinked",
                        link.ends().first().value(),
                        link.ends().second().value()));
    }

    private void link(String difference, String first, String second) {
        ObjectNode entry = entries.addObject();
        entry.set("coordination", EventJson.MAPPER.valueToTree(List.of(first, second)));
        entry.put("difference", difference);
    }

    private void differs(String part, String id, String difference, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) entry(part, id, difference, before, after);
    }

    private void entry(String part, String id, String difference, @Nullable Object before, @Nullable Object after) {
        ObjectNode entry = entries.addObject();
        entry.put(part, id);
        entry.put("difference", difference);
        if (before != null) entry.set("before", EventJson.MAPPER.valueToTree(before));
        if (after != null) entry.set("after", EventJson.MAPPER.valueToTree(after));
    }
}
