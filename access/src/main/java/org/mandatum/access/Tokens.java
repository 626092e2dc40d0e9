package org.mandatum.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.Actor;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * From a token to the person who brings it. Checking a signature takes longer than most answers, so a token that was found
 * good is good for a while without another look: at most as long as it lasts itself, and at most {@link #TRUSTED}. For
 * so long a withdrawn key goes on being honoured after {@link IssuerKeys} has forgotten it.
 */
final class Tokens implements AuthenticationManager {
    static final Duration TRUSTED = Duration.ofMinutes(5);

    private static final int KEPT = 4_096;
    private static final int LONGEST = 8_192;

    private final JwtDecoder decoder;
    private final AccessSettings settings;
    private final Cache<String, SignedIn> known;

    Tokens(JwtDecoder decoder, AccessSettings settings, Clock clock) {
        this.decoder = decoder;
        this.settings = settings;
        known = Caffeine.newBuilder()
                .maximumSize(KEPT)
                .expireAfter(Expiry.creating((String token, SignedIn person) -> {
                    Duration left = Duration.between(clock.instant(), person.until());
                    return left.compareTo(TRUSTED) < 0 ? left : TRUSTED;
                }))
                .ticker(() -> nanos(clock.instant()))
                .build();
    }

    /** Caffeine measures with the clock that decides about expiry, so that both agree. */
    private static long nanos(Instant now) {
        return now.getEpochSecond() * 1_000_000_000 + now.getNano();
    }

    @Override
    public Authentication authenticate(Authentication request) {
        String token = ((BearerTokenAuthenticationToken) request).getToken();
        if (token.length() > LONGEST)
            throw new InvalidBearerTokenException("The token is longer than " + LONGEST + " characters");
        SignedIn person = known.getIfPresent(token);
        if (person != null) return person;
        person = read(decode(token));
        known.put(token, person);
        return person;
    }

    private Jwt decode(String token) {
        try {
            return decoder.decode(token);
        } catch (BadJwtException unacceptable) {
            throw new InvalidBearerTokenException(
                    Objects.requireNonNullElse(unacceptable.getMessage(), "unreadable"), unacceptable);
        } catch (JwtException | JwtDecoderInitializationException keysOutOfReach) {
            throw new IssuerUnavailable(keysOutOfReach);
        }
    }

    private SignedIn read(Jwt jwt) {
        String subject = jwt.getSubject();
        if (subject == null || subject.isBlank()) throw new InvalidBearerTokenException("The token has no subject");
        Set<Role> roles = EnumSet.noneOf(Role.class);
        texts(jwt.getClaims(), settings.rolesClaim())
                .forEach(word -> Role.of(word).ifPresent(roles::add));
        return new SignedIn(
                new Actor(Objects.requireNonNull(jwt.getClaimAsString("iss")), subject, name(jwt)),
                roles,
                OrganisationScope.of(texts(jwt.getClaims(), settings.organisationsClaim())),
                Objects.requireNonNull(jwt.getExpiresAt()));
    }

    private static @Nullable String name(Jwt jwt) {
        String name = jwt.getClaimAsString("name");
        return name == null ? jwt.getClaimAsString("preferred_username") : name;
    }

    /** The texts at a claim, one or many; none where there is no such claim, or something else. */
    private static Collection<String> texts(Map<?, ?> claims, String path) {
        Object claim = claims.get(path);
        int dot = path.indexOf('.');
        if (claim == null && dot > 0 && claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner)
            return texts(inner, path.substring(dot + 1));
        if (claim instanceof String one) return List.of(one);
        if (!(claim instanceof Collection<?> many)) return List.of();
        return many.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }
}
