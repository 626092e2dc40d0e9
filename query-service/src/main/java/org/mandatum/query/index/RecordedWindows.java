package org.mandatum.query.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checkpoints on the recorded clock: time is cut into windows, and each window knows who, at any moment of it, was believed
 * to be there without end. Recorded time only goes on, so only the last window changes.
 */
final class RecordedWindows {
    private static final int MOST_BOUNDARIES = 64;

    private final List<Window> windows = new ArrayList<>();
    private Numbers present = new Numbers();
    private int boundaries;

    private record Window(long from, Numbers members) {}

    RecordedWindows() {
        windows.add(new Window(Long.MIN_VALUE, new Numbers()));
    }

    /** Everybody who was believed to be there without end at that moment, and perhaps some who were not. */
    Numbers at(long known) {
        int low = 0;
        int high = windows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (windows.get(middle).from() <= known) low = middle + 1;
            else high = middle;
        }
        return windows.get(low - 1).members();
    }

    /** From that moment on, this life is believed to be there without end, or not. */
    void revise(int life, boolean thereWithoutEnd, long recorded) {
        if (thereWithoutEnd == present.contains(life)) return;
        if (thereWithoutEnd) present.add(life);
        else present.remove(life);
        if (++boundaries > MOST_BOUNDARIES && recorded > windows.getLast().from()) {
            windows.add(new Window(recorded, present.copy()));
            boundaries = 0;
        } else if (thereWithoutEnd) windows.getLast().members().add(life);
    }

    /** Fills the windows at one go. */
    void fill(List<? extends Life<?>> lives) {
        // By moment: whose belief begins (1), ends (-1), or is renewed (0).
        var moments = new TreeMap<Long, Map<Integer, Integer>>();
        for (Life<?> life : lives)
            life.rows().filter(row -> row.endDay() == Row.NO_END).forEach(row -> {
                note(moments, row.recordedFrom(), life.number(), 1);
                if (row.recordedUntil() != Row.STILL_KNOWN) note(moments, row.recordedUntil(), life.number(), -1);
            });
        moments.forEach((moment, beliefs) -> beliefs.forEach((life, change) -> {
            if (change != 0) revise(life, change > 0, moment);
        }));
    }

    private static void note(Map<Long, Map<Integer, Integer>> moments, long moment, int life, int change) {
        moments.computeIfAbsent(moment, none -> new HashMap<>(4)).merge(life, change, Integer::sum);
    }
}
