package org.mandatum.log;

import java.util.ArrayList;
import java.util.List;

/** Roots and proofs (RFC 9162, section 2.1) of a log of any size, from the hashes of its complete subtrees. */
public final class MerkleTree {
    private final CompleteSubtrees subtrees;

    public MerkleTree(CompleteSubtrees subtrees) {
        this.subtrees = subtrees;
    }

    /** The hash over the 2^level leaves from {@code index} · 2^level on. All of them must be in the log. */
    @FunctionalInterface
    public interface CompleteSubtrees {
        Hash hash(int level, long index);
    }

    /** The root over the first {@code size} leaves. */
    public Hash root(long size) {
        return size == 0 ? Hash.ofNothing() : hash(0, size);
    }

    /** The hash of the leaf at {@code index}. */
    public Hash leaf(long index) {
        return subtrees.hash(0, index);
    }

    /** What proves that the leaf at {@code index} is in the tree of {@code size} leaves, from the leaf upwards. */
    public List<Hash> inclusion(long index, long size) {
        if (index < 0 || index >= size)
            throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
        var path = new ArrayList<Hash>();
        path(index, 0, size, path);
        return path;
    }

    private void path(long index, long first, long size, List<Hash> path) {
        if (size == 1) return;
        long left = leftOf(size);
        if (index < left) {
            path(index, first, left, path);
            path.add(hash(first + left, size - left));
        } else {
            path(index - left, first + left, size - left, path);
            path.add(hash(first, left));
        }
    }

    /** What proves that the tree of {@code to} leaves begins with that of {@code from}; nothing when they are one. */
    public List<Hash> consistency(long from, long to) {
        if (from < 0 || from > to) throw new IllegalArgumentException("no tree grows from " + from + " to " + to);
        var proof = new ArrayList<Hash>();
        if (from > 0 && from < to) subproof(from, 0, to, true, proof);
        return proof;
    }

    private void subproof(long from, long first, long size, boolean known, List<Hash> proof) {
        if (from == size) {
            if (!known) proof.add(hash(first, size));
            return;
        }
        long left = leftOf(size);
        if (from <= left) {
            subproof(from, first, left, known, proof);
            proof.add(hash(first + left, size - left));
        } else {
            subproof(from - left, first + left, size - left, false, proof);
            proof.add(hash(first, left));
        }
    }

    /** Over {@code size} leaves; what lies left of a split is complete and aligned by the definition of the tree. */
    private Hash hash(long first, long size) {
        if (Long.bitCount(size) == 1) {
            int level = Long.numberOfTrailingZeros(size);
            return subtrees.hash(level, first >> level);
        }
        long left = leftOf(size);
        return Hash.ofNode(hash(first, left), hash(first + left, size - left));
    }

    /** The largest power of two below {@code size}. */
    private static long leftOf(long size) {
        return Long.highestOneBit(size - 1);
    }
}
