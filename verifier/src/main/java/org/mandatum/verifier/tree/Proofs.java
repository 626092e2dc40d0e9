package org.mandatum.verifier.tree;

import java.util.List;

/** Checks proofs; a proof of any other length or content than the one right one is no proof. */
public final class Proofs {
    private Proofs() {}

    /** Whether the tree of {@code size} leaves under {@code root} has this leaf at {@code index} (RFC 9162, section 2.1.3.2). */
    public static boolean includes(Hash root, long size, Hash leaf, long index, List<Hash> path) {
        if (index < 0 || index >= size) return false;
        long node = index;
        long last = size - 1;
        Hash hash = leaf;
        for (Hash sibling : path) {
            if (last == 0) return false;
            if ((node & 1) == 1 || node == last) {
                hash = Hash.ofNode(sibling, hash);
                // A right edge without siblings goes up until there is one.
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else hash = Hash.ofNode(hash, sibling);
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /** Whether the tree of {@code to} leaves begins with that of {@code from} (RFC 9162, section 2.1.4.2). */
    public static boolean consistent(long from, Hash fromRoot, long to, Hash toRoot, List<Hash> path) {
        if (from < 0 || from > to) return false;
        if (from == to) return path.isEmpty() && fromRoot.equals(toRoot);
        if (from == 0) return path.isEmpty() && fromRoot.equals(Hash.EMPTY);
        boolean whole = Long.bitCount(from) == 1;
        if (!whole && path.isEmpty()) return false;
        long node = from - 1;
        long last = to - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        Hash first = whole ? fromRoot : path.getFirst();
        Hash second = first;
        for (Hash hash : whole ? path : path.subList(1, path.size())) {
            if (last == 0) return false;
            if ((node & 1) == 1 || node == last) {
                first = Hash.ofNode(hash, first);
                second = Hash.ofNode(hash, second);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else second = Hash.ofNode(second, hash);
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && first.equals(fromRoot) && second.equals(toRoot);
    }
}
