package org.mandatum.benchmarks.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mandatum.benchmarks.load.HttpConnection;
import org.mandatum.quickstart.CannotContinue;
import org.mandatum.quickstart.Installation;
import org.mandatum.quickstart.Register;

/**
 * A whole, empty register: PostgreSQL and Kafka as the quickstart starts them, both services from their shipped jars, on
 * loopback, in a temporary directory. It ends, and the directory goes, with this JVM, whichever way it comes to that.
 */
public final class RegisterUnderLoad implements AutoCloseable {
    /**
     * As in the container images, with the heap that docs/operations.md asks for a million events of one organisation: the
     * quickstart's options are for a quick start.
     */
    public static final List<String> SERVICE_OPTIONS = List.of(
            "-Xms6g",
            "-Xmx6g",
            "-XX:+AlwaysPreTouch",
            "-XX:-G1UseAdaptiveIHOP",
            "-XX:InitiatingHeapOccupancyPercent=70",
            "-XX:+UseTransparentHugePages",
            "-XX:+UseCompactObjectHeaders");

    private static final int ATTEMPTS = 3;
    private static final String QUERY_SIDE = "mandatum_query";
    private static final String COMMAND_SIDE = "mandatum_command";
    private static final String OWNER = "mandatum_owner";

    private final Path data;
    private final int portBase;
    private final Register register;
    private final Thread stopWithThisJvm = new Thread(this::stop);
    private boolean stopped;
    private final String officer;
    private final String viewer;

    private RegisterUnderLoad(Path home, Consumer<String> progress) throws IOException, InterruptedException {
        data = Files.createTempDirectory("mandatum-benchmark-");
        portBase = freePortBase();
        register = new Register(Installation.at(home).withServiceOptions(SERVICE_OPTIONS), data, progress);
        try {
            Runtime.getRuntime().addShutdownHook(stopWithThisJvm);
            register.up(OptionalInt.of(portBase), false);
            officer = token(home, "officer");
            viewer = token(home, "viewer");
        } catch (IOException | InterruptedException | RuntimeException problem) {
            close();
            throw problem;
        }
    }

    /** Started anew when it does not come up: somebody else may have taken a port that was free a moment ago. */
    public static RegisterUnderLoad start(Path home, Consumer<String> progress)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return new RegisterUnderLoad(home, progress);
            } catch (CannotContinue problem) {
                if (attempt == ATTEMPTS) throw problem;
                progress.accept(problem.getMessage() + "; once more");
            }
        }
    }

    public HttpConnection queries() {
        return new HttpConnection(queryPort(), viewer);
    }

    public HttpConnection commands() {
        return new HttpConnection(commandPort(), officer);
    }

    public int queryPort() {
        return portBase;
    }

    public int commandPort() {
        return portBase + 1;
    }

    /** Whose tokens the services take. */
    public String issuer() {
        return "http://localhost:" + (portBase + 4);
    }

    public String officer() {
        return officer;
    }

    public String viewer() {
        return viewer;
    }

    public String kafka() {
        return "127.0.0.1:" + (portBase + 3);
    }

    /** With the projection that answers before everything else. */
    public Connection queryDatabase() throws SQLException, IOException {
        Connection connection = connect(QUERY_SIDE, QUERY_SIDE);
        try (var statement = connection.createStatement()) {
            statement.execute("select set_config('search_path', live || ', public', false) from public.projection");
        }
        return connection;
    }

    /** As its owner: a peer brings tables of its own. */
    public Connection commandDatabase() throws SQLException, IOException {
        return connect(COMMAND_SIDE, OWNER);
    }

    /** As the one that records: it may end its own sessions. */
    public Connection commandDatabaseAsTheService() throws SQLException, IOException {
        return connect(COMMAND_SIDE, COMMAND_SIDE);
    }

    public void stopQueryService() throws IOException, InterruptedException {
        ProcessHandle service = register.parts().stream()
                .filter(part -> part.name().equals("query-service"))
                .flatMap(part -> part.pid().stream())
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the query service does not run"));
        service.destroy();
        for (int i = 0; i < 300 && service.isAlive(); i++) Thread.sleep(100);
        if (service.isAlive()) throw new IllegalStateException("the query service does not stop");
    }

    /** Starts what does not run; returns when it answers. */
    public void startAgain() throws IOException {
        register.up(OptionalInt.empty(), false);
    }

    /** What a process of the register last wrote, for when it does not do what it should. */
    public List<String> lastWords(String process, int lines) throws IOException {
        List<String> all = Files.readAllLines(data.resolve("logs").resolve(process + ".log"));
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }

    public Path data() {
        return data;
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(stopWithThisJvm);
        } catch (IllegalStateException ending) {
            // This JVM ends already, and the hook finds nothing left to stop.
        }
    }

    /** Interrupted, the program and its hook both come here; the second finds it done. */
    private synchronized void stop() {
        if (stopped) return;
        stopped = true;
        register.down();
        try {
            delete(data);
        } catch (IOException | UncheckedIOException problem) {
            System.err.println("cannot delete " + data + ": " + problem);
        }
    }

    private Connection connect(String database, String role) throws SQLException, IOException {
        var credentials = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve("credentials"))) {
            credentials.load(reader);
        }
        var properties = new Properties();
        properties.setProperty("user", role);
        properties.setProperty("password", Objects.requireNonNull(credentials.getProperty(role)));
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + (portBase + 2) + "/" + database, properties);
    }

    /** What {@code ./mandatum token} prints. */
    private String token(Path home, String role) throws IOException, InterruptedException {
        var command = new ProcessBuilder(home.resolve("mandatum").toString(), "token", role, "--data", data.toString());
        command.environment().put("MANDATUM_BUILD", "no");
        Process process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String token = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0)
            throw new IllegalStateException("./mandatum token " + role + " failed");
        return token;
    }

    /** The first of five ports in a row that were all free a moment ago. */
    private static int freePortBase() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(20_000, 32_000))
                .filter(base -> IntStream.range(base, base + 5).allMatch(RegisterUnderLoad::isFree))
                .findFirst()
                .orElseThrow();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) return;
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        }
    }
}
