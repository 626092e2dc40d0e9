package org.mandatum.query.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Checkpoints on the effective clock: the days are cut into windows, and each window knows who, as is known now, is there
 * on any of its days. A window in which too much begins and ends is cut in two, so that what a day costs does not grow
 * with history.
 */
final class EffectiveWindows {
    private static final int MOST_BOUNDARIES = 128;

    private final List<Window> windows = new ArrayList<>();

    private static final class Window {
        private final int from;
        private Numbers members = new Numbers();
        /** Days of the window on which something began or ended; with repetitions. */
        private int[] boundaries = new int[8];

        private int count;
        private int cutAbove = MOST_BOUNDARIES;

        Window(int from) {
            this.from = from;
        }

        void boundary(int day) {
            if (count == boundaries.length) boundaries = Arrays.copyOf(boundaries, count * 2);
            boundaries[count++] = day;
        }
    }

    EffectiveWindows() {
        windows.add(new Window(Integer.MIN_VALUE));
    }

    /** Everybody who is there on that day as is known now, and perhaps some who are not. */
    Numbers at(int day) {
        return windows.get(indexOf(day)).members;
    }

    /** From a day on, this life is otherwise now. */
    void revise(Life<?> life, int from, int[] boundaries, List<? extends Life<?>> lives) {
        for (int i = indexOf(from); i < windows.size(); i++) {
            Window window = windows.get(i);
            if (life.isThere(window.from, end(i))) window.members.add(life.number());
            else window.members.remove(life.number());
        }
        for (int day : boundaries) {
            int index = indexOf(day);
            Window window = windows.get(index);
            window.boundary(day);
            if (window.count > window.cutAbove) cut(index, lives);
        }
    }

    private void cut(int index, List<? extends Life<?>> lives) {
        Window window = windows.get(index);
        int[] days = Arrays.copyOf(window.boundaries, window.count);
        Arrays.sort(days);
        int at = days[days.length / 2];
        if (at == days[0] || at == window.from) at = days[days.length - 1];
        if (at == days[0] || at == window.from) {
            // All on one day, and a day is not cut. It is looked at again when there are twice as many.
            window.cutAbove = 2 * window.count;
            return;
        }
        var first = new Window(window.from);
        var second = new Window(at);
        for (int day : days) (day < at ? first : second).boundary(day);
        int end = end(index);
        for (int i = 0; i < window.members.size(); i++) {
            Life<?> life = lives.get(window.members.get(i));
            if (life.isThere(first.from, at)) first.members.add(life.number());
            if (life.isThere(at, end)) second.members.add(life.number());
        }
        windows.set(index, first);
        windows.add(index + 1, second);
    }

    /** Fills the windows at one go, from everything known now. */
    void fill(List<? extends Life<?>> lives) {
        int count = 0;
        for (Life<?> life : lives) count += life.current().size();
        // A boundary: the day, whether something begins, and whose life it is.
        long[] boundaries = new long[2 * count];
        int at = 0;
        for (Life<?> life : lives)
            for (Row<?> row : life.current()) {
                boundaries[at++] = boundary(row.firstDay(), true, life.number());
                if (row.endDay() != Row.NO_END) boundaries[at++] = boundary(row.endDay(), false, life.number());
            }
        Arrays.sort(boundaries, 0, at);
        int[] there = new int[lives.size()];
        var present = new Numbers();
        windows.clear();
        var window = new Window(Integer.MIN_VALUE);
        windows.add(window);
        for (int i = 0; i < at; i++) {
            int day = day(boundaries[i]);
            boolean newDay = i == 0 || day != day(boundaries[i - 1]);
            if (newDay && window.count >= MOST_BOUNDARIES / 2) {
                window = new Window(day);
                window.members = present.copy();
                windows.add(window);
            }
            int life = (int) (boundaries[i] & 0x7fff_ffffL);
            window.boundary(day);
            if ((boundaries[i] & BEGINS) != 0) {
                if (there[life]++ == 0) present.add(life);
                window.members.add(life);
            } else if (--there[life] == 0) {
                present.remove(life);
                // Ended on the window's first day: never there within it.
                if (day == window.from && !lives.get(life).isThere(day, Row.NO_END)) window.members.remove(life);
            }
        }
    }

    private static final long BEGINS = 1L << 31;

    /** Sorts by day. */
    private static long boundary(int day, boolean begins, int life) {
        return ((long) day << 32) | (begins ? BEGINS : 0) | life;
    }

    private static int day(long boundary) {
        return (int) (boundary >> 32);
    }

    private int end(int index) {
        return index + 1 < windows.size() ? windows.get(index + 1).from : Row.NO_END;
    }

    /** Index of the window that the day lies in. */
    private int indexOf(int day) {
        int low = 0;
        int high = windows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (windows.get(middle).from <= day) low = middle + 1;
            else high = middle;
        }
        return low - 1;
    }
}
