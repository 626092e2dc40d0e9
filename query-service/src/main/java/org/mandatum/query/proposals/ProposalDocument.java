package org.mandatum.query.proposals;

import java.time.LocalDate;
import org.mandatum.journal.EventJson;
import org.mandatum.proposal.Proposal;
import org.mandatum.proposal.ProposalTransition;
import org.mandatum.query.http.AsOf;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A proposal as the contract words it. */
final class ProposalDocument {
    private ProposalDocument() {}

    /** All but what depends on the day on which it is looked at. */
    static ObjectNode of(Proposal proposal) {
        ObjectNode fold = EventJson.MAPPER.valueToTree(proposal);
        ObjectNode json = EventJson.MAPPER.createObjectNode();
        json.set("id", fold.remove("id"));
        json.set("organisation", fold.remove("organisation"));
        json.set("status", fold.remove("state"));
        json.set("package", fold.remove("content"));
        json.setAll(fold);
        json.put("changeCount", proposal.content().changes().size());
        ArrayNode possible = json.putArray("possible");
        for (ProposalTransition transition : proposal.state().possible()) possible.add(transition.code());
        return json;
    }

    /** Adds whether what it proposed is in effect on that day. */
    static ObjectNode on(AsOf asOf, ObjectNode document) {
        JsonNode inEffectOn = document.at("/enactment/inEffectOn");
        document.put(
                "inEffect",
                inEffectOn.isString() && !LocalDate.parse(inEffectOn.asString()).isAfter(asOf.effectiveOn()));
        return document;
    }
}
