package org.mandatum.verifier.audit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.export.Line.Entry;
import org.mandatum.verifier.export.Line.Placed;
import org.mandatum.verifier.export.Unreadable;

/** What has been found; the first ones are kept, the rest counted, since one cause may have a million effects. */
final class Findings {
    private static final int MOST = 100;

    private final List<Finding> first = new ArrayList<>();
    private long count;

    void event(String rule, Placed placed, Entry entry, String detail) {
        add(new Finding(rule, where(placed), entry.index(), entry.id(), null, detail));
    }

    void checkpoint(String rule, String where, @Nullable Long size, String detail) {
        add(new Finding(rule, where, null, null, size, detail));
    }

    void line(String rule, String where, String detail) {
        add(new Finding(rule, where, null, null, null, detail));
    }

    void add(Finding finding) {
        count++;
        if (first.size() < MOST)
            first.add(new Finding(
                    finding.rule(),
                    finding.where(),
                    finding.index(),
                    finding.event(),
                    finding.checkpoint(),
                    finding.detail()
                            .lines()
                            .map(Unreadable::shown)
                            .reduce((a, b) -> a + " / " + b)
                            .orElse("")));
    }

    static String where(Placed placed) {
        return placed.file() + ", line " + placed.number();
    }

    List<Finding> first() {
        return List.copyOf(first);
    }

    long count() {
        return count;
    }
}
