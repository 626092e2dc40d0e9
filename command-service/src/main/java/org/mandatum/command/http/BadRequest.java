package org.mandatum.command.http;

import org.jspecify.annotations.Nullable;

/** A request that cannot be read. Names the field, by its path in the body, or the header or parameter. */
public final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;
    private final @Nullable String field;

    public BadRequest(String code, @Nullable String field, String detail) {
        super(detail);
        this.code = code;
        this.field = field;
    }

    public String code() {
        return code;
    }

    @Nullable
    String field() {
        return field;
    }
}
