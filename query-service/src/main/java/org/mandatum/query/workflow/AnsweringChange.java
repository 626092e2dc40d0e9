package org.mandatum.query.workflow;

import java.time.LocalDate;
import java.util.List;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.EventTypes;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.FunctionStatement;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.StructuralEvent.*;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A structural change as it was known at a moment.
 *
 * @param effectiveOn as corrected by then
 * @param annulled whether it was annulled by then
 * @param units those that it is about
 */
public record AnsweringChange(RecordedEvent recorded, LocalDate effectiveOn, boolean annulled, List<String> units) {
    public String id() {
        return recorded.id();
    }

    public OrganisationId organisation() {
        return fact().organisation();
    }

    public Authority authority() {
        return fact().grounds().authority();
    }

    public boolean inEffect(LocalDate on) {
        return !annulled && !effectiveOn.isAfter(on);
    }

    public boolean planned(LocalDate on) {
        return !annulled && effectiveOn.isAfter(on);
    }

    /** The functions that it is about. */
    public List<String> functions() {
        return switch (fact()) {
            case SecretariatCreated e -> ids(e.functions());
            case UnitCreated e -> ids(e.functions());
            case SecretariatEliminated e -> placed(e.redistribution());
            case UnitEliminated e -> placed(e.redistribution());
            case FunctionAssigned e -> List.of(e.function().value());
            case FunctionRedistributed e -> List.of(e.function().value());
            case FunctionRevised e -> List.of(e.function().value());
            case FunctionDiscontinued e -> List.of(e.function().value());
            default -> List.of();
        };
    }

    /** As the contract words it, on a day. */
    public ObjectNode json(LocalDate on) {
        ObjectNode json = EventJson.MAPPER.createObjectNode();
        json.put("event", id());
        json.put("type", EventTypes.of(fact().getClass()).name());
        json.put("effectiveOn", effectiveOn.toString());
        json.put("recordedAt", recorded.recordedAt().toString());
        json.put("position", recorded.position());
        json.put("state", annulled ? "annulled" : inEffect(on) ? "in-effect" : "planned");
        json.set("authority", EventJson.MAPPER.valueToTree(authority()));
        if (recorded.actor() != null) json.set("actor", EventJson.MAPPER.valueToTree(recorded.actor()));
        ArrayNode about = json.putArray("units");
        units.forEach(about::add);
        ArrayNode functions = json.putArray("functions");
        functions().forEach(functions::add);
        return json;
    }

    private StructuralEvent fact() {
        return (StructuralEvent) recorded.event();
    }

    private static List<String> ids(List<FunctionStatement> functions) {
        return functions.stream().map(function -> function.id().value()).toList();
    }

    private static List<String> placed(List<PlacedFunction> functions) {
        return functions.stream().map(placed -> placed.function().value()).toList();
    }
}
