package org.mandatum.query.structure;

import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.Change.Cause;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.Unit;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.history.Corrections.Learned;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.http.Languages;
import org.mandatum.query.projection.DocumentWriter;
import org.mandatum.query.structure.Difference.Altered;
import org.mandatum.query.structure.Difference.Entry;
import org.mandatum.value.Name;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ObjectNode;

/** A difference as the contract words it: each entry with its cause. Written as it goes, since there may be thousands. */
final class DifferenceAnswer {
    private final JsonGenerator json;
    private final Languages languages;
    private final DocumentWriter documents;
    private final Map<String, ObjectNode> corrections;
    private final Predicate<Cause> otherwise;

    private DifferenceAnswer(
            JsonGenerator json, Languages languages, Map<String, ObjectNode> corrections, Predicate<Cause> otherwise) {
        this.json = json;
        this.languages = languages;
        this.corrections = corrections;
        this.otherwise = otherwise;
        documents = new DocumentWriter(json, (to, field, name) -> name(field, name));
    }

    /** @param learned what is known of the changes at one of the points and not at the other */
    static byte[] of(
            OrganisationId organisation,
            AsOf from,
            AsOf to,
            Difference difference,
            Learned learned,
            Languages languages) {
        LocalDate day = from.effectiveOn().isBefore(to.effectiveOn()) ? from.effectiveOn() : to.effectiveOn();
        var bytes = new ByteArrayOutputStream(1 << 14);
        try (JsonGenerator json = EventJson.MAPPER.createGenerator(bytes)) {
            var worded = new DifferenceAnswer(
                    json,
                    languages,
                    learned.corrections(),
                    cause -> cause.effectiveOn().isAfter(day) || learned.isAbout(cause.event()));
            json.writeStartObject();
            json.writeStringProperty("organisation", organisation.value());
            worded.point("from", from);
            worded.point("to", to);
            worded.word(difference);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** Of what a single change made otherwise. */
    static byte[] of(Difference difference, String change, Languages languages) {
        var bytes = new ByteArrayOutputStream(1 << 10);
        try (JsonGenerator json = EventJson.MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            new DifferenceAnswer(
                            json, languages, Map.of(), cause -> cause.event().equals(change))
                    .word(difference);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private void point(String field, AsOf asOf) {
        json.writeObjectPropertyStart(field);
        json.writeStringProperty("effectiveOn", asOf.effectiveOn().toString());
        json.writeStringProperty("knownAt", asOf.knownAt().toString());
        json.writeEndObject();
    }

    private void word(Difference difference) {
        list("created", difference.created(), unit -> documents.unit(unit.part()));
        list("eliminated", difference.eliminated(), unit -> {
            text("unit", unit.last().id().value());
            name("name", unit.last().name());
            documents.ids("successors", unit.successors());
        });
        list("converted", difference.succeeded(), succession -> {
            text("from", succession.last().id().value());
            name("fromName", succession.last().name());
            Unit first = succession.successors().getFirst();
            text("to", first.id().value());
            name("toName", first.name());
            if (succession.successors().size() > 1)
                documents.ids(
                        "successors",
                        succession.successors().stream().map(Unit::id).toList());
        });
        altered("renamed", difference.renamed(), unit -> {
            name("fromName", unit.before().name());
            name("toName", unit.after().name());
        });
        altered("moved", difference.moved(), unit -> {
            text("from", value(unit.before().parent()));
            text("to", value(unit.after().parent()));
        });
        altered("reportingLines", difference.reportingLines(), unit -> {
            superiors("from", unit.before());
            superiors("to", unit.after());
        });
        altered("aligned", difference.aligned(), unit -> {
            var before = unit.before().pillar();
            var after = unit.after().pillar();
            text("from", before == null ? null : before.code());
            text("to", after == null ? null : after.code());
        });
        altered("suspended", difference.suspended(), unit -> {});
        altered("reactivated", difference.reactivated(), unit -> {});
        altered("reclassified", difference.reclassified(), unit -> {
            classification("from", unit.before());
            classification("to", unit.after());
        });
        list("functionsMoved", difference.functionsMoved(), function -> {
            function(function.after());
            text("from", function.before().holder().value());
            text("to", function.after().holder().value());
        });
        list("functionsCreated", difference.functionsCreated(), function -> {
            function(function.part());
            text("unit", function.part().holder().value());
        });
        list("functionsDiscontinued", difference.functionsDiscontinued(), function -> {
            function(function.last());
            text("unit", function.last().holder().value());
        });
        list("functionsRevised", difference.functionsRevised(), function -> {
            text("function", function.after().id().value());
            name("fromName", function.before().name());
            name("toName", function.after().name());
        });
        list("linked", difference.linked(), link -> documents.link(link.part()));
        list("unlinked", difference.unlinked(), link -> documents.link(link.last()));
    }

    private <E extends Entry> void list(String field, List<E> entries, Consumer<E> word) {
        json.writeArrayPropertyStart(field);
        for (E entry : entries) {
            json.writeStartObject();
            word.accept(entry);
            Cause cause = entry.causes().chosen(otherwise);
            documents.cause("cause", cause);
            ObjectNode correction = corrections.get(cause.event());
            if (correction != null) {
                json.writeName("correction");
                json.writeTree(correction);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void altered(String field, List<Altered<Unit>> units, Consumer<Altered<Unit>> word) {
        list(field, units, unit -> {
            text("unit", unit.after().id().value());
            name("name", unit.after().name());
            word.accept(unit);
        });
    }

    private void function(Function function) {
        text("function", function.id().value());
        name("name", function.name());
    }

    private void name(String field, Name name) {
        String spoken = languages.text(name);
        if (spoken != null) text(field, spoken);
        else DocumentWriter.Naming.byLanguage(json, field, name);
    }

    private void text(String field, @Nullable String text) {
        if (text == null) json.writeNullProperty(field);
        else json.writeStringProperty(field, text);
    }

    private void classification(String field, Unit unit) {
        json.writeObjectPropertyStart(field);
        text("kind", unit.kind().value());
        json.writeBooleanProperty("autonomous", unit.autonomous());
        json.writeEndObject();
    }

    private void superiors(String field, Unit unit) {
        json.writeArrayPropertyStart(field);
        for (Superior superior : unit.reportsTo()) json.writeString(superior.id());
        json.writeEndArray();
    }

    private static @Nullable String value(@Nullable UnitId id) {
        return id == null ? null : id.value();
    }
}
