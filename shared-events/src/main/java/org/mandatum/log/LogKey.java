package org.mandatum.log;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.mandatum.value.Sha256;

/**
 * The public half of a key that signs notes (C2SP signed-note, Ed25519): whoever holds its text can tell whether a
 * checkpoint is the log's own.
 */
public final class LogKey {
    private static final byte ED25519 = 1;
    private static final int ID_LENGTH = 4;
    private static final int KEY_LENGTH = 32;
    /** What stands before the 32 bytes of an Ed25519 key in its X.509 form (RFC 8410). */
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] raw;
    private final byte[] id;

    LogKey(String name, byte[] raw) {
        if (name.isEmpty() || name.indexOf('+') >= 0 || name.chars().anyMatch(LogKey::isSpaceOrControl))
            throw new IllegalArgumentException("the name of a key has neither spaces nor a plus: '" + name + "'");
        if (raw.length != KEY_LENGTH) throw new IllegalArgumentException("an Ed25519 key has 32 bytes");
        this.name = name;
        this.raw = raw;
        id = Arrays.copyOf(
                sha256((name + "\n").getBytes(StandardCharsets.UTF_8), new byte[] {ED25519}, raw), ID_LENGTH);
    }

    private static boolean isSpaceOrControl(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c < 0x20;
    }

    /** From its text, {@code name+id+key}. */
    public static LogKey parse(String text) {
        String[] parts = text.strip().split("\\+", 3);
        if (parts.length == 3) {
            byte[] typed = Base64.getDecoder().decode(parts[2]);
            if (typed.length == 1 + KEY_LENGTH && typed[0] == ED25519) {
                var key = new LogKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
                if (key.id().equals(parts[1])) return key;
            }
        }
        throw new IllegalArgumentException("not the key of a log: '" + text + "'");
    }

    public String name() {
        return name;
    }

    /** Eight hex digits; with the name, they tell keys apart. */
    public String id() {
        return HexFormat.of().formatHex(id);
    }

    byte[] idBytes() {
        return id.clone();
    }

    boolean signed(String text, byte[] signature) {
        try {
            byte[] encoded = Arrays.copyOf(X509_HEAD, X509_HEAD.length + KEY_LENGTH);
            System.arraycopy(raw, 0, encoded, X509_HEAD.length, KEY_LENGTH);
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(signature);
        } catch (GeneralSecurityException unfit) {
            return false;
        }
    }

    private static byte[] sha256(byte[]... parts) {
        MessageDigest digest = Sha256.empty();
        for (byte[] part : parts) digest.update(part);
        return digest.digest();
    }

    /** {@code name+id+key}, the form in which verifiers take it. */
    @Override
    public String toString() {
        byte[] typed = new byte[1 + KEY_LENGTH];
        typed[0] = ED25519;
        System.arraycopy(raw, 0, typed, 1, KEY_LENGTH);
        return name + "+" + id() + "+" + Base64.getEncoder().encodeToString(typed);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LogKey key && toString().equals(key.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
