package org.mandatum.query.index;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * When the knowledge about which life changed, and about which days, in the order of recording. Answers quickly who was
 * touched later than a moment about a day or earlier ones, and who was touched by then about later days: whole blocks that
 * do not matter are passed over.
 */
final class Touches {
    static final int BLOCK = 256;

    private long[] recorded = new long[BLOCK];
    private int[] life = new int[BLOCK];
    private int[] firstDay = new int[BLOCK];
    private int[] lastDay = new int[BLOCK];
    /** Of each block: the least first day, the greatest last day. */
    private int[] blockFirst = new int[1];

    private int[] blockLast = new int[1];
    private int size;

    /**
     * @param first the first day about which knowledge changed
     * @param last the last day on which, as is known since, something begins or ends
     */
    void add(long at, int whose, int first, int last) {
        if (size == recorded.length) {
            recorded = Arrays.copyOf(recorded, size * 2);
            life = Arrays.copyOf(life, size * 2);
            firstDay = Arrays.copyOf(firstDay, size * 2);
            lastDay = Arrays.copyOf(lastDay, size * 2);
            blockFirst = Arrays.copyOf(blockFirst, size * 2 / BLOCK);
            blockLast = Arrays.copyOf(blockLast, size * 2 / BLOCK);
        }
        int block = size / BLOCK;
        boolean begins = size % BLOCK == 0;
        blockFirst[block] = begins ? first : Math.min(blockFirst[block], first);
        blockLast[block] = begins ? last : Math.max(blockLast[block], last);
        recorded[size] = at;
        life[size] = whose;
        firstDay[size] = first;
        lastDay[size] = last;
        size++;
    }

    /** Whose life is seen otherwise on that day since a later moment. */
    void laterThan(long known, int day, IntConsumer touched) {
        int i = firstAfter(known);
        while (i < size) {
            if (i % BLOCK == 0 && blockFirst[i / BLOCK] > day) {
                i += BLOCK;
                continue;
            }
            if (firstDay[i] <= day) touched.accept(life[i]);
            i++;
        }
    }

    /** Whose life, as known at that moment, is not without end from that day on. */
    void by(long known, int day, IntConsumer touched) {
        int end = firstAfter(known);
        int i = 0;
        while (i < end) {
            if (i % BLOCK == 0 && blockLast[i / BLOCK] <= day) {
                i += BLOCK;
                continue;
            }
            if (lastDay[i] > day) touched.accept(life[i]);
            i++;
        }
    }

    /** Bytes of memory, roughly. */
    long weight() {
        return 20L * recorded.length;
    }

    private int firstAfter(long known) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (recorded[middle] <= known) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
