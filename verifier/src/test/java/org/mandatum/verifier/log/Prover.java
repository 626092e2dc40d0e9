package org.mandatum.verifier.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mandatum.verifier.tree.Hash;

/** The definitions of RFC 9162, sections 2.1.1, 2.1.3.1 and 2.1.4.1, word for word: slow, and beyond doubt. */
public final class Prover {
    private final List<Hash> leaves;
    private final Map<Long, Hash> known = new HashMap<>();

    public Prover(List<Hash> leaves) {
        this.leaves = leaves;
    }

    public Hash root(int size) {
        return size == 0 ? Hash.EMPTY : hash(0, size);
    }

    public List<Hash> inclusion(int index, int size) {
        return path(index, 0, size);
    }

    public List<Hash> consistency(int from, int to) {
        return from == 0 || from == to ? List.of() : subproof(from, 0, to, true);
    }

    private Hash hash(int first, int size) {
        if (size == 1) return leaves.get(first);
        long place = ((long) first << 32) | size;
        Hash hash = known.get(place);
        if (hash == null) {
            int split = split(size);
            hash = Hash.ofNode(hash(first, split), hash(first + split, size - split));
            known.put(place, hash);
        }
        return hash;
    }

    private List<Hash> path(int index, int first, int size) {
        if (size == 1) return new ArrayList<>();
        int split = split(size);
        boolean left = index < split;
        List<Hash> path = left ? path(index, first, split) : path(index - split, first + split, size - split);
        path.add(left ? hash(first + split, size - split) : hash(first, split));
        return path;
    }

    private List<Hash> subproof(int from, int first, int size, boolean known) {
        if (from == size) return known ? new ArrayList<>() : new ArrayList<>(List.of(hash(first, size)));
        int split = split(size);
        boolean left = from <= split;
        List<Hash> proof =
                left ? subproof(from, first, split, known) : subproof(from - split, first + split, size - split, false);
        proof.add(left ? hash(first + split, size - split) : hash(first, split));
        return proof;
    }

    private static int split(int size) {
        return Integer.highestOneBit(size - 1);
    }
}
