package org.mandatum.benchmarks.micro;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.mandatum.benchmarks.history.History;
import org.mandatum.benchmarks.history.RecordedLog;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.Timeline;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One organisation's log, and random days of it. */
@State(Scope.Benchmark)
public class RecordedHistory {
    static final OrganisationId ORGANISATION = new OrganisationId("org");
    private static final int DAYS = (int) ChronoUnit.DAYS.between(History.FIRST_DAY.plusYears(10), History.LAST_DAY);

    @Param({"10000", "100000"})
    public int changes;

    List<RecordedEvent> events = List.of();
    List<Change> inOrder = List.of();
    private final Random random = new Random(1);

    @Setup(Level.Trial)
    public void record() {
        var all = new ArrayList<RecordedEvent>();
        RecordedLog.ofOne(ORGANISATION.value(), changes, 1, 1).forEachRemaining(all::add);
        events = all;
        inOrder = timeline().changes();
    }

    Timeline timeline() {
        var timeline = new Timeline(ORGANISATION);
        for (RecordedEvent event : events) if (event.event() instanceof StructuralEvent) timeline.add(event.change());
        return timeline;
    }

    /** A day once the organisation has been built up. */
    LocalDate anyDay() {
        return History.FIRST_DAY.plusYears(10).plusDays(random.nextInt(DAYS));
    }

    RecordedEvent anyEvent() {
        return events.get(random.nextInt(events.size()));
    }
}
