package org.mandatum.verifier.structure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.export.Json.Canonical;

/** A unit while the fold goes on: each change alters it. */
final class Unit {
    final String id;
    final String kind;
    final boolean autonomous;
    /** When it was first recorded, and its place within that change: its lasting place in every answer. */
    final Rank rank;

    Canonical name;
    /** Null: directly under the organisation. */
    @Nullable
    String parent;

    List<Superior> reportsTo;

    @Nullable
    Object pillar;

    @Nullable
    Suspension suspension;

    List<String> predecessors = new ArrayList<>();
    Cause established;
    Cause changed;

    Unit(
            String id,
            String kind,
            Canonical name,
            @Nullable String parent,
            List<Superior> reportsTo,
            @Nullable Object pillar,
            boolean autonomous,
            Rank rank,
            Cause established) {
        this.id = id;
        this.kind = kind;
        this.name = name;
        this.parent = parent;
        this.reportsTo = reportsTo;
        this.pillar = pillar;
        this.autonomous = autonomous;
        this.rank = rank;
        this.established = established;
        changed = established;
    }

    record Rank(long sequence, int part) implements Comparable<Rank> {
        @Override
        public int compareTo(Rank other) {
            return sequence == other.sequence
                    ? Integer.compare(part, other.part)
                    : Long.compare(sequence, other.sequence);
        }
    }

    /** The upper end of a further line: a unit, or an organ. */
    record Superior(String id, boolean isUnit) {}

    record Suspension(@Nullable String reason, Cause cause) {}

    /** As an answer shows it, without its functions. */
    Map<String, @Nullable Object> document() {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("id", id);
        document.put("kind", kind);
        document.put("name", name);
        document.put("parent", parent);
        document.put("reportsTo", reportsTo.stream().map(Superior::id).toList());
        if (pillar != null) document.put("pillar", pillar);
        if (autonomous) document.put("autonomous", true);
        if (suspension != null) {
            var suspended = new LinkedHashMap<String, @Nullable Object>();
            if (suspension.reason() != null) suspended.put("reason", suspension.reason());
            suspension.cause().writeTo(suspended, "since");
            document.put("suspended", suspended);
        }
        if (!predecessors.isEmpty()) document.put("predecessors", List.copyOf(predecessors));
        established.writeTo(document, "since");
        writeChanged(document, established, changed);
        return document;
    }

    static void writeChanged(Map<String, @Nullable Object> document, Cause first, Cause last) {
        if (last.equals(first)) return;
        var changed = new LinkedHashMap<String, @Nullable Object>();
        last.writeTo(changed, "effectiveOn");
        document.put("changed", changed);
    }
}
