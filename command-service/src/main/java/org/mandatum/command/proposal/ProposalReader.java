package org.mandatum.command.proposal;

import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.http.BadRequest;
import org.mandatum.command.http.Body;
import org.mandatum.command.mandate.Mandates;
import org.mandatum.command.organisation.ChangeReader;
import org.mandatum.mandate.Mandate;
import org.mandatum.mandate.MandateId;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.proposal.ProposalId;
import org.mandatum.proposal.ProposedPackage;
import org.mandatum.value.InvalidValue;
import org.mandatum.value.Name;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads proposals and what is done with them as the contract words it. */
final class ProposalReader {
    private ProposalReader() {}

    private static final List<String> BESIDE = List.of("effectiveOn", "authority");

    /** A proposal as posted. */
    record Draft(
            @Nullable ProposalId id,
            @Nullable OrganisationId organisation,
            @Nullable MandateId mandate,
            Name title,
            @Nullable Authority authority,
            @Nullable LocalDate effectiveOn,
            ProposedPackage content) {
        Draft {
            InvalidValue.required("title", title);
            InvalidValue.required("package", content);
        }

        /** @param idOf makes an id of a title, where none is given */
        ProposalId id(UnaryOperator<String> idOf) {
            return id == null ? new ProposalId(idOf.apply(title.text("en"))) : id;
        }

        /**
         * What it says, read as strictly as a package is. An authority that is left out is the mandate's provision.
         *
         * @throws BadRequest naming what cannot be read; or {@code authority}, where there is none
         */
        ProposalOrder.Edit says(Mandates mandates) {
            Authority rests = authority;
            Mandate answered = mandate == null ? null : mandates.find(mandate);
            if (rests == null && answered != null) rests = answered.authority();
            if (rests == null)
                throw new BadRequest(
                        "invalid-field",
                        "authority",
                        "authority is required: the act that asks for the proposal, or a mandate that the register"
                                + " knows.");
            ChangeReader.read(content, rests);
            return new ProposalOrder.Edit(mandate, title.in("en"), content, rests);
        }
    }

    private record Beside(
            @Nullable LocalDate effectiveOn, @Nullable Authority authority) {}

    static Draft draft(JsonNode body) {
        ObjectNode fields = (ObjectNode) body.deepCopy();
        // "package" is no name that Java allows.
        if (fields.has("content")) throw new BadRequest("unknown-field", "content", "content is not a field here.");
        JsonNode content = fields.remove("package");
        if (content == null) throw new BadRequest("invalid-field", "package", "package is required.");
        Body.read(content, ProposedPackage.class, "package");
        fields.set("content", content);
        Draft draft = Body.read(fields, Draft.class, "");
        if (draft.effectiveOn() != null) Body.day("effectiveOn", draft.effectiveOn());
        return draft;
    }

    static Step step(JsonNode body, Class<? extends ProposalOrder> type) {
        ObjectNode fields = (ObjectNode) body.deepCopy();
        ObjectNode given = fields.objectNode();
        for (String name : BESIDE) {
            JsonNode value = fields.remove(name);
            if (value != null) given.set(name, value);
        }
        Beside beside = Body.read(given, Beside.class, "");
        if (type == ProposalOrder.Enact.class && beside.authority() == null)
            throw new BadRequest(
                    "invalid-field",
                    "authority",
                    "authority is required: the resolution or executive order that enacts the proposal.");
        if (beside.effectiveOn() != null) Body.day("effectiveOn", beside.effectiveOn());
        return new Step(Body.read(fields, type, "", BESIDE), beside.effectiveOn(), beside.authority());
    }
}
