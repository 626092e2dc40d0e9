package org.mandatum.terminal;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What came of a command. */
record Run(int exitCode, String out, String err) {
    private static final WhereItRuns NOT_RUNNING = data ->
            new WhereItRuns.Services(Optional.empty(), Optional.empty(), person -> Optional.empty(), "./mandatum up");

    @Command(name = "./mandatum")
    private static final class Program {}

    static Run against(StubRegister register, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--query-url", register.address() + "/", "--command-url", register.address() + ""));
        return of(all.toArray(String[]::new));
    }

    static Run of(String... arguments) {
        var program = new CommandLine(new Program());
        Terminal.addTo(program, NOT_RUNNING, Path.of(""));
        var out = new StringWriter();
        var err = new StringWriter();
        program.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Run(program.execute(arguments), out.toString(), err.toString());
    }
}
