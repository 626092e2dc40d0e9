package org.mandatum.query.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * All rows of all lives by number, in the order of recording. What is looked at row by row to find a structure stands in
 * columns: the rows of one day are near each other there, whereas as objects they may be anywhere in memory.
 *
 * <p>Rows of one life that say the same from the same day on share a <i>statement</i>, which bears the number of the first
 * of them; what differs is until when, and that changes as more becomes known.
 */
final class Columns<T> {
    private final Comparator<? super Row<T>> order;
    private final Texts texts = new Texts();
    private final List<Row<T>> rows = new ArrayList<>();
    private int[] life = new int[16];
    private int[] statement = new int[16];
    private long[] recordedFrom = new long[16];
    private long[] recordedUntil = new long[16];
    // Of statements only.
    private int[] from = new int[16];
    /** As is known now; the first day itself when it is known now to hold on no day. */
    private int[] until = new int[16];

    private long[] text = new long[16];
    private int[] related = new int[16];

    Columns(Comparator<? super Row<T>> order) {
        this.order = order;
    }

    /** A row that says something new. Does not hold on any day until {@link #until(int, int)} says so. */
    void add(Row<T> row, Life<T> of, Lives.Encoded encoded) {
        add(row, of, rows.size());
        from[row.number()] = row.firstDay();
        until[row.number()] = row.firstDay();
        text[row.number()] = texts.add(encoded.text());
        related[row.number()] = encoded.related();
    }

    /** A row that says the same as an earlier one of the same life, from the same day on. */
    void add(Row<T> row, Life<T> of, Row<T> earlier) {
        add(row, of, statement[earlier.number()]);
    }

    private void add(Row<T> row, Life<T> of, int says) {
        int number = rows.size();
        if (number == life.length) grow(2 * number);
        rows.add(row);
        row.number(number);
        life[number] = of.number();
        statement[number] = says;
        recordedFrom[number] = row.recordedFrom();
        recordedUntil[number] = row.recordedUntil();
    }

    private void grow(int size) {
        life = Arrays.copyOf(life, size);
        statement = Arrays.copyOf(statement, size);
        recordedFrom = Arrays.copyOf(recordedFrom, size);
        recordedUntil = Arrays.copyOf(recordedUntil, size);
        from = Arrays.copyOf(from, size);
        until = Arrays.copyOf(until, size);
        text = Arrays.copyOf(text, size);
        related = Arrays.copyOf(related, size);
    }

    /** The row is no longer what is known. */
    void close(Row<T> row) {
        recordedUntil[row.number()] = row.recordedUntil();
    }

    /** Until when the statement holds, as is known now. */
    void until(int number, int day) {
        until[number] = day;
    }

    int size() {
        return rows.size();
    }

    Row<T> row(int number) {
        return rows.get(number);
    }

    int life(int number) {
        return life[number];
    }

    int statement(int number) {
        return statement[number];
    }

    boolean isKnownAt(int number, long known) {
        return recordedFrom[number] <= known && known < recordedUntil[number];
    }

    int from(int number) {
        return from[number];
    }

    int until(int number) {
        return until[number];
    }

    /** Whether the statement, as is known now, holds on that day. */
    boolean covers(int number, int day) {
        return from[number] <= day && day < until[number];
    }

    /** Whether the statement, as is known now, holds on any of these days. */
    boolean isThere(int number, int first, int end) {
        return from[number] < until[number] && from[number] < end && first < until[number];
    }

    long text(int number) {
        return text[number];
    }

    /** See {@link Lives.Encoded}. */
    int related(int number) {
        return related[number];
    }

    byte[][] segments() {
        return texts.segments();
    }

    /** The lasting order of answers. */
    int compare(int one, int other) {
        int compared = order.compare(rows.get(one), rows.get(other));
        return compared != 0 ? compared : Integer.compare(one, other);
    }

    /** Bytes of memory, roughly, of columns and documents. */
    long weight() {
        return 44L * life.length + texts.weight();
    }
}
