package org.mandatum.verifier.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.mandatum.verifier.tree.Hash;

/** The secret of a log, for tests: the other side of what the verifier checks. */
public final class LogKey {
    private final String origin;
    private final KeyPair pair;
    private final byte[] raw;
    private final byte[] id;

    public LogKey(String origin) {
        this.origin = origin;
        try {
            pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
        byte[] x509 = pair.getPublic().getEncoded();
        raw = Arrays.copyOfRange(x509, x509.length - 32, x509.length);
        MessageDigest digest = Hash.sha256();
        digest.update((origin + "\n\u0001").getBytes(UTF_8));
        id = Arrays.copyOf(digest.digest(raw), 4);
    }

    public String origin() {
        return origin;
    }

    /** As an auditor is given it. */
    public String text() {
        return origin + "+" + HexFormat.of().formatHex(id) + "+"
                + Base64.getEncoder().encodeToString(concat(new byte[] {1}, raw));
    }

    public String sign(long size, Hash root) {
        return sign(origin + "\n" + size + "\n" + root + "\n");
    }

    public String sign(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(UTF_8));
            return text + "\n\u2014 " + origin + " " + Base64.getEncoder().encodeToString(concat(id, signature.sign()))
                    + "\n";
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
