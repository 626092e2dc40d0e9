package org.mandatum.access;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * With the profile {@code production} a service does not start on a secret that is missing or known to everybody, nor on the
 * demonstration's issuer. It is looked at before anything else starts.
 */
public final class Production implements EnvironmentPostProcessor, Ordered {
    private static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";
    private static final String ISSUER_KEYS = "spring.security.oauth2.resourceserver.jwt.jwk-set-uri";
    private static final Set<String> KNOWN_TO_EVERYBODY = Set.of(
            "mandatum", "postgres", "password", "secret", "changeit", "changeme", "change-me", "admin", "test", "demo");

    /** A setting that may not stay as it is. */
    static final class Unsafe extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unsafe(String setting, String problem) {
            super("The profile 'production' is on, and " + setting + " " + problem + ".");
        }
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.acceptsProfiles(Profiles.of("production"))) return;
        String issuer = said(ISSUER, environment);
        if (issuer == null) throw new Unsafe(ISSUER, "is missing: say whose tokens the register takes");
        requireIssuer(issuer);
        String keys = said(ISSUER_KEYS, environment);
        if (keys != null) requireSafeWay(keys);
        for (String setting : listed("secrets", environment)) {
            String secret = said(setting, environment);
            if (secret == null) throw new Unsafe(setting, "is missing");
            requireSecret(setting, secret);
        }
        for (String setting : listed("secrets-if-any", environment)) {
            String secret = said(setting, environment);
            if (secret != null) requireSecret(setting, secret);
        }
    }

    private static @Nullable String said(String setting, Environment environment) {
        String said = environment.getProperty(setting);
        return said == null || said.isBlank() ? null : said;
    }

    /** Whatever the service lists there under {@code mandatum.production}. */
    private static List<String> listed(String which, Environment environment) {
        return Binder.get(environment)
                .bind("mandatum.production." + which, Bindable.listOf(String.class))
                .orElse(List.of());
    }

    private static void requireIssuer(String issuer) {
        URI address = address(ISSUER, issuer);
        String host = host(address);
        if (host.equals("localhost") || host.endsWith(".localhost") || host.startsWith("127.") || host.equals("[::1]"))
            throw new Unsafe(ISSUER, "is that of the demonstration, " + issuer + ": give the organisation's own");
        if (!"https".equals(address.getScheme()))
            throw new Unsafe(ISSUER, "is no https address: its keys could be exchanged on the way");
    }

    /** A name without dots means another container beside this one: what goes there passes nobody. */
    private static void requireSafeWay(String keys) {
        URI address = address(ISSUER_KEYS, keys);
        if (!"https".equals(address.getScheme()) && !host(address).matches("[a-z0-9-]+"))
            throw new Unsafe(ISSUER_KEYS, "is no https address: the issuer's keys could be exchanged on the way");
    }

    private static URI address(String setting, String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException unreadable) {
            throw new Unsafe(setting, "is no address");
        }
    }

    private static String host(URI address) {
        return address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
    }

    private static void requireSecret(String setting, String secret) {
        String plain = secret.toLowerCase(Locale.ROOT);
        if (KNOWN_TO_EVERYBODY.contains(plain) || KNOWN_TO_EVERYBODY.contains(plain.replaceAll("[_-].*", "")))
            throw new Unsafe(setting, "is one that everybody knows: choose a random one");
        if (secret.length() < 12) throw new Unsafe(setting, "has fewer than 12 characters: choose a random one");
    }

    /** After the configuration files have been read. */
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }
}
