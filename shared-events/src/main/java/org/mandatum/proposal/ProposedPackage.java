package org.mandatum.proposal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mandatum.value.Evidence;
import org.mandatum.value.InvalidValue;

/**
 * The structural changes that a proposal would make, worded as the orders of a package are. They have no authority yet: that
 * is the instrument which enacts them.
 *
 * @param effectiveOn the day from which they are to be in effect, for those that name none themselves
 * @param changes each with its {@code type} and fields
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProposedPackage(
        @Nullable LocalDate effectiveOn,
        List<Map<String, Object>> changes,
        @Nullable Evidence evidence,
        @Nullable String note) {
    public ProposedPackage {
        changes = InvalidValue.list("changes", changes);
        if (changes.isEmpty()) throw new InvalidValue("changes", "is a list of at least one change");
    }
}
