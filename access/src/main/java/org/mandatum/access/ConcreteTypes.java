package org.mandatum.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets no body through whose type is none: Spring takes {@code application/*} for a fault of its own. */
final class ConcreteTypes extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isConcrete(request.getContentType())) chain.doFilter(request, response);
        else Refusals.otherType(response);
    }

    private static boolean isConcrete(@Nullable String type) {
        if (type == null || type.isEmpty()) return true;
        try {
            return MediaType.parseMediaType(type).isConcrete();
        } catch (InvalidMediaTypeException none) {
            return false;
        }
    }
}
