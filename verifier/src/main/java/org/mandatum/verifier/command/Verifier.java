package org.mandatum.verifier.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
        name = "verifier",
        mixinStandardHelpOptions = true,
        version = "Mandatum verifier 0.1.0",
        description =
                "A second opinion on a register: checks its log without any of its code. docs/audit.md leads through it.",
        subcommands = {
            VerifyCommand.class,
            ExportCommand.class,
            ProofCommand.class,
            ReplayCommand.class,
            WitnessCommand.class,
            WitnessKeyCommand.class,
            DiffCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Verifier {
    public static void main(String... arguments) {
        // UTF-8 whatever the locale; and a print writer tells of a full disk or a closed pipe, as System.out does not.
        var out = new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8), true);
        var err = new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8), true);
        System.exit(run(out, err, arguments));
    }

    /** @return the exit code */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Verifier())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    command.getErr()
                            .println("verifier: " + problem
                                    + " (a fault of this program; VERIFIER_TRACE=1 shows where)");
                    if (System.getenv("VERIFIER_TRACE") != null) problem.printStackTrace(command.getErr());
                    return ExitCode.FAULT;
                })
                .setParameterExceptionHandler((problem, given) -> {
                    CommandLine command = problem.getCommandLine();
                    command.getErr()
                            .println("verifier: " + problem.getMessage() + "; see "
                                    + command.getCommandSpec().qualifiedName() + " --help");
                    return ExitCode.USAGE;
                })
                .execute(arguments);
    }
}
