package org.mandatum.organisation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.mandatum.value.Evidence;
import org.mandatum.value.InvalidValue;
import org.mandatum.value.Name;

/** A function as it was first stated: its id, its wording, and how we know of it when the change's evidence differs. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FunctionStatement(
        FunctionId id, Name name, @Nullable Evidence evidence) {
    public FunctionStatement {
        InvalidValue.required("id", id);
        InvalidValue.required("name", name);
    }
}
