package org.mandatum.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.mandatum.access.Person;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.tracing.Correlation;
import org.mandatum.value.InvalidValue;

/** Reads a request's body and its headers, within limits. */
public final class RequestBodies {
    private static final int LARGEST = 4 * 1024 * 1024;

    private RequestBodies() {}

    /** The body and what came with it; too large a body is refused with 413 before it is read whole. */
    public static Counter.Slip slip(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > LARGEST) throw tooLarge();
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) throw tooLarge();
        return new Counter.Slip(
                request.getHeader("Idempotency-Key"),
                Correlation.of(request),
                Person.of(request),
                request.getRequestURI(),
                body);
    }

    /** Refuses parameters that the call does not know, and such as come twice: a misspelt dryRun must not record. */
    public static void onlyParameters(HttpServletRequest request, Collection<String> known) {
        request.getParameterMap().forEach((name, values) -> {
            if (!known.contains(name))
                throw new BadRequest("unknown-parameter", name, "'" + name + "' is not a parameter of this call.");
            if (values.length > 1) throw new BadRequest("invalid-parameter", name, name + " is given more than once.");
        });
    }

    /** A parameter that is true or false; its name alone means true. */
    public static boolean flag(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        if (value == null || value.equals("false")) return false;
        if (value.equals("true") || value.isEmpty()) return true;
        throw new BadRequest("invalid-parameter", name, name + " is true or false.");
    }

    /** The organisation in the path. */
    public static OrganisationId organisation(String organisation) {
        try {
            return new OrganisationId(organisation);
        } catch (InvalidValue invalid) {
            throw new BadRequest("invalid-field", "organisation", "organisation " + invalid.getMessage() + ".");
        }
    }

    /** The version in {@code If-Match: "12"}; null when there is no such header, or when any version will do. */
    public static @Nullable Long version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) return null;
        String tag = ifMatch.strip();
        if (!tag.matches("\"\\d{1,18}\""))
            throw new BadRequest("invalid-header", "If-Match", "If-Match is the ETag of an answer, such as \"12\".");
        return Long.valueOf(tag.substring(1, tag.length() - 1));
    }

    /** What the path ends with: the step, where each has a path of its own. */
    public static String lastPart(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static BadRequest tooLarge() {
        return new BadRequest("too-large", null, "The body is larger than " + LARGEST + " bytes; split the package.");
    }
}
