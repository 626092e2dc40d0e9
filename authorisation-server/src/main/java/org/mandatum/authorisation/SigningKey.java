package org.mandatum.authorisation;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/** The key that signs tokens; kept from start to start, so that tokens outlive a restart. */
final class SigningKey {
    private SigningKey() {}

    static JWKSource<SecurityContext> read(Path file) throws IOException {
        try {
            byte[] der = Base64.getMimeDecoder()
                    .decode(Files.readString(file)
                            .replaceAll("-----[A-Z ]+-----", "")
                            .strip());
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            var secret = (RSAPrivateCrtKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(der));
            var open = (RSAPublicKey)
                    rsa.generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
            return new ImmutableJWKSet<>(new JWKSet(new RSAKey.Builder(open)
                    .privateKey(secret)
                    .keyIDFromThumbprint()
                    .build()));
        } catch (GeneralSecurityException | IllegalArgumentException | JOSEException unreadable) {
            throw new IOException(file + " holds no RSA key in PKCS #8", unreadable);
        }
    }
}
