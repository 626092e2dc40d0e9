package org.mandatum.query.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Checkpoints on the recorded clock: time is cut into windows, and each window knows which rows without end were believed at
 * any moment of it. Recorded time only goes on, so only the last window changes. How many may begin and end within one grows with
 * how many there are, as on the effective clock.
 */
final class RecordedWindows {
    private static final int FEWEST_BOUNDARIES = 64;
    private static final int SHARE_OF_MEMBERS = 16;

    private final List<Window> windows = new ArrayList<>();
    private final Numbers present;
    private int boundaries;

    private record Window(long from, Numbers members) {}

    RecordedWindows(Table<?> table) {
        present = new Numbers(table);
        windows.add(new Window(Long.MIN_VALUE, new Numbers(table)));
    }

    /** Every row without end that was believed at that moment, and perhaps some that were not. */
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

    /** From that moment on, this row without end is believed, or no longer. */
    void revise(int row, boolean believed, long recorded) {
        if (believed) present.add(row);
        else present.remove(row);
        if (++boundaries > Math.max(FEWEST_BOUNDARIES, present.size() / SHARE_OF_MEMBERS)
                && recorded > windows.getLast().from()) {
            windows.add(new Window(recorded, present.copy()));
            boundaries = 0;
        } else if (believed) windows.getLast().members().add(row);
    }

    /** Fills the windows at one go. */
    void fill(Table<?> table) {
        List<Row<?>> begun = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) if (table.row(i).endDay() == Row.NO_END) begun.add(table.row(i));
        List<Row<?>> ended = new ArrayList<>(begun);
        ended.removeIf(row -> row.recordedUntil() == Row.STILL_KNOWN);
        ended.sort(Comparator.comparingLong(Row::recordedUntil));
        int end = 0;
        for (Row<?> row : begun) {
            while (end < ended.size() && ended.get(end).recordedUntil() <= row.recordedFrom()) end(ended.get(end++));
            revise(row.number(), true, row.recordedFrom());
        }
        while (end < ended.size()) end(ended.get(end++));
    }

    private void end(Row<?> row) {
        revise(row.number(), false, row.recordedUntil());
    }

    /** Bytes of memory, roughly. */
    long weight() {
        long weight = present.weight();
        for (Window window : windows) weight += 40 + window.members().weight();
        return weight;
    }
}
