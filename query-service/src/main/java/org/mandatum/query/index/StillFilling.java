package org.mandatum.query.index;

import org.mandatum.organisation.OrganisationId;

/** What is known of an organisation is still being read into memory; asking again in a moment goes on with the same reading. */
public final class StillFilling extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient OrganisationId organisation;
    private final int percent;

    StillFilling(OrganisationId organisation, int percent) {
        super(organisation + ": " + percent + " % of the rows have been read");
        this.organisation = organisation;
        this.percent = percent;
    }

    public OrganisationId organisation() {
        return organisation;
    }

    /** How much has been read, from 0 to 100. */
    public int percent() {
        return percent;
    }
}
