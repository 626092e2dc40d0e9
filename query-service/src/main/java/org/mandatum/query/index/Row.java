package org.mandatum.query.index;

import java.time.Instant;
import java.time.LocalDate;
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
    private final long rank;
    private final int from;
    private final int until;
    private final long recordedFrom;
    private long recordedUntil = STILL_KNOWN;
    /** Its place among the rows of all lives; none where lives are asked for one by one only. */
    private int number = -1;

    Row(T value, long rank, LocalDate from, @Nullable LocalDate until, Instant recordedFrom) {
        this.value = value;
        this.rank = rank;
        this.from = day(from);
        this.until = until == null ? NO_END : day(until);
        this.recordedFrom = micros(recordedFrom);
    }

    public T value() {
        return value;
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

    /** Whether it says the same from the same day on; it may hold for longer or shorter. */
    boolean isLike(Row<T> other) {
        return from == other.from && value.equals(other.value);
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

    void number(int number) {
        this.number = number;
    }

    int number() {
        return number;
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
