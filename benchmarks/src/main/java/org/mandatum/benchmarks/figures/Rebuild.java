package org.mandatum.benchmarks.figures;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import org.mandatum.benchmarks.history.RecordedLog;
import org.mandatum.benchmarks.register.Projection;
import org.mandatum.benchmarks.register.RegisterUnderLoad;
import org.mandatum.benchmarks.register.Topic;
import org.mandatum.journal.CloudEvent;
import org.mandatum.journal.EventTypes;
import org.mandatum.journal.RecordedEvent;

/**
 * Projects a log from scratch: it stands in the topic whole before the query service starts, so that only the query
 * service is measured, and all of it: reading the topic, the fold, the rows, the commits.
 */
final class Rebuild {
    static final String OF_ONE = "rebuild";
    static final String OF_MANY = "rebuild.many";

    private static final int PEERS_MOST = 100_000;
    private static final int AT_A_TIME = 1_000;

    private final Bench bench;
    private final String figure;
    private final String organisation;
    private final String extent;

    /** @param organisation one whose last event is looked for in the end */
    Rebuild(Bench bench, String figure, String organisation, String extent) {
        this.bench = bench;
        this.figure = figure;
        this.organisation = organisation;
        this.extent = extent;
    }

    /** True when the whole log has been projected; false when patience ended before. */
    boolean run(RecordedLog log, long size) throws Exception {
        RegisterUnderLoad register = bench.register();
        bench.tell("feeding " + extent + " events to Kafka");
        register.stopQueryService();
        var last = new Last(log, organisation);
        long sent = new Topic(register.kafka()).feed(last, count -> bench.tell(count + " fed"));
        register.startAgain();
        var rate = new Rate();
        boolean complete = rate.follow(new Projection(register), sent) && answers(last.position);
        if (!complete) register.lastWords("query-service", 5).forEach(bench::tell);
        if (bench.wants(figure)) {
            double stored = storedPerSecond(Math.min(size, PEERS_MOST));
            bench.report(Figure.of(
                            figure,
                            extent,
                            "ev/s",
                            "events stored by batched inserts",
                            new Comparison(List.of(rate.perSecond()), List.of(stored)),
                            Target.atLeast(60_000))
                    .remarked(complete ? "" : "given up after " + rate.projected + " of " + sent));
        }
        return complete;
    }

    /** The first question waits until the index is filled from the rows, or is told to ask again. */
    private boolean answers(long position) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        boolean answered = new Projection(bench.register())
                .await(organisation, position, bench.scale().patience());
        bench.tell("the first question took %.1f s".formatted((System.nanoTime() - begun) / 1e9));
        return answered;
    }

    /** How fast the projection goes, from the first event that it shows to the last, start-up not counted. */
    private final class Rate {
        private long first;
        private long firstNanos;
        private long projected;
        private long nanos;

        boolean follow(Projection projection, long all) throws IOException, InterruptedException {
            long begun = System.nanoTime();
            long told = begun;
            while (projected < all) {
                long now = projection.events();
                long at = System.nanoTime();
                if (first == 0 && now > 0) {
                    first = now;
                    firstNanos = at;
                }
                if (now > projected) nanos = at;
                projected = now;
                if (at - told > Duration.ofSeconds(5).toNanos()) {
                    told = at;
                    bench.tell(projected + " of " + all + " projected");
                }
                if (at - begun > bench.scale().patience().toNanos()) return false;
                Thread.sleep(50);
            }
            return true;
        }

        double perSecond() {
            // All of it between two looks: then it took about the time between two looks.
            if (nanos <= firstNanos) return projected / 0.05;
            return (projected - first) / ((nanos - firstNanos) / 1e9);
        }
    }

    /** Remembers the position of the organisation's last event that passed. */
    private static final class Last implements Iterator<RecordedEvent> {
        private final Iterator<RecordedEvent> log;
        private final String organisation;
        private long position;

        Last(Iterator<RecordedEvent> log, String organisation) {
            this.log = log;
            this.organisation = organisation;
        }

        @Override
        public boolean hasNext() {
            return log.hasNext();
        }

        @Override
        public RecordedEvent next() {
            RecordedEvent event = log.next();
            if (event.stream().equals(organisation)) position = event.position();
            return event;
        }
    }

    /** The floor under any projection that keeps the log: writing it down in one table, 1,000 rows a transaction. */
    private double storedPerSecond(long count) throws Exception {
        var log = RecordedLog.ofOne("peer", count, 1, 1);
        try (Connection connection = bench.register().queryDatabase();
                Statement statement = connection.createStatement()) {
            statement.execute("create table benchmark_log (position bigint primary key, stream text, sequence bigint,"
                    + " id text, type text, recorded_at timestamptz, cloud_event text, unique (stream, sequence))");
            connection.setAutoCommit(false);
            try (var insert = connection.prepareStatement("insert into benchmark_log values (?, ?, ?, ?, ?, ?, ?)")) {
                long begun = System.nanoTime();
                long written = 0;
                while (log.hasNext()) {
                    add(insert, log.next());
                    if (++written % AT_A_TIME == 0) {
                        insert.executeBatch();
                        connection.commit();
                    }
                }
                insert.executeBatch();
                connection.commit();
                double perSecond = written / ((System.nanoTime() - begun) / 1e9);
                statement.execute("drop table benchmark_log");
                connection.commit();
                return perSecond;
            }
        }
    }

    private static void add(PreparedStatement insert, RecordedEvent event) throws SQLException {
        insert.setLong(1, event.position());
        insert.setString(2, event.source());
        insert.setLong(3, event.sequence());
        insert.setString(4, event.id());
        insert.setString(5, EventTypes.of(event.event().getClass()).name());
        insert.setObject(6, event.recordedAt().atOffset(ZoneOffset.UTC));
        insert.setString(7, CloudEvent.write(event));
        insert.addBatch();
    }
}
