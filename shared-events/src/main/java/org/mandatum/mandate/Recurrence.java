package org.mandatum.mandate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Period;
import org.jspecify.annotations.Nullable;
import org.mandatum.resolution.OrganId;
import org.mandatum.value.InvalidValue;

/**
 * A duty that comes again: a report to each regular session of the General Assembly.
 *
 * @param each what it comes again with, such as {@code regular session}
 * @param organ to whom the report is due
 * @param every how long after one due date the next one falls (ISO 8601, such as {@code P1Y}); absent where only the
 *     calendar of the organ tells
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Recurrence(
        String each, @Nullable OrganId organ, @Nullable Period every) {
    public Recurrence {
        if (InvalidValue.required("each", each).isBlank()) throw new InvalidValue("each", "is empty");
        if (every != null && (every.isNegative() || every.isZero()))
            throw new InvalidValue("every", "is a period of at least one day, such as P1Y");
    }
}
