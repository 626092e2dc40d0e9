package org.mandatum.benchmarks.figures;

import java.util.Locale;

/**
 * What a figure should be.
 *
 * @param of whether the bound is one of the ratio or of our own value
 * @param atMost whether the bound is the highest or the lowest that will do
 */
public record Target(Of of, boolean atMost, double bound) {
    /** Which of a figure's numbers a target is about. */
    public enum Of {
        RATIO,
        VALUE
    }

    public static Target ratioAtMost(double bound) {
        return new Target(Of.RATIO, true, bound);
    }

    public static Target ratioAtLeast(double bound) {
        return new Target(Of.RATIO, false, bound);
    }

    public static Target atMost(double bound) {
        return new Target(Of.VALUE, true, bound);
    }

    public static Target atLeast(double bound) {
        return new Target(Of.VALUE, false, bound);
    }

    boolean isMet(Comparison comparison) {
        double value = of == Of.RATIO ? comparison.ratio() : comparison.our();
        return atMost ? value <= bound : value >= bound;
    }

    @Override
    public String toString() {
        String number = bound == Math.rint(bound)
                ? String.format(Locale.ROOT, "%,.0f", bound)
                : String.format(Locale.ROOT, "%.2f", bound);
        return (atMost ? "≤ " : "≥ ") + number + (of == Of.RATIO ? "x" : "");
    }
}
