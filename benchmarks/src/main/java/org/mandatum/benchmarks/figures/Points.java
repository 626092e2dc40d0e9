package org.mandatum.benchmarks.figures;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.mandatum.benchmarks.history.History;

/** Random moments to ask about, on both clocks, once the organisation has been built up. The same for the same seed. */
final class Points {
    private static final LocalDate FIRST = History.FIRST_DAY.plusYears(10);
    private static final int DAYS = (int) ChronoUnit.DAYS.between(FIRST, History.LAST_DAY);

    private static final int DAYS_OF_YEAR = 366;

    private final Random random;

    Points(long seed) {
        random = new Random(seed);
    }

    /** A day in the world and a moment of knowledge, independent of each other. */
    record Point(LocalDate effectiveOn, Instant knownAt) {
        String asQuery() {
            return "?effectiveOn=" + effectiveOn + "&knownAt=" + knownAt;
        }
    }

    /** A day from which a year passed before the moment of knowledge: of one that was not known yet there is nothing to tell. */
    Point nextWithYearBehind() {
        LocalDate day = FIRST.plusDays(random.nextInt(DAYS - 2 * DAYS_OF_YEAR));
        LocalDate known = day.plusDays(DAYS_OF_YEAR + random.nextInt(DAYS));
        return new Point(
                day,
                (known.isAfter(History.LAST_DAY) ? History.LAST_DAY : known)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
    }

    Point next() {
        return new Point(
                FIRST.plusDays(random.nextInt(DAYS)),
                FIRST.plusDays(random.nextInt(DAYS))
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .plusMillis(random.nextInt(86_400_000)));
    }
}
