package org.mandatum.verifier.tree;

import java.util.ArrayList;
import java.util.List;

/** A tree to which leaves are added. Only the hashes of its complete subtrees are kept, at most one for each size. */
public final class GrowingTree {
    /** The largest subtree first. */
    private final List<Hash> complete = new ArrayList<>();

    private long size;

    public void add(Hash leaf) {
        Hash subtree = leaf;
        for (long lower = size; (lower & 1) == 1; lower >>= 1) subtree = Hash.ofNode(complete.removeLast(), subtree);
        complete.add(subtree);
        size++;
    }

    public long size() {
        return size;
    }

    /** Over all leaves so far. */
    public Hash root() {
        if (complete.isEmpty()) return Hash.EMPTY;
        Hash root = complete.getLast();
        for (int i = complete.size() - 2; i >= 0; i--) root = Hash.ofNode(complete.get(i), root);
        return root;
    }
}
