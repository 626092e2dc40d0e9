package org.mandatum.log;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** The secret half of a log's key (Ed25519, RFC 8032). It is kept in a file as PEM (RFC 8410), never in the database. */
public final class SigningKey {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final int KEY_LENGTH = 32;

    private final PrivateKey secret;
    private final LogKey key;

    private SigningKey(String name, PrivateKey secret) throws GeneralSecurityException {
        this.secret = secret;
        byte[] seed = ((EdECPrivateKey) secret).getBytes().orElseThrow();
        // The JDK derives the public half only when it makes a pair; given the seed for chance, it makes this one.
        KeyPair same = pair(new SecureRandom() {
            private static final long serialVersionUID = 1;

            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(seed, 0, bytes, 0, seed.length);
            }
        });
        if (!Arrays.equals(seed, ((EdECPrivateKey) same.getPrivate()).getBytes().orElseThrow()))
            throw new GeneralSecurityException("the public half of the key cannot be derived");
        byte[] x509 = same.getPublic().getEncoded();
        key = new LogKey(name, Arrays.copyOfRange(x509, x509.length - KEY_LENGTH, x509.length));
    }

    private static KeyPair pair(SecureRandom chance) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, chance);
        return generator.generateKeyPair();
    }

    /** A new key, as PEM. */
    public static String generate() {
        try {
            byte[] secret = pair(new SecureRandom()).getPrivate().getEncoded();
            return BEGIN + "\n" + Base64.getEncoder().encodeToString(secret) + "\n" + END + "\n";
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /**
     * @param name whose key it is: the log's origin
     * @throws IllegalArgumentException when it is not an Ed25519 key in PEM
     */
    public static SigningKey parse(String name, String pem) {
        int begin = pem.indexOf(BEGIN);
        int end = pem.indexOf(END);
        if (begin < 0 || end < begin) throw new IllegalArgumentException("not a private key in PEM");
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
            return new SigningKey(
                    name, KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException unfit) {
            throw new IllegalArgumentException("not an Ed25519 key: " + unfit.getMessage(), unfit);
        }
    }

    public LogKey key() {
        return key;
    }

    public SignedNote sign(Checkpoint checkpoint) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(secret);
            signature.update(checkpoint.text().getBytes(StandardCharsets.UTF_8));
            return SignedNote.of(checkpoint.text(), key, signature.sign());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
