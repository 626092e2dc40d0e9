package org.mandatum.query.index;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mandatum.query.index.OrganisationIndex.Version;

/** How far one organisation's log had come with each of its packages, in the order of recording. */
final class Packages {
    private long[] recorded = new long[64];
    private long[] versions = new long[64];
    private long[] positions = new long[64];
    private int count;

    void add(Instant recordedAt, long version, long position) {
        if (count == recorded.length) {
            recorded = Arrays.copyOf(recorded, count * 2);
            versions = Arrays.copyOf(versions, count * 2);
            positions = Arrays.copyOf(positions, count * 2);
        }
        recorded[count] = Row.micros(recordedAt);
        versions[count] = version;
        positions[count] = position;
        count++;
    }

    /** With the last package that had been recorded by that moment; null when there was none. */
    @Nullable
    Version at(Instant knownAt) {
        int place = Arrays.binarySearch(recorded, 0, count, Row.micros(knownAt));
        return version(place < 0 ? -place - 2 : place);
    }

    /** With the last of all; null when there is none. */
    @Nullable
    Version last() {
        return version(count - 1);
    }

    private @Nullable Version version(int place) {
        return place < 0 ? null : new Version(versions[place], positions[place], Row.instant(recorded[place]));
    }

    /** Whether the package that ends at that position of the log is among them. */
    boolean hold(long position) {
        return count > 0 && position <= positions[count - 1];
    }

    /** Bytes of memory, roughly. */
    long weight() {
        return 24L * count;
    }
}
