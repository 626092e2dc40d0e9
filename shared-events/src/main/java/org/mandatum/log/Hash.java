package org.mandatum.log;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.mandatum.value.Sha256;

/** A SHA-256 hash of a tree (RFC 9162, section 2.1): leaves and nodes are hashed apart, so that neither passes for the other. */
public final class Hash {
    /** Bytes of a hash. */
    public static final int LENGTH = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The hash that starts at {@code offset}. */
    public static Hash at(byte[] hashes, int offset) {
        return new Hash(Arrays.copyOfRange(hashes, offset, Math.addExact(offset, LENGTH)));
    }

    /** @throws IllegalArgumentException when it is not the base64 of 32 bytes */
    public static Hash parse(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        if (bytes.length != LENGTH) throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
        return new Hash(bytes);
    }

    /** The root of a tree without leaves. */
    public static Hash ofNothing() {
        return new Hash(Sha256.empty().digest());
    }

    public static Hash ofLeaf(byte[] leaf) {
        MessageDigest digest = Sha256.empty();
        digest.update(LEAF);
        return new Hash(digest.digest(leaf));
    }

    public static Hash ofNode(Hash left, Hash right) {
        MessageDigest digest = Sha256.empty();
        digest.update(NODE);
        digest.update(left.bytes);
        return new Hash(digest.digest(right.bytes));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Base64 with padding (RFC 4648, section 4). */
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
