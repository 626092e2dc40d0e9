package org.mandatum.query.index;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mandatum.query.projection.Revision.Entry;

/**
 * All units, or all functions, or all links of one organisation, with everything that was ever known of them.
 *
 * <p>Who was there at (effectiveOn, knownAt) is found in two steps: a small set of lives that holds all who were there, and
 * then each life's row, if it has one. Where effectiveOn lies before knownAt, the set is who is there on that day as is
 * known now, and whoever was touched about that day later than knownAt; else it is who was believed at knownAt to be there
 * without end, and whoever was believed then to change after that day.
 */
final class Lives<T> {
    private static final long MICROS_OF_A_DAY = 86_400_000_000L;

    private final Map<String, Life<T>> byId = new HashMap<>();
    private final List<Life<T>> lives = new ArrayList<>();
    private final EffectiveWindows effective = new EffectiveWindows();
    private final RecordedWindows recorded = new RecordedWindows();
    private final Touches touches = new Touches();
    private final boolean listed;
    private long weight;

    private Lives(boolean listed) {
        this.listed = listed;
    }

    /** Lives of which all that hold at one point are asked for. */
    static <T> Lives<T> listed() {
        return new Lives<>(true);
    }

    /** Lives that are asked for one by one only: what is over is over for ever, and there is more and more of it. */
    static <T> Lives<T> single() {
        return new Lives<>(false);
    }

    /** The row of one part; null when it was not there. */
    @Nullable
    Row<T> at(String id, int day, long known) {
        Life<T> life = byId.get(id);
        return life == null ? null : life.at(day, known);
    }

    /** The rows of one part that were known at a moment, by first day. */
    List<Row<T>> life(String id, long known) {
        Life<T> life = byId.get(id);
        return life == null ? List.of() : life.knownAt(known);
    }

    /** The rows of all parts that were there, in their lasting order. */
    List<Row<T>> at(int day, long known, Comparator<? super Row<T>> order) {
        boolean inHindsight = day <= Math.floorDiv(known, MICROS_OF_A_DAY);
        Numbers likely = inHindsight ? effective.at(day) : recorded.at(known);
        var found = new ArrayList<Row<T>>(likely.size() + 16);
        for (int i = 0; i < likely.size(); i++) {
            Row<T> row = lives.get(likely.get(i)).at(day, known);
            if (row != null) found.add(row);
        }
        var others = new Numbers();
        java.util.function.IntConsumer other = number -> {
            if (likely.contains(number) || !others.add(number)) return;
            Row<T> row = lives.get(number).at(day, known);
            if (row != null) found.add(row);
        };
        if (inHindsight) touches.laterThan(known, day, other);
        else touches.by(known, day, other);
        // Lives are numbered as they come, so the rows mostly stand in their order already.
        if (!isSorted(found, order)) found.sort(order);
        return found;
    }

    private static <T> boolean isSorted(List<Row<T>> rows, Comparator<? super Row<T>> order) {
        for (int i = 1; i < rows.size(); i++) if (order.compare(rows.get(i - 1), rows.get(i)) > 0) return false;
        return true;
    }

    /** Takes in what a package changed; {@code asserted} are the entry's periods as rows. */
    void revise(Entry entry, List<Row<T>> asserted, Instant recordedAt) {
        Life<T> life = life(entry.id());
        var superseded = new ArrayList<Row<T>>();
        for (LocalDate from : entry.superseded()) {
            Row<T> row = life.remove(Row.day(from));
            row.close(recordedAt);
            life.addPast(row);
            superseded.add(row);
        }
        int[] boundaries = new int[2 * asserted.size()];
        int count = 0;
        for (Row<T> row : asserted) {
            life.add(row);
            weight += row.weight();
            boundaries[count++] = row.firstDay();
            if (row.endDay() != Row.NO_END) boundaries[count++] = row.endDay();
        }
        if (!listed) return;
        int first = firstDifference(superseded, asserted);
        long at = Row.micros(recordedAt);
        touches.add(at, life.number(), first, lastBoundary(asserted));
        effective.revise(life, first, Arrays.copyOf(boundaries, count), lives);
        recorded.revise(life.number(), life.isThereWithoutEnd(), at);
    }

    /** The first day on which the one list of rows says otherwise than the other. */
    private static <T> int firstDifference(List<Row<T>> superseded, List<Row<T>> asserted) {
        int first = Integer.MAX_VALUE;
        for (Row<T> row : superseded) first = Math.min(first, firstDifference(row, asserted));
        for (Row<T> row : asserted) first = Math.min(first, firstDifference(row, superseded));
        return first;
    }

    private static <T> int firstDifference(Row<T> row, List<Row<T>> others) {
        for (Row<T> other : others)
            if (other.firstDay() == row.firstDay() && other.isLike(row)) return Math.min(other.endDay(), row.endDay());
        return row.firstDay();
    }

    private static int lastBoundary(List<? extends Row<?>> asserted) {
        int last = Integer.MIN_VALUE;
        for (Row<?> row : asserted) last = Math.max(last, row.endDay() == Row.NO_END ? row.firstDay() : row.endDay());
        return last;
    }

    /** A row from the projection; once all are there, {@link #fill()}. Rows that are past come in the order of their end. */
    void load(String id, Row<T> row, @Nullable Instant recordedUntil) {
        Life<T> life = life(id);
        weight += row.weight();
        if (recordedUntil == null) life.add(row);
        else {
            row.close(recordedUntil);
            life.addPast(row);
        }
    }

    /** Makes the windows and touches from the rows that were loaded. */
    void fill() {
        if (!listed) return;
        effective.fill(lives);
        recorded.fill(lives);
        var all = new ArrayList<long[]>();
        for (Life<T> life : lives) {
            var asserted = new TreeMap<Long, List<Row<T>>>();
            var superseded = new TreeMap<Long, List<Row<T>>>();
            life.rows().forEach(row -> {
                asserted.computeIfAbsent(row.recordedFrom(), none -> new ArrayList<>())
                        .add(row);
                if (row.recordedUntil() != Row.STILL_KNOWN)
                    superseded
                            .computeIfAbsent(row.recordedUntil(), none -> new ArrayList<>())
                            .add(row);
            });
            var moments = new TreeSet<>(asserted.keySet());
            moments.addAll(superseded.keySet());
            for (long moment : moments) {
                List<Row<T>> now = asserted.getOrDefault(moment, List.of());
                int first = firstDifference(superseded.getOrDefault(moment, List.of()), now);
                all.add(new long[] {moment, life.number(), first, lastBoundary(now)});
            }
        }
        all.sort(Comparator.comparingLong(touch -> touch[0]));
        all.forEach(touch -> touches.add(touch[0], (int) touch[1], (int) touch[2], (int) touch[3]));
    }

    private Life<T> life(String id) {
        return byId.computeIfAbsent(id, unknown -> {
            var life = new Life<T>(lives.size());
            lives.add(life);
            return life;
        });
    }

    /** Bytes of memory, roughly. */
    long weight() {
        return weight;
    }
}
