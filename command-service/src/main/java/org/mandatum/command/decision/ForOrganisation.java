package org.mandatum.command.decision;

import org.mandatum.organisation.OrganisationId;

/** An order that names the organisation it is for: it goes no further than where the person's token reaches. */
public interface ForOrganisation {
    OrganisationId organisation();
}
