package org.mandatum.query.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * All rows of all lives by number, in the order of recording. What is looked at row by row to find a structure and to put it
 * together stands side by side in few words: a row costs one or two lines of the processor's cache, and the rows of one day are near
 * each other, whereas as objects they may be anywhere in memory.
 *
 * <p>Rows of one life that say the same from the same day on share a <i>statement</i>, which bears the number of the first
 * of them; what differs is until when, and that changes as more becomes known.
 */
final class Table<T> {
    private static final int BLOCK_BITS = 13;
    private static final int PLACE_IN_BLOCK = (1 << BLOCK_BITS) - 1;
    private static final int FIRST_ROWS = 16;
    /** Words of a row. */
    private static final int WIDTH = 6;

    private static final int RECORDED_FROM = 0;
    private static final int RECORDED_UNTIL = 1;
    /** Number of the life, and of the statement. */
    private static final int LIFE = 2;
    // Of statements only.
    /** The first day, and until when as is known now: the first day itself when it is known now to hold on no day. */
    private static final int DAYS = 3;

    private static final int TEXT = 4;
    /** How long the text is, and what {@link Lives.Encoded} calls related. */
    private static final int LENGTH = 5;

    private final Comparator<? super Row<T>> order;
    private final Texts texts = new Texts();
    private final List<Row<T>> rows = new ArrayList<>();
    /** The first one grows until it has all of its rows. */
    private long[][] blocks = {new long[FIRST_ROWS * WIDTH]};

    Table(Comparator<? super Row<T>> order) {
        this.order = order;
    }

    /** A row that says something new. Does not hold on any day until {@link #until(int, int)} says so. */
    void add(Row<T> row, Life<T> of, Lives.Encoded encoded) {
        add(row, of, rows.size());
        set(row.number(), DAYS, both(row.firstDay(), row.firstDay()));
        set(row.number(), TEXT, texts.add(encoded.text()));
        set(row.number(), LENGTH, both(encoded.text().length, encoded.related()));
    }

    /** A row that says the same as an earlier one of the same life, from the same day on. */
    void add(Row<T> row, Life<T> of, Row<T> earlier) {
        add(row, of, statement(earlier.number()));
    }

    private void add(Row<T> row, Life<T> of, int says) {
        int number = rows.size();
        makeRoom(number);
        rows.add(row);
        row.number(number);
        set(number, RECORDED_FROM, row.recordedFrom());
        set(number, RECORDED_UNTIL, row.recordedUntil());
        set(number, LIFE, both(of.number(), says));
    }

    private void makeRoom(int number) {
        int block = number >>> BLOCK_BITS;
        if (block == blocks.length) {
            blocks = Arrays.copyOf(blocks, block + 1);
            blocks[block] = new long[WIDTH << BLOCK_BITS];
        } else if ((number & PLACE_IN_BLOCK) * WIDTH == blocks[block].length)
            blocks[block] = Arrays.copyOf(blocks[block], 2 * blocks[block].length);
    }

    /** The row is no longer what is known. */
    void close(Row<T> row) {
        set(row.number(), RECORDED_UNTIL, row.recordedUntil());
    }

    /** Until when the statement holds, as is known now. */
    void until(int number, int day) {
        set(number, DAYS, both(from(number), day));
    }

    int size() {
        return rows.size();
    }

    Row<T> row(int number) {
        return rows.get(number);
    }

    int life(int number) {
        return first(word(number, LIFE));
    }

    int statement(int number) {
        return second(word(number, LIFE));
    }

    boolean isKnownAt(int number, long known) {
        return word(number, RECORDED_FROM) <= known && known < word(number, RECORDED_UNTIL);
    }

    int from(int number) {
        return first(word(number, DAYS));
    }

    int until(int number) {
        return second(word(number, DAYS));
    }

    /** Whether the statement, as is known now, holds on that day. */
    boolean covers(int number, int day) {
        long days = word(number, DAYS);
        return first(days) <= day && day < second(days);
    }

    /** Whether the statement, as is known now, holds on any of these days. */
    boolean isThere(int number, int first, int end) {
        int from = from(number);
        int until = until(number);
        return from < until && from < end && first < until;
    }

    /** Where the document stands in {@link #segments}. */
    long text(int number) {
        return word(number, TEXT);
    }

    /** Bytes of the document. */
    int length(int number) {
        return first(word(number, LENGTH));
    }

    /** See {@link Lives.Encoded}. */
    int related(int number) {
        return second(word(number, LENGTH));
    }

    byte[][] segments() {
        return texts.segments();
    }

    /** The lasting order of answers. */
    int compare(int one, int other) {
        int compared = order.compare(rows.get(one), rows.get(other));
        return compared != 0 ? compared : Integer.compare(one, other);
    }

    /** Bytes of memory, roughly, of rows and documents. */
    long weight() {
        long weight = texts.weight();
        for (long[] block : blocks) weight += (long) Long.BYTES * block.length;
        return weight;
    }

    private long word(int number, int field) {
        return blocks[number >>> BLOCK_BITS][(number & PLACE_IN_BLOCK) * WIDTH + field];
    }

    private void set(int number, int field, long word) {
        blocks[number >>> BLOCK_BITS][(number & PLACE_IN_BLOCK) * WIDTH + field] = word;
    }

    private static long both(int first, int second) {
        return (long) first << 32 | (second & 0xffff_ffffL);
    }

    private static int first(long both) {
        return (int) (both >> 32);
    }

    private static int second(long both) {
        return (int) both;
    }
}
