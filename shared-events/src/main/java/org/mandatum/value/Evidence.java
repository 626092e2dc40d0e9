package org.mandatum.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a fact is known: where it comes from and, where there is one, the reference. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evidence(
        @JsonProperty("source") Source source,
        @JsonProperty("reference") @Nullable String reference) {
    @JsonCreator
    public Evidence {
        InvalidValue.required("source", source);
    }

    /** From JSON's short form, the bare source. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Evidence of(String source) {
        return new Evidence(Source.of(source), null);
    }

    /** From strongest to weakest. */
    public enum Source {
        /** The source document says so. */
        DOCUMENT,
        /** The public record says so. */
        PUBLIC_RECORD,
        /** Concluded from what the two say. */
        INFERRED,
        /** Neither says so: the least assumption that makes the story whole. */
        ASSUMED;

        /** Written and read with every event. */
        private final String code = Code.of(this);

        @JsonValue
        public String code() {
            return code;
        }

        @JsonCreator
        public static Source of(String code) {
            for (Source source : values()) if (source.code().equals(code)) return source;
            throw new InvalidValue(
                    "",
                    "is not one of " + Arrays.stream(values()).map(Source::code).collect(Collectors.joining(", ")));
        }
    }
}
