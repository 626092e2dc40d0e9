package org.mandatum.value;

import org.jspecify.annotations.Nullable;

/** A value that cannot be built. Names the field, so that whoever sent it can find it. */
public final class InvalidValue extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String field;

    public InvalidValue(String field, String problem) {
        super(problem);
        this.field = field;
    }

    /** The field of the record that was being built, without the path that leads to it; empty for the value as a whole. */
    public String field() {
        return field;
    }

    /** The value itself, or {@link InvalidValue} when it is missing. */
    public static <T> T required(String field, @Nullable T value) {
        if (value == null) throw new InvalidValue(field, "is required");
        return value;
    }

    /** The list as an unmodifiable copy; a missing list is empty, a null in it is refused. */
    public static <T> java.util.List<T> list(String field, java.util.@Nullable List<@Nullable T> values) {
        if (values == null) return java.util.List.of();
        var copy = new java.util.ArrayList<T>(values.size());
        for (@Nullable T value : values) copy.add(required(field + "[" + copy.size() + "]", value));
        return java.util.Collections.unmodifiableList(copy);
    }
}
