package org.mandatum.organisation;

import org.mandatum.resolution.OrganId;
import org.mandatum.value.InvalidValue;
import org.mandatum.value.Name;

/** A deliberating body, or an officer who issues orders. Not a unit, but units can report to it. */
public record Organ(OrganId id, Name name) {
    public Organ {
        InvalidValue.required("id", id);
        InvalidValue.required("name", name);
    }
}
