package org.mandatum.verifier.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A point of both clocks. */
final class Point {
    @Option(
            names = "--on",
            paramLabel = "DAY",
            description = "the day asked about, such as 2015-12-31 (default: today, UTC)")
    @Nullable
    String on;

    @Option(
            names = "--known-at",
            paramLabel = "MOMENT",
            description =
                    "what was recorded by then counts: an instant, or a day, which means its end in UTC (default: all of"
                            + " the export)")
    @Nullable
    String knownAt;

    LocalDate on() {
        return on == null ? LocalDate.now(ZoneOffset.UTC) : LocalDate.parse(on);
    }

    /** Microseconds since 1970. */
    long knownAt() {
        if (knownAt == null) return Long.MAX_VALUE;
        Instant instant = knownAt.length() == 10
                ? LocalDate.parse(knownAt)
                        .plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .minusNanos(1000)
                : OffsetDateTime.parse(knownAt).toInstant();
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant.truncatedTo(ChronoUnit.MICROS));
    }

    static String moment(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    /** What is wrong with the options; null: nothing. */
    @Nullable
    String problem() {
        try {
            on();
        } catch (DateTimeException unreadable) {
            return "--on is a day such as 2015-12-31";
        }
        try {
            knownAt();
            return null;
        } catch (DateTimeException unreadable) {
            return "--known-at is an instant such as 2016-01-01T12:00:00Z, or a day";
        }
    }
}
