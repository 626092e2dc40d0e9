package org.mandatum.query.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The right to make a rebuild, which one instance has at a time. It hangs on a connection: with the instance it ends by itself,
 * and a swap, made on that very connection, cannot happen without it.
 */
final class Claim implements AutoCloseable {
    private static final long KEY = 7_236_801_428L;

    private final Connection connection;
    final JdbcTemplate jdbc;
    final TransactionTemplate transaction;

    private Claim(Connection connection) {
        this.connection = connection;
        var only = new SingleConnectionDataSource(connection, true);
        jdbc = new JdbcTemplate(only);
        var transactions = new DataSourceTransactionManager(only);
        // What is done on other connections meanwhile has nothing to do with it.
        transactions.setTransactionSynchronization(AbstractPlatformTransactionManager.SYNCHRONIZATION_NEVER);
        transaction = new TransactionTemplate(transactions);
    }

    /** Null when another one has it. */
    static @Nullable Claim tryTo(DataSource database) {
        try {
            Connection connection = database.getConnection();
            var claim = new Claim(connection);
            try {
                if (Boolean.TRUE.equals(
                        claim.jdbc.queryForObject("select pg_try_advisory_lock(?)", Boolean.class, KEY))) return claim;
            } catch (RuntimeException failure) {
                connection.close();
                throw failure;
            }
            connection.close();
            return null;
        } catch (SQLException away) {
            throw new CannotGetJdbcConnectionException("no connection for a claim", away);
        }
    }

    @Override
    public void close() {
        try (connection) {
            jdbc.queryForList("select pg_advisory_unlock(?)", KEY);
        } catch (SQLException | RuntimeException alreadyGone) {
            // with the connection, the claim has gone
        }
    }
}
