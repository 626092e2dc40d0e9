package org.mandatum.query.index;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
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
 * <p>What was there at (effectiveOn, knownAt) is found from what was touched and what was not. Where effectiveOn lies before
 * knownAt, whoever was not touched about that day later than knownAt was then as is known now: what the effective window
 * holds. Else, whoever was not believed at knownAt to change after that day was then as believed without end: what the
 * recorded window holds. The few others are looked up life by life.
 */
final class Lives<T> {
    private static final long MICROS_OF_A_DAY = 86_400_000_000L;
    /** An object of a row and what it refers to. */
    private static final long WEIGHT_OF_ROW = 200;

    private final Map<String, Life<T>> byId = new HashMap<>();
    private final List<Life<T>> lives = new ArrayList<>();
    private final @Nullable Encoder<T> encoder;
    private final Table<T> table;
    private final EffectiveWindows effective;
    private final RecordedWindows recorded;
    private final Touches touches = new Touches();
    private long rows;

    /** What answers are put together from: the value's document, and what else it must be found by. */
    interface Encoder<T> {
        Encoded encode(T value, @Nullable String document);
    }

    /** @param related of a function, the number of the unit's life that holds it; of a unit, of its superiors */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Encoded(byte[] text, int related) {}

    private Lives(@Nullable Encoder<T> encoder, Comparator<? super Row<T>> order) {
        this.encoder = encoder;
        table = new Table<>(order);
        effective = new EffectiveWindows(table);
        recorded = new RecordedWindows(table);
    }

    /** Lives of which all that hold at one point are asked for, in an order that lasts. */
    static <T> Lives<T> listed(Comparator<? super Row<T>> order, Encoder<T> encoder) {
        return new Lives<>(encoder, order);
    }

    /** Lives that are asked for one by one only: what is over is over for ever, and there is more and more of it. */
    static <T> Lives<T> single() {
        return new Lives<>(null, (one, other) -> 0);
    }

    Table<T> table() {
        return table;
    }

    /** The row of one part; null when it was not there. */
    @Nullable
    Row<T> at(String id, int day, long known) {
        Life<T> life = byId.get(id);
        return life == null ? null : life.at(day, known);
    }

    /** The rows of all parts that were there, found by looking at each. */
    List<Row<T>> each(int day, long known) {
        var rows = new ArrayList<Row<T>>();
        for (Life<T> life : lives) {
            Row<T> row = life.at(day, known);
            if (row != null) rows.add(row);
        }
        return rows;
    }

    /** The rows of one part that were known at a moment, by first day. */
    List<Row<T>> life(String id, long known) {
        Life<T> life = byId.get(id);
        return life == null ? List.of() : life.knownAt(known);
    }

    /** The statements of all parts that were there, in their lasting order. */
    int[] at(int day, long known) {
        boolean inHindsight = day <= Math.floorDiv(known, MICROS_OF_A_DAY);
        var touched = new BitSet();
        if (inHindsight) touches.laterThan(known, day, touched::set);
        else touches.by(known, day, touched::set);
        Numbers likely = inHindsight ? effective.at(day) : recorded.at(known);
        int[] found = new int[likely.size()];
        int count = 0;
        for (int i = 0; i < likely.size(); i++) {
            int row = likely.get(i);
            if (inHindsight ? !table.covers(row, day) : !table.isKnownAt(row, known)) continue;
            if (!touched.get(table.life(row))) found[count++] = inHindsight ? row : table.statement(row);
        }
        return merged(found, count, looked(touched, day, known));
    }

    /** The statements of those that were touched, in order. */
    private int[] looked(BitSet touched, int day, long known) {
        int[] others = touched.stream()
                .map(number -> {
                    Row<T> row = lives.get(number).at(day, known);
                    return row == null ? -1 : table.statement(row.number());
                })
                .filter(statement -> statement >= 0)
                .toArray();
        if (others.length < 2) return others;
        return Arrays.stream(others)
                .boxed()
                .sorted(table::compare)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private int[] merged(int[] some, int count, int[] others) {
        if (others.length == 0) return Arrays.copyOf(some, count);
        int[] all = new int[count + others.length];
        int one = 0;
        int other = 0;
        for (int i = 0; i < all.length; i++)
            if (other == others.length || (one < count && table.compare(some[one], others[other]) < 0))
                all[i] = some[one++];
            else all[i] = others[other++];
        return all;
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
        asserted.forEach(life::add);
        rows += asserted.size();
        if (encoder == null) return;
        for (Row<T> row : superseded) table.close(row);
        for (Row<T> row : asserted) number(row, life, superseded, null);
        // First all that is known now, then who is in which window.
        var before = new TreeMap<Integer, Integer>();
        for (Row<T> row : superseded) until(row, row.firstDay(), before);
        for (Row<T> row : asserted) until(row, row.endDay(), before);
        before.forEach((statement, until) -> effective.revise(statement, until, table.until(statement)));
        for (Row<T> row : asserted) {
            effective.boundary(row.firstDay());
            if (row.endDay() != Row.NO_END) effective.boundary(row.endDay());
        }
        long at = Row.micros(recordedAt);
        touches.add(at, life.number(), firstDifference(superseded, asserted), lastBoundary(asserted));
        for (Row<T> row : superseded) if (row.endDay() == Row.NO_END) recorded.revise(row.number(), false, at);
        for (Row<T> row : asserted) if (row.endDay() == Row.NO_END) recorded.revise(row.number(), true, at);
    }

    private void until(Row<T> row, int day, Map<Integer, Integer> before) {
        int statement = table.statement(row.number());
        before.putIfAbsent(statement, table.until(statement));
        table.until(statement, day);
    }

    /** Gives the row its number. It shares its statement with one of these earlier ones if that says the same. */
    private void number(Row<T> row, Life<T> life, Iterable<Row<T>> earlier, @Nullable String document) {
        for (Row<T> other : earlier)
            if (row.isLike(other)) {
                table.add(row, life, other);
                return;
            }
        table.add(row, life, java.util.Objects.requireNonNull(encoder).encode(row.value(), document));
    }

    /** The first day on which the one list of rows says otherwise than the other. */
    private static <T> int firstDifference(List<Row<T>> superseded, List<Row<T>> asserted) {
        int first = Integer.MAX_VALUE;
        for (Row<T> row : superseded) first = Math.min(first, firstDifference(row, asserted));
        for (Row<T> row : asserted) first = Math.min(first, firstDifference(row, superseded));
        return first;
    }

    private static <T> int firstDifference(Row<T> row, List<Row<T>> others) {
        for (Row<T> other : others) if (row.isLike(other)) return Math.min(other.endDay(), row.endDay());
        return row.firstDay();
    }

    private static int lastBoundary(List<? extends Row<?>> asserted) {
        int last = Integer.MIN_VALUE;
        for (Row<?> row : asserted) last = Math.max(last, row.endDay() == Row.NO_END ? row.firstDay() : row.endDay());
        return last;
    }

    /** A row from the projection, in the order of recording; once all are there, {@link #fill()}. */
    void load(String id, Row<T> row, @Nullable Instant recordedUntil, String document) {
        Life<T> life = life(id);
        rows++;
        if (recordedUntil != null) row.close(recordedUntil);
        if (encoder != null) {
            number(row, life, life.lately(), document);
            if (recordedUntil == null) table.until(table.statement(row.number()), row.endDay());
        }
        if (recordedUntil == null) life.add(row);
        else life.addPast(row);
    }

    /** Makes the windows and touches from the rows that were loaded. */
    void fill() {
        if (encoder == null) return;
        effective.fill();
        recorded.fill(table);
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

    /** Numbers of the lives that the statements are about. */
    int[] lives(int[] statements) {
        int[] numbers = new int[statements.length];
        for (int i = 0; i < numbers.length; i++) numbers[i] = table.life(statements[i]);
        return numbers;
    }

    /** Number of a life, also of one of which nothing is known yet. */
    int numberOf(String id) {
        return life(id).number();
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
        return WEIGHT_OF_ROW * rows + table.weight() + effective.weight() + recorded.weight() + touches.weight();
    }
}
