package org.mandatum.query.workflow;

import java.util.Collection;
import java.util.TreeSet;
import org.mandatum.journal.EventJson;
import org.mandatum.organisation.EndedFunction;
import org.mandatum.organisation.EndedUnit;
import org.mandatum.organisation.Function;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Unit;
import org.mandatum.query.http.AsOf;
import org.mandatum.query.index.Indexes;
import org.mandatum.query.index.OrganisationIndex;
import org.mandatum.query.index.Row;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The units and functions that mandates and changes speak of: what they are called, and whether they are there. */
@Component
public class Parts {
    private final Indexes indexes;

    Parts(Indexes indexes) {
        this.indexes = indexes;
    }

    /** Adds {@code <field>Name} for the unit that stands in a field; nothing when it is not known on that day. */
    public void name(ObjectNode json, String field, AsOf asOf) {
        if (!json.hasNonNull(field)) return;
        var organisation = new OrganisationId(json.get("organisation").asString());
        String id = json.get(field).asString();
        OrganisationIndex index = indexes.of(organisation);
        Row<Unit> unit = index.unit(id, asOf.effectiveOn(), asOf.knownAt());
        Row<EndedUnit> ended = unit == null ? index.endedUnit(id, asOf.effectiveOn(), asOf.knownAt()) : null;
        if (unit != null)
            json.set(field + "Name", EventJson.MAPPER.valueToTree(unit.value().name()));
        else if (ended != null)
            json.set(
                    field + "Name",
                    EventJson.MAPPER.valueToTree(ended.value().last().name()));
    }

    public ArrayNode units(OrganisationId organisation, Collection<String> ids, AsOf asOf) {
        OrganisationIndex index = indexes.of(organisation);
        ArrayNode units = EventJson.MAPPER.createArrayNode();
        for (String id : new TreeSet<>(ids)) {
            ObjectNode json = units.addObject();
            json.put("id", id);
            Row<Unit> unit = index.unit(id, asOf.effectiveOn(), asOf.knownAt());
            Row<EndedUnit> ended = index.endedUnit(id, asOf.effectiveOn(), asOf.knownAt());
            if (unit != null)
                json.set("name", EventJson.MAPPER.valueToTree(unit.value().name()));
            else if (ended != null) {
                json.set(
                        "name",
                        EventJson.MAPPER.valueToTree(ended.value().last().name()));
                json.put("endedOn", ended.value().ended().effectiveOn().toString());
            }
            json.put("inForce", unit != null);
        }
        return units;
    }

    public ArrayNode functions(OrganisationId organisation, Collection<String> ids, AsOf asOf) {
        OrganisationIndex index = indexes.of(organisation);
        ArrayNode functions = EventJson.MAPPER.createArrayNode();
        for (String id : new TreeSet<>(ids)) {
            ObjectNode json = functions.addObject();
            json.put("id", id);
            Row<Function> function = index.function(id, asOf.effectiveOn(), asOf.knownAt());
            Row<EndedFunction> ended = index.endedFunction(id, asOf.effectiveOn(), asOf.knownAt());
            if (function != null) {
                json.set("name", EventJson.MAPPER.valueToTree(function.value().name()));
                json.put("holder", function.value().holder().value());
            } else if (ended != null)
                json.set(
                        "name",
                        EventJson.MAPPER.valueToTree(ended.value().last().name()));
            json.put("held", function != null);
        }
        return functions;
    }
}
