package org.mandatum.access;

import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ResponseStatusException;

/** A call that is not answered, with the stable code of its problem. */
public final class Refused extends ResponseStatusException {
    private static final long serialVersionUID = 1;
    private static final String CODE = "code";

    private final int retryAfterSeconds;

    public Refused(HttpStatus status, String code, String detail) {
        this(status, code, detail, 0);
    }

    /** @param retryAfterSeconds after which it may be answered; 0: nobody knows */
    Refused(HttpStatus status, String code, String detail, int retryAfterSeconds) {
        super(status, detail);
        this.retryAfterSeconds = retryAfterSeconds;
        getBody().setProperty(CODE, code);
    }

    @Override
    public HttpHeaders getHeaders() {
        var headers = new HttpHeaders();
        if (retryAfterSeconds > 0) headers.set("Retry-After", Integer.toString(retryAfterSeconds));
        return headers;
    }

    /** The stable code: its own, or else, for what the framework refuses, the name of the status. */
    public static String code(ErrorResponse refused) {
        Map<String, Object> facts = refused.getBody().getProperties();
        Object code = facts == null ? null : facts.get(CODE);
        return code instanceof String own
                ? own
                : HttpStatus.valueOf(refused.getStatusCode().value())
                        .getReasonPhrase()
                        .toLowerCase(Locale.ROOT)
                        .replace(' ', '-');
    }
}
