package org.mandatum.verifier.structure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.export.Json.Canonical;

/** A function while the fold goes on, and the one unit that holds it. */
final class Duty {
    final String id;
    final Unit.Rank rank;
    final Cause assigned;
    /** Where it differs from that of the change. */
    final @Nullable Canonical evidence;

    Canonical name;
    String holder;
    Cause changed;

    Duty(String id, Canonical name, String holder, @Nullable Canonical evidence, Unit.Rank rank, Cause assigned) {
        this.id = id;
        this.name = name;
        this.holder = holder;
        this.evidence = evidence;
        this.rank = rank;
        this.assigned = assigned;
        changed = assigned;
    }

    /** As an answer shows it within its unit. */
    Map<String, @Nullable Object> document() {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("id", id);
        document.put("name", name);
        assigned.writeTo(document, "since");
        if (evidence != null) document.put("evidence", evidence);
        Unit.writeChanged(document, assigned, changed);
        return document;
    }
}
