package org.mandatum.verifier.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.mandatum.verifier.tree.Hash;

/**
 * A key that one trusts: that of a log (type 1, C2SP signed-note) or that of a witness (type 4, C2SP tlog-cosignature). Both
 * are Ed25519 (RFC 8032).
 */
public final class PublicKey {
    static final byte LOG = 1;
    static final byte WITNESS = 4;
    private static final int LENGTH = 32;
    private static final int SIGNATURE_LENGTH = 64;
    private static final int ID_LENGTH = 4;
    /** What stands before the 32 bytes in the X.509 form (RFC 8410). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte type;
    private final byte[] raw;
    private final byte[] id;
    private final java.security.PublicKey key;

    PublicKey(String name, byte type, byte[] raw) throws Unsigned {
        this.name = name;
        this.type = type;
        this.raw = raw;
        if (!isName(name)) throw new Unsigned("key", "the name of a key has neither spaces nor a plus sign");
        MessageDigest digest = Hash.sha256();
        digest.update((name + "\n").getBytes(UTF_8));
        digest.update(type);
        id = Arrays.copyOf(digest.digest(raw), ID_LENGTH);
        byte[] encoded = Arrays.copyOf(X509, X509.length + LENGTH);
        System.arraycopy(raw, 0, encoded, X509.length, LENGTH);
        try {
            key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException unfit) {
            throw new Unsigned("key", "not an Ed25519 key: " + unfit.getMessage());
        }
    }

    /** From {@code name+id+base64(type ‖ key)}. */
    public static PublicKey parse(String text) throws Unsigned {
        String[] parts = text.strip().split("\\+", 3);
        if (parts.length == 3) {
            byte[] typed = Note.base64(parts[2]);
            if (typed != null && typed.length == 1 + LENGTH && (typed[0] == LOG || typed[0] == WITNESS)) {
                var key = new PublicKey(parts[0], typed[0], Arrays.copyOfRange(typed, 1, typed.length));
                if (key.id().equals(parts[1])) return key;
                throw new Unsigned(
                        "key", "the id of the key is " + key.id() + ", not what it says; was it cut or retyped?");
            }
        }
        throw new Unsigned("key", "a key is name+id+base64, of an Ed25519 key of a log (type 1) or witness (type 4)");
    }

    static boolean isName(String name) {
        return !name.isEmpty()
                && name.codePoints()
                        .noneMatch(c -> c == '+' || c <= 0x20 || Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    public String name() {
        return name;
    }

    /** Eight hex digits. */
    public String id() {
        return HexFormat.of().formatHex(id);
    }

    public boolean isWitness() {
        return type == WITNESS;
    }

    byte[] idBytes() {
        return id.clone();
    }

    /** @param signature what a line has after the id: of a witness, the time as well */
    boolean signed(String text, byte[] signature) {
        if (type == LOG) return signature.length == SIGNATURE_LENGTH && verify(text, signature);
        if (signature.length != Long.BYTES + SIGNATURE_LENGTH) return false;
        long time = ByteBuffer.wrap(signature).getLong();
        return time >= 0 && verify(cosigned(text, time), Arrays.copyOfRange(signature, Long.BYTES, signature.length));
    }

    /** What a witness signs (C2SP tlog-cosignature). */
    static String cosigned(String text, long time) {
        return "cosignature/v1\ntime " + time + "\n" + text;
    }

    private boolean verify(String text, byte[] signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(text.getBytes(UTF_8));
            return check.verify(signature);
        } catch (GeneralSecurityException unfit) {
            return false;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PublicKey that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** {@code name+id+base64(type ‖ key)} */
    @Override
    public String toString() {
        byte[] typed = new byte[1 + LENGTH];
        typed[0] = type;
        System.arraycopy(raw, 0, typed, 1, LENGTH);
        return name + "+" + id() + "+" + Base64.getEncoder().encodeToString(typed);
    }
}
