package org.mandatum.query.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.value.InvalidValue;
import org.mandatum.value.Name;
import org.mandatum.value.Slug;

/** The parameters of a request, read strictly: one that the call does not know, or that comes twice, is refused. */
public final class Question {
    /** Those that every question about a moment may carry. */
    private static final Set<String> COMMON = Set.of("effectiveOn", "knownAt", "minPosition", "lang");

    private static final LocalDate FIRST = LocalDate.of(1000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    /** By then what was recorded at a moment has come from the log, while nothing is out of order: several times what it takes. */
    private static final Duration ON_ITS_WAY = Duration.ofMillis(250);

    /** Those that say as of when, and what to wait for. */
    private static final Set<String> TIMES = Set.of("effectiveOn", "knownAt", "minPosition");

    private final HttpServletRequest request;
    private final Map<String, String[]> parameters;
    /** The moments that were given. */
    private final Set<Instant> named = new HashSet<>();

    private Question(HttpServletRequest request, Map<String, String[]> parameters) {
        this.request = request;
        this.parameters = parameters;
    }

    /** @param own the parameters that this call has besides the common ones */
    public static Question of(HttpServletRequest request, String... own) {
        Map<String, String[]> parameters = request.getParameterMap();
        parameters.forEach((name, values) -> {
            if (!COMMON.contains(name) && !List.of(own).contains(name)) {
                var known = new TreeSet<>(COMMON);
                known.addAll(List.of(own));
                throw Problem.badParameter(
                        name, "'" + name + "' is not a parameter of this call; known are " + known + ".");
            }
            // Which of them would be meant?
            if (values.length > 1) throw Problem.badParameter(name, name + " is given more than once.");
            if (values[0].indexOf(0) >= 0) throw Problem.badParameter(name, name + " contains the character U+0000.");
        });
        return new Question(request, parameters);
    }

    /** The two clocks: {@code effectiveOn} or Accept-Datetime, else today; {@code knownAt}, else now. */
    public AsOf asOf() {
        LocalDate effectiveOn = day("effectiveOn");
        if (effectiveOn == null) effectiveOn = acceptDatetime();
        Instant knownAt = moment("knownAt");
        boolean explicit = effectiveOn != null && knownAt != null;
        return new AsOf(
                effectiveOn == null ? LocalDate.now(ZoneOffset.UTC) : effectiveOn,
                knownAt == null ? now() : knownAt,
                explicit);
    }

    /** The address that was asked, as of no moment: of the parameters, those that say what is wanted. */
    String timeless() {
        var address = new StringBuilder(request.getRequestURI());
        parameters.forEach((name, values) -> {
            if (!TIMES.contains(name))
                address.append(address.indexOf("?") < 0 ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(values[0], StandardCharsets.UTF_8));
        });
        return address.toString();
    }

    /** The given moment, else now. */
    public Instant knownAt(String name) {
        Instant moment = moment(name);
        return moment == null ? now() : moment;
    }

    public LocalDate requiredDay(String name) {
        LocalDate day = day(name);
        if (day == null) throw Problem.badParameter(name, name + " is required, a date such as 2015-07-31.");
        return day;
    }

    /** A date of the years 1000 to 9999; null when it was not given. */
    public @Nullable LocalDate day(String name) {
        String value = text(name);
        if (value == null) return null;
        try {
            return inBounds(LocalDate.parse(value));
        } catch (DateTimeException unreadable) {
            throw Problem.badParameter(
                    name,
                    name + " is a date of the years 1000 to 9999 such as 2015-07-31, not '" + shortened(value) + "'.");
        }
    }

    /** An instant, or a date, which means its end in UTC. One that has only just passed is waited for: what is known then is final. */
    private @Nullable Instant moment(String name) {
        String value = text(name);
        if (value == null) return null;
        try {
            Instant instant = value.length() == 10
                    ? endOf(LocalDate.parse(value))
                    : value.endsWith("Z")
                            ? UtcInstant.parse(value)
                            : ZonedDateTime.parse(value).toInstant();
            inBounds(LocalDate.ofInstant(instant, ZoneOffset.UTC));
            awaitWhatIsOnItsWay(instant);
            named.add(instant);
            return instant;
        } catch (DateTimeException unreadable) {
            throw Problem.badParameter(
                    name,
                    name + " is an instant of the years 1000 to 9999 such as 2016-01-01T12:00:00Z, or a date, not '"
                            + shortened(value) + "'.");
        }
    }

    private static Instant endOf(LocalDate day) {
        return inBounds(day)
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .minusNanos(1000);
    }

    /** Whether this moment was given, and has passed: then the answer shall be the same for ever. */
    boolean namesPast(Instant knownAt) {
        return named.contains(knownAt) && knownAt.isBefore(Instant.now());
    }

    private static void awaitWhatIsOnItsWay(Instant knownAt) {
        Duration ago = Duration.between(knownAt, Instant.now());
        if (ago.isNegative() || ago.compareTo(ON_ITS_WAY) >= 0) return;
        try {
            Thread.sleep(ON_ITS_WAY.minus(ago));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    public long number(String name, long absent, long least, long most) {
        String value = text(name);
        if (value == null) return absent;
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException unreadable) {
            // answered below
        }
        throw Problem.badParameter(name, name + " is a number from " + least + " to " + most + ".");
    }

    public @Nullable String text(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values[0];
    }

    public boolean flag(String name) {
        String value = text(name);
        if (value == null || value.equals("false")) return false;
        if (value.equals("true") || value.isEmpty()) return true;
        throw Problem.badParameter(name, name + " is true or false.");
    }

    /** The language in which names are wanted as texts; null: names by language. */
    public @Nullable String language() {
        String lang = text("lang");
        if (lang != null && !Name.LANGUAGES.contains(lang))
            throw Problem.badParameter("lang", "lang is one of en, es, pt, fr.");
        return lang;
    }

    public OrganisationId organisation(String id) {
        try {
            return new OrganisationId(id);
        } catch (InvalidValue invalid) {
            throw Problem.unknown("organisation", shortened(id));
        }
    }

    /** The id that a path names; 404 when nothing can have it. */
    public static String id(String kind, String id) {
        try {
            return Slug.require(id);
        } catch (InvalidValue invalid) {
            throw Problem.unknown(kind, "of that id");
        }
    }

    private @Nullable LocalDate acceptDatetime() {
        String header = request.getHeader("Accept-Datetime");
        if (header == null) return null;
        try {
            return inBounds(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .withZoneSameInstant(ZoneOffset.UTC)
                    .toLocalDate());
        } catch (DateTimeException unreadable) {
            throw Problem.badParameter(
                    "Accept-Datetime",
                    "Accept-Datetime is a date of the years 1000 to 9999 such as Fri, 31 Jul 2015 00:00:00 GMT.");
        }
    }

    /** Every day of a question, and of an answer, lies in the years 1000 to 9999. */
    private static LocalDate inBounds(LocalDate day) {
        if (day.isBefore(FIRST) || day.isAfter(LAST)) throw new DateTimeException("year");
        return day;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static String shortened(String value) {
        String printable = value.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 40 ? printable : printable.substring(0, 40) + "…";
    }
}
