package org.mandatum.organisation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.mandatum.resolution.ResolutionId;
import org.mandatum.value.InvalidValue;

/**
 * Why a change is lawful: the legal act, the paragraph of it, the mandate that it answers, and the proposal that it was
 * enacted by.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Authority(
        @JsonProperty("resolution") ResolutionId resolution,
        @JsonProperty("paragraph") @Nullable String paragraph,
        @JsonProperty("mandate") @Nullable String mandate,
        @JsonProperty("proposal") @Nullable String proposal) {
    @JsonCreator
    public Authority {
        InvalidValue.required("resolution", resolution);
    }

    /** Without a proposal. */
    public Authority(ResolutionId resolution, @Nullable String paragraph, @Nullable String mandate) {
        this(resolution, paragraph, mandate, null);
    }

    public static Authority of(String resolution) {
        return new Authority(new ResolutionId(resolution), null, null);
    }
}
