package org.mandatum.benchmarks.figures;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.mandatum.benchmarks.register.RegisterUnderLoad;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * The shortest way from a commit in PostgreSQL to somebody else: the transaction that inserts a row also notifies. Nothing
 * is projected, kept for later or put in order on the way.
 */
final class Notifications {
    private Notifications() {}

    /** From just before the insert to the listener, in microseconds. */
    static Histogram delays(RegisterUnderLoad register, int perSecond, Duration time) throws Exception {
        var delays = new ConcurrentHistogram(3);
        try (Connection listening = register.commandDatabase();
                Connection writing = register.commandDatabase();
                Statement listen = listening.createStatement();
                Statement create = writing.createStatement()) {
            create.execute("create table if not exists benchmark_news (payload text)");
            listen.execute("listen benchmark_news");
            long until = System.nanoTime() + time.toNanos();
            Thread listener = Thread.ofPlatform().daemon().start(() -> listen(listening, delays, until));
            write(writing, perSecond, until);
            listener.join();
        }
        return delays;
    }

    private static void write(Connection connection, int perSecond, long until) throws SQLException {
        String payload = Counter.renaming("office-1", 1_000);
        try (var insert = connection.prepareStatement(
                "with written as (insert into benchmark_news values (?)) select pg_notify('benchmark_news', ?)")) {
            long every = Duration.ofSeconds(1).toNanos() / perSecond;
            for (long due = System.nanoTime(); due < until; due += every) {
                long early = due - System.nanoTime();
                if (early > 0) LockSupport.parkNanos(early);
                insert.setString(1, payload);
                insert.setString(2, Long.toString(System.nanoTime()));
                insert.execute();
            }
        }
    }

    private static void listen(Connection connection, Histogram delays, long until) {
        try {
            PGConnection postgreSql = connection.unwrap(PGConnection.class);
            while (System.nanoTime() < until)
                for (PGNotification news : postgreSql.getNotifications(50))
                    delays.recordValue((System.nanoTime() - Long.parseLong(news.getParameter())) / 1_000);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
