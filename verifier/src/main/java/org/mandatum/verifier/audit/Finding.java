package org.mandatum.verifier.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it must be.
 *
 * @param rule which rule it breaks; a stable code
 * @param where the file and line, or where else it was found
 * @param index of the event in the log, where it is about one
 * @param event its id
 * @param checkpoint size of the checkpoint that it is about
 */
public record Finding(
        String rule,
        String where,
        @Nullable Long index,
        @Nullable String event,
        @Nullable Long checkpoint,
        String detail) {

    /** For programs. */
    public Map<String, @Nullable Object> document() {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("rule", rule);
        document.put("where", where);
        if (index != null) document.put("index", index);
        if (event != null) document.put("event", event);
        if (checkpoint != null) document.put("checkpoint", checkpoint);
        document.put("detail", detail);
        return document;
    }

    @Override
    public String toString() {
        return where + ": " + detail + " [" + rule + "]";
    }
}
