package org.mandatum.command.http;

import java.nio.charset.CharacterCodingException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.ReceivedJson;
import org.mandatum.value.InvalidValue;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Reads JSON strictly: an unknown field is refused, and every complaint names the field by its path. */
public final class Body {
    private static final LocalDate EARLIEST = LocalDate.of(1000, 1, 1);
    /** The last day that the register counts with. */
    public static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    private Body() {}

    /** The body as a tree; what is not JSON is refused with line and column. */
    public static JsonNode tree(byte[] body) {
        try {
            JsonNode tree = ReceivedJson.read(body);
            if (tree == null || tree.isMissingNode())
                throw new BadRequest("malformed-json", null, "The body is empty.");
            if (!tree.isObject()) throw new BadRequest("malformed-json", null, "The body is not a JSON object.");
            return tree;
        } catch (CharacterCodingException notUtf8) {
            throw new BadRequest("malformed-utf-8", null, "The body is not UTF-8.");
        } catch (InvalidValue unstorable) {
            throw new BadRequest("invalid-field", unstorable.field(), complete(unstorable));
        } catch (JacksonException notJson) {
            throw new BadRequest(
                    "malformed-json",
                    null,
                    "The body is not JSON: " + ReceivedJson.problem(notJson) + where(notJson) + ".");
        }
    }

    public static <T> T read(byte[] body, Class<T> type) {
        return read(tree(body), type, "");
    }

    /** @param path where {@code json} stands in the body, such as {@code changes[2]} */
    public static <T> T read(JsonNode json, Class<T> type, String path) {
        return read(json, type, path, List.of());
    }

    /** @param beside fields that may stand in the same object, and are read apart */
    public static <T> T read(JsonNode json, Class<T> type, String path, Collection<String> beside) {
        try {
            T value = EventJson.MAPPER.treeToValue(json, type);
            if (value == null) throw new BadRequest("invalid-field", path.isEmpty() ? null : path, "is null");
            return value;
        } catch (JacksonException unfit) {
            throw complaint(unfit, path, beside);
        } catch (InvalidValue invalid) {
            throw new BadRequest("invalid-field", join(path, invalid.field()), complete(invalid));
        }
    }

    /** A day within the years 1000 to 9999. */
    public static LocalDate day(String field, @Nullable LocalDate day) {
        if (day == null) throw new BadRequest("invalid-field", field, field + " is required.");
        if (day.isBefore(EARLIEST) || day.isAfter(LATEST))
            throw new BadRequest("invalid-field", field, field + " lies outside of the years 1000 to 9999.");
        return day;
    }

    private static BadRequest complaint(JacksonException unfit, String path, Collection<String> beside) {
        String field = join(path, pathOf(unfit));
        for (Throwable cause = unfit; cause != null; cause = cause.getCause())
            if (cause instanceof InvalidValue invalid) {
                String full = overlaid(field, invalid.field());
                return new BadRequest("invalid-field", full, full + " " + invalid.getMessage() + ".");
            }
        String problem = switch (unfit) {
            case UnrecognizedPropertyException unknown -> "is not a field here; known are " + known(unknown, beside);
            case InvalidTypeIdException unknown -> "is not a known type";
            case InvalidFormatException format -> "has a value that cannot be read: '" + format.getValue() + "'";
            case MismatchedInputException mismatch -> "has a value of the wrong type";
            case StreamReadException syntax -> ReceivedJson.problem(syntax);
            default -> "cannot be read";
        };
        boolean unknown = unfit instanceof UnrecognizedPropertyException;
        return new BadRequest(
                unknown ? "unknown-field" : "invalid-field",
                field,
                (field.isEmpty() ? "The body" : field) + " " + problem + ".");
    }

    private static List<Object> known(UnrecognizedPropertyException unknown, Collection<String> beside) {
        var known = new ArrayList<Object>(unknown.getKnownPropertyIds());
        // Deeper within, nothing is read apart.
        if (unknown.getPath().size() == 1) known.addAll(beside);
        return known;
    }

    private static String complete(InvalidValue invalid) {
        return (invalid.field().isEmpty() ? "The body" : invalid.field()) + " " + invalid.getMessage() + ".";
    }

    private static String pathOf(JacksonException unfit) {
        var path = new StringBuilder();
        for (JacksonException.Reference reference : unfit.getPath()) {
            if (reference.getPropertyName() == null)
                path.append('[').append(reference.getIndex()).append(']');
            else path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
        }
        return path.toString();
    }

    private static String join(String path, String field) {
        if (path.isEmpty()) return field;
        if (field.isEmpty()) return path;
        return field.startsWith("[") ? path + field : path + "." + field;
    }

    /** A value's own constructor may name the value itself, at which the path ends already. */
    private static String overlaid(String path, String field) {
        String last = path.substring(path.lastIndexOf('.') + 1);
        if (field.equals(last)) return path;
        return field.startsWith(last + ".") || field.startsWith(last + "[")
                ? path + field.substring(last.length())
                : join(path, field);
    }

    private static String where(JacksonException notJson) {
        var at = notJson.getLocation();
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }
}
