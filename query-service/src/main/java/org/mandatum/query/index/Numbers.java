package org.mandatum.query.index;

import java.util.Arrays;

/** A set of small numbers, kept sorted in an array: to be walked through quickly, and copied cheaply. */
final class Numbers {
    private int[] numbers;
    private int size;

    Numbers() {
        numbers = new int[16];
    }

    private Numbers(int[] numbers, int size) {
        this.numbers = numbers;
        this.size = size;
    }

    Numbers copy() {
        return new Numbers(Arrays.copyOf(numbers, size + 16), size);
    }

    int size() {
        return size;
    }

    int get(int place) {
        return numbers[place];
    }

    boolean contains(int number) {
        return Arrays.binarySearch(numbers, 0, size, number) >= 0;
    }

    boolean add(int number) {
        int place = Arrays.binarySearch(numbers, 0, size, number);
        if (place >= 0) return false;
        place = -place - 1;
        if (size == numbers.length) numbers = Arrays.copyOf(numbers, size * 2);
        System.arraycopy(numbers, place, numbers, place + 1, size - place);
        numbers[place] = number;
        size++;
        return true;
    }

    void remove(int number) {
        int place = Arrays.binarySearch(numbers, 0, size, number);
        if (place < 0) return;
        size--;
        System.arraycopy(numbers, place + 1, numbers, place, size - place);
    }
}
