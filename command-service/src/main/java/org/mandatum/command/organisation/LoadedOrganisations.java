package org.mandatum.command.organisation;

import java.time.LocalDate;
import org.axonframework.modelling.command.Repository;
import org.mandatum.command.resolution.LegalActs;
import org.mandatum.organisation.OrganisationId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Organisations as Axon's repository loads them: into the unit of work of whoever asks, and so into its transaction. */
@Component
final class LoadedOrganisations implements Enactments {
    /** Looked up late: the repository itself asks for what its aggregates' handlers may ask for, which this is part of. */
    private final ObjectProvider<Repository<Organisation>> organisations;

    private final LegalActs acts;

    LoadedOrganisations(ObjectProvider<Repository<Organisation>> organisations, LegalActs acts) {
        this.organisations = organisations;
        this.acts = acts;
    }

    @Override
    public Decided decide(OrganisationId organisation, ChangePackage orders, LocalDate today, boolean rehearsal) {
        return organisations
                .getObject()
                .load(Organisation.stream(organisation))
                .invoke(loaded -> loaded.enact(orders, acts, today, rehearsal));
    }
}
