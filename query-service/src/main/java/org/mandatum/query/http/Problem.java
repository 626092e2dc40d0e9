package org.mandatum.query.http;

import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.node.ObjectNode;

/** A request that is not answered, as problem details (RFC 9457) with a stable code. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient HttpStatus status;
    private final transient ObjectNode body;
    private transient boolean comesSoon;

    private Problem(HttpStatus status, String code, @Nullable String field, String detail) {
        super(detail);
        this.status = status;
        body = EventJson.MAPPER.createObjectNode();
        body.put("type", "about:blank");
        body.put("title", status.getReasonPhrase());
        body.put("status", status.value());
        body.put("code", code);
        body.put("detail", detail);
        if (field != null) body.put("field", field);
    }

    public static Problem badParameter(String name, String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, "invalid-parameter", name, detail);
    }

    public static Problem unknown(String what, String id) {
        return new Problem(
                HttpStatus.NOT_FOUND, "unknown-" + what, null, "No " + what + " " + id + " is known at that moment.");
    }

    public static Problem of(HttpStatus status, String code, String detail) {
        return new Problem(status, code, null, detail);
    }

    /** Adds a fact that explains it. */
    public Problem with(String fact, @Nullable String value) {
        if (value != null) body.put(fact, value);
        return this;
    }

    /** Asking again in a moment will do. */
    public Problem comingSoon() {
        comesSoon = true;
        return this;
    }

    boolean comesSoon() {
        return comesSoon;
    }

    HttpStatus status() {
        return status;
    }

    ObjectNode body() {
        return body;
    }
}
