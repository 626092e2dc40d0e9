package org.mandatum.mandate;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.mandatum.value.InvalidValue;

/** A document that shows what was done. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Document(String title, @Nullable String url) {
    public Document {
        if (InvalidValue.required("title", title).isBlank()) throw new InvalidValue("title", "is empty");
    }
}
