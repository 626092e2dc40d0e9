package org.mandatum.query.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that was ever known of one unit, function or link. At any day and moment at most one row holds. */
final class Life<T> {
    private final int number;
    /** What is known now, by first day; no two overlap. */
    private final List<Row<T>> current = new ArrayList<>();
    /** What was once believed to be without end, by the time of that belief; no two were believed at once. */
    private final List<Row<T>> onceWithoutEnd = new ArrayList<>();

    private final List<Row<T>> onceWithEnd = new ArrayList<>();

    Life(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    @Nullable
    Row<T> at(int day, long known) {
        int place = lastFrom(day);
        if (place >= 0 && current.get(place).covers(day, known)) return current.get(place);
        place = lastBelievedBy(known);
        if (place >= 0 && onceWithoutEnd.get(place).covers(day, known)) return onceWithoutEnd.get(place);
        for (int i = onceWithEnd.size() - 1; i >= 0; i--)
            if (onceWithEnd.get(i).covers(day, known)) return onceWithEnd.get(i);
        return null;
    }

    /** The rows known at a moment, by first day. */
    List<Row<T>> knownAt(long known) {
        return Stream.of(current, onceWithoutEnd, onceWithEnd)
                .flatMap(List::stream)
                .filter(row -> row.knownAt(known))
                .sorted(Comparator.comparingInt(Row::firstDay))
                .toList();
    }

    /** A row that is known now. */
    void add(Row<T> row) {
        current.add(lastFrom(row.firstDay()) + 1, row);
    }

    /** A row that was known once; to be added in the order in which they were recorded, or ceased to be. */
    void addPast(Row<T> row) {
        (row.endDay() == Row.NO_END ? onceWithoutEnd : onceWithEnd).add(row);
    }

    /** Takes out the row that is known now to begin on that day. */
    Row<T> remove(int firstDay) {
        int place = lastFrom(firstDay);
        if (place < 0 || current.get(place).firstDay() != firstDay)
            throw new IllegalStateException(
                    "no row begins on day " + firstDay + "; the index is not what was projected");
        return current.remove(place);
    }

    Stream<Row<T>> rows() {
        return Stream.of(current, onceWithoutEnd, onceWithEnd).flatMap(List::stream);
    }

    /** Some rows that were added not long ago. */
    List<Row<T>> lately() {
        var lately = new ArrayList<Row<T>>(3);
        if (!current.isEmpty()) lately.add(current.getLast());
        if (!onceWithoutEnd.isEmpty()) lately.add(onceWithoutEnd.getLast());
        if (!onceWithEnd.isEmpty()) lately.add(onceWithEnd.getLast());
        return lately;
    }

    /** Index of the last row that is known now and begins on that day or before; -1 when there is none. */
    private int lastFrom(int day) {
        int low = 0;
        int high = current.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (current.get(middle).firstDay() <= day) low = middle + 1;
            else high = middle;
        }
        return low - 1;
    }

    private int lastBelievedBy(long known) {
        int low = 0;
        int high = onceWithoutEnd.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (onceWithoutEnd.get(middle).recordedFrom() <= known) low = middle + 1;
            else high = middle;
        }
        return low - 1;
    }
}
