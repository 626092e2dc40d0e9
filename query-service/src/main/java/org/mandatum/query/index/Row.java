package org.mandatum.query.index;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One part of the structure as it was on some days, as known during some time: a row of the projection in memory.
 *
 * @param <T> Unit, EndedUnit, Function or CoordinationLink
 */
public final class Row<T> {
    /** Later than any day that can be asked about. */
    static final int NO_END = Integer.MAX_VALUE;

    static final long STILL_KNOWN = Long.MAX_VALUE;

    private final T value;
    private final byte[] json;
    private final long rank;
    private final int from;
    private final int until;
    private final long recordedFrom;
    private long recordedUntil = STILL_KNOWN;

    Row(T value, byte[] json, long rank, LocalDate from, @Nullable LocalDate until, Instant recordedFrom) {
        this.value = value;
        this.json = json;
        this.rank = rank;
        this.from = day(from);
        this.until = until == null ? NO_END : day(until);
        this.recordedFrom = micros(recordedFrom);
    }

    public T value() {
        return value;
    }

    /** Its document, encoded once; of a unit without the closing brace, since its functions follow. Not to be changed. */
    @SuppressWarnings("EI_EXPOSE_REP") // copied into answers a thousand at a time
    public byte[] json() {
        return json;
    }

    /** The first day on which it was so. */
    public LocalDate from() {
        return LocalDate.ofEpochDay(from);
    }

    /** The first day on which it was no longer so; null when it is so without end. */
    public @Nullable LocalDate until() {
        return until == NO_END ? null : LocalDate.ofEpochDay(until);
    }

    void close(Instant recorded) {
        recordedUntil = micros(recorded);
    }

    /** Whether it says the same; the other may hold on other days. */
    boolean isLike(Row<T> other) {
        return Arrays.equals(json, other.json);
    }

    boolean covers(int day, long known) {
        return from <= day && day < until && recordedFrom <= known && known < recordedUntil;
    }

    boolean knownAt(long known) {
        return recordedFrom <= known && known < recordedUntil;
    }

    long rank() {
        return rank;
    }

    int firstDay() {
        return from;
    }

    int endDay() {
        return until;
    }

    long recordedFrom() {
        return recordedFrom;
    }

    long recordedUntil() {
        return recordedUntil;
    }

    /** Bytes of memory, roughly. */
    long weight() {
        return 200L + json.length;
    }

    static int day(LocalDate day) {
        return Math.toIntExact(day.toEpochDay());
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }
}
