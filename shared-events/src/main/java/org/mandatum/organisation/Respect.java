package org.mandatum.organisation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.mandatum.organisation.Change.Cause;

/** In what a unit or function may be otherwise than it was at first; each has its own cause. */
public enum Respect {
    NAME("name"),
    PARENT("parent"),
    REPORTS_TO("reportsTo"),
    PILLAR("pillar"),
    SUSPENSION("suspended"),
    PREDECESSORS("predecessors"),
    /** Which unit holds a function. */
    HOLDER("unit");

    private final String field;

    Respect(String field) {
        this.field = field;
    }

    /** The field of an answer that shows it. */
    public String field() {
        return field;
    }

    /** @throws IllegalArgumentException when no respect is shown in that field */
    public static Respect of(String field) {
        for (Respect respect : values()) if (respect.field.equals(field)) return respect;
        throw new IllegalArgumentException("nothing is shown in '" + field + "'");
    }

    static Map<Respect, Cause> with(Map<Respect, Cause> causes, Respect respect, Cause cause) {
        var more = new EnumMap<Respect, Cause>(Respect.class);
        more.putAll(causes);
        more.put(respect, cause);
        return Collections.unmodifiableMap(more);
    }
}
