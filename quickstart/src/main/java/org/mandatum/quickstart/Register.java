package org.mandatum.quickstart;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mandatum.terminal.RegisterExport;

/**
 * A whole register on this machine: PostgreSQL, Kafka, the command side and the query side, with everything they keep in
 * one directory. {@link #up} starts whatever is not running and returns when every part answers; {@link #down} ends what
 * {@code up} started, in this program or an earlier one, and nothing else.
 */
public final class Register {
    /** In the order in which they stop: first those that depend on others. */
    static final List<String> PROCESSES =
            List.of(Service.QUERY, Service.COMMAND, AuthorisationServer.NAME, Kafka.NAME, PostgreSql.NAME);

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration TO_STOP = Duration.ofSeconds(20);

    private final Installation installation;
    private final DataDirectory data;
    private final Consumer<String> progress;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<StartedProcess> startedHere = new ArrayList<>();
    private volatile boolean stopping;

    public Register(Installation installation, Path dataDirectory, Consumer<String> progress) {
        this.installation = installation;
        this.data = new DataDirectory(dataDirectory);
        this.progress = progress;
    }

    /** One process of the register; {@code pid} is there while it runs. */
    public record Part(String name, URI address, Optional<Long> pid) {
        public boolean isRunning() {
            return pid.isPresent();
        }
    }

    /**
     * Starts what does not run yet, loads the demonstration once if asked to, and returns with everything answering.
     *
     * @param portBase the first of the five ports; when empty, those of the last start, at first 8080 and on
     * @throws CannotContinue with one line that says why; whatever this call had started is stopped again
     */
    public List<Part> up(OptionalInt portBase, boolean demonstration) throws IOException {
        if (data.isRestoring()) {
            throw new CannotContinue("what was being restored into " + data.path()
                    + " did not come to its end; run ./mandatum restore once more, which begins anew");
        }
        return started(portBase, settings -> {
            start(settings);
            if (demonstration) {
                Map<String, String> people = Map.of(
                        Scenario.OFFICER,
                        token(Scenario.OFFICER, "*"),
                        Scenario.APPROVER,
                        token(Scenario.APPROVER, "*"));
                new Scenario(installation.scenarios(), settings, people, http, progress)
                        .loadOnce(data.scenarioLoaded());
            }
        });
    }

    /**
     * Brings an export into a directory that has no register, and starts what comes of it. Until {@link #restored} it is not
     * believed: {@code up} does not start it, and another {@code restore} begins anew.
     *
     * @param keys that the log must be signed with
     * @param signingKey with which the log goes on; null: a new one, which verifiers must be told
     */
    List<Part> restore(RegisterExport export, List<String> keys, @Nullable Path signingKey, OptionalInt portBase)
            throws IOException {
        data.prepare();
        Files.writeString(data.restoring(), "");
        return started(portBase, settings -> {
            if (signingKey != null) {
                Files.createDirectories(data.logKey().resolveSibling("."));
                Credentials.writePrivately(data.logKey(), Files.readString(signingKey));
            }
            Credentials credentials = Credentials.keptIn(data.credentials());
            startPostgreSql(settings, credentials);
            Service.commandSide(installation, data, settings, credentials)
                    .program(installation, settings)
                    .toldTo(
                            "restore",
                            export.log().toString(),
                            "--annex",
                            export.commandAnnex().toString())
                    .toldTo(keys.toArray(String[]::new))
                    .run(data, progress);
            Service.querySide(installation, settings, credentials)
                    .program(installation, settings)
                    .toldTo("restore", export.queryAnnex().toString())
                    .run(data, progress);
            Files.writeString(data.scenarioLoaded(), "restored, whatever it was\n");
            start(settings);
        });
    }

    /** From now on it is a register like any other. */
    void restored() throws IOException {
        Files.delete(data.restoring());
    }

    /** What is done once the ports are known. */
    @FunctionalInterface
    private interface Starting {
        void with(Settings settings) throws IOException;
    }

    private List<Part> started(OptionalInt portBase, Starting starting) throws IOException {
        data.prepare();
        FileLock lock = data.lock();
        try {
            Settings settings = settings(portBase);
            requireFreePorts(settings);
            settings.write(data.settings());
            starting.with(settings);
            return parts();
        } catch (CompletionException problem) {
            stopStartedHere();
            if (problem.getCause() instanceof CannotContinue line) {
                throw line;
            }
            throw new CannotContinue("the register did not start: " + problem.getCause(), problem);
        } catch (IOException | RuntimeException problem) {
            stopStartedHere();
            throw problem;
        } finally {
            lock.acquiredBy().close();
        }
    }

    /** Ends every process of this register that still runs; says how many that were. */
    public int down() {
        stopping = true;
        List<StartedProcess> running =
                PROCESSES.stream().flatMap(name -> running(name).stream()).toList();
        stop(running);
        PROCESSES.forEach(this::forget);
        return running.size();
    }

    /** Every part, running or not; empty where there has never been a register. */
    public List<Part> parts() throws IOException {
        if (!data.exists()) {
            return List.of();
        }
        Settings settings = Settings.read(data.settings());
        return List.of(
                part(Service.QUERY, "http", settings.queryPort()),
                part(Service.COMMAND, "http", settings.commandPort()),
                part(AuthorisationServer.NAME, "http", settings.authorisationPort()),
                part(PostgreSql.NAME, "postgresql", settings.postgreSqlPort()),
                part(Kafka.NAME, "kafka", settings.kafkaPort()));
    }

    /**
     * An access token in the name of a demonstration person, such as {@code officer}.
     *
     * @param organisations the ids of those that it is to reach, with commas between; {@code *}: all
     */
    public String token(String person, String organisations) throws IOException {
        if (running(AuthorisationServer.NAME).isEmpty()) {
            throw new CannotContinue("the register in " + data.path() + " is not running, so nobody can sign in");
        }
        return new AuthorisationServer(Settings.read(data.settings()), SignIn.read(data))
                .token(http, person, organisations);
    }

    /** Whether every part runs. */
    boolean isComplete() {
        return PROCESSES.stream().allMatch(name -> running(name).isPresent());
    }

    /** Stops the register and deletes all it kept: every change, for good. */
    public void reset() throws IOException {
        if (data.exists()) {
            down();
            data.delete();
        }
    }

    /** Waits while any part runs, telling of each that ends. */
    void awaitEnd() {
        List<CompletableFuture<?>> ends = new ArrayList<>();
        for (String name : PROCESSES) {
            running(name)
                    .flatMap(StartedProcess::handle)
                    .ifPresent(handle -> ends.add(handle.onExit().thenRun(() -> {
                        if (!stopping && Files.exists(data.pidFile(name))) {
                            progress.accept(name + " has ended: " + LastWords.of(data.log(name))
                                    + "; ./mandatum up in another terminal starts it again");
                        }
                    })));
        }
        ends.forEach(CompletableFuture::join);
    }

    DataDirectory data() {
        return data;
    }

    private void start(Settings settings) throws IOException {
        Credentials credentials = Credentials.keptIn(data.credentials());
        Service commandSide = Service.commandSide(installation, data, settings, credentials);
        Service querySide = Service.querySide(installation, settings, credentials);
        CompletableFuture<Void> signIn = startAuthorisationServer(settings);
        CompletableFuture<Void> kafka = CompletableFuture.completedFuture(null);
        if (running(Kafka.NAME).isEmpty()) {
            var broker = new Kafka(installation, data, settings);
            broker.prepare();
            StartedProcess process = launch(broker.program());
            kafka = CompletableFuture.runAsync(
                    () -> awaitReady(process, settings.kafkaPort(), () -> listens(settings.kafkaPort())));
        }
        if (running(PostgreSql.NAME).isEmpty()) {
            startPostgreSql(settings, credentials);
        }
        CompletableFuture.allOf(kafka, signIn, startService(commandSide, settings), startService(querySide, settings))
                .join();
    }

    private void startPostgreSql(Settings settings, Credentials credentials) throws IOException {
        var postgreSql = new PostgreSql(data, settings.postgreSqlPort(), credentials);
        try {
            postgreSql.prepare();
            StartedProcess process = launch(postgreSql.program());
            awaitReady(process, settings.postgreSqlPort(), postgreSql::acceptsConnections);
            postgreSql.createDatabases();
        } catch (SQLException problem) {
            throw new CannotContinue("PostgreSQL refuses the register's databases: " + problem.getMessage(), problem);
        } catch (InterruptedException problem) {
            throw new IllegalStateException(problem);
        }
    }

    private CompletableFuture<Void> startAuthorisationServer(Settings settings) throws IOException {
        if (running(AuthorisationServer.NAME).isPresent()) {
            return CompletableFuture.completedFuture(null);
        }
        var server = new AuthorisationServer(settings, SignIn.keptIn(data));
        StartedProcess process = launch(server.program(installation));
        return CompletableFuture.runAsync(
                () -> awaitReady(process, settings.authorisationPort(), () -> server.isReady(http)));
    }

    private CompletableFuture<Void> startService(Service service, Settings settings) throws IOException {
        if (running(service.name()).isPresent()) {
            return CompletableFuture.completedFuture(null);
        }
        StartedProcess process = launch(service.program(installation, settings));
        return CompletableFuture.runAsync(() -> awaitReady(process, service.port(), () -> service.isReady(http)));
    }

    private StartedProcess launch(Program program) throws IOException {
        if (stopping) {
            throw new CannotContinue("stopped while starting");
        }
        Process process = program.start(data);
        StartedProcess started = StartedProcess.of(program.name(), process.toHandle(), program.executable());
        synchronized (startedHere) {
            startedHere.add(started);
        }
        started.record(data.pidFile(program.name()));
        if (stopping) { // down may have looked at the pid files a moment before this one was written
            stop(List.of(started));
            throw new CannotContinue("stopped while starting");
        }
        progress.accept("starting " + program.name() + " (pid " + process.pid() + ")");
        return started;
    }

    private void awaitReady(StartedProcess process, int port, BooleanSupplier ready) {
        boolean[] answers = {false};
        boolean inTime = Deadline.in(PATIENCE).await(() -> {
            answers[0] = ready.getAsBoolean();
            return answers[0] || !process.isRunning();
        });
        if (answers[0]) {
            progress.accept(process.name() + " answers on port " + port);
            return;
        }
        if (stopping) {
            throw new CannotContinue("stopped while starting");
        }
        throw new CannotContinue(process.name()
                + (inTime ? " ended while starting: " : " did not get ready in " + PATIENCE.toSeconds() + " seconds: ")
                + LastWords.of(data.log(process.name())));
    }

    private Settings settings(OptionalInt portBase) throws IOException {
        @Nullable Settings last = data.exists() ? Settings.read(data.settings()) : null;
        boolean runsNow = PROCESSES.stream().anyMatch(name -> running(name).isPresent());
        if (last != null && runsNow) {
            if (portBase.isPresent() && portBase.getAsInt() != last.portBase()) {
                throw new CannotContinue("this register runs on port base " + last.portBase()
                        + "; ./mandatum down first, then choose another");
            }
            return last;
        }
        int base = portBase.orElse(last == null ? Settings.DEFAULT_PORT_BASE : last.portBase());
        int controller = last != null && Settings.isFree(last.controllerPort())
                ? last.controllerPort()
                : Settings.anyFreePort(base, base + 4);
        return new Settings(base, controller);
    }

    private void requireFreePorts(Settings settings) {
        requireFreePort(Service.QUERY, settings.queryPort());
        requireFreePort(Service.COMMAND, settings.commandPort());
        requireFreePort(AuthorisationServer.NAME, settings.authorisationPort());
        requireFreePort(PostgreSql.NAME, settings.postgreSqlPort());
        requireFreePort(Kafka.NAME, settings.kafkaPort());
    }

    private void requireFreePort(String name, int port) {
        if (running(name).isEmpty() && !Settings.isFree(port)) {
            throw new CannotContinue("port " + port + ", wanted for " + name
                    + ", is taken by another program; choose five other ports with --port-base N");
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(Settings.loopback(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private Part part(String name, String scheme, int port) {
        String host = scheme.equals("http") ? "localhost" : "127.0.0.1";
        return new Part(
                name,
                URI.create(scheme + "://" + host + ":" + port),
                running(name).map(StartedProcess::pid));
    }

    private Optional<StartedProcess> running(String name) {
        return StartedProcess.recordedIn(data.pidFile(name), name).filter(StartedProcess::isRunning);
    }

    private void stopStartedHere() {
        stopping = true;
        List<StartedProcess> started;
        synchronized (startedHere) {
            started = List.copyOf(startedHere);
        }
        stop(started);
        started.forEach(process -> forget(process.name()));
    }

    /** The services at once, then the broker, and the database last, when nobody needs it any more. */
    private void stop(List<StartedProcess> processes) {
        List<StartedProcess> services = named(processes, Service.QUERY, Service.COMMAND, AuthorisationServer.NAME);
        for (var together : List.of(services, named(processes, Kafka.NAME), named(processes, PostgreSql.NAME))) {
            // Asked politely, the database would wait for its clients to leave.
            together.forEach(process -> process.askToStop(process.name().equals(PostgreSql.NAME)));
            for (StartedProcess process : together) {
                if (process.awaitStop(TO_STOP)) {
                    progress.accept(process.name() + " had to be killed");
                }
            }
        }
    }

    private static List<StartedProcess> named(List<StartedProcess> processes, String... names) {
        return processes.stream()
                .filter(process -> List.of(names).contains(process.name()))
                .toList();
    }

    private void forget(String name) {
        try {
            Files.deleteIfExists(data.pidFile(name));
        } catch (IOException problem) {
            throw new CannotContinue("cannot delete " + data.pidFile(name) + ": " + problem.getMessage(), problem);
        }
    }
}
