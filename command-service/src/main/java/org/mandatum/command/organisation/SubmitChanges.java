package org.mandatum.command.organisation;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.mandatum.command.decision.ForOrganisation;
import org.mandatum.organisation.OrganisationId;

/**
 * Puts a package of changes before an organisation.
 *
 * @param expectedVersion the version that the officer saw; null: whatever it is
 * @param rehearsal decide only, record nothing
 */
public record SubmitChanges(
        OrganisationId organisation,
        ChangePackage orders,
        @Nullable Long expectedVersion,
        boolean rehearsal) implements ForOrganisation {
    @TargetAggregateIdentifier
    String stream() {
        return Organisation.stream(organisation);
    }
}
