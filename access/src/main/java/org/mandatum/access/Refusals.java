package org.mandatum.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mandatum.access.Permissions.Verdict;
import org.mandatum.journal.EventJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells those who are not let in why, as problem+json: 401 who are you, 403 not you, 404 and 405 nobody, 400 no
 * request that could be meant.
 */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    /** For the {@code WWW-Authenticate} header of RFC 6750. */
    private final BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException problem)
            throws IOException {
        if (problem instanceof IssuerUnavailable) {
            LOG.warn("tokens cannot be checked: {}", Objects.toString(problem.getCause()));
            response.setHeader("Retry-After", "1");
            write(
                    response,
                    problem(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "issuer-unavailable",
                            "The issuer of the token did not answer, so the token could not be checked. Ask again."));
            return;
        }
        challenge.commence(request, response, problem);
        HttpStatus status = HttpStatus.valueOf(response.getStatus());
        write(
                response,
                problem instanceof InvalidBearerTokenException
                        ? problem(status, "token-invalid", problem.getMessage() + ".")
                        : problem(
                                status,
                                "token-missing",
                                "This call needs an access token, in the header Authorization: Bearer …"));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        Verdict verdict = verdict(denied);
        ObjectNode problem = problem(verdict.status(), verdict.code(), verdict.detail());
        if (!verdict.methods().isEmpty()) response.setHeader("Allow", String.join(", ", verdict.methods()));
        if (!verdict.roles().isEmpty()) problem.set("roles", EventJson.MAPPER.valueToTree(verdict.roles()));
        if (verdict.organisation() != null) problem.put("organisation", verdict.organisation());
        write(response, problem);
    }

    private static Verdict verdict(AccessDeniedException denied) {
        if (denied instanceof OutOfScope scope) return Verdict.outOfScope(scope.organisation());
        return denied instanceof AuthorizationDeniedException decided
                        && decided.getAuthorizationResult() instanceof Verdict verdict
                ? verdict
                : Verdict.denied("call-not-permitted", "This call is not permitted.");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
            throws IOException {
        rejected(response, rejected);
    }

    static void rejected(HttpServletResponse response, RequestRejectedException rejected) throws IOException {
        LOG.debug("rejected: {}", rejected.getMessage());
        malformed(
                response,
                "The path, a header or the name of a parameter holds what it cannot: in headers, which are read as"
                        + " ISO 8859-1, and in names neither control characters nor characters that Unicode has not"
                        + " assigned; in the path no encoded control character, slash, backslash, percent sign or"
                        + " semicolon.",
                null);
    }

    static void otherType(HttpServletResponse response) throws IOException {
        write(
                response,
                problem(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "unsupported-media-type",
                        "Content-Type names no type that a body can be of, such as application/json."));
    }

    static void otherOrigin(HttpServletResponse response) throws IOException {
        write(
                response,
                problem(
                        HttpStatus.FORBIDDEN,
                        "origin-not-permitted",
                        "A browser asks for a page of another origin, which may not call this service."));
    }

    /** @param field the parameter that it is about; null: none alone */
    static void malformed(HttpServletResponse response, String detail, @Nullable String field) throws IOException {
        ObjectNode problem =
                problem(HttpStatus.BAD_REQUEST, field == null ? "malformed-request" : "invalid-parameter", detail);
        if (field != null) problem.put("field", field);
        write(response, problem);
    }

    void tooManyRequests(HttpServletResponse response, long retryAfterSeconds) throws IOException {
        response.setHeader("Retry-After", Long.toString(retryAfterSeconds));
        write(
                response,
                problem(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-requests",
                        "You ask more often than one person may. Ask again in " + retryAfterSeconds + " s."));
    }

    static ObjectNode problem(HttpStatus status, String code, String detail) {
        return EventJson.MAPPER
                .createObjectNode()
                .put("type", "about:blank")
                .put("title", status.getReasonPhrase())
                .put("status", status.value())
                .put("code", code)
                .put("detail", detail);
    }

    private static void write(HttpServletResponse response, ObjectNode problem) throws IOException {
        response.setStatus(problem.get("status").asInt());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        byte[] body = problem.toString().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
