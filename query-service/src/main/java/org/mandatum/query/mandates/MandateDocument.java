package org.mandatum.query.mandates;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.mandate.Mandate;
import org.mandatum.mandate.Mandate.Provision;
import org.mandatum.mandate.MandateTransition;
import org.mandatum.query.http.AsOf;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A mandate as the contract words it. */
final class MandateDocument {
    private MandateDocument() {}

    /** All but what depends on the day on which it is looked at. */
    static ObjectNode of(Mandate mandate) {
        ObjectNode json = EventJson.MAPPER.createObjectNode();
        json.put("id", mandate.id().value());
        json.put("organisation", mandate.organisation().value());
        json.put("status", mandate.state().code());
        json.put("open", mandate.state().open());
        json.put("awaited", mandate.awaited());
        json.set("title", EventJson.MAPPER.valueToTree(mandate.title()));
        put(json, "text", mandate.text());
        put(json, "dueOn", mandate.dueOn());
        json.setAll((ObjectNode) EventJson.MAPPER.valueToTree(mandate.attributes()));
        json.put(
                "resolution",
                mandate.provisions().getFirst().authority().resolution().value());
        put(json, "paragraph", mandate.provisions().getFirst().authority().paragraph());
        ArrayNode provisions = json.putArray("provisions");
        mandate.provisions().forEach(provision -> provisions.add(provision(provision)));
        json.put("issuedOn", mandate.issuedOn().toString());
        json.put("lastRenewedOn", mandate.lastRenewedOn().toString());
        put(json, "lead", mandate.lead());
        json.set("units", EventJson.MAPPER.valueToTree(mandate.units()));
        put(json, "assignment", mandate.assignment());
        json.put("unassigned", mandate.unassigned());
        put(json, "unassignedOn", mandate.unassignedOn());
        put(json, "report", mandate.report());
        json.set("proposals", EventJson.MAPPER.valueToTree(mandate.proposals()));
        put(json, "implementation", mandate.claim());
        put(json, "continuedBy", mandate.continuedBy());
        put(json, "remindedOf", mandate.remindedOf());
        put(json, "overdueRaisedOf", mandate.overdueRaisedOf());
        json.put("lastStepOn", mandate.lastStepOn().toString());
        ArrayNode possible = json.putArray("possible");
        for (MandateTransition transition : mandate.state().possible()) possible.add(transition.code());
        return json;
    }

    /** Adds what depends on the day: whether it is overdue then, and since when. */
    static ObjectNode on(AsOf asOf, ObjectNode document) {
        LocalDate dueOn = document.hasNonNull("dueOn")
                ? LocalDate.parse(document.get("dueOn").asString())
                : LocalDate.MAX;
        boolean overdue = document.get("awaited").asBoolean() && dueOn.isBefore(asOf.effectiveOn());
        document.put("overdue", overdue);
        if (overdue) document.put("overdueSince", dueOn.plusDays(1).toString());
        return document;
    }

    private static ObjectNode provision(Provision provision) {
        ObjectNode json = EventJson.MAPPER.createObjectNode();
        json.put("how", provision.how().name().toLowerCase(Locale.ROOT));
        json.put("resolution", provision.authority().resolution().value());
        put(json, "paragraph", provision.authority().paragraph());
        json.put("effectiveOn", provision.effectiveOn().toString());
        return json;
    }

    private static void put(ObjectNode json, String field, @Nullable Object value) {
        if (value == null) return;
        JsonNode tree = EventJson.MAPPER.valueToTree(value);
        json.set(field, tree);
    }
}
