package org.mandatum.mandate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.Pillar;
import org.mandatum.value.InvalidValue;

/**
 * By what a mandate is sorted, sought and weighed; none of it is needed.
 *
 * @param programmeArea the area of the programme budget that it falls under, in the organisation's own words
 * @param function the function that it concerns; where that function goes, an open mandate follows
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Attributes(
        @Nullable Priority priority,
        @JsonProperty("class") @Nullable MandateClass mandateClass,
        @Nullable Pillar pillar,
        @Nullable String programmeArea,
        @Nullable Cost cost,
        List<String> keywords,
        @Nullable Recurrence recurrence,
        @Nullable FunctionId function) {
    public static final Attributes NONE = new Attributes(null, null, null, null, null, List.of(), null, null);

    public Attributes {
        keywords = InvalidValue.list("keywords", keywords);
        if (keywords.stream().anyMatch(String::isBlank)) throw new InvalidValue("keywords", "has an empty one");
    }
}
