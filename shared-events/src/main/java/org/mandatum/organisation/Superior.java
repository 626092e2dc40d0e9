package org.mandatum.organisation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.mandatum.resolution.OrganId;
import org.mandatum.value.InvalidValue;

/** The upper end of a reporting line: a unit or an organ, exactly one of the two. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Superior(
        @JsonProperty("unit") @Nullable UnitId unit,
        @JsonProperty("organ") @Nullable OrganId organ) {
    @JsonCreator
    public Superior {
        if ((unit == null) == (organ == null))
            throw new InvalidValue("", "names a unit or an organ, exactly one of the two");
    }

    /** From JSON's short form: the id of a unit, or of an organ when no unit bears it (the decision finds out). */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Superior of(String id) {
        return new Superior(new UnitId(id), null);
    }

    public static Superior organ(String id) {
        return new Superior(null, new OrganId(id));
    }

    /** The id of whichever end it is. */
    public String id() {
        return unit != null
                ? unit.value()
                : java.util.Objects.requireNonNull(organ).value();
    }
}
