package org.mandatum.benchmarks.figures;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Takes the log out of the hands of whoever keeps it, and gives it back. In an installation one session at a time keeps it, the
 * one that holds the lock: while we hold it, nobody brings events in, and everything else goes on.
 */
final class LogInTurn implements AutoCloseable {
    /** That of the command service's sequencer; a key of 64 bits shows in pg_locks as two halves. */
    private static final long ONE_AT_A_TIME = 7236801428L;

    private static final String HOLDERS = "from pg_locks where locktype = 'advisory' and granted and objsubid = 1"
            + " and (classid::bigint << 32) + objid::bigint = " + ONE_AT_A_TIME
            + " and database = (select oid from pg_database where datname = current_database())";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Connection session;
    private boolean suspended;

    LogInTurn(Connection session) {
        this.session = session;
    }

    void suspend() throws SQLException, InterruptedException {
        await("the log cannot be taken", "select pg_try_advisory_lock(" + ONE_AT_A_TIME + ")", () -> {
            // Its session ends, and with it the lock; the service takes another second before it tries again.
            try (Statement statement = session.createStatement()) {
                statement.execute("select pg_terminate_backend(pid) " + HOLDERS);
            }
        });
        suspended = true;
    }

    /** Returns when the log is level with the events: a round must not pay for what was left undone in the one before. */
    void resume() throws SQLException, InterruptedException {
        if (suspended) {
            try (Statement statement = session.createStatement()) {
                statement.execute("select pg_advisory_unlock(" + ONE_AT_A_TIME + ")");
            }
            suspended = false;
        }
        await(
                "the log does not become level",
                "select exists (select " + HOLDERS
                        + ") and coalesce((select last_position from log_tile where level = 0"
                        + " order by number desc limit 1), 0) >= coalesce((select max(position) from event), 0)",
                () -> {});
    }

    private interface Step {
        void take() throws SQLException;
    }

    private void await(String otherwise, String question, Step before) throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        while (true) {
            before.take();
            try (Statement statement = session.createStatement();
                    ResultSet answer = statement.executeQuery(question)) {
                if (answer.next() && answer.getBoolean(1)) return;
            }
            if (System.nanoTime() - begun > PATIENCE.toNanos()) throw new IllegalStateException(otherwise);
            Thread.sleep(20);
        }
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
