package org.mandatum.command.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mandatum.command.journal.JournalUnderTest;
import org.mandatum.log.Checkpoint;
import org.mandatum.log.Hash;
import org.mandatum.log.SignedNote;
import org.mandatum.log.StoredEvent;
import org.mandatum.log.StoredLog;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The log over events on a real PostgreSQL, with a key in a directory. */
class SequencerTest {
    private static final String ORIGIN = "mandatum.example/log";
    private static EmbeddedPostgres postgres;
    private static HikariDataSource database;
    private static JdbcTemplate jdbc;

    @TempDir
    private Path keys;

    private StoredLog log;
    private Signing signing;
    private Sequencer sequencer;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        var pool = new HikariConfig();
        pool.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
        pool.setMaximumPoolSize(8);
        database = new HikariDataSource(pool);
        jdbc = new JdbcTemplate(database);
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
        postgres.close();
    }

    @BeforeEach
    void an_empty_register() {
        Flyway flyway =
                Flyway.configure().dataSource(database).cleanDisabled(false).load();
        flyway.clean();
        flyway.migrate();
        log = new StoredLog(database);
        begin();
    }

    @AfterEach
    void end() {
        sequencer.stop();
    }

    @Test
    void what_is_recorded_is_soon_under_a_checkpoint_that_the_key_signed() {
        record(0, 3);

        SignedNote note = signedAt(3);

        assertThat(note.isSignedBy(signing.keyFile().key())).isTrue();
        assertThat(Checkpoint.parse(note.text())).isEqualTo(new Checkpoint(ORIGIN, 3, rootOfEvents()));
        assertThat(log.keys()).containsExactly(signing.keyFile().key().toString());
    }

    @Test
    void an_empty_log_is_signed_as_well() {
        assertThat(Checkpoint.parse(signedAt(0).text()).root()).isEqualTo(Hash.ofNothing());
    }

    @Test
    void the_root_is_that_of_all_events_in_their_order_however_they_came_and_whatever_was_given_up()
            throws SQLException {
        record(0, 255);
        signedAt(255);
        try (Connection writer = database.getConnection()) {
            writer.setAutoCommit(false);
            JournalUnderTest.record(writer, "resolutions/given-up", 0, 2);
            writer.rollback();
        }
        record(255, 3);
        signedAt(258);
        record(258, 300);

        SignedNote note = signedAt(558);

        assertThat(Checkpoint.parse(note.text()).root()).isEqualTo(rootOfEvents());
        List<StoredEvent> events = events();
        for (int index : new int[] {0, 254, 255, 256, 511, 512, 557}) {
            assertThat(log.indexOf(events.get(index).position())).isEqualTo(index);
            assertThat(log.events(log.positionBefore(index), Long.MAX_VALUE, 1)).containsExactly(events.get(index));
        }
    }

    @Test
    void an_event_behind_a_writer_that_stalls_waits_for_it() throws SQLException {
        signedAt(0);
        try (Connection writer = database.getConnection()) {
            writer.setAutoCommit(false);
            JournalUnderTest.record(writer, "resolutions/slow", 0, 1);
            record(0, 1);
            await().during(Duration.ofMillis(300)).until(() -> log.size() == 0);
            writer.commit();
        }

        signedAt(2);

        assertThat(events()).extracting(StoredEvent::stream).containsExactly("resolutions/slow", "resolutions/a");
        assertThat(log.tree().root(2)).isEqualTo(rootOfEvents());
    }

    @Test
    void what_is_in_the_log_is_not_hashed_again_so_that_a_change_beneath_it_shows() {
        record(0, 2);
        Hash before = Checkpoint.parse(signedAt(2).text()).root();
        end();
        asOwner("event", "update event set payload = '{\"resolution\": \"forged\"}' where sequence = 1");
        begin();
        record(2, 1);
        signedAt(3);

        assertThat(log.tree().root(2)).isEqualTo(before);
        assertThat(log.tree().root(3)).isNotEqualTo(rootOfEvents());
    }

    @Test
    void a_database_that_was_set_back_is_noticed_and_not_signed_until_it_is_whole_again() {
        record(0, 2);
        signedAt(2);
        byte[] two = log.tile(0, 0);
        record(2, 1);
        SignedNote three = signedAt(3);
        end();
        byte[] whole = log.tile(0, 0);
        asOwner("log_checkpoint", "delete from log_checkpoint where size = 3");
        asOwner("log_tile", "update log_tile set hashes = ?, last_position = 2", two);
        asOwner("event", "delete from event where sequence = 2");
        begin();

        await().until(() -> signing.alarm() != null);
        record(2, 5);

        assertThat(signing.alarm())
                .contains("the stored log ends at 2 where this was signed")
                .contains(three.text());
        await().during(Duration.ofMillis(300))
                .until(() -> log.size() == 2 && log.checkpoint(3).isEmpty());

        asOwner("log_tile", "update log_tile set hashes = ?, last_position = 3", whole);
        await().until(() -> signing.alarm() == null);
    }

    @Test
    void a_log_that_was_rewritten_is_not_signed() {
        record(0, 2);
        SignedNote honest = signedAt(2);
        byte[] forged = log.tile(0, 0);
        forged[0] ^= 1;
        asOwner("log_tile", "update log_tile set hashes = ?", forged);
        record(2, 1);

        await().until(() -> signing.alarm() != null);

        assertThat(signing.alarm()).contains("has the root").contains(honest.text());
        assertThat(log.checkpoint()).contains(honest);
    }

    @Test
    void of_two_services_one_keeps_the_log_and_the_other_takes_over() {
        var other = new Sequencer(database, JournalUnderTest.on(database), signing, Duration.ofMillis(10));
        other.start();
        try {
            record(0, 50);
            signedAt(50);
            sequencer.stop();
            record(50, 50);

            signedAt(100);

            assertThat(log.tree().root(100)).isEqualTo(rootOfEvents());
        } finally {
            other.stop();
        }
    }

    @Test
    void the_tiles_only_grow_and_checkpoints_stay() {
        record(0, 2);
        signedAt(2);

        for (String attempt : List.of(
                "update log_tile set hashes = substr(hashes, 1, 32)",
                "update log_tile set hashes = decode(repeat('00', 96), 'hex'), last_position = 9",
                "delete from log_tile",
                "truncate log_tile",
                "update log_checkpoint set note = ''",
                "delete from log_checkpoint",
                "set session_replication_role = replica; delete from log_tile"))
            assertThatThrownBy(() -> jdbc.execute(attempt)).as(attempt).isInstanceOf(DataAccessException.class);
    }

    private void begin() {
        signing = new Signing(KeyFile.open(keys.resolve("log.key").toString(), ORIGIN, true));
        sequencer = new Sequencer(database, JournalUnderTest.on(database), signing, Duration.ofMillis(10));
        sequencer.start();
    }

    private SignedNote signedAt(long size) {
        return await().until(() -> log.checkpoint(size), Optional::isPresent).orElseThrow();
    }

    private static void record(int first, int count) {
        try (Connection writer = database.getConnection()) {
            JournalUnderTest.record(writer, "resolutions/a", first, count);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private List<StoredEvent> events() {
        return log.events(0, Long.MAX_VALUE, 10_000);
    }

    private Hash rootOfEvents() {
        return root(events().stream().map(StoredEvent::leafHash).toList());
    }

    private static Hash root(List<Hash> leaves) {
        if (leaves.size() == 1) return leaves.getFirst();
        int left = Integer.highestOneBit(leaves.size() - 1);
        return Hash.ofNode(root(leaves.subList(0, left)), root(leaves.subList(left, leaves.size())));
    }

    /** As a database administrator could. */
    private static void asOwner(String table, String statement, Object... arguments) {
        jdbc.execute("alter table " + table + " disable trigger user");
        jdbc.update(statement, arguments);
        jdbc.execute("alter table " + table + " enable trigger user");
        jdbc.queryForList(
                        "select tgname from pg_trigger where tgrelid = ?::regclass and not tgisinternal",
                        String.class,
                        table)
                .forEach(trigger -> jdbc.execute("alter table " + table + " enable always trigger " + trigger));
    }
}
