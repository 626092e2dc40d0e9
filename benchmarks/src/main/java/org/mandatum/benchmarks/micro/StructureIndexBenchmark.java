package org.mandatum.benchmarks.micro;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Timeline;
import org.mandatum.query.index.OrganisationIndex;
import org.mandatum.query.index.StructureBody;
import org.mandatum.query.projection.Revisions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The structure at random points of both clocks: from the query side's index, and by the fold that it must equal. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class StructureIndexBenchmark {
    /** The index of the whole log. */
    @State(Scope.Benchmark)
    public static class Indexed {
        private OrganisationIndex index = OrganisationIndex.of(List.of());

        @Setup
        public void build(RecordedHistory history) {
            index = OrganisationIndex.of(Revisions.of(RecordedHistory.ORGANISATION, history.events));
        }
    }

    @Benchmark
    public OrganisationIndex.Snapshot indexed(RecordedHistory history, Indexed indexed) {
        return indexed.index.at(history.anyDay(), knownAt(history));
    }

    /** Writes an answer for a day and a moment that is independent of it; returns its length. */
    @Benchmark
    public int answered(RecordedHistory history, Indexed indexed) throws IOException {
        StructureBody body = indexed.index.body(history.anyDay(), knownAt(history));
        body.writeTo(OutputStream.nullOutputStream());
        return body.length();
    }

    /** The peer, and what an index must equal: the log up to that moment, folded up to that day. */
    @Benchmark
    public Structure folded(RecordedHistory history) {
        return folded(history, history.anyDay(), knownAt(history));
    }

    private static Instant knownAt(RecordedHistory history) {
        return history.anyDay().atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    static Structure folded(RecordedHistory history, LocalDate effectiveOn, Instant knownAt) {
        var timeline = new Timeline(RecordedHistory.ORGANISATION);
        for (RecordedEvent event : history.events) {
            if (event.recordedAt().isAfter(knownAt) && event.event() instanceof StructuralEvent) break;
            if (event.event() instanceof StructuralEvent) timeline.add(event.change());
        }
        return timeline.on(effectiveOn);
    }
}
