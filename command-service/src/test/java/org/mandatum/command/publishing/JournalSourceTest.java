package org.mandatum.command.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mandatum.command.journal.Journal;
import org.mandatum.command.journal.JournalUnderTest;
import org.mandatum.journal.RecordedEvent;

/** When whoever follows the log hears of it, on a real PostgreSQL. */
class JournalSourceTest {
    private static EmbeddedPostgres postgres;
    private static Journal journal;
    private static long recorded;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        journal = JournalUnderTest.on(postgres.getPostgresDatabase());
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void what_another_process_appended_is_seen_though_nobody_wakes_us() throws Exception {
        try (BlockingStream<TrackedEventMessage<?>> stream = fromNowOn(Duration.ZERO)) {
            assertThat(stream.hasNextAvailable(1, TimeUnit.MILLISECONDS)).isFalse();

            record(1);

            assertThat(stream.hasNextAvailable(1, TimeUnit.MINUTES)).isTrue();
            assertThat(places(stream, 1)).containsExactly(recorded - 1);
        }
    }

    @Test
    void a_batch_ends_with_what_was_read() throws Exception {
        try (BlockingStream<TrackedEventMessage<?>> stream = fromNowOn(Duration.ZERO)) {
            record(2);
            stream.hasNextAvailable(1, TimeUnit.MINUTES);
            places(stream, 2);
            record(1);
            JournalUnderTest.wake(journal);

            assertThat(stream.hasNextAvailable()).as("the same batch").isFalse();
            assertThat(stream.hasNextAvailable(1, TimeUnit.MINUTES)).isTrue();
            assertThat(places(stream, 1)).containsExactly(recorded - 1);
        }
    }

    @Test
    void more_than_one_reading_takes_comes_in_order_and_whole() throws Exception {
        try (BlockingStream<TrackedEventMessage<?>> stream = fromNowOn(Duration.ZERO)) {
            long first = recorded;
            record(2_500);

            var places = new ArrayList<Long>();
            while (places.size() < 2_500 && stream.hasNextAvailable(1, TimeUnit.MINUTES))
                places.addAll(places(stream, 1));

            assertThat(places).hasSize(2_500).isSorted().doesNotHaveDuplicates().contains(first, recorded - 1);
        }
    }

    @Test
    void who_is_in_no_hurry_is_not_woken_for_every_event() throws Exception {
        try (BlockingStream<TrackedEventMessage<?>> stream = fromNowOn(Duration.ofMinutes(1))) {
            record(1);
            stream.hasNextAvailable(1, TimeUnit.MINUTES);
            places(stream, 1);
            record(1);
            JournalUnderTest.wake(journal);

            assertThat(stream.hasNextAvailable(300, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    private static BlockingStream<TrackedEventMessage<?>> fromNowOn(Duration gathering) {
        return new JournalSource(journal, gathering)
                .openStream(new GlobalSequenceTrackingToken(journal.settledSince(0)));
    }

    private static void record(int count) throws SQLException {
        try (Connection writer = postgres.getPostgresDatabase().getConnection()) {
            JournalUnderTest.record(writer, "resolutions/ag-res-2876", recorded, count);
        }
        recorded += count;
    }

    /** The places of the next ones in their stream. */
    private static List<Long> places(BlockingStream<TrackedEventMessage<?>> stream, int count)
            throws InterruptedException {
        var places = new ArrayList<Long>();
        for (int i = 0; i < count; i++)
            places.add(((RecordedEvent) stream.nextAvailable().getPayload()).sequence());
        return places;
    }
}
