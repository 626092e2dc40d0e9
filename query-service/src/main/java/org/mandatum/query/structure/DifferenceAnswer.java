package org.mandatum.query.structure;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Respect;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.projection.Documents;
import org.mandatum.query.structure.Difference.Altered;
import org.mandatum.value.Name;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A difference as the contract words it: each entry with its cause. */
final class DifferenceAnswer {
    private final ObjectNode answer = EventJson.MAPPER.createObjectNode();

    private DifferenceAnswer() {}

    static ObjectNode of(OrganisationId organisation, AsOf from, AsOf to, Difference difference) {
        var worded = new DifferenceAnswer();
        worded.answer.put("organisation", organisation.value());
        worded.answer
                .putObject("from")
                .put("effectiveOn", from.effectiveOn().toString())
                .put("knownAt", from.knownAt().toString());
        worded.answer
                .putObject("to")
                .put("effectiveOn", to.effectiveOn().toString())
                .put("knownAt", to.knownAt().toString());
        worded.word(difference);
        return worded.answer;
    }

    private void word(Difference difference) {
        list("created", difference.created(), (unit, entry) -> {
            entry.setAll(Documents.unit(unit));
            entry.set("cause", Documents.cause(unit.established()));
        });
        list("eliminated", difference.eliminated(), (ended, entry) -> {
            entry.put("unit", ended.last().id().value());
            name(entry, "name", ended.last().name());
            ids(entry.putArray("successors"), ended.successors());
            entry.set("cause", Documents.cause(ended.ended()));
        });
        list("converted", difference.succeeded(), (succession, entry) -> {
            entry.put("from", succession.ended().last().id().value());
            name(entry, "fromName", succession.ended().last().name());
            Unit first = succession.successors().getFirst();
            entry.put("to", first.id().value());
            name(entry, "toName", first.name());
            if (succession.successors().size() > 1)
                ids(
                        entry.putArray("successors"),
                        succession.successors().stream().map(Unit::id).toList());
            entry.set("cause", Documents.cause(succession.ended().ended()));
        });
        altered("renamed", Respect.NAME, difference.renamed(), (unit, entry) -> {
            name(entry, "fromName", unit.before().name());
            name(entry, "toName", unit.after().name());
        });
        altered("moved", Respect.PARENT, difference.moved(), (unit, entry) -> {
            entry.put("from", value(unit.before().parent()));
            entry.put("to", value(unit.after().parent()));
        });
        altered("reportingLines", Respect.REPORTS_TO, difference.reportingLines(), (unit, entry) -> {
            superiors(entry.putArray("from"), unit.before());
            superiors(entry.putArray("to"), unit.after());
        });
        altered("aligned", Respect.PILLAR, difference.aligned(), (unit, entry) -> {
            var before = unit.before().pillar();
            var after = unit.after().pillar();
            entry.put("from", before == null ? null : before.code());
            entry.put("to", after == null ? null : after.code());
        });
        altered("suspended", Respect.SUSPENSION, difference.suspended(), (unit, entry) -> {});
        altered("reactivated", Respect.SUSPENSION, difference.reactivated(), (unit, entry) -> {});
        list("functionsMoved", difference.functionsMoved(), (function, entry) -> {
            function(entry, function.after());
            entry.put("from", function.before().holder().value());
            entry.put("to", function.after().holder().value());
            entry.set("cause", Documents.cause(function.after().cause(Respect.HOLDER)));
        });
        list("functionsCreated", difference.functionsCreated(), (function, entry) -> {
            function(entry, function);
            entry.put("unit", function.holder().value());
            entry.set("cause", Documents.cause(function.assigned()));
        });
        list("functionsDiscontinued", difference.functionsDiscontinued(), (function, entry) -> {
            function(entry, function.last());
            entry.put("unit", function.last().holder().value());
            entry.set("cause", Documents.cause(function.ended()));
        });
        list("functionsRevised", difference.functionsRevised(), (function, entry) -> {
            entry.put("function", function.after().id().value());
            name(entry, "fromName", function.before().name());
            name(entry, "toName", function.after().name());
            entry.set("cause", Documents.cause(function.after().cause(Respect.NAME)));
        });
        list("linked", difference.linked(), (link, entry) -> {
            entry.setAll(Documents.link(link));
            entry.set("cause", Documents.cause(link.linked()));
        });
        list("unlinked", difference.unlinked(), (link, entry) -> {
            entry.setAll(Documents.link(link.last()));
            entry.set("cause", Documents.cause(link.ended()));
        });
    }

    private <T> void list(String field, List<T> differences, BiConsumer<T, ObjectNode> word) {
        ArrayNode entries = answer.putArray(field);
        for (T difference : differences) word.accept(difference, entries.addObject());
    }

    private void altered(
            String field, Respect respect, List<Altered<Unit>> units, BiConsumer<Altered<Unit>, ObjectNode> word) {
        list(field, units, (unit, entry) -> {
            entry.put("unit", unit.after().id().value());
            name(entry, "name", unit.after().name());
            word.accept(unit, entry);
            entry.set("cause", Documents.cause(unit.after().cause(respect)));
        });
    }

    private static void function(ObjectNode entry, Function function) {
        entry.put("function", function.id().value());
        name(entry, "name", function.name());
    }

    private static void name(ObjectNode entry, String field, Name name) {
        entry.set(field, EventJson.MAPPER.valueToTree(name));
    }

    private static void ids(ArrayNode list, List<UnitId> ids) {
        ids.forEach(id -> list.add(id.value()));
    }

    private static void superiors(ArrayNode list, Unit unit) {
        unit.reportsTo().stream().map(Superior::id).forEach(list::add);
    }

    private static @Nullable String value(@Nullable UnitId id) {
        return id == null ? null : id.value();
    }
}
