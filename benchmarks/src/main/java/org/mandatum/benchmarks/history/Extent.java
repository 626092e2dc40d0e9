package org.mandatum.benchmarks.history;

import org.mandatum.organisation.OrganisationId;

/**
 * How much of a history there is to be.
 *
 * @param changes how many structural changes it has; the opening of the register comes on top
 * @param units how many units are in force at a time, once the organisation has been built up
 * @param acts what the ids of the acts that it cites begin with; the year follows
 */
public record Extent(OrganisationId organisation, long changes, int units, String acts) {
    private static final int FEWEST_UNITS = 10;
    private static final int MOST_UNITS = 1_000;

    public Extent {
        if (changes < 1) throw new IllegalArgumentException(changes + " changes make no history");
        if (units < FEWEST_UNITS)
            throw new IllegalArgumentException(units + " units are too few for three levels; use " + FEWEST_UNITS);
    }

    /** About 1,000 units from 10,000 changes on; fewer in proportion below that. */
    public static Extent of(String organisation, long changes, String acts) {
        int units = Math.clamp(changes / 10, FEWEST_UNITS, MOST_UNITS);
        return new Extent(new OrganisationId(organisation), changes, units, acts);
    }
}
