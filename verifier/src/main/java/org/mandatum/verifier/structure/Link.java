package org.mandatum.verifier.structure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A coordination link. */
record Link(Ends ends, @Nullable String purpose, Cause linked) {
    /** Two units, the lesser id first: a link has no direction. */
    record Ends(String first, String second) implements Comparable<Ends> {
        static Ends of(String one, String other) {
            return one.compareTo(other) <= 0 ? new Ends(one, other) : new Ends(other, one);
        }

        String other(String unit) {
            return first.equals(unit) ? second : first;
        }

        @Override
        public int compareTo(Ends other) {
            int byFirst = first.compareTo(other.first);
            return byFirst != 0 ? byFirst : second.compareTo(other.second);
        }
    }

    Map<String, @Nullable Object> document() {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("units", List.of(ends.first(), ends.second()));
        if (purpose != null) document.put("purpose", purpose);
        linked.writeTo(document, "since");
        return document;
    }
}
