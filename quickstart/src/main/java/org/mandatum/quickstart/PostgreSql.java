package org.mandatum.quickstart;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL in a directory of its own: unpacked, initialised once, listening on loopback, every role with a password. */
final class PostgreSql {
    static final String NAME = "postgresql";
    static final String COMMAND_SIDE = "mandatum_command";
    static final String QUERY_SIDE = "mandatum_query";
    /** Owns what the command side keeps, and migrates it; nothing that answers requests is this one. */
    static final String OWNER = "mandatum_owner";
    /** Reads the log for audits. */
    static final String READER = "mandatum_reader";

    private final DataDirectory data;
    private final int port;
    private final Credentials credentials;

    PostgreSql(DataDirectory data, int port, Credentials credentials) {
        this.data = data;
        this.port = port;
        this.credentials = credentials;
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Unpacks and initialises on the first start; later only clears what a crash may have left. */
    void prepare() throws IOException, InterruptedException {
        unpack();
        Path directory = data.postgreSql();
        if (Files.exists(directory.resolve("PG_VERSION"))) {
            forgetDeadPostmaster(directory.resolve("postmaster.pid"));
            return;
        }
        Path unfinished = data.path().resolve("pg.new");
        DataDirectory.deleteTree(unfinished);
        Path passwordFile = data.path().resolve("pg.password");
        Files.deleteIfExists(passwordFile);
        Credentials.writePrivately(passwordFile, credentials.superuser());
        try {
            initialise(unfinished, passwordFile);
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    Program program() {
        var command = new ArrayList<>(asSomeoneElseThanRoot());
        command.addAll(List.of(
                binary("postgres"),
                "-D",
                data.postgreSql().toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "port=" + port,
                "-c",
                "unix_socket_directories=",
                "-c",
                "password_encryption=scram-sha-256",
                "-c",
                "fsync=on",
                "-c",
                "max_connections=100",
                "-c",
                "shared_buffers=128MB",
                "-c",
                "max_wal_size=1GB"));
        return new Program(NAME, "postgres", command, Map.of("LC_ALL", "C"));
    }

    boolean acceptsConnections() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /**
     * Each side has a database and sees nothing of the other's, except for the reader of the log. The command side's belongs
     * to none of those who work with it (ADR 0018).
     */
    void createDatabases() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            createRole(statement, OWNER, credentials.owner());
            createRole(statement, COMMAND_SIDE, credentials.commandSide());
            createRole(statement, READER, credentials.reader());
            createRole(statement, QUERY_SIDE, credentials.querySide());
            createDatabase(statement, COMMAND_SIDE, OWNER);
            createDatabase(statement, QUERY_SIDE, QUERY_SIDE);
            statement.execute("GRANT CONNECT ON DATABASE " + COMMAND_SIDE + " TO " + COMMAND_SIDE + ", " + READER);
        }
        // A register from the time when the command side owned everything itself.
        try (Connection connection = connect(COMMAND_SIDE);
                Statement statement = connection.createStatement()) {
            statement.execute("REASSIGN OWNED BY " + COMMAND_SIDE + " TO " + OWNER);
        }
    }

    private static void createRole(Statement statement, String name, String password) throws SQLException {
        if (isMissing(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'")) {
            statement.execute("CREATE ROLE " + name + " LOGIN PASSWORD '" + password + "'");
        }
    }

    private static void createDatabase(Statement statement, String name, String owner) throws SQLException {
        if (isMissing(statement, "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
            statement.execute("CREATE DATABASE " + name + " OWNER " + owner + " STRATEGY file_copy");
            statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
        }
    }

    private static boolean isMissing(Statement statement, String question) throws SQLException {
        try (var rows = statement.executeQuery(question)) {
            return !rows.next();
        }
    }

    private Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("password", credentials.superuser());
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        return DriverManager.getConnection(url(port, database), properties);
    }

    private void initialise(Path directory, Path passwordFile) throws IOException, InterruptedException {
        var command = new ArrayList<>(asSomeoneElseThanRoot());
        command.addAll(List.of(
                binary("initdb"),
                "-D",
                directory.toString(),
                "-U",
                "postgres",
                "-A",
                "scram-sha-256",
                "--pwfile=" + passwordFile,
                "-E",
                "UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                // The files reach the disk with the first checkpoint, and a directory left unfinished is made anew.
                "--no-sync"));
        Process initdb = new Program("initdb", "initdb", command, Map.of("LC_ALL", "C", "TZ", "UTC")).start(data);
        if (initdb.waitFor() != 0) {
            throw new CannotContinue(
                    "PostgreSQL could not make its data directory: " + LastWords.of(data.log("initdb")));
        }
        Files.deleteIfExists(data.log("initdb"));
    }

    /** PostgreSQL refuses to run as root; a user namespace of its own, where nobody is root, satisfies it. */
    private static List<String> asSomeoneElseThanRoot() {
        if (DataDirectory.userId() != 0) {
            return List.of();
        }
        try {
            if (new ProcessBuilder("unshare", "-U", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0) {
                return List.of("unshare", "-U");
            }
        } catch (IOException noSuchTool) {
            // said below
        } catch (InterruptedException problem) {
            throw new IllegalStateException(problem);
        }
        throw new CannotContinue(
                "PostgreSQL does not run as root and this machine has no user namespaces; run as an ordinary user");
    }

    /** A lock file left by a crash or a power cut stops PostgreSQL if its pid now belongs to some other program. */
    private static void forgetDeadPostmaster(Path lockFile) throws IOException {
        if (!Files.exists(lockFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(lockFile);
        boolean alive = !lines.isEmpty()
                && ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                        .flatMap(handle -> handle.info().command())
                        .map(command -> Path.of(command).endsWith("postgres"))
                        .orElse(false);
        if (!alive) {
            Files.delete(lockFile);
        }
    }

    private String binary(String name) {
        return data.postgreSqlBinaries().resolve("bin").resolve(name).toString();
    }

    private void unpack() throws IOException {
        Path complete = data.postgreSqlBinaries();
        if (Files.exists(complete)) {
            return;
        }
        Path unfinished = data.path().resolve("pg-binaries.new");
        DataDirectory.deleteTree(unfinished);
        Files.createDirectories(unfinished);
        try (InputStream archive = archive();
                var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = unfinished.resolve(entry.getName()).normalize();
                if (!target.startsWith(unfinished)) {
                    throw new IOException("the archive reaches outside its directory: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.resolveSibling("."));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, target);
                    if ((entry.getMode() & 0100) != 0) {
                        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
                    }
                }
            }
        }
        Files.move(unfinished, complete, StandardCopyOption.ATOMIC_MOVE);
    }

    private static InputStream archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean arm = machine.equals("aarch64") || machine.equals("arm64");
        String name = "/postgres-" + (system.startsWith("mac") ? "darwin" : "linux") + "-" + (arm ? "arm_64" : "x86_64")
                + ".txz";
        InputStream archive = PostgreSql.class.getResourceAsStream(name);
        if (archive == null) {
            throw new CannotContinue("no PostgreSQL is packed for " + system + " on " + machine
                    + "; Linux and macOS on x86-64 and ARM64 are");
        }
        return archive;
    }
}
