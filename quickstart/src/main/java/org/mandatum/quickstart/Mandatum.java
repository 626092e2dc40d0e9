package org.mandatum.quickstart;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.mandatum.terminal.ExitCode;
import org.mandatum.terminal.Terminal;
import org.mandatum.terminal.WhereItRuns;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line behind {@code ./mandatum}. */
@Command(
        name = "./mandatum",
        mixinStandardHelpOptions = true,
        version = "Mandatum 0.1.0",
        description =
                "A register of an organisation's structure and mandates: run it on this machine, ask it, change it.",
        subcommands = {
            Mandatum.Up.class,
            Mandatum.Status.class,
            Mandatum.Logs.class,
            Mandatum.Down.class,
            Mandatum.Reset.class,
            Mandatum.Token.class,
            RestoreCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Mandatum {
    public static void main(String... arguments) {
        // Addresses and settings of processes are written in the digits that they read, whatever this machine's
        // language.
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        System.exit(commandLine().setOut(standardOutput()).execute(arguments));
    }

    static CommandLine commandLine() {
        var program = new CommandLine(new Mandatum());
        Terminal.addTo(program, Mandatum::services, home());
        return program.setExecutionExceptionHandler((problem, command, parsed) -> {
                    command.getErr().println("mandatum: " + line(problem));
                    if (System.getenv("MANDATUM_TRACE") != null) {
                        problem.printStackTrace(command.getErr());
                    }
                    return ExitCode.FAULT;
                })
                .setParameterExceptionHandler((problem, arguments) -> {
                    CommandLine command = problem.getCommandLine();
                    command.getErr()
                            .println("mandatum: " + problem.getMessage() + "; see "
                                    + command.getCommandSpec().qualifiedName() + " --help");
                    return ExitCode.USAGE;
                });
    }

    /** UTF-8 whatever the locale, since JSON is; and it tells of a full disk or a closed pipe, as System.out does not. */
    private static PrintWriter standardOutput() {
        return new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8), true);
    }

    private static WhereItRuns.Services services(@Nullable Path data) throws IOException {
        Path directory = (data == null ? OfOneRegister.usualDirectory() : data)
                .toAbsolutePath()
                .normalize();
        var register = new Register(Installation.at(home()), directory, line -> {});
        List<Register.Part> parts = register.parts();
        return new WhereItRuns.Services(
                running(parts, Service.QUERY),
                running(parts, Service.COMMAND),
                running(parts, AuthorisationServer.NAME).isPresent()
                        ? person -> Optional.of(register.token(person, "*"))
                        : person -> Optional.empty(),
                "./mandatum up" + FirstScreen.dataOption(directory, OfOneRegister.usualDirectory()));
    }

    private static Optional<URI> running(List<Register.Part> parts, String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name) && part.isRunning())
                .map(Register.Part::address)
                .findFirst();
    }

    private static String line(Exception problem) {
        if (problem instanceof CannotContinue) {
            return String.valueOf(problem.getMessage());
        }
        if (problem instanceof IOException) {
            return problem.getClass().getSimpleName() + ": " + problem.getMessage();
        }
        return problem + " (a fault of this program; MANDATUM_TRACE=1 shows where)";
    }

    static Path home() {
        return Path.of(System.getProperty("mandatum.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    /** What every subcommand takes: which register it is about. */
    abstract static class OfOneRegister implements Callable<Integer> {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "where the register keeps everything (default: .mandatum beside this script)")
        @Nullable
        Path data;

        @Spec
        CommandLine.Model.@Nullable CommandSpec spec;

        Path directory() {
            return (data == null ? usualDirectory() : data).toAbsolutePath().normalize();
        }

        static Path usualDirectory() {
            return home().resolve(".mandatum");
        }

        Register register() {
            long begun = System.nanoTime();
            PrintWriter out = out();
            return new Register(Installation.at(home()), directory(), line -> {
                out.printf(
                        Locale.ROOT,
                        "%5.1f s  %s%n",
                        Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0,
                        line);
                out.flush();
            });
        }

        PrintWriter out() {
            return commandLine().getOut();
        }

        PrintWriter err() {
            return commandLine().getErr();
        }

        CommandLine commandLine() {
            if (spec == null) {
                throw new IllegalStateException("picocli has not set the command up");
            }
            return spec.commandLine();
        }
    }

    @Command(
            name = "up",
            mixinStandardHelpOptions = true,
            description = "Starts the register, and loads the demonstration once.")
    static final class Up extends OfOneRegister {
        @Option(names = "--detach", description = "return when everything answers and leave it running")
        boolean detach;

        @Option(
                names = "--port-base",
                paramLabel = "N",
                description =
                        "query service on N, commands on N+1, PostgreSQL on N+2, Kafka on N+3, sign-in on N+4 (default: 8080)")
        @Nullable
        Integer portBase;

        @Option(names = "--no-demo", description = "start with an empty register")
        boolean noDemonstration;

        @Override
        public Integer call() throws IOException {
            Register register = register();
            if (register.isComplete()) {
                out().println("The register in " + directory() + " is running already.");
                show(register, false);
                return 0;
            }
            var handedOver = new AtomicBoolean();
            var stopOnSignal = new Thread(() -> {
                if (!handedOver.get()) {
                    out().println("\nstopping …");
                    out().flush();
                    register.down();
                }
            });
            Runtime.getRuntime().addShutdownHook(stopOnSignal);
            try {
                register.up(portBase == null ? OptionalInt.empty() : OptionalInt.of(portBase), !noDemonstration);
            } catch (IOException | RuntimeException problem) {
                handedOver.set(true); // up has stopped what it had started, and what ran before is not ours to end
                throw problem;
            }
            show(register, !detach);
            if (detach) {
                handedOver.set(true);
                return 0;
            }
            register.awaitEnd();
            handedOver.set(true);
            return 0;
        }

        private void show(Register register, boolean foreground) throws IOException {
            Settings settings = Settings.read(register.data().settings());
            String stop = FirstScreen.stopHint(directory(), usualDirectory());
            out().print(new FirstScreen(
                            register.parts(),
                            settings,
                            SignIn.read(register.data()).password(),
                            FirstScreen.dataOption(directory(), usualDirectory()),
                            foreground ? "Ctrl-C here, or " + stop : stop)
                    .text());
            out().flush();
        }
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Says what runs; exit code 0 if all of it does, 3 if not.")
    static final class Status extends OfOneRegister {
        @Override
        public Integer call() throws IOException {
            var parts = register().parts();
            if (parts.isEmpty()) {
                out().println("no register in " + directory());
                return ExitCode.NOT_RUNNING;
            }
            for (Register.Part part : parts) {
                out().printf(
                                "%-20s %-12s %s%n",
                                part.name(), part.pid().map(pid -> "pid " + pid).orElse("not running"), part.address());
            }
            out().flush();
            return parts.stream().allMatch(Register.Part::isRunning) ? 0 : ExitCode.NOT_RUNNING;
        }
    }

    @Command(
            name = "down",
            mixinStandardHelpOptions = true,
            description = "Stops the register; everything it knows is kept.")
    static final class Down extends OfOneRegister {
        @Override
        public Integer call() {
            int ended = register().down();
            out().println(ended == 0 ? "no register is running in " + directory() : "stopped");
            return 0;
        }
    }

    @Command(
            name = "logs",
            mixinStandardHelpOptions = true,
            description = "Shows the last lines that each process wrote.")
    static final class Logs extends OfOneRegister {
        @Parameters(
                arity = "0..1",
                paramLabel = "PROCESS",
                description = "one of query-service, command-service, authorisation-server, postgresql, kafka")
        @Nullable
        String process;

        @Option(
                names = {"-n", "--lines"},
                defaultValue = "40",
                description = "how many lines of each (default: 40)")
        int lines;

        @Override
        public Integer call() {
            if (lines < 1)
                throw new ParameterException(commandLine(), "--lines " + lines + " shows nothing; give 1 or more");
            if (process != null && !Register.PROCESSES.contains(process)) {
                throw new CannotContinue("no process is called " + process + "; there are " + Register.PROCESSES);
            }
            for (String name : Register.PROCESSES) {
                if (process == null || process.equals(name)) {
                    Path log = new DataDirectory(directory()).log(name);
                    out().println("== " + log);
                    LastWords.tail(log, lines).forEach(out()::println);
                }
            }
            out().flush();
            return 0;
        }
    }

    @Command(
            name = "reset",
            mixinStandardHelpOptions = true,
            description = "Stops the register and deletes everything it kept.")
    static final class Reset extends OfOneRegister {
        @Option(
                names = {"-y", "--yes"},
                description = "do not ask")
        boolean yes;

        @Override
        @SuppressWarnings("SystemConsoleNull") // it is null when there is no terminal, in JDK 25 as before JDK 22
        public Integer call() throws IOException {
            if (!new DataDirectory(directory()).exists()) {
                out().println("no register in " + directory());
                return 0;
            }
            if (!yes) {
                var console = System.console();
                if (console == null || !console.isTerminal()) {
                    err().println("mandatum: nothing deleted, since nobody can be asked here; say --yes");
                    return ExitCode.USAGE;
                }
                String answer = console.readLine("Delete every change kept in %s? [y/N] ", directory());
                if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
                    out().println("nothing deleted");
                    return 1;
                }
            }
            register().reset();
            out().println("nothing is kept in " + directory() + " any more");
            return 0;
        }
    }

    @Command(
            name = "token",
            mixinStandardHelpOptions = true,
            description = "Prints an access token of a demonstration person, good for eight hours.")
    static final class Token extends OfOneRegister {
        enum Person {
            officer,
            officer2,
            approver,
            auditor,
            viewer,
            admin
        }

        @Parameters(
                paramLabel = "ROLE",
                description = "one of ${COMPLETION-CANDIDATES}: each has that role and is another person;"
                        + " officer2 is officer and approver, and may not approve what is their own")
        @Nullable
        Person person;

        @Option(
                names = "--organisations",
                paramLabel = "ORG,…",
                defaultValue = "*",
                description = "the organisations that the token is to reach (default: all)")
        String organisations = "*";

        @Override
        public Integer call() throws IOException {
            Register register = register();
            if (register.parts().isEmpty()) {
                throw new CannotContinue("no register in " + directory());
            }
            out().println(register.token(String.valueOf(person), organisations));
            return 0;
        }
    }
}
