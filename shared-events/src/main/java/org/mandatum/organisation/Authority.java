package org.mandatum.organisation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.mandatum.resolution.ResolutionId;
import org.mandatum.value.InvalidValue;

/** Why a change is lawful: the legal act, the paragraph of it, and the mandate that it answers. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Authority(
        ResolutionId resolution,
        @Nullable String paragraph,
        @Nullable String mandate) {
    public Authority {
        InvalidValue.required("resolution", resolution);
    }

    public static Authority of(String resolution) {
        return new Authority(new ResolutionId(resolution), null, null);
    }
}
