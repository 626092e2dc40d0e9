package org.mandatum.verifier.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** The key with which a witness cosigns. Its file holds the public half on the first line and the secret one as PEM below. */
public final class WitnessKey {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final int LENGTH = 32;

    private final PublicKey key;
    private final PrivateKey secret;

    private WitnessKey(PublicKey key, PrivateKey secret) {
        this.key = key;
        this.secret = secret;
    }

    /** A new key, as the text of its file. */
    public static String generate(String name) throws Unsigned {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] x509 = pair.getPublic().getEncoded();
            var key =
                    new PublicKey(name, PublicKey.WITNESS, Arrays.copyOfRange(x509, x509.length - LENGTH, x509.length));
            return key + "\n" + BEGIN + "\n"
                    + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()) + "\n" + END + "\n";
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    public static WitnessKey parse(String file) throws Unsigned {
        int begin = file.indexOf(BEGIN);
        int end = file.indexOf(END);
        if (begin < 0 || end < begin) throw new Unsigned("key", "not the file of a witness's key");
        PublicKey key = PublicKey.parse(file.substring(0, begin));
        if (!key.isWitness()) throw new Unsigned("key", "that is not the key of a witness (type 4)");
        try {
            byte[] pkcs8 = Base64.getMimeDecoder().decode(file.substring(begin + BEGIN.length(), end));
            var pair = new WitnessKey(
                    key, KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
            if (Note.parse("probe\n\n" + pair.line("probe\n", Instant.EPOCH))
                    .signers(java.util.List.of(key))
                    .isEmpty()) throw new Unsigned("key", "the two halves of the key are not of one pair");
            return pair;
        } catch (GeneralSecurityException | IllegalArgumentException unfit) {
            throw new Unsigned("key", "not an Ed25519 key: " + unfit.getMessage());
        }
    }

    public PublicKey key() {
        return key;
    }

    /** The line that says: at this time, this was the largest state of the log that I had seen, and all were consistent. */
    public String cosign(Checkpoint checkpoint, Instant now) {
        return line(checkpoint.note().text(), now);
    }

    private String line(String text, Instant now) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(secret);
            signature.update(PublicKey.cosigned(text, now.getEpochSecond()).getBytes(UTF_8));
            byte[] signed = signature.sign();
            byte[] whole = ByteBuffer.allocate(key.idBytes().length + Long.BYTES + signed.length)
                    .put(key.idBytes())
                    .putLong(now.getEpochSecond())
                    .put(signed)
                    .array();
            return "\u2014 " + key.name() + " " + Base64.getEncoder().encodeToString(whole) + "\n";
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
