package org.mandatum.benchmarks.micro;

import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.Change;
import org.mandatum.organisation.StructuralEvent;
import org.mandatum.organisation.Structure;
import org.mandatum.organisation.Timeline;
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

/** The specification of every answer: how long folding takes. */
@BenchmarkMode(Mode.AverageTime)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class FoldBenchmark {

    /** Walks along the changes in the order of the fold, again and again. */
    @State(Scope.Thread)
    public static class Walk {
        private Structure structure = Structure.empty(RecordedHistory.ORGANISATION);
        private int next;
    }

    /** A time line that has been folded to its end. */
    @State(Scope.Thread)
    public static class Folded {
        private Timeline timeline = new Timeline(RecordedHistory.ORGANISATION);

        @Setup
        public void fold(RecordedHistory history) {
            timeline = history.timeline();
            timeline.on(LocalDate.MAX);
        }
    }

    /** One change of a structure of about 1,000 units. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public Structure after(RecordedHistory history, Walk walk) {
        if (walk.next == history.inOrder.size()) {
            walk.structure = Structure.empty(RecordedHistory.ORGANISATION);
            walk.next = 0;
        }
        Change change = history.inOrder.get(walk.next++);
        walk.structure = walk.structure.after(change);
        return walk.structure;
    }

    /** A random day of a time line that is folded already. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public Structure on(RecordedHistory history, Folded folded) {
        return folded.timeline.on(history.anyDay());
    }

    /** Taking in a whole log in the order of recording, without folding it. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public Timeline add(RecordedHistory history) {
        return history.timeline();
    }

    /** Taking in a whole log, each change judged on the spot as the command side does: folded after every package. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public Timeline addAndFold(RecordedHistory history) {
        var timeline = new Timeline(RecordedHistory.ORGANISATION);
        for (RecordedEvent event : history.events) {
            if (!(event.event() instanceof StructuralEvent)) continue;
            timeline.add(event.change());
            if (event.remaining() == 0) timeline.before(timeline.changes().size());
        }
        return timeline;
    }
}
