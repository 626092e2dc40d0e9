package org.mandatum.organisation;

import org.mandatum.event.Event;

/** A fact about one organisation. */
public sealed interface OrganisationEvent extends Event permits OrganisationOpened, StructuralEvent, Correction {
    OrganisationId organisation();
}
