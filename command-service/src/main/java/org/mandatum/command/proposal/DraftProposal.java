package org.mandatum.command.proposal;

import java.time.LocalDate;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.decision.ForOrganisation;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.proposal.ProposalId;

/**
 * Puts down a proposal.
 *
 * @param says what it says at first
 * @param effectiveOn absent: today
 */
record DraftProposal(
        ProposalId proposal,
        OrganisationId organisation,
        ProposalOrder.Edit says,
        @Nullable LocalDate effectiveOn,
        boolean rehearsal)
        implements ForOrganisation {
    @TargetAggregateIdentifier
    String stream() {
        return ProposalFile.stream(proposal);
    }
}
