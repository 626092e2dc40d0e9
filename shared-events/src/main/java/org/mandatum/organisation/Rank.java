package org.mandatum.organisation;

import java.util.Comparator;

/**
 * The lasting order of units and functions in every answer: when they were first recorded, and their place within that
 * one change. It does not depend on the day that is asked about, so siblings keep their places over time.
 */
public record Rank(long sequence, int part) implements Comparable<Rank> {
    private static final Comparator<Rank> ORDER =
            Comparator.comparingLong(Rank::sequence).thenComparingInt(Rank::part);

    @Override
    public int compareTo(Rank other) {
        return ORDER.compare(this, other);
    }
}
