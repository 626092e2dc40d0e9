package org.mandatum.verifier.structure;

/** Numbers by UUID, in some forty bytes an entry. */
public final class IdTable {
    private long[] high = new long[1 << 10];
    private long[] low = new long[1 << 10];
    /** One more than the number; 0 where nothing is. */
    private int[] numbers = new int[1 << 10];

    private int size;

    /** @return -1, or the number that the id has already and keeps */
    public int putIfAbsent(String uuid, int number) {
        if (3L * size >= 2L * numbers.length) grow();
        long h = highOf(uuid);
        long l = lowOf(uuid);
        int place = place(h, l);
        if (numbers[place] != 0) return numbers[place] - 1;
        high[place] = h;
        low[place] = l;
        numbers[place] = number + 1;
        size++;
        return -1;
    }

    /** -1 when there is none. */
    public int get(String uuid) {
        return numbers[place(highOf(uuid), lowOf(uuid))] - 1;
    }

    private int place(long h, long l) {
        int mask = numbers.length - 1;
        // Random ids are spread already; others, chosen by whoever made the file, are stirred.
        long mixed = (h ^ Long.rotateLeft(l, 31)) * 0x9E3779B97F4A7C15L;
        int place = (int) (mixed >>> 32) & mask;
        while (numbers[place] != 0 && (high[place] != h || low[place] != l)) place = (place + 1) & mask;
        return place;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        int[] oldNumbers = numbers;
        high = new long[Math.multiplyExact(oldHigh.length, 2)];
        low = new long[high.length];
        numbers = new int[high.length];
        for (int i = 0; i < oldNumbers.length; i++) {
            if (oldNumbers[i] == 0) continue;
            int place = place(oldHigh[i], oldLow[i]);
            high[place] = oldHigh[i];
            low[place] = oldLow[i];
            numbers[place] = oldNumbers[i];
        }
    }

    private static long highOf(String uuid) {
        return hex(uuid, 0, 8) << 32 | hex(uuid, 9, 13) << 16 | hex(uuid, 14, 18);
    }

    private static long lowOf(String uuid) {
        return hex(uuid, 19, 23) << 48 | hex(uuid, 24, 36);
    }

    private static long hex(String uuid, int from, int to) {
        return Long.parseLong(uuid, from, to, 16);
    }
}
