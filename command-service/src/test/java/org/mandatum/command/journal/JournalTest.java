package org.mandatum.command.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mandatum.command.journal.Journal.BarrierHeld;
import org.mandatum.command.journal.Journal.Recording;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.resolution.ResolutionEvent.ResolutionRescinded;
import org.mandatum.resolution.ResolutionId;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The event table on a real PostgreSQL. */
class JournalTest {
    private static final AtomicInteger STREAMS = new AtomicInteger();
    private static EmbeddedPostgres postgres;
    private static JdbcTemplate jdbc;
    private static Journal journal;
    private static TransactionTemplate transaction;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        var dataSource = postgres.getPostgresDatabase();
        Flyway.configure().dataSource(dataSource).load().migrate();
        jdbc = new JdbcTemplate(dataSource);
        var transactions = new DataSourceTransactionManager(dataSource);
        transaction = new TransactionTemplate(transactions);
        journal = new Journal(jdbc);
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void a_writer_that_stalls_is_waited_for_and_none_behind_it_is_read_first() throws SQLException {
        long start = lastPosition();
        String stalled = stream();
        String quick = stream();
        try (Connection writer = postgres.getPostgresDatabase().getConnection()) {
            writer.setAutoCommit(false);
            writer.createStatement().execute(insert(stalled, 0));
            append(quick, 0);

            assertThatThrownBy(() -> journal.settledAfter(start, 100)).isInstanceOf(BarrierHeld.class);
            writer.commit();
        }

        assertThat(journal.settledAfter(start, 100))
                .extracting(RecordedEvent::stream)
                .containsExactly(stalled.substring(12), quick.substring(12));
    }

    @Test
    void a_position_that_was_given_up_is_a_gap_that_stops_nobody() throws SQLException {
        long start = lastPosition();
        String kept = stream();
        try (Connection writer = postgres.getPostgresDatabase().getConnection()) {
            writer.setAutoCommit(false);
            writer.createStatement().execute(insert(stream(), 0));
            writer.rollback();
        }
        append(kept, 0);

        List<RecordedEvent> read = journal.settledAfter(start, 100);

        assertThat(read).extracting(RecordedEvent::stream).containsExactly(kept.substring(12));
        assertThat(read.getFirst().position()).isEqualTo(start + 2);
    }

    @Test
    void a_reader_beside_many_writers_reads_every_event_once_and_in_order() throws Exception {
        long start = lastPosition();
        int writers = 6;
        int each = 60;
        var read = new ArrayList<Long>();
        var writing = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int w = 0; w < writers; w++) {
                var random = new Random(w);
                String stream = stream();
                writing.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        int sequence = i;
                        int pause = random.nextInt(4);
                        transaction.executeWithoutResult(status -> {
                            journal.append(List.of(event(stream, sequence)));
                            // The transaction stays open for a while, so that commits overtake each other.
                            jdbc.execute("select pg_sleep(" + pause / 1000.0 + ")");
                        });
                    }
                    return null;
                }));
            }
            long deadline = System.nanoTime() + 60_000_000_000L;
            while (read.size() < writers * each && System.nanoTime() < deadline) {
                long after = read.isEmpty() ? start : read.getLast();
                try {
                    journal.settledAfter(after, 1000).forEach(event -> read.add(event.position()));
                } catch (BarrierHeld busy) {
                    Thread.onSpinWait();
                }
            }
            for (Future<?> writer : writing) writer.get();
        }

        assertThat(read)
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(writers * each)
                .isEqualTo(jdbc.queryForList(
                        "select position from event where position > ? order by position", Long.class, start));
    }

    @Test
    void all_events_of_one_package_are_recorded_at_one_moment_and_the_next_package_later() {
        String stream = stream();
        transaction.executeWithoutResult(status -> journal.append(List.of(event(stream, 0, 1), event(stream, 1, 0))));
        append(stream, 2);

        var recorded = journal.stream(stream, 0, 9).stream()
                .map(RecordedEvent::recordedAt)
                .toList();

        assertThat(recorded.get(0)).isEqualTo(recorded.get(1)).isBefore(recorded.get(2));
    }

    @Test
    void packages_that_share_a_transaction_are_recorded_one_after_the_other() {
        String stream = stream();
        transaction.executeWithoutResult(
                status -> journal.append(List.of(event(stream, 0, 1), event(stream, 1, 0), event(stream, 2, 0))));

        var recorded = journal.stream(stream, 0, 9).stream()
                .map(RecordedEvent::recordedAt)
                .toList();

        assertThat(recorded.get(0)).isEqualTo(recorded.get(1)).isBefore(recorded.get(2));
    }

    @Test
    void a_package_is_neither_left_open_for_another_writer_nor_cut_short() {
        String open = stream();
        journal.append(List.of(event(open, 0, 1)));

        assertThatThrownBy(() -> append(open, 1))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("would break a package");
        String cut = stream();
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> journal.append(List.of(event(cut, 0, 2), event(cut, 1, 0)))))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("would break a package");
    }

    @Test
    void a_stream_has_no_gap_and_no_second_event_at_one_place() {
        String stream = stream();
        append(stream, 0);

        assertThatThrownBy(() -> append(stream, 2))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("would leave a gap");
        assertThatThrownBy(() -> append(stream, 0)).isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void what_is_recorded_is_neither_changed_nor_deleted_not_even_as_a_replica() {
        append(stream(), 0);

        for (String attempt : List.of(
                "update event set payload = '{}'",
                "delete from event",
                "truncate event",
                "set session_replication_role = replica; update event set payload = '{}'"))
            assertThatThrownBy(() -> jdbc.execute(attempt))
                    .as(attempt)
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("append-only");
    }

    /** Also while the planner knows nothing of the table. */
    @Test
    void whether_a_log_has_grown_is_asked_of_the_index_and_not_of_every_event() {
        String stream = stream();
        journal.append(IntStream.range(0, 500)
                .mapToObj(sequence -> event(stream, sequence))
                .toList());
        List<Premises.Premise> premises = Stream.generate(() -> new Premises.Premise(stream(), 0))
                .limit(100)
                .toList();

        var read = new AtomicLong(-1);
        transaction.executeWithoutResult(status -> {
            assertThat(journal.hold(premises)).isTrue();
            journal.record(List.of(new Recording(List.of(event(stream(), 0)), List.of(), premises)));
            jdbc.query(
                    "select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) from pg_stat_xact_user_tables"
                            + " where relname = 'event'",
                    (RowCallbackHandler) row -> read.set(row.getLong(1)));
        });

        assertThat(read).hasValue(0);
    }

    private static String stream() {
        return "resolutions/s" + STREAMS.incrementAndGet();
    }

    private static void append(String stream, long sequence) {
        journal.append(List.of(event(stream, sequence)));
    }

    private static Journal.NewEvent event(String stream, long sequence) {
        return event(stream, sequence, 0);
    }

    private static Journal.NewEvent event(String stream, long sequence, int remaining) {
        var fact = new ResolutionRescinded(
                new ResolutionId(stream.substring(12)), new ResolutionId("by"), LocalDate.EPOCH, null, null);
        return new Journal.NewEvent(UUID.randomUUID().toString(), stream, sequence, remaining, fact, "{}");
    }

    private static String insert(String stream, long sequence) {
        return "insert into event (id, stream, sequence, remaining, type, revision, recorded_at, position, payload,"
                + " metadata) values (gen_random_uuid(), '" + stream + "', " + sequence
                + ", 0, 'ResolutionRescinded', 1, now(), 0,"
                + " '{\"resolution\":\"a\",\"by\":\"b\",\"effectiveOn\":\"1970-01-01\"}', '{}')";
    }

    private static long lastPosition() {
        Long last = jdbc.queryForObject(
                "select case when is_called then last_value else 0 end from event_position", Long.class);
        return last == null ? 0 : last;
    }
}
