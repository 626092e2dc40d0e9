package org.mandatum.benchmarks.micro;

import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** JMH's own command line, its results written beside those of the other figures. */
public final class Micro {
    private Micro() {}

    public static void main(String... arguments)
            throws CommandLineOptionException, RunnerException, java.io.IOException {
        Path results = Path.of(System.getProperty("mandatum.home", "."), "benchmarks/target/micro.csv");
        Files.createDirectories(results.toAbsolutePath().getParent());
        var options = new OptionsBuilder()
                .parent(new CommandLineOptions(arguments))
                .resultFormat(ResultFormatType.CSV)
                .result(results.toString());
        new Runner(options.build()).run();
    }
}
