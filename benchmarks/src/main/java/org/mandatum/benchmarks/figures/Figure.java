package org.mandatum.benchmarks.figures;

import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param name lasting: results of different days are compared by it
 * @param extent on how much data, such as {@code 10k events}
 * @param unit of both values
 * @param peer what the other side is
 * @param comparison null when it could not be measured; the remark says why
 */
record Figure(
        String name,
        String extent,
        String unit,
        String peer,
        @Nullable Comparison comparison,
        @Nullable Target target,
        String remark) {

    static Figure of(String name, String extent, String unit, String peer, Comparison comparison, Target target) {
        return new Figure(name, extent, unit, peer, comparison, target, "");
    }

    static Figure notMeasured(String name, String extent, String why) {
        return new Figure(name, extent, "", "", null, null, "not measured: " + why);
    }

    Figure remarked(String remark) {
        return new Figure(name, extent, unit, peer, comparison, target, remark);
    }

    /** A figure without a target of its own says something about another one. */
    Figure withoutTarget() {
        return new Figure(name, extent, unit, peer, comparison, null, remark);
    }

    String verdict() {
        if (comparison == null || target == null) return "-";
        return target.isMet(comparison) ? "met" : "missed";
    }
}
