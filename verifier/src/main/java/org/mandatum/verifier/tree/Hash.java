package org.mandatum.verifier.tree;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A SHA-256 hash in a tree (RFC 9162, section 2.1.1). */
public final class Hash {
    private static final int LENGTH = 32;
    /** Of a tree without leaves. */
    public static final Hash EMPTY = new Hash(sha256().digest());

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Hash ofLeaf(byte[] leaf) {
        MessageDigest digest = sha256();
        digest.update((byte) 0);
        return new Hash(digest.digest(leaf));
    }

    public static Hash ofNode(Hash left, Hash right) {
        MessageDigest digest = sha256();
        digest.update((byte) 1);
        digest.update(left.bytes);
        return new Hash(digest.digest(right.bytes));
    }

    /** From base64 as RFC 4648, section 4 has it, padding included; null when it is not that of 32 bytes. */
    public static @Nullable Hash parse(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            var hash = new Hash(bytes);
            // The decoder forgives a missing padding and stray bits, which would give one hash several texts.
            return bytes.length == LENGTH && hash.toString().equals(base64) ? hash : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Base64. */
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
