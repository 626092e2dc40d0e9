package org.mandatum.organisation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.value.InvalidValue;
import org.mandatum.value.Name;

/**
 * A unit that a conversion, merger or split brings into being.
 *
 * @param kind absent: that of the unit it comes from
 * @param parent absent: the place of the unit it comes from; the organisation's own id: directly under the organisation
 * @param functions those of the unit it comes from that it takes over (splits only; conversions and mergers take all)
 * @param subordinates likewise
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EstablishedUnit(
        UnitId unit,
        @Nullable UnitKind kind,
        Name name,
        @Nullable UnitId parent,
        List<FunctionId> functions,
        List<UnitId> subordinates) {
    public EstablishedUnit {
        InvalidValue.required("unit", unit);
        InvalidValue.required("name", name);
        functions = InvalidValue.list("functions", functions);
        subordinates = InvalidValue.list("subordinates", subordinates);
    }
}
