package org.mandatum.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The verifier's side of proofs, as RFC 9162 writes it down in sections 2.1.3.2 and 2.1.4.2. */
final class ProofCheck {
    private ProofCheck() {}

    static Hash rootByInclusion(Hash leaf, long index, long size, List<Hash> proof) {
        long fn = index;
        long sn = size - 1;
        Hash r = leaf;
        for (Hash p : proof) {
            if (sn == 0) throw new IllegalArgumentException("the proof is too long");
            if ((fn & 1) == 1 || fn == sn) {
                r = Hash.ofNode(p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else r = Hash.ofNode(r, p);
            fn >>= 1;
            sn >>= 1;
        }
        if (sn != 0) throw new IllegalArgumentException("the proof is too short");
        return r;
    }

    static boolean isConsistent(Hash first, long from, Hash second, long to, List<Hash> proof) {
        if (from == to) return proof.isEmpty() && first.equals(second);
        Deque<Hash> path = new ArrayDeque<>(proof);
        if (Long.bitCount(from) == 1) path.addFirst(first);
        long fn = from - 1;
        long sn = to - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        Hash fr = path.removeFirst();
        Hash sr = fr;
        for (Hash c : path) {
            if (sn == 0) return false;
            if ((fn & 1) == 1 || fn == sn) {
                fr = Hash.ofNode(c, fr);
                sr = Hash.ofNode(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else sr = Hash.ofNode(sr, c);
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && fr.equals(first) && sr.equals(second);
    }
}
