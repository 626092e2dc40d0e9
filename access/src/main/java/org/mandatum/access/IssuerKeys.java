package org.mandatum.access;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The issuer's public keys, fetched when first needed and again when a token names one that is not there. */
final class IssuerKeys implements JWKSetSource<SecurityContext> {
    private static final int LARGEST = 256 * 1024;
    private static final Duration KEPT = Duration.ofMinutes(5);
    /** Tokens that name made-up keys must not make us pester the issuer. */
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(10);
    /** So long may the issuer be away before those who have tokens notice. */
    private static final Duration OUTAGE = Duration.ofHours(8);

    private final DefaultResourceRetriever http = new DefaultResourceRetriever(2_000, 5_000, LARGEST);
    private final String issuer;
    private volatile @Nullable String place;

    private IssuerKeys(String issuer, @Nullable String place) {
        this.issuer = issuer;
        this.place = place;
    }

    /** At {@code jwk-set-uri}, or where the issuer says that they are. */
    static JWKSource<SecurityContext> of(OAuth2ResourceServerProperties.Jwt settings) {
        return JWKSourceBuilder.create(new IssuerKeys(issuer(settings), settings.getJwkSetUri()))
                .cache(KEPT.toMillis(), Duration.ofSeconds(10).toMillis())
                .rateLimited(BETWEEN_FETCHES.toMillis())
                .outageTolerant(OUTAGE.toMillis())
                .build();
    }

    static String issuer(OAuth2ResourceServerProperties.Jwt settings) {
        String issuer = settings.getIssuerUri();
        if (issuer == null || issuer.isBlank())
            throw new IllegalStateException("spring.security.oauth2.resourceserver.jwt.issuer-uri is required:"
                    + " the register must know whose tokens it takes");
        return issuer;
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long currentTime, @Nullable SecurityContext context)
            throws KeySourceException {
        try {
            String known = place;
            if (known == null) place = known = discovered();
            return JWKSet.parse(get(known));
        } catch (IOException | ParseException | JacksonException | IllegalArgumentException failure) {
            throw new JWKSetUnavailableException("no keys from " + issuer + ": " + failure.getMessage(), failure);
        }
    }

    /** OpenID Connect Discovery 1.0, section 4. */
    private String discovered() throws IOException {
        JsonNode metadata =
                EventJson.MAPPER.readTree(get(issuer.replaceAll("/$", "") + "/.well-known/openid-configuration"));
        if (!issuer.equals(metadata.path("issuer").asString("")))
            throw new IOException("it calls itself " + metadata.path("issuer"));
        return metadata.path("jwks_uri").asString();
    }

    private String get(String uri) throws IOException {
        URL url = URI.create(uri).toURL();
        return http.retrieveResource(url).getContent();
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
