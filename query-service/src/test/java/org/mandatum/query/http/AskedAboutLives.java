package org.mandatum.query.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.organisation.UnitId;
import org.mandatum.value.Name;
import tools.jackson.databind.JsonNode;

/** Lives of units, and what is told of them. */
abstract class AskedAboutLives extends AskedOverHttp {
    JsonNode history(OrganisationId org, String unit) {
        return get("/organisations/" + org + "/units/" + unit + "/history");
    }

    boolean isInForce(OrganisationId org, String unit, String day) {
        return get("/organisations/" + org + "/units/" + unit + "/history?effectiveOn=" + day)
                .get("inForce")
                .asBoolean();
    }

    static List<String> events(JsonNode told) {
        return told.valueStream().map(one -> one.get("event").asString()).toList();
    }

    static List<String> types(JsonNode entries) {
        return entries.valueStream().map(entry -> entry.get("type").asString()).toList();
    }

    /** Each change with name and place before and after it. */
    static List<String> told(JsonNode entries) {
        return entries.valueStream()
                .map(entry -> entry.get("type").asString() + ": " + shown(entry.get("before")) + " -> "
                        + shown(entry.get("after")))
                .toList();
    }

    static String shown(JsonNode unit) {
        return unit.isNull()
                ? "nothing"
                : unit.at("/name/en").asString()
                        + " under "
                        + (unit.get("parent").isNull()
                                ? "null"
                                : unit.get("parent").asString());
    }

    List<String> ofLog(String path) {
        return get(path)
                .get("events")
                .valueStream()
                .map(event -> event.get("id").asString())
                .toList();
    }

    /** Before and after each change. */
    static List<String> names(JsonNode entries) {
        return entries.valueStream()
                .map(entry -> entry.at("/before/name/en").asString("-") + " "
                        + entry.at("/after/name/en").asString("-"))
                .toList();
    }

    static List<String> ids(JsonNode relatives) {
        return relatives.valueStream().map(one -> one.get("id").asString()).toList();
    }

    static StructuralEvent renamed(OrganisationId org, String unit, String name, String day) {
        return new UnitRenamed(org, new UnitId(unit), Name.of("en", name), day(day), GROUNDS);
    }

    static StructuralEvent moved(OrganisationId org, String unit, String parent, String day) {
        return new UnitMoved(org, new UnitId(unit), new UnitId(parent), day(day), GROUNDS);
    }

    static StructuralEvent eliminated(OrganisationId org, String unit, @Nullable String successor, String day) {
        return new UnitEliminated(
                org,
                new UnitId(unit),
                successor == null ? null : new UnitId(successor),
                List.of(),
                List.of(),
                day(day),
                GROUNDS);
    }

    static StructuralEvent reinstated(OrganisationId org, String unit, @Nullable String parent, String day) {
        return new UnitReinstated(org, new UnitId(unit), parent == null ? null : new UnitId(parent), day(day), GROUNDS);
    }

    static StructuralEvent merged(OrganisationId org, String unit, String into, String day) {
        return new UnitsMerged(org, List.of(new UnitId(unit)), new UnitId(into), null, day(day), GROUNDS);
    }
}
