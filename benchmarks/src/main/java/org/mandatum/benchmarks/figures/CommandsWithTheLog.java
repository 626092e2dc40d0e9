package org.mandatum.benchmarks.figures;

import java.util.List;
import org.mandatum.benchmarks.load.Client;
import org.mandatum.benchmarks.load.Load;
import org.mandatum.benchmarks.register.RegisterUnderLoad;

/** What the tamper-evident log costs those who record: the same orders while it is kept, and while nobody keeps it. */
final class CommandsWithTheLog implements Experiment {
    private static final String FIGURE = "log.throughput";

    @Override
    public List<String> figures() {
        return List.of(FIGURE);
    }

    @Override
    public void run(Bench bench) throws Exception {
        RegisterUnderLoad register = bench.register();
        List<Client> officers = Officer.all(bench);
        try (var log = new LogInTurn(register.commandDatabaseAsTheService())) {
            Comparison comparison = bench.inTurn(
                    round -> {
                        log.resume();
                        return Load.closedLoop(officers, bench.scale().round()).perSecond();
                    },
                    round -> {
                        log.suspend();
                        return Load.closedLoop(officers, bench.scale().round()).perSecond();
                    });
            bench.report(Figure.of(
                    FIGURE,
                    officers.size() + " clients",
                    "cmd/s",
                    "the same with the sequencer away",
                    comparison,
                    Target.ratioAtLeast(0.9)));
        }
        for (Client officer : officers) officer.close();
    }
}
