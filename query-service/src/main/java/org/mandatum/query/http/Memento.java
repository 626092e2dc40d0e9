package org.mandatum.query.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.mandatum.query.index.OrganisationIndex;
import org.springframework.http.HttpHeaders;

/** What an answer about a moment says of itself: for how long it holds, and where it stands in time (RFC 7089). */
public final class Memento {
    /** RFC 9110 §5.6.7: the day of the month has two digits always. */
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    private Memento() {}

    /**
     * An answer as known before the last recording is final: nothing can be recorded any more that it would have to tell.
     * Any other is asked for again, at the price of its tag. No cache that others share may keep either.
     */
    public static HttpHeaders headers(HttpServletRequest request, AsOf asOf, OrganisationIndex index) {
        var headers = new HttpHeaders();
        boolean isFinal = asOf.explicit() && index.isPast(asOf.knownAt());
        headers.set("Cache-Control", isFinal ? "private, max-age=31536000, immutable" : "private, no-cache");
        headers.set("Vary", "Accept, Accept-Datetime, Accept-Encoding, Authorization");
        String moment = HTTP_DATE.format(asOf.effectiveOn().atStartOfDay(ZoneOffset.UTC));
        headers.set("Memento-Datetime", moment);
        String original = request.getRequestURI();
        headers.add("Link", "<" + original + ">; rel=\"original timegate\"");
        headers.add(
                "Link",
                "<" + original + "?effectiveOn=" + asOf.effectiveOn() + "&knownAt=" + asOf.knownAt()
                        + ">; rel=\"memento\"; datetime=\"" + moment + '"');
        return headers;
    }
}
