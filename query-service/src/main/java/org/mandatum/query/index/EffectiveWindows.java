package org.mandatum.query.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Checkpoints on the effective clock: the days are cut into windows, and each window knows which statements,
 * as is known now, hold on any of its days. A window in which too much begins and ends is cut in two, so that what a day costs
 * does not grow with history. Too much is a share of what it holds: where much holds on a day, a few more to pass by are not worth
 * another copy of it all.
 */
final class EffectiveWindows {
    private static final int FEWEST_BOUNDARIES = 128;
    private static final int SHARE_OF_MEMBERS = 8;

    private final List<Window> windows = new ArrayList<>();

    private final Table<?> table;

    private static final class Window {
        private final int from;
        private final Numbers members;
        /** Days of the window on which something began or ended; with repetitions. */
        private int[] boundaries = new int[8];

        private int count;
        /** How many are all on one day, which is not cut. */
        private int onOneDay;

        Window(int from, Numbers members) {
            this.from = from;
            this.members = members;
        }

        int mostBoundaries() {
            return Math.max(2 * onOneDay, Math.max(FEWEST_BOUNDARIES, members.size() / SHARE_OF_MEMBERS));
        }

        void boundary(int day) {
            if (count == boundaries.length) boundaries = Arrays.copyOf(boundaries, count * 2);
            boundaries[count++] = day;
        }
    }

    EffectiveWindows(Table<?> table) {
        this.table = table;
        windows.add(window(Integer.MIN_VALUE));
    }

    private Window window(int from) {
        return new Window(from, new Numbers(table));
    }

    /** Every statement that holds on that day as is known now, and perhaps some that do not. */
    Numbers at(int day) {
        return windows.get(indexOf(day)).members;
    }

    /** The statement was known to hold until one day, and is known now to hold until another, as the table says. */
    void revise(int statement, int until, int untilNow) {
        int end = Math.max(until, untilNow);
        for (int i = indexOf(Math.min(until, untilNow)); i < windows.size() && windows.get(i).from < end; i++) {
            Window window = windows.get(i);
            if (table.isThere(statement, window.from, end(i))) window.members.add(statement);
            else window.members.remove(statement);
        }
    }

    /** Something is known now to begin or to end on that day. */
    void boundary(int day) {
        int index = indexOf(day);
        Window window = windows.get(index);
        window.boundary(day);
        if (window.count > window.mostBoundaries()) cut(index);
    }

    private void cut(int index) {
        Window window = windows.get(index);
        int[] days = Arrays.copyOf(window.boundaries, window.count);
        Arrays.sort(days);
        int place = days.length / 2;
        // Days are not cut: up to the middle one, or behind it where it is the first.
        while (place > 0 && days[place - 1] == days[days.length / 2]) place--;
        if (place == 0) while (place < days.length && days[place] == days[0]) place++;
        if (place == days.length) {
            // It is looked at again when there are twice as many.
            window.onOneDay = window.count;
            return;
        }
        int at = days[place];
        Window first = window(window.from);
        Window second = window(at);
        for (int day : days) (day < at ? first : second).boundary(day);
        if (days[0] == days[place - 1]) first.onOneDay = first.count;
        if (at == days[days.length - 1]) second.onOneDay = second.count;
        int end = end(index);
        for (int i = 0; i < window.members.size(); i++) {
            int statement = window.members.get(i);
            if (table.isThere(statement, first.from, at)) first.members.addLast(statement);
            if (table.isThere(statement, at, end)) second.members.addLast(statement);
        }
        windows.set(index, first);
        windows.add(index + 1, second);
    }

    /** Fills the windows at one go, from everything known now. */
    void fill() {
        // A boundary: the day, whether something begins, and which statement.
        long[] boundaries = new long[2 * table.size()];
        int at = 0;
        for (int row = 0; row < table.size(); row++) {
            if (table.statement(row) != row || table.from(row) == table.until(row)) continue;
            boundaries[at++] = boundary(table.from(row), true, row);
            if (table.until(row) != Row.NO_END) boundaries[at++] = boundary(table.until(row), false, row);
        }
        Arrays.sort(boundaries, 0, at);
        var present = new Numbers(table);
        windows.clear();
        Window window = window(Integer.MIN_VALUE);
        windows.add(window);
        for (int i = 0; i < at; i++) {
            int day = day(boundaries[i]);
            boolean newDay = i == 0 || day != day(boundaries[i - 1]);
            if (newDay && window.count >= window.mostBoundaries() / 2) {
                window = new Window(day, present.copy());
                windows.add(window);
            }
            int statement = (int) (boundaries[i] & 0x7fff_ffffL);
            window.boundary(day);
            if ((boundaries[i] & BEGINS) != 0) {
                present.add(statement);
                window.members.add(statement);
            } else {
                present.remove(statement);
                // Ended on the window's first day: never there within it.
                if (day == window.from) window.members.remove(statement);
            }
        }
    }

    /** Bytes of memory, roughly. */
    long weight() {
        long weight = 0;
        for (Window window : windows) weight += 40 + window.members.weight() + 4L * window.boundaries.length;
        return weight;
    }

    private static final long BEGINS = 1L << 31;

    /** Sorts by day. */
    private static long boundary(int day, boolean begins, int statement) {
        return ((long) day << 32) | (begins ? BEGINS : 0) | statement;
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
