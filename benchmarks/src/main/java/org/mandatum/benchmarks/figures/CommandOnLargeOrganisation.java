package org.mandatum.benchmarks.figures;

import java.time.Duration;
import java.util.List;
import org.mandatum.benchmarks.history.Extent;
import org.mandatum.benchmarks.history.History;
import org.mandatum.benchmarks.history.ImportLines;
import org.mandatum.benchmarks.load.Load;
import org.mandatum.benchmarks.register.Projection;
import org.mandatum.benchmarks.register.RegisterUnderLoad;

/** Whether a long history makes the next change slow: the same order to an old organisation and to one just opened. */
final class CommandOnLargeOrganisation implements Experiment {
    private static final String FIGURE = "command.large";
    private static final String LARGE = "large";
    private static final int EVENTS = 10_000;
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(15);

    private long number;

    @Override
    public List<String> figures() {
        return List.of(FIGURE);
    }

    @Override
    public void run(Bench bench) throws Exception {
        RegisterUnderLoad register = bench.register();
        try (var counter = new Counter(register)) {
            counter.adoptActs();
            long position = record(bench, counter);
            // What the query side still does with all this would take the processor from what is measured.
            if (!new Projection(register).await(LARGE, position, bench.scale().patience()))
                bench.tell("measured while the projection is still at work");
            Comparison comparison = bench.inTurn(round -> p50(bench, counter, LARGE, "secretariat-0"), round -> {
                String fresh = "fresh-" + round;
                counter.found(fresh);
                return p50(bench, counter, fresh, "office-1");
            });
            bench.report(Figure.of(
                    FIGURE,
                    Reading.extent(EVENTS),
                    "µs",
                    "the same on a fresh organisation",
                    comparison,
                    Target.ratioAtMost(1.3)));
        }
    }

    private long record(Bench bench, Counter counter) throws Exception {
        counter.open(LARGE);
        var packages = new ImportLines(new History(Extent.of(LARGE, EVENTS, Counter.ACTS), 1), "");
        long position = 0;
        long told = 0;
        while (packages.hasNext()) {
            position = counter.change(LARGE, packages.nextPackage().toString())
                    .path("position")
                    .asLong();
            if (packages.changes() - told >= 2_000) {
                told = packages.changes();
                bench.tell(told + " changes recorded");
            }
        }
        return position;
    }

    private double p50(Bench bench, Counter counter, String organisation, String unit) throws Exception {
        return Load.oneByOne(
                        () -> counter.changeUnread(organisation, Counter.renaming(unit, number++)),
                        bench.scale().requests(),
                        LONGEST_ROUND)
                .p50Micros();
    }
}
