package org.mandatum.log;

import java.util.HashMap;
import java.util.Map;

/**
 * Complete subtrees from tiles: a tile of level {@code l} holds up to 256 hashes, one for each complete subtree of 256^l
 * leaves, one after the other. A proof in a log of a million events takes three of them.
 */
public final class Tiles implements MerkleTree.CompleteSubtrees {
    /** Hashes in a full tile, 2^{@value #HEIGHT}. */
    public static final int WIDTH = 256;

    private static final int HEIGHT = 8;

    private final Store store;
    private final Map<Long, byte[]> read = new HashMap<>();

    /** @param store asked for each tile once: make another when the log has grown */
    public Tiles(Store store) {
        this.store = store;
    }

    /** Where tiles are kept. The last one of a level may be shorter than the others. */
    @FunctionalInterface
    public interface Store {
        byte[] tile(int level, long number);
    }

    @Override
    public Hash hash(int level, long index) {
        int within = level % HEIGHT;
        long first = index << within;
        byte[] tile = read.computeIfAbsent(
                ((long) (level / HEIGHT) << 56) | (first / WIDTH), key -> store.tile(level / HEIGHT, first / WIDTH));
        return over(tile, (int) (first % WIDTH), 1 << within);
    }

    /** The hash over a whole tile: what stands for it one level up. */
    public static Hash root(byte[] tile) {
        return over(tile, 0, WIDTH);
    }

    private static Hash over(byte[] tile, int first, int count) {
        if (count == 1) return Hash.at(tile, first * Hash.LENGTH);
        return Hash.ofNode(over(tile, first, count / 2), over(tile, first + count / 2, count / 2));
    }
}
