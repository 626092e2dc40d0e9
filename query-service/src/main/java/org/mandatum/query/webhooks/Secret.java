package org.mandatum.query.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.mandatum.value.InvalidValue;

/**
 * The symmetric secret that a receiver shares with the register: {@code whsec_} and the base64 of 24 to 64 bytes (Standard
 * Webhooks, "Symmetric").
 */
record Secret(String text) {
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    Secret {
        int length = key(text).length;
        if (length < 24 || length > 64) throw new InvalidValue("secret", "has 24 to 64 bytes, not " + length);
    }

    static Secret made() {
        byte[] key = new byte[BYTES];
        RANDOM.nextBytes(key);
        return new Secret(PREFIX + Base64.getEncoder().encodeToString(key));
    }

    /** {@code v1,} and the base64 of HMAC-SHA256 over id, seconds since 1970 and body, with points between them. */
    String signature(String id, Instant sentAt, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(text), "HmacSHA256"));
            byte[] signed = (id + "." + sentAt.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8);
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static byte[] key(String text) {
        if (!text.startsWith(PREFIX)) throw new InvalidValue("secret", "begins with " + PREFIX);
        try {
            return Base64.getDecoder().decode(text.substring(PREFIX.length()));
        } catch (IllegalArgumentException notBase64) {
            throw new InvalidValue("secret", "is " + PREFIX + " and base64");
        }
    }

    /** Never in a log. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
