package org.mandatum.access;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How tokens are read; issuer, keys, audience and algorithms are Spring's own settings,
 * {@code spring.security.oauth2.resourceserver.jwt.*}.
 *
 * @param clockSkew how far the issuer's clock may differ from ours
 * @param rolesClaim where a token lists roles; a dot leads into an object, as in Keycloak's {@code realm_access.roles}
 * @param organisationsClaim where it lists the organisations that it reaches, {@code *} for all; absent: none
 * @param dashboardOrigins pages of which browsers may call from, such as {@code http://localhost:8080}
 */
@ConfigurationProperties("mandatum.access")
record AccessSettings(
        @DefaultValue("10s") Duration clockSkew,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue("organisations") String organisationsClaim,
        @DefaultValue List<String> dashboardOrigins) {}
