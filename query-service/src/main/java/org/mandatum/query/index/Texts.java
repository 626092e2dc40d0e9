package org.mandatum.query.index;

import java.util.Arrays;

/**
 * Encoded documents, one behind the other in the order in which they came: what holds on one day mostly came within one
 * time, so that putting an answer together walks through memory instead of jumping about in it. What was added stays as it
 * is; segments may be read while others are added.
 */
final class Texts {
    private static final int FIRST_SEGMENT = 1 << 12;
    /** How often a segment is twice as large as the one before: up to 256 KiB, of which no collector makes an exception. */
    private static final int DOUBLINGS = 6;

    private byte[][] segments = new byte[4][];
    private int count;
    /** Bytes of the last segment that are taken. */
    private int taken;

    private long weight;

    /** Where it stands: the segment, and from which of its bytes on. */
    long add(byte[] text) {
        if (count == 0 || segments[count - 1].length - taken < text.length) {
            if (count == segments.length) segments = Arrays.copyOf(segments, count * 2);
            int size = Math.max(text.length, FIRST_SEGMENT << Math.min(count, DOUBLINGS));
            segments[count++] = new byte[size];
            weight += size;
            taken = 0;
        }
        long place = (long) (count - 1) << 32 | taken;
        System.arraycopy(text, 0, segments[count - 1], taken, text.length);
        taken += text.length;
        return place;
    }

    /** All that are there now; more may be added behind. */
    byte[][] segments() {
        return segments;
    }

    static byte[] segment(byte[][] segments, long place) {
        return segments[(int) (place >> 32)];
    }

    /** The text's first byte, within its segment. */
    static int begin(long place) {
        return (int) place;
    }

    long weight() {
        return weight;
    }
}
