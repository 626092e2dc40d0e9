package org.mandatum.authorisation;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

/**
 * Two clients: the dashboard, which has no secret and proves by PKCE (RFC 7636) that it is who began; and the terminal, which
 * has one and names the person it asks for.
 */
@Configuration(proxyBeanMethods = false)
class SignInConfiguration {
    static final String DASHBOARD = "mandatum-dashboard";
    static final String TERMINAL = "mandatum-terminal";

    @Bean
    @Order(1)
    SecurityFilterChain protocol(HttpSecurity http, SignInSettings settings) {
        http.oauth2AuthorizationServer(server -> {
                    http.securityMatcher(server.getEndpointsMatcher());
                    // Who signed in before this process began is not known to it: gone, too, and back to the page.
                    server.oidc(oidc ->
                            oidc.logoutEndpoint(logout -> logout.errorResponseHandler((request, response, failure) -> {
                                new SecurityContextLogoutHandler()
                                        .logout(
                                                request,
                                                response,
                                                SecurityContextHolder.getContext()
                                                        .getAuthentication());
                                response.sendRedirect(settings.dashboard() + "/");
                            })));
                })
                .cors(cors -> cors.configurationSource(onlyFrom(settings)))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(handling -> handling.defaultAuthenticationEntryPointFor(
                        new LoginUrlAuthenticationEntryPoint("/login"),
                        new MediaTypeRequestMatcher(MediaType.TEXT_HTML)));
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain people(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .formLogin(Customizer.withDefaults())
                .build();
    }

    private static CorsConfigurationSource onlyFrom(SignInSettings settings) {
        var dashboard = new CorsConfiguration();
        dashboard.setAllowedOrigins(List.of(settings.dashboard().toString()));
        dashboard.setAllowedMethods(List.of("GET", "POST"));
        dashboard.setAllowedHeaders(List.of("Authorization", "Content-Type", "Accept"));
        dashboard.setMaxAge(Duration.ofHours(1));
        return request -> dashboard;
    }

    @Bean
    RegisteredClientRepository clients(SignInSettings settings, PasswordEncoder passwords) {
        TokenSettings tokens = TokenSettings.builder()
                .accessTokenTimeToLive(settings.tokenLifetime())
                .build();
        var dashboard = RegisteredClient.withId(UUID.randomUUID().toString())
                .clientId(DASHBOARD)
                .clientName("Mandatum")
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(settings.dashboard() + "/")
                .postLogoutRedirectUri(settings.dashboard() + "/")
                .scope(OidcScopes.OPENID)
                .scope(OidcScopes.PROFILE)
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(tokens)
                .build();
        var terminal = RegisteredClient.withId(UUID.randomUUID().toString())
                .clientId(TERMINAL)
                .clientSecret(passwords.encode(settings.terminalSecret()))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(tokens)
                .build();
        return new InMemoryRegisteredClientRepository(dashboard, terminal);
    }

    @Bean
    UserDetailsService demonstrationPeople(SignInSettings settings, PasswordEncoder passwords) {
        String password = passwords.encode(settings.password());
        return new InMemoryUserDetailsManager(DemonstrationPerson.ALL.stream()
                .map(person -> User.withUsername(person.id()).password(password).build())
                .toList());
    }

    @Bean
    PasswordEncoder passwords() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    JWKSource<SecurityContext> signingKey(SignInSettings settings) throws IOException {
        return SigningKey.read(settings.key());
    }

    @Bean
    AuthorizationServerSettings itself(SignInSettings settings) {
        return AuthorizationServerSettings.builder().issuer(settings.issuer()).build();
    }
}
