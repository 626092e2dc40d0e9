package org.mandatum.benchmarks.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mandatum.journal.CloudEvent;
import org.mandatum.journal.RecordedEvent;
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

/** The form in which every event travels: one event written, one read. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CloudEventBenchmark {

    /** Events as they travelled. */
    @State(Scope.Thread)
    public static class Written {
        private final List<String> texts = new ArrayList<>();
        private int next;

        @Setup
        public void write(RecordedHistory history) {
            history.events.stream().limit(10_000).map(CloudEvent::write).forEach(texts::add);
        }

        String nextText() {
            next = (next + 1) % texts.size();
            return texts.get(next);
        }
    }

    @Benchmark
    public String write(RecordedHistory history) {
        return CloudEvent.write(history.anyEvent());
    }

    @Benchmark
    public RecordedEvent read(Written written) {
        return CloudEvent.read(written.nextText());
    }
}
