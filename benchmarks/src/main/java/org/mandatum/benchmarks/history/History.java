package org.mandatum.benchmarks.history;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.StructuralEvent;

/**
 * One organisation's history over sixty years, package by package, as it was recorded: built up to its size, then kept at
 * it. Of its changes 18 % are future-dated, by up to 90 days, and 2 % back-dated, by up to 60.
 *
 * <p>Every package is possible by construction, in constant time: what is not effective on the day it is recorded is of a
 * kind that breaks nothing, and touches only what is in force from that day to today, or is promised to be on it.
 */
public final class History {
    public static final LocalDate FIRST_DAY = LocalDate.of(1966, 1, 1);
    /** The last day on which something is recorded; what is future-dated reaches up to 90 days further. */
    public static final LocalDate LAST_DAY = LocalDate.of(2025, 12, 31);

    private static final int MOST_DAYS_AHEAD = 90;
    private static final int MOST_DAYS_BACK = 60;
    private static final long MICROS =
            ChronoUnit.DAYS.between(FIRST_DAY, LAST_DAY.plusDays(1)) * 24 * 60 * 60 * 1_000_000L;

    private final Extent extent;
    private final Random random;
    private final Present present;
    private final NextChange nextChange;
    /** The place of the next change in the organisation's log; the opening has place 0. */
    private long sequence = 1;

    public History(Extent extent, long seed) {
        this.extent = extent;
        random = new Random(seed);
        present = new Present(extent.organisation(), FIRST_DAY, random);
        nextChange = new NextChange(extent, present, random);
    }

    public boolean hasNext() {
        return sequence <= extent.changes();
    }

    /** When the next package is recorded: evenly spread over the sixty years, to the microsecond. */
    public Instant nextRecordedAt() {
        long micros = (long) ((sequence - 1) * (MICROS / (double) extent.changes()));
        return FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant().plus(micros, ChronoUnit.MICROS);
    }

    /** The next package: one to four changes of one effective day, on the same grounds. */
    public List<StructuralEvent> next() {
        present.advanceTo(LocalDate.ofInstant(nextRecordedAt(), ZoneOffset.UTC));
        LocalDate day = day();
        boolean onTheDay = day.equals(present.today());
        int size = random.nextInt(5) > 0 ? 1 : 2 + random.nextInt(3);
        var facts = new ArrayList<StructuralEvent>(size);
        while (facts.size() < size && hasNext()) {
            // Only the first change of a package may end something: an elimination is carried out after what else its
            // package does on the day, and so would not find what it was made for.
            StructuralEvent fact = onTheDay && facts.isEmpty() ? nextChange.ofAnyKind() : nextChange.harmless(day);
            present.record(Change.of("", sequence++, fact));
            facts.add(fact);
            if (NextChange.endsSomething(fact)) break;
        }
        return facts;
    }

    private LocalDate day() {
        int hundredth = random.nextInt(100);
        if (!nextChange.rootStands()) return present.today();
        if (hundredth < 18) return present.today().plusDays(1 + random.nextInt(MOST_DAYS_AHEAD));
        if (hundredth >= 20) return present.today();
        LocalDate back = present.today().minusDays(1 + random.nextInt(MOST_DAYS_BACK));
        return back.isBefore(FIRST_DAY) ? FIRST_DAY : back;
    }
}
