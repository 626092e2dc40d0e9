package org.mandatum.query.webhooks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.mandatum.log.TextLines.Unfit;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * {@code java -jar query-service-exec.jar restore ANNEX}: brings in the receivers of a register that was carried here, told
 * where the database is by the same environment as the service. Everything else of the query side is made from the log.
 */
public final class RestoreProgram {
    private RestoreProgram() {}

    /** Answers the exit code: 0 restored, 1 not, and nothing changed; 2 wrongly called. */
    public static int run(String[] arguments, Map<String, String> environment, Consumer<String> progress) {
        if (arguments.length != 2 || arguments[1].startsWith("-")) {
            progress.accept("restore ANNEX: what the query service kept beside the log");
            return 2;
        }
        try {
            int receivers = restore(Path.of(arguments[1]), environment);
            progress.accept(
                    receivers == 0
                            ? "no webhooks"
                            : receivers
                                    + " webhooks, disabled until each receiver has a new secret and is reactivated");
            return 0;
        } catch (Unfit | IllegalArgumentException told) {
            progress.accept("not restored, nothing was changed: " + told.getMessage());
        } catch (IOException | SQLException | DataAccessException failure) {
            progress.accept("not restored, nothing was changed: " + failure);
        } catch (FlywayException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            progress.accept(
                    "not restored: the database does not answer, or its tables cannot be made: " + cause.getMessage());
        }
        return 1;
    }

    private static int restore(Path annex, Map<String, String> environment) throws IOException, SQLException {
        var database = new DriverManagerDataSource(
                environment.getOrDefault("SPRING_DATASOURCE_URL", "jdbc:postgresql://localhost:5432/mandatum_query"),
                environment.getOrDefault("SPRING_DATASOURCE_USERNAME", "mandatum_query"),
                environment.getOrDefault("SPRING_DATASOURCE_PASSWORD", ""));
        Flyway.configure().dataSource(database).load().migrate();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            var jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            jdbc.execute("lock table webhook in access exclusive mode");
            if (!jdbc.queryForList("select 1 from webhook limit 1").isEmpty())
                throw new Unfit("there are webhooks already; they are restored into an empty register only");
            int receivers = new KeptBeside(jdbc).restore(annex);
            connection.commit();
            return receivers;
        }
    }
}
