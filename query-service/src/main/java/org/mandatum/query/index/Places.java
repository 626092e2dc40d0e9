package org.mandatum.query.index;

import java.util.Arrays;

/** At which place of a list a number stands; each stands there once. */
final class Places {
    private static final int NONE = -1;

    private final int[] numbers;
    private final int[] places;
    private final int shift;

    Places(int[] list) {
        int bits = 33 - Integer.numberOfLeadingZeros(2 * list.length + 1);
        numbers = new int[1 << bits];
        places = new int[1 << bits];
        shift = 32 - bits;
        Arrays.fill(numbers, NONE);
        for (int i = 0; i < list.length; i++) {
            int slot = slot(list[i]);
            numbers[slot] = list[i];
            places[slot] = i;
        }
    }

    /** -1 when it is not in the list. */
    int of(int number) {
        int slot = slot(number);
        return numbers[slot] == number && number != NONE ? places[slot] : NONE;
    }

    /** The number's slot, or the free one where it would stand. */
    private int slot(int number) {
        int slot = (number * 0x9e37_79b9) >>> shift;
        while (numbers[slot] != number && numbers[slot] != NONE) slot = (slot + 1) & (numbers.length - 1);
        return slot;
    }
}
