package org.mandatum.resolution;

import java.util.List;
import org.mandatum.value.InvalidValue;

/** The power to order these changes, given to another organ. */
public record Delegation(OrganId to, List<String> changes) {
    public Delegation {
        InvalidValue.required("to", to);
        changes = InvalidValue.list("changes", changes);
        if (changes.isEmpty()) throw new InvalidValue("changes", "names at least one type of change");
    }
}
