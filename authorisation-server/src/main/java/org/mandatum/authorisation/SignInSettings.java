package org.mandatum.authorisation;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param issuer its own address, as browsers and services see it
 * @param dashboard the only page that may send people here to sign in
 * @param key the file that holds the private key, PKCS #8 in PEM
 * @param password of every demonstration person
 * @param terminalSecret of the client that asks for tokens on behalf of the terminal
 * @param tokenLifetime how long a token lasts: a working day
 */
@ConfigurationProperties("mandatum.sign-in")
record SignInSettings(
        String issuer, URI dashboard, Path key, String password, String terminalSecret, Duration tokenLifetime) {
    SignInSettings {
        required("key", key);
        required("password", password);
        required("terminal-secret", terminalSecret);
    }

    /** There is no default: a secret that everybody knows is none. */
    private static void required(String name, @org.jspecify.annotations.Nullable Object value) {
        if (value == null || value.toString().isBlank())
            throw new IllegalArgumentException("mandatum.sign-in." + name + " is required");
    }
}
