package org.mandatum.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/**
 * Signs tokens with a key of this JVM. A test that imports it has a service that takes them; all but the fetching of keys is
 * as it will be; and every answer that it gives is held against the contract. {@code request.header("Authorization", TestIssuer.bearer(Role.OFFICER))}.
 */
@TestConfiguration(proxyBeanMethods = false)
@Import(KeptContract.class)
public class TestIssuer {
    /** The issuer that the services name when nobody names another. */
    public static final String ISSUER = "http://localhost:8084";

    private static final ECKey KEY = key();

    @Bean
    @Primary
    JWKSource<SecurityContext> testKeys() {
        return new ImmutableJWKSet<>(new JWKSet(KEY.toPublicJWK()));
    }

    /** Of somebody who has these roles, everywhere; of one who has them all when none is named. */
    public static String bearer(Role... roles) {
        return "Bearer " + token(claims -> claims, roles.length == 0 ? Role.values() : roles);
    }

    /** Of somebody who has these roles in one organisation. */
    public static String bearerIn(String organisation, Role... roles) {
        return "Bearer " + token(claims -> claims.claim("organisations", List.of(organisation)), roles);
    }

    /** A good token, but for what {@code change} does to it. */
    public static String token(UnaryOperator<JWTClaimsSet.Builder> change, Role... roles) {
        return signed(change.apply(new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience("mandatum")
                        .subject("somebody")
                        .claim("name", "Some Body")
                        .claim("roles", Arrays.stream(roles).map(Role::word).toList())
                        .claim("organisations", List.of("*"))
                        .issueTime(Date.from(Instant.now().minusSeconds(3_600)))
                        .expirationTime(Date.from(Instant.now().plusSeconds(3_600))))
                .build());
    }

    static String signed(JWTClaimsSet claims) {
        return signed(claims, KEY);
    }

    static String signed(JWTClaimsSet claims, ECKey key) {
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("of-the-tests").generate();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
