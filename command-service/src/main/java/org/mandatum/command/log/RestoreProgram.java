package org.mandatum.command.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.mandatum.log.Checkpoint;
import org.mandatum.log.LogKey;
import org.mandatum.log.SignedNote;
import org.mandatum.log.StoredLog;
import org.mandatum.log.TextLines.Unfit;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * {@code java -jar command-service-exec.jar restore LOG [--annex FILE] [KEY…]}: restores an export as the owner of the database, told where
 * it is by the same environment as the service. Nothing of the service runs meanwhile.
 */
public final class RestoreProgram {
    private static final long TELL_EVERY = 10_000;

    private RestoreProgram() {}

    /** Answers the exit code: 0 restored; 1 not, or nobody knows, which is told; 2 wrongly called. */
    public static int run(String[] arguments, Map<String, String> environment, Consumer<String> progress) {
        boolean withAnnex = arguments.length > 3 && arguments[2].equals("--annex");
        int firstKey = withAnnex ? 4 : 2;
        if (arguments.length < 2 || (arguments.length > firstKey && arguments[firstKey].startsWith("-"))) {
            progress.accept(
                    "restore LOG [--annex FILE] [KEY…]: an export of the log, what the service kept beside it, and"
                            + " the keys that its checkpoints must be signed with");
            return 2;
        }
        try {
            Set<LogKey> trusted = new LinkedHashSet<>();
            for (int i = firstKey; i < arguments.length; i++) trusted.add(LogKey.parse(arguments[i]));
            restore(Path.of(arguments[1]), withAnnex ? Path.of(arguments[3]) : null, trusted, environment, progress);
            return 0;
        } catch (Unfit | KeyFile.Unusable | IllegalArgumentException told) {
            progress.accept("not restored, nothing was changed in the register: " + told.getMessage());
        } catch (CommitInDoubt doubt) {
            progress.accept("whether it is restored is not known, the commit failed: " + doubt.getMessage()
                    + "; restore it again: if it is, the register is said not to be empty");
        } catch (IOException
                | UncheckedIOException
                | SQLException
                | DataAccessException
                | StoredLog.Unavailable failure) {
            // Beside it there may be a key that was made, and what it is to go on from: the next restore takes both.
            progress.accept("not restored, nothing was changed in the register: " + failure);
        } catch (FlywayException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            progress.accept(
                    "not restored: the database does not answer, or its tables cannot be made: " + cause.getMessage());
        }
        return 1;
    }

    private static void restore(
            Path file,
            @Nullable Path annex,
            Set<LogKey> trusted,
            Map<String, String> environment,
            Consumer<String> progress)
            throws IOException, SQLException, CommitInDoubt {
        DataSource owner = owner(environment);
        Restore.migrate(owner);
        try (Connection connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            SignedNote last = new Restore(
                            new SingleConnectionDataSource(connection, true), trusted, progress, TELL_EVERY)
                    .run(file, annex);
            KeyFile key = KeyFile.open(
                    environment.getOrDefault("MANDATUM_LOG_KEYFILE", ""),
                    Checkpoint.parse(last.text()).origin(),
                    true);
            // The same note is what a restore that was killed before its end had written down.
            if (key.last().isPresent() && !key.last().get().equals(last))
                throw new KeyFile.Unusable("the key has signed another log, or this one further than the export goes;"
                        + " keep what lies beside it, and take a copy of the key alone");
            key.remember(last);
            commit(connection);
            progress.accept(
                    last.isSignedBy(key.key())
                            ? "the log goes on under the same key"
                            : "the log goes on under another key than before; tell verifiers: " + key.key());
        }
    }

    /** The database may have done it before it failed, or before the line did. */
    private static final class CommitInDoubt extends Exception {
        private static final long serialVersionUID = 1;

        CommitInDoubt(SQLException failure) {
            super(failure.getMessage(), failure);
        }
    }

    private static void commit(Connection connection) throws CommitInDoubt {
        try {
            connection.commit();
        } catch (SQLException failure) {
            throw new CommitInDoubt(failure);
        }
    }

    private static DataSource owner(Map<String, String> environment) {
        return new DriverManagerDataSource(
                environment.getOrDefault("SPRING_DATASOURCE_URL", "jdbc:postgresql://localhost:5432/mandatum_command"),
                environment.getOrDefault(
                        "SPRING_FLYWAY_USER",
                        environment.getOrDefault("SPRING_DATASOURCE_USERNAME", "mandatum_command")),
                environment.getOrDefault(
                        "SPRING_FLYWAY_PASSWORD", environment.getOrDefault("SPRING_DATASOURCE_PASSWORD", "")));
    }
}
