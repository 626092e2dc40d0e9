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

    Point next() {
        return new Point(
                FIRST.plusDays(random.nextInt(DAYS)),
                FIRST.plusDays(random.nextInt(DAYS))
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .plusMillis(random.nextInt(86_400_000)));
    }
}
