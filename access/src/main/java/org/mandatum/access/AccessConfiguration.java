package org.mandatum.access;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.tracing.Correlation;
import org.mandatum.tracing.TracingConfiguration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Guards a service. The service brings its {@link Permissions}. */
@Configuration(proxyBeanMethods = false)
@Import({Contract.class, ContractController.class, UnreadableRequests.class, TracingConfiguration.class})
@EnableConfigurationProperties({AccessSettings.class, Limits.class, OAuth2ResourceServerProperties.class})
public class AccessConfiguration {
    @Bean
    JWKSource<SecurityContext> issuerKeys(OAuth2ResourceServerProperties properties) {
        return IssuerKeys.of(properties.getJwt());
    }

    /** Signature by one of the algorithms on the list, issuer, audience, expiry: a token that lacks one of them is no token. */
    @Bean
    JwtDecoder jwtDecoder(
            JWKSource<SecurityContext> keys, OAuth2ResourceServerProperties properties, AccessSettings settings) {
        OAuth2ResourceServerProperties.Jwt expected = properties.getJwt();
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithms(allowed -> {
                    allowed.clear();
                    expected.getJwsAlgorithms().forEach(name -> allowed.add(algorithm(name)));
                })
                .build();
        decoder.setJwtValidator(validator(expected, settings.clockSkew()));
        return decoder;
    }

    private static SignatureAlgorithm algorithm(String name) {
        SignatureAlgorithm algorithm = SignatureAlgorithm.from(name);
        if (algorithm == null)
            throw new IllegalArgumentException("spring.security.oauth2.resourceserver.jwt.jws-algorithms: " + name
                    + " is no algorithm that signs with a private key");
        return algorithm;
    }

    private static OAuth2TokenValidator<Jwt> validator(OAuth2ResourceServerProperties.Jwt expected, Duration skew) {
        var times = new JwtTimestampValidator(skew);
        times.setAllowEmptyExpiryClaim(false);
        // RFC 9068's type, the older one, or none; an ID token has another audience.
        var type = new JwtTypeValidator("JWT", "at+jwt");
        type.setAllowEmpty(true);
        return new DelegatingOAuth2TokenValidator<>(
                type,
                times,
                new JwtIssuerValidator(IssuerKeys.issuer(expected)),
                new JwtClaimValidator<List<String>>(
                        "aud",
                        audience -> audience != null && audience.stream().anyMatch(expected.getAudiences()::contains)));
    }

    @Bean
    Refusals refusals() {
        return new Refusals();
    }

    /** Behind the guard. */
    @Bean
    ConcreteTypes concreteTypes() {
        return new ConcreteTypes();
    }

    @Bean
    OpenStreams openStreams(Limits limits, @Value("${mandatum.stream.heartbeat:10s}") Duration heartbeat) {
        return new OpenStreams(limits.streamsPerPerson(), heartbeat);
    }

    /** No observation of each filter of the chain: the request as a whole is observed already, and they cost a tenth of an order. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /**
     * As strict as the one that Spring Security brings, without its regular expressions: they look at every character of the token
     * whenever a header is read, which was a sixth of a short answer.
     */
    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(name -> isAssignedAndNoControl(name, false));
        firewall.setAllowedHeaderValues(value -> isAssignedAndNoControl(value, true));
        firewall.setAllowedParameterNames(name -> isAssignedAndNoControl(name, false));
        return firewall;
    }

    private static boolean isAssignedAndNoControl(String text, boolean tabAllowed) {
        for (int i = 0; i < text.length(); i++) {
            char printable = text.charAt(i);
            if (printable >= ' ' && printable < 0x7f) continue;
            int c = text.codePointAt(i);
            if (!(tabAllowed && c == '\t') && (!Character.isDefined(c) || Character.isISOControl(c))) return false;
            if (Character.isSupplementaryCodePoint(c)) i++;
        }
        return true;
    }

    @Bean
    WebMvcRegistrations pathsFirst() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new PathsFirst();
            }
        };
    }

    /** Deny by default. No session and no cookie, so that there is no request to forge. */
    @Bean
    SecurityFilterChain guard(
            HttpSecurity http,
            Permissions permissions,
            JwtDecoder decoder,
            AccessSettings settings,
            Limits limits,
            Refusals refusals) {
        if (limits.requestsPerSecond() > 0)
            http.addFilterAfter(
                    new RateLimit(limits.requestsPerSecond(), refusals), BearerTokenAuthenticationFilter.class);
        var tokens = new Tokens(decoder, settings, Clock.systemUTC());
        return http.csrf(off -> off.disable())
                .logout(off -> off.disable())
                .requestCache(off -> off.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .cors(off -> off.disable()) // Spring's own would refuse in plain text
                .addFilter(browsers(settings.dashboardOrigins()))
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.authenticationManager(tokens))
                        .bearerTokenResolver(new BearerTokens())
                        .authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .authorizeHttpRequests(requests -> requests
                        // What the service itself sends on has been let in already.
                        .dispatcherTypeMatchers(
                                jakarta.servlet.DispatcherType.ERROR,
                                jakarta.servlet.DispatcherType.FORWARD,
                                jakarta.servlet.DispatcherType.ASYNC)
                        .permitAll()
                        .anyRequest()
                        .access(permissions))
                .build();
    }

    private static CorsFilter browsers(List<String> origins) {
        var source = new UrlBasedCorsConfigurationSource();
        var dashboard = new CorsConfiguration();
        dashboard.setAllowedOrigins(origins);
        dashboard.setAllowedMethods(List.of("GET", "POST", "PUT", "DELETE"));
        dashboard.setAllowedHeaders(List.of(
                "Authorization",
                "Content-Type",
                "Accept",
                "Idempotency-Key",
                "If-Match",
                Correlation.HEADER,
                "Last-Event-ID"));
        dashboard.setExposedHeaders(List.of("ETag", "Location", "Retry-After", "WWW-Authenticate", Correlation.HEADER));
        dashboard.setMaxAge(Duration.ofHours(1));
        source.registerCorsConfiguration("/**", dashboard);
        var filter = new CorsFilter(source);
        filter.setCorsProcessor(new DefaultCorsProcessor() {
            @Override
            public boolean processRequest(
                    @Nullable CorsConfiguration origins, HttpServletRequest request, HttpServletResponse response)
                    throws IOException {
                try {
                    return super.processRequest(origins, request, response);
                } catch (IllegalArgumentException unreadable) {
                    // Spring reads the type of the body here, and takes none such as application/*.
                    Refusals.malformed(response, "Content-Type cannot be read.", "Content-Type");
                    return false;
                }
            }

            @Override
            protected void rejectRequest(ServerHttpResponse response) throws IOException {
                Refusals.otherOrigin(((ServletServerHttpResponse) response).getServletResponse());
            }
        });
        return filter;
    }
}
