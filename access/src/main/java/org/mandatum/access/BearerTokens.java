package org.mandatum.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * Takes the token from {@code Authorization: Bearer …} (RFC 6750 §2.1). One that is written as it should be, and nearly all are,
 * is taken without the regular expression of Spring Security, which was a sixth of a short answer; anything else is Spring
 * Security's to judge.
 */
final class BearerTokens implements BearerTokenResolver {
    private static final String SCHEME = "Bearer ";

    private final BearerTokenResolver judge = new DefaultBearerTokenResolver();

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.startsWith(SCHEME) && isToken(header)
                ? header.substring(SCHEME.length())
                : judge.resolve(request);
    }

    private static boolean isToken(String header) {
        int end = header.length();
        while (header.charAt(end - 1) == '=') end--;
        for (int i = SCHEME.length(); i < end; i++) if (!isOfToken(header.charAt(i))) return false;
        return end > SCHEME.length();
    }

    private static boolean isOfToken(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~+/".indexOf(c) >= 0;
    }
}
