package org.mandatum.quickstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Properties;

/**
 * What the authorisation server must keep to itself, made up at the first start and readable by its owner alone.
 *
 * @param password of every demonstration person
 * @param terminalSecret by which {@code ./mandatum token} may ask for tokens
 * @param key the file that holds the key which signs them
 */
record SignIn(String password, String terminalSecret, Path key) {
    private static final int PASSWORD_BYTES = 9;

    static SignIn keptIn(DataDirectory data) throws IOException {
        if (!Files.exists(data.signInKey())) {
            Credentials.writePrivately(data.signInKey(), newKey());
        }
        if (!Files.exists(data.signIn())) {
            Credentials.writePrivately(
                    data.signIn(),
                    "password=" + Credentials.random(PASSWORD_BYTES) + "\nterminal-secret="
                            + Credentials.random(Credentials.BYTES) + "\n");
        }
        return read(data);
    }

    static SignIn read(DataDirectory data) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(data.signIn(), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return new SignIn(
                kept(properties, "password", data.signIn()),
                kept(properties, "terminal-secret", data.signIn()),
                data.signInKey());
    }

    private static String kept(Properties properties, String name, Path file) {
        String value = properties.getProperty(name);
        if (value == null) {
            throw new CannotContinue(file + " is damaged: it has no " + name);
        }
        return value;
    }

    /** An RSA key as PKCS #8 in PEM. */
    private static String newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            String der = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
            return "-----BEGIN PRIVATE KEY-----\n" + der + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** A password has no business in a log. */
    @Override
    public String toString() {
        return "SignIn";
    }
}
