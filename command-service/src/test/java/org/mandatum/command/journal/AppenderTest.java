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
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.axonframework.modelling.command.ConcurrencyException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mandatum.command.decision.Outcome;
import org.mandatum.command.journal.Journal.NewEvent;
import org.mandatum.command.journal.Journal.Recording;
import org.mandatum.command.journal.Premises.Premise;
import org.mandatum.command.journal.Submissions.Earlier;
import org.mandatum.command.journal.Submissions.Submission;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.resolution.ResolutionEvent.ResolutionRescinded;
import org.mandatum.resolution.ResolutionId;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Orders that share a transaction, on a real PostgreSQL. */
class AppenderTest {
    private static final AtomicInteger STREAMS = new AtomicInteger();
    private static EmbeddedPostgres postgres;
    private static JdbcTemplate jdbc;
    private static Journal journal;
    private static Appender appender;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        jdbc = new JdbcTemplate(postgres.getPostgresDatabase());
        journal = new Journal(jdbc);
        appender = new Appender(journal);
    }

    @AfterAll
    static void stop() throws IOException {
        appender.destroy();
        postgres.close();
    }

    @Test
    void what_waits_together_is_committed_together_and_each_gets_what_it_recorded() throws Exception {
        String one = stream();
        String other = stream();

        List<CompletableFuture<List<RecordedEvent>>> appended =
                together(List.of(recording(one, 0), recording(other, 0)));

        assertThat(appended.get(0).join()).isEqualTo(journal.stream(one, 0, 9)).hasSize(1);
        assertThat(appended.get(1).join())
                .isEqualTo(journal.stream(other, 0, 9))
                .hasSize(1);
        assertThat(jdbc.queryForList(
                        "select distinct xmin::text from event where stream in (?, ?)", String.class, one, other))
                .hasSize(1);
    }

    @Test
    void a_place_that_another_writer_took_fails_for_one_order_alone() throws Exception {
        String taken = stream();
        String free = stream();
        journal.append(List.of(event(taken, 0)));

        var appended = together(List.of(recording(taken, 0), recording(free, 0)));

        assertThatThrownBy(() -> appended.get(0).join()).hasCauseInstanceOf(ConcurrencyException.class);
        assertThat(appended.get(1).join()).isEqualTo(journal.stream(free, 0, 9));
        assertThat(journal.stream(taken, 0, 9)).hasSize(1);
    }

    @Test
    void an_event_that_could_not_be_published_fails_for_one_order_alone() throws Exception {
        String large = stream();
        String small = stream();
        var said = new ResolutionRescinded(
                new ResolutionId("large"), new ResolutionId("by"), LocalDate.EPOCH, null, "x".repeat(1_000_000));
        var recording = new Recording(
                List.of(new NewEvent(UUID.randomUUID().toString(), large, 0, 0, said, "{}")), List.of(), List.of());

        var appended = together(List.of(recording, recording(small, 0)));

        assertThatThrownBy(() -> appended.get(0).join()).hasCauseInstanceOf(EventTooLarge.class);
        assertThat(journal.stream(large, 0, 9)).isEmpty();
        assertThat(appended.get(1).join()).isEqualTo(journal.stream(small, 0, 9));
    }

    @Test
    void a_key_that_was_used_fails_for_one_order_alone_and_nothing_of_it_is_recorded() throws Exception {
        String first = stream();
        String again = stream();
        String neighbour = stream();
        appender.append(recording(first, 0, "the-key"));

        var appended = together(List.of(recording(again, 0, "the-key"), recording(neighbour, 0, "its-own")));

        assertThatThrownBy(() -> appended.get(0).join()).hasCauseInstanceOf(DuplicateKeyException.class);
        assertThat(journal.stream(again, 0, 9)).isEmpty();
        assertThat(appended.get(1).join()).hasSize(1);
        assertThat(jdbc.queryForObject("select stream from submission where key = 'its-own'", String.class))
                .isEqualTo(neighbour);
    }

    @Test
    void what_was_decided_on_a_log_that_has_grown_is_not_recorded_and_its_neighbours_are() throws Exception {
        String cited = stream();
        String late = stream();
        String inTime = stream();
        journal.append(List.of(event(cited, 0)));
        journal.append(List.of(event(cited, 1)));

        var appended = together(
                List.of(recording(late, 0, new Premise(cited, 1)), recording(inTime, 0, new Premise(cited, 2))));

        assertThatThrownBy(() -> appended.get(0).join()).hasCauseInstanceOf(ConcurrencyException.class);
        assertThat(journal.stream(late, 0, 9)).isEmpty();
        assertThat(appended.get(1).join()).hasSize(1);
        assertThat(journal.hold(List.of(new Premise(cited, 1)))).isFalse();
        assertThat(journal.hold(List.of(new Premise(cited, 2)))).isTrue();
    }

    @Test
    void a_commit_whose_answer_is_lost_is_not_tried_again_and_its_key_knows_the_answer() throws Exception {
        String one = stream();
        String other = stream();
        var attempts = new AtomicInteger();
        var losing = new Appender(new Journal(jdbc) {
            @Override
            List<List<RecordedEvent>> record(List<Recording> recordings) {
                attempts.incrementAndGet();
                super.record(recordings);
                throw new DataAccessResourceFailureException("the connection broke", new SQLException("gone", "08006"));
            }
        });

        var appended = together(losing, List.of(recording(one, 0, "lost-1"), recording(other, 0, "lost-2")));

        for (var answer : appended) assertThatThrownBy(answer::join).hasCauseInstanceOf(DataAccessException.class);
        assertThat(journal.stream(one, 0, 9)).hasSize(1);
        assertThat(journal.stream(other, 0, 9)).hasSize(1);
        assertThat(attempts).hasValueLessThanOrEqualTo(2);
        assertThat(new Submissions(jdbc).find(new Submission("lost-1", "sha")))
                .contains(new Outcome.Recorded(one, 0, 0));
        losing.destroy();
    }

    private static List<CompletableFuture<List<RecordedEvent>>> together(List<Recording> recordings)
            throws SQLException {
        return together(appender, recordings);
    }

    /** Keeps the appender waiting at the barrier until all others have come. */
    private static List<CompletableFuture<List<RecordedEvent>>> together(Appender through, List<Recording> recordings)
            throws SQLException {
        var appended = new ArrayList<CompletableFuture<List<RecordedEvent>>>();
        CompletableFuture<List<RecordedEvent>> ahead;
        try (Connection reader = postgres.getPostgresDatabase().getConnection()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("select pg_advisory_xact_lock(7236801427)");
            ahead = append(through, recording(stream(), 0));
            Awaitility.await().until(AppenderTest::someoneStandsAtTheBarrier);
            for (Recording recording : recordings) {
                appended.add(append(through, recording));
                Awaitility.await().until(() -> through.waiting() == appended.size());
            }
            reader.rollback();
        }
        ahead.exceptionally(failure -> List.of()).join();
        return appended;
    }

    private static boolean someoneStandsAtTheBarrier() {
        return !jdbc.queryForList("select 1 from pg_locks where locktype = 'advisory' and not granted")
                .isEmpty();
    }

    private static CompletableFuture<List<RecordedEvent>> append(Appender through, Recording recording) {
        return CompletableFuture.supplyAsync(() -> through.append(recording), Thread::startVirtualThread);
    }

    private static Recording recording(String stream, long sequence, Premise... premises) {
        return new Recording(List.of(event(stream, sequence)), List.of(), List.of(premises));
    }

    private static Recording recording(String stream, long sequence, String key) {
        return new Recording(
                List.of(event(stream, sequence)),
                List.of(new Earlier(new Submission(key, "sha"), new Outcome.Recorded(stream, sequence, sequence))),
                List.of());
    }

    private static String stream() {
        return "resolutions/a" + STREAMS.incrementAndGet();
    }

    private static NewEvent event(String stream, long sequence) {
        var fact = new ResolutionRescinded(
                new ResolutionId(stream.substring(12)), new ResolutionId("by"), LocalDate.EPOCH, null, null);
        return new NewEvent(UUID.randomUUID().toString(), stream, sequence, 0, fact, "{}");
    }
}
