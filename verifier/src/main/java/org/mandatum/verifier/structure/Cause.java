package org.mandatum.verifier.structure;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.export.Json.Canonical;

/** The change that something goes back to: its event, the day as corrected, and what it rests on. */
record Cause(
        String event,
        LocalDate effectiveOn,
        Canonical authority,
        @Nullable Canonical evidence,
        @Nullable Canonical note) {

    static Cause of(String event, LocalDate effectiveOn, Fields payload) throws Fields.Unfit {
        Fields grounds = payload.object("grounds");
        return new Cause(
                event,
                effectiveOn,
                grounds.requiredCanonical("authority"),
                grounds.canonical("evidence"),
                grounds.canonical("note"));
    }

    void writeTo(Map<String, @Nullable Object> document, String day) {
        document.put(day, effectiveOn.toString());
        document.put("authority", authority);
        if (evidence != null) document.put("evidence", evidence);
        if (note != null) document.put("note", note);
        document.put("event", event);
    }
}
