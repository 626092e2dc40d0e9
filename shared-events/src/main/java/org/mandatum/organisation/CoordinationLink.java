package org.mandatum.organisation;

import org.jspecify.annotations.Nullable;

/** A named, undirected working relation between two units. */
public record CoordinationLink(Ends ends, @Nullable String purpose, Change.Cause linked) {
    /** The two units, the lesser id first: a link has no direction. */
    public record Ends(UnitId first, UnitId second) implements Comparable<Ends> {
        public static Ends of(UnitId one, UnitId other) {
            return one.compareTo(other) <= 0 ? new Ends(one, other) : new Ends(other, one);
        }

        public boolean has(UnitId unit) {
            return first.equals(unit) || second.equals(unit);
        }

        UnitId other(UnitId unit) {
            return first.equals(unit) ? second : first;
        }

        @Override
        public int compareTo(Ends other) {
            int byFirst = first.compareTo(other.first);
            return byFirst != 0 ? byFirst : second.compareTo(other.second);
        }
    }
}
