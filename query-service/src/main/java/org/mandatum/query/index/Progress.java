package org.mandatum.query.index;

/** How many of the rows have been read. Written by one thread, read by any. */
final class Progress {
    private volatile long rows;
    private volatile long read;

    void of(long rows) {
        this.rows = rows;
    }

    void reached(long read) {
        this.read = read;
    }

    /** From 0 to 100; 0 while it is not known how many there are. */
    int percent() {
        long all = rows;
        return all == 0 ? 0 : (int) Math.min(100, 100 * read / all);
    }
}
