package org.mandatum.organisation;

import java.util.List;

/**
 * A unit that is no longer in force, as it last was.
 *
 * @param successors the units that it was converted into, merged into or split into, or that followed its elimination
 */
public record EndedUnit(Unit last, List<UnitId> successors, Change.Cause ended) {}
