package org.mandatum.benchmarks.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A set from which one can be drawn at random, everything in constant time. */
final class Pool<T> {
    private final List<T> members = new ArrayList<>();
    private final Map<T, Integer> places = new HashMap<>();

    void add(T member) {
        if (places.putIfAbsent(member, members.size()) == null) members.add(member);
    }

    void remove(T member) {
        Integer place = places.remove(member);
        if (place == null) return;
        T last = members.removeLast();
        if (place == members.size()) return;
        members.set(place, last);
        places.put(last, place);
    }

    T any(Random random) {
        return members.get(random.nextInt(members.size()));
    }

    int size() {
        return members.size();
    }
}
