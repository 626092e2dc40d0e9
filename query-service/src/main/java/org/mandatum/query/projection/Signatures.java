package org.mandatum.query.projection;

import java.util.Arrays;
import java.util.Collection;

/**
 * What each change of a time line may concern, in the order of the fold and in one word each: enough to see of nearly all that
 * they do not concern the parts that are followed, without looking at them. A Bloom filter of one hash.
 */
final class Signatures {
    /** Of changes that reach parts which they do not name. */
    private static final long SWEEPING = Long.MIN_VALUE;

    private static final int BITS = 63;

    private long[] signatures = new long[64];
    private int size;

    /** Of one that names these parts, and possibly others as well. */
    static long of(Collection<?> identities, boolean sweeping) {
        long signature = sweeping ? SWEEPING : 0;
        for (Object identity : identities) signature |= of(identity);
        return signature;
    }

    static long of(Object identity) {
        // Ids are hashed from texts that often differ in their last characters only.
        int spread = identity.hashCode() * 0x9e3779b9;
        return 1L << (spread >>> 8) % BITS;
    }

    void insert(int place, long signature) {
        if (size == signatures.length) signatures = Arrays.copyOf(signatures, 2 * size);
        System.arraycopy(signatures, place, signatures, place + 1, size - place);
        signatures[place] = signature;
        size++;
    }

    void remove(int place) {
        System.arraycopy(signatures, place + 1, signatures, place, size - place - 1);
        size--;
    }

    /**
     * The first place, not before {@code from}, of a change that may concern what is followed, or a sweeping one that may come near;
     * {@code until} when there is none before.
     */
    int next(int from, int until, long followed, long near) {
        long swept = followed | near;
        for (int i = from; i < until; i++) {
            long signature = signatures[i];
            if ((signature & ~SWEEPING & (signature < 0 ? swept : followed)) != 0) return i;
        }
        return until;
    }
}
