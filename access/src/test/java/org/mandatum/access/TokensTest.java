package org.mandatum.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

class TokensTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicInteger checks = new AtomicInteger();
    private Instant now = NOW;

    @Test
    void a_token_is_checked_once_and_again_after_five_minutes() {
        Tokens tokens = tokens("roles", NOW.plusSeconds(3_600), Map.of());
        bring(tokens);
        bring(tokens);
        assertThat(checks).hasValue(1);

        now = NOW.plus(Tokens.TRUSTED).plusSeconds(1);
        bring(tokens);
        assertThat(checks).hasValue(2);
    }

    @Test
    void a_token_is_not_trusted_beyond_its_own_end() {
        Tokens tokens = tokens("roles", NOW.plusSeconds(20), Map.of());
        bring(tokens);
        now = NOW.plusSeconds(21);
        assertThatThrownBy(() -> bring(tokens)).isInstanceOf(InvalidBearerTokenException.class);
    }

    @Test
    void keycloak_keeps_roles_inside_of_an_object() {
        Tokens tokens = tokens(
                "realm_access.roles",
                NOW.plusSeconds(60),
                Map.of(
                        "realm_access", Map.of("roles", List.of("offline_access", "officer")),
                        "organisations", List.of("oas"),
                        "preferred_username", "olivia"));
        Person person = bring(tokens);
        assertThat(person.roles()).containsExactly(Role.OFFICER);
        assertThat(person.scope()).isEqualTo(new OrganisationScope(false, java.util.Set.of("oas")));
        assertThat(person.actor().name()).isEqualTo("olivia");
    }

    @Test
    void keys_are_fetched_where_the_issuer_says_and_its_absence_is_no_fault_of_the_token() throws Exception {
        var issuer =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        String address = "http://127.0.0.1:" + issuer.getAddress().getPort();
        answer(
                issuer,
                "/.well-known/openid-configuration",
                "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/keys\"}".formatted(address));
        answer(issuer, "/keys", new JWKSet(TestIssuer.key().toPublicJWK()).toString());
        var settings = new OAuth2ResourceServerProperties().getJwt();
        settings.setIssuerUri(address);
        var any = new JWKSelector(new JWKMatcher.Builder().build());
        issuer.start();
        try {
            assertThat(IssuerKeys.of(settings).get(any, null)).hasSize(1);
        } finally {
            issuer.stop(0);
        }
        var decoder = NimbusJwtDecoder.withJwkSource(IssuerKeys.of(settings))
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        var tokens = new Tokens(
                decoder, new AccessSettings(Duration.ZERO, "roles", "organisations", List.of()), Clock.systemUTC());
        String good = TestIssuer.token(claims -> claims);
        assertThatThrownBy(() -> tokens.authenticate(new BearerTokenAuthenticationToken(good)))
                .isInstanceOf(IssuerUnavailable.class);
    }

    private static void answer(HttpServer server, String path, String body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private Tokens tokens(String rolesClaim, Instant until, Map<String, Object> claims) {
        var clock = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        return new Tokens(
                token -> {
                    checks.incrementAndGet();
                    if (!now.isBefore(until)) throw new BadJwtException("expired");
                    var jwt = Jwt.withTokenValue(token)
                            .header("alg", "ES256")
                            .issuer("https://issuer.example")
                            .subject("s")
                            .expiresAt(until);
                    claims.forEach(jwt::claim);
                    return jwt.build();
                },
                new AccessSettings(Duration.ZERO, rolesClaim, "organisations", List.of()),
                clock);
    }

    private static Person bring(Tokens tokens) {
        return (Person) tokens.authenticate(new BearerTokenAuthenticationToken("t"));
    }
}
