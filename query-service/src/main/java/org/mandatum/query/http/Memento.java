package org.mandatum.query.http;

import java.time.LocalDate;
import java.util.List;
import java.util.function.BiConsumer;
import org.mandatum.query.index.OrganisationIndex;

/** What an answer about a moment says of itself: for how long it holds, and where it stands in time (RFC 7089). */
public final class Memento {
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private Memento() {}

    /**
     * An answer as known before the last recording is final: nothing can be recorded any more that it would have to tell.
     * Any other is asked for again, at the price of its tag. No cache that others share may keep either.
     */
    public static void head(Question question, AsOf asOf, OrganisationIndex index, BiConsumer<String, String> header) {
        boolean isFinal = asOf.explicit() && index.isPast(asOf.knownAt());
        header.accept("Cache-Control", isFinal ? "private, max-age=31536000, immutable" : "private, no-cache");
        place(question, asOf, header);
    }

    /** Where the answer stands in time. It is found there again with all that was asked besides, such as its form. */
    public static void place(Question question, AsOf asOf, BiConsumer<String, String> header) {
        header.accept("Vary", "Accept, Accept-Datetime, Accept-Encoding, Authorization");
        String moment = httpDate(asOf.effectiveOn());
        header.accept("Memento-Datetime", moment);
        String original = question.timeless();
        header.accept("Link", "<" + original + ">; rel=\"original timegate\"");
        header.accept(
                "Link",
                "<" + original + (original.indexOf('?') < 0 ? '?' : '&') + "effectiveOn=" + asOf.effectiveOn()
                        + "&knownAt=" + asOf.knownAt() + ">; rel=\"memento\"; datetime=\"" + moment + '"');
    }

    /** The beginning of a day of the years 1000 to 9999, as RFC 9110 §5.6.7 writes it: the day of the month has two digits always. */
    static String httpDate(LocalDate day) {
        return DAYS.get(day.getDayOfWeek().getValue() - 1)
                + (day.getDayOfMonth() < 10 ? ", 0" : ", ")
                + day.getDayOfMonth()
                + ' '
                + MONTHS.get(day.getMonthValue() - 1)
                + ' '
                + day.getYear()
                + " 00:00:00 GMT";
    }
}
