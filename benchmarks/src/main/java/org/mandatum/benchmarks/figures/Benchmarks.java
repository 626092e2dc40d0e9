package org.mandatum.benchmarks.figures;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line behind {@code ./benchmarks/run}. */
@Command(
        name = "./benchmarks/run",
        mixinStandardHelpOptions = true,
        description = "Measures how fast the register is, each figure against a peer in the same run.")
public final class Benchmarks implements Callable<Integer> {
    private static final List<Experiment> EXPERIMENTS = List.of(
            new CommandThroughput(),
            new CommandsWithTheLog(),
            new CommandOnLargeOrganisation(),
            new Streaming(),
            new Importing(),
            new Reading());

    @Option(names = "--quick", description = "10,000 events and short rounds: shows that it works, proves little")
    boolean quick;

    @Option(
            names = "--sizes",
            split = ",",
            paramLabel = "N",
            description = "changes of the organisations that are asked about (default: 10000,100000,1000000)")
    @Nullable
    List<Long> sizes;

    @Parameters(paramLabel = "NAME", description = "figures, or what their names begin with (default: all)")
    List<String> names = List.of();

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Benchmarks()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (!areKnown()) return CommandLine.ExitCode.USAGE;
        Path home = Path.of(System.getProperty("mandatum.home", "."))
                .toAbsolutePath()
                .normalize();
        Path csv = home.resolve("benchmarks/target/results.csv");
        var report = new Report(csv, System.err);
        Bench.Scale scale = quick ? Bench.Scale.QUICK : Bench.Scale.FULL;
        if (sizes != null) scale = scale.withSizes(sizes.stream().sorted().toList());
        for (Experiment experiment : EXPERIMENTS) {
            // A register of its own for each: what one leaves behind must not slow the next down.
            try (var bench = new Bench(home, scale, report, names)) {
                if (bench.wants(experiment.figures())) experiment.run(bench);
            } catch (Exception failure) {
                failure.printStackTrace();
                for (String figure : experiment.figures())
                    report.add(Figure.notMeasured(figure, "", String.valueOf(failure.getMessage())));
            }
        }
        report.print(System.out);
        System.out.println("written to " + csv);
        return 0;
    }

    private boolean areKnown() {
        List<String> figures = EXPERIMENTS.stream()
                .flatMap(experiment -> experiment.figures().stream())
                .toList();
        for (String name : names) {
            if (figures.stream().anyMatch(figure -> figure.startsWith(name))) continue;
            System.err.println("no figure's name begins with " + name + "; there are " + String.join(", ", figures));
            return false;
        }
        return true;
    }
}
