package org.mandatum.command.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mandatum.command.journal.JournalUnderTest;
import org.mandatum.log.Checkpoint;
import org.mandatum.log.ExportLines;
import org.mandatum.log.ExportLines.Entry;
import org.mandatum.log.ExportLines.Footer;
import org.mandatum.log.ExportLines.Header;
import org.mandatum.log.ExportLines.Note;
import org.mandatum.log.SigningKey;
import org.mandatum.log.StoredEvent;
import org.mandatum.log.StoredLog;
import org.springframework.jdbc.core.JdbcTemplate;

/** An export of 600 events, signed at 0, 300 and 600, brought into a register that is empty, as the owner of its tables. */
class RestoreTest {
    private static final String ORIGIN = "mandatum.example/log";
    private static final SigningKey KEY = SigningKey.parse(ORIGIN, SigningKey.generate());
    private static EmbeddedPostgres postgres;
    private static List<StoredEvent> events;
    private static List<String> export;
    private static int registers;

    @TempDir
    private Path directory;

    private final List<String> told = new ArrayList<>();
    private DataSource register;
    private String database = "";

    @BeforeAll
    static void anExport() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder().start();
        var source = postgres.getPostgresDatabase();
        new JdbcTemplate(source).execute("create role mandatum_owner login");
        Restore.migrate(source);
        var jdbc = new JdbcTemplate(source);
        try (Connection writer = source.getConnection()) {
            JournalUnderTest.record(writer, "resolutions/a", 0, 300);
            jdbc.queryForList("select nextval('event_position')");
            JournalUnderTest.record(writer, "resolutions/b", 0, 300);
        }
        var log = new StoredLog(source);
        events = log.events(0, Long.MAX_VALUE, 1_000);
        new Leaves(jdbc).append(events);
        export = new ArrayList<>();
        export.add(ExportLines.line(Header.of(ORIGIN, List.of(KEY.key().toString()), 0, 600)));
        export.add(note(log, 0));
        for (int i = 0; i < 600; i++) {
            export.add(ExportLines.line(Entry.of(i, events.get(i))));
            if (i == 299 || i == 599) export.add(note(log, i + 1));
        }
        export.add(ExportLines.line(new Footer(true, 600, 3)));
    }

    private static String note(StoredLog log, long size) {
        return ExportLines.line(new Note(
                KEY.sign(new Checkpoint(ORIGIN, size, log.tree().root(size))).toString()));
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void anEmptyRegister() {
        database = "register_" + ++registers;
        new JdbcTemplate(postgres.getPostgresDatabase())
                .execute("create database " + database + " owner mandatum_owner");
        register = postgres.getDatabase("mandatum_owner", database);
    }

    @Test
    void events_positions_moments_tree_and_checkpoints_are_the_same_again() throws IOException {
        assertThat(restore(export)).as(told.toString()).isZero();

        var log = new StoredLog(register);
        assertThat(log.events(0, Long.MAX_VALUE, 1_000)).isEqualTo(events);
        assertThat(log.checkpoints(0, 600, 10))
                .extracting(note -> Checkpoint.parse(note.text()).size())
                .containsExactly(0L, 300L, 600L);
        assertThat(export)
                .contains(
                        ExportLines.line(new Note(log.checkpoint().orElseThrow().toString())));
        assertThat(log.keys()).containsExactly(KEY.key().toString());
        assertThat(told).contains("600 events, 3 checkpoints, every root as signed");
    }

    @Test
    void the_restored_register_records_behind_what_it_has_and_its_log_goes_on() throws IOException, SQLException {
        assertThat(restore(export)).as(told.toString()).isZero();
        var signing = new Signing(KeyFile.open(key().toString(), "", false));
        var sequencer = new Sequencer(register, JournalUnderTest.on(register), signing, Duration.ofMillis(10));
        sequencer.start();
        try (Connection writer = register.getConnection()) {
            JournalUnderTest.record(writer, "resolutions/a", 300, 1);
            var log = new StoredLog(register);

            await().until(() -> log.checkpoint(601).isPresent());

            assertThat(signing.keyFile().origin()).isEqualTo(ORIGIN);
            assertThat(log.events(0, Long.MAX_VALUE, 1_000).getLast().position())
                    .isGreaterThan(601);
        } finally {
            sequencer.stop();
        }
        assertThatCode(() -> new JdbcTemplate(register).update("delete from event"))
                .rootCause()
                .hasMessageContaining("append-only");
    }

    @Test
    void an_export_that_was_tampered_with_leaves_nothing_behind() throws IOException {
        assertThat(refused(edited(5, "\\\"b3\\\"", "\\\"bx\\\""))).contains("not those that were signed at size 300");
        assertThat(refused(edited(5, "T", "T0"))).contains("line 6: ");
        assertThat(refused(without(5))).contains("event 4 stands where 3 belongs");
        assertThat(refused(export.subList(0, 400))).contains("the file was cut");
        assertThat(refused(without(302))).contains("footer");
        assertThat(refused(edited(302, "\\n300\\n", "\\n299\\n"))).contains("stands behind 300 events");
        assertThat(refused(edited(0, "\"from\":0", "\"from\":7"))).contains("begins at event 7");

        assertThat(new StoredLog(register).events(0, Long.MAX_VALUE, 10)).isEmpty();
        assertThat(restore(export)).as(told.toString()).isZero();
    }

    @Test
    void checkpoints_must_be_signed_with_a_key_that_was_given() throws IOException {
        String other = SigningKey.parse(ORIGIN, SigningKey.generate()).key().toString();

        assertThat(restore(export, other)).isEqualTo(1);
        assertThat(told.getLast()).contains("is not signed by");
        assertThat(restore(export, other, KEY.key().toString())).isZero();
    }

    @Test
    void a_register_that_holds_anything_is_left_as_it_is() throws IOException, SQLException {
        Restore.migrate(register);
        try (Connection writer = register.getConnection()) {
            JournalUnderTest.record(writer, "resolutions/mine", 0, 1);
        }

        assertThat(refused(export)).contains("the register is not empty");
        assertThat(new StoredLog(register).events(0, Long.MAX_VALUE, 10)).hasSize(1);
    }

    private String refused(List<String> lines) throws IOException {
        assertThat(restore(lines)).isEqualTo(1);
        return told.getLast();
    }

    private int restore(List<String> lines, String... keys) throws IOException {
        Path file = directory.resolve("log.ndjson.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (String line : lines) out.write(line.getBytes(StandardCharsets.UTF_8));
        }
        var arguments = new ArrayList<>(List.of("restore", file.toString()));
        arguments.addAll(List.of(keys));
        return RestoreProgram.run(
                arguments.toArray(String[]::new),
                Map.of(
                        "SPRING_DATASOURCE_URL",
                        postgres.getJdbcUrl("mandatum_owner", database),
                        "SPRING_FLYWAY_USER",
                        "mandatum_owner",
                        "MANDATUM_LOG_KEYFILE",
                        key().toString()),
                told::add);
    }

    private Path key() {
        return directory.resolve("log.key");
    }

    private static List<String> edited(int line, String from, String to) {
        var lines = new ArrayList<>(export);
        assertThat(lines.get(line)).contains(from);
        lines.set(line, lines.get(line).replace(from, to));
        return lines;
    }

    private static List<String> without(int line) {
        var lines = new ArrayList<>(export);
        lines.remove(line);
        return lines;
    }
}
