package org.mandatum.organisation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.mandatum.value.Evidence;
import org.mandatum.value.InvalidValue;

/** What a change rests on: its authority, how we know of it, and what the officer noted. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Grounds(
        Authority authority,
        @Nullable Evidence evidence,
        @Nullable String note) {
    public Grounds {
        InvalidValue.required("authority", authority);
    }
}
