package org.mandatum.query.index;

import java.util.Arrays;

/** A set of numbers of rows, kept in the order of answers in an array: to be walked through quickly, and copied cheaply. */
final class Numbers {
    private final Table<?> order;
    private int[] numbers;
    private int size;

    Numbers(Table<?> order) {
        this(order, new int[16], 0);
    }

    private Numbers(Table<?> order, int[] numbers, int size) {
        this.order = order;
        this.numbers = numbers;
        this.size = size;
    }

    Numbers copy() {
        return new Numbers(order, Arrays.copyOf(numbers, size + 16), size);
    }

    int size() {
        return size;
    }

    int get(int place) {
        return numbers[place];
    }

    void add(int number) {
        int place = place(number);
        if (place < size && numbers[place] == number) return;
        if (size == numbers.length) numbers = Arrays.copyOf(numbers, size * 2);
        System.arraycopy(numbers, place, numbers, place + 1, size - place);
        numbers[place] = number;
        size++;
    }

    void remove(int number) {
        int place = place(number);
        if (place == size || numbers[place] != number) return;
        size--;
        System.arraycopy(numbers, place + 1, numbers, place, size - place);
    }

    /** Adds one that stands behind all others. */
    void addLast(int number) {
        if (size == numbers.length) numbers = Arrays.copyOf(numbers, size * 2);
        numbers[size++] = number;
    }

    /** Where it stands, or would stand. */
    private int place(int number) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.compare(numbers[middle], number) < 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    long weight() {
        return 40L + 4L * numbers.length;
    }
}
