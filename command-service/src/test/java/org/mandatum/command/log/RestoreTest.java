package org.mandatum.command.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.entry;
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
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mandatum.command.journal.JournalUnderTest;
import org.mandatum.journal.EventJson;
import org.mandatum.log.Checkpoint;
import org.mandatum.log.ExportLines;
import org.mandatum.log.ExportLines.Entry;
import org.mandatum.log.ExportLines.Footer;
import org.mandatum.log.ExportLines.Header;
import org.mandatum.log.ExportLines.Note;
import org.mandatum.log.Hash;
import org.mandatum.log.SignedNote;
import org.mandatum.log.SigningKey;
import org.mandatum.log.StoredEvent;
import org.mandatum.log.StoredLog;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** An export of 600 events, signed at 0, 300 and 600, brought into a register that is empty, as the owner of its tables. */
class RestoreTest {
    private static final String ORIGIN = "mandatum.example/log";
    private static final SigningKey KEY = SigningKey.parse(ORIGIN, SigningKey.generate());
    private static final String ANSWERED =
            "{\"submission\":{\"key\":\"key-1\",\"requestSha256\":\"ab\",\"stream\":\"resolutions/a\",\"firstSequence\":3,"
                    + "\"lastSequence\":5,\"submittedAt\":\"2026-01-01T00:00:00Z\"}}";
    private static final String CAPTURED =
            "{\"import\":{\"id\":\"i\",\"organisation\":\"oas\",\"state\":\"completed\",\"progress\":{\"lines\":1},"
                    + "\"startedAt\":\"2026-01-01T00:00:00Z\",\"savedAt\":\"2026-01-01T00:00:01Z\","
                    + "\"endedAt\":\"2026-01-01T00:00:01Z\"}}";
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
        events = new StoredLog(source).events(0, Long.MAX_VALUE, 1_000);
        new Leaves(jdbc).append(events);
        export = exportOf(events);
    }

    private static List<String> exportOf(List<StoredEvent> events) {
        var lines = new ArrayList<String>();
        lines.add(ExportLines.line(Header.of(ORIGIN, List.of(KEY.key().toString()), 0, 600)));
        lines.add(note(events, 0));
        for (int i = 0; i < 600; i++) {
            lines.add(ExportLines.line(Entry.of(i, events.get(i))));
            if (i == 299 || i == 599) lines.add(note(events, i + 1));
        }
        lines.add(ExportLines.line(new Footer(true, 600, 3)));
        return lines;
    }

    private static String note(List<StoredEvent> events, int size) {
        var checkpoint = new Checkpoint(ORIGIN, size, root(events.subList(0, size)));
        return ExportLines.line(new Note(KEY.sign(checkpoint).toString()));
    }

    /** As RFC 9162, section 2.1.1, defines it. */
    private static Hash root(List<StoredEvent> events) {
        if (events.isEmpty()) return Hash.ofNothing();
        if (events.size() == 1) return events.getFirst().leafHash();
        int left = Integer.highestOneBit(events.size() - 1);
        return Hash.ofNode(root(events.subList(0, left)), root(events.subList(left, events.size())));
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

    @Test
    void what_the_service_kept_beside_the_log_comes_with_it() throws IOException {
        assertThat(restore(export, annex(600, ANSWERED, CAPTURED)))
                .as(told.toString())
                .isZero();

        var jdbc = new JdbcTemplate(register);
        assertThat(jdbc.queryForMap("select request_sha256, stream, first_sequence, last_sequence from submission"))
                .containsExactly(
                        entry("request_sha256", "ab"),
                        entry("stream", "resolutions/a"),
                        entry("first_sequence", 3L),
                        entry("last_sequence", 5L));
        assertThat(jdbc.queryForMap("select organisation, state from import where id = 'i'"))
                .containsEntry("organisation", "oas")
                .containsEntry("state", "completed");
    }

    @Test
    void an_annex_that_does_not_belong_to_the_log_leaves_nothing_behind() throws IOException {
        String beyond = ANSWERED.replace("\"lastSequence\":5", "\"lastSequence\":300");
        assertThat(refused(annex(600, beyond))).contains("annex.ndjson: the key 'key-1' tells of events that the log");
        assertThat(refused(annex(599, ANSWERED))).contains("belongs to a log up to position 599, this one ends at 601");
        assertThat(refused(annex(600, ANSWERED, ANSWERED))).contains("not restored, nothing was changed");
        assertThat(refused(annex(600, ANSWERED.replace("submission", "secret"))))
                .contains("annex.ndjson, line 2: none of [submission, import]");
        Path cut = annex(600, ANSWERED);
        Files.writeString(cut, Files.readString(cut).replaceAll("\\{\"end.*\n", ""));
        assertThat(refused(cut)).contains("the file was cut: it has no footer");

        assertThat(new StoredLog(register).events(0, Long.MAX_VALUE, 10)).isEmpty();
        assertThat(restore(export, annex(600, ANSWERED))).as(told.toString()).isZero();
    }

    @Test
    void an_export_that_ends_within_a_package_is_not_restored() throws IOException {
        var open = new StoredEvent(
                events.getLast().id(),
                "resolutions/b",
                299,
                events.getLast().position(),
                1,
                events.getLast().type(),
                events.getLast().revision(),
                events.getLast().recordedAt(),
                events.getLast().payload(),
                events.getLast().metadata());
        List<StoredEvent> cut = new ArrayList<>(events.subList(0, 599));
        cut.add(open);

        assertThat(refused(exportOf(cut))).contains("ends within a package of resolutions/b");
    }

    @Test
    void a_database_that_does_not_answer_is_told_in_one_line() {
        int code = RestoreProgram.run(
                new String[] {"restore", "log.ndjson"},
                Map.of("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:1/nowhere"),
                told::add);

        assertThat(code).isEqualTo(1);
        assertThat(told).singleElement().asString().contains("the database does not answer", "127.0.0.1:1");
    }

    @Test
    void a_restore_that_was_killed_before_its_end_is_made_again() throws IOException {
        KeyFile.open(key().toString(), ORIGIN, true)
                .remember(SignedNote.parse(EventJson.MAPPER
                        .readTree(export.get(export.size() - 2))
                        .path("checkpoint")
                        .asString()));

        assertThat(restore(export)).as(told.toString()).isZero();
    }

    @Test
    void a_key_that_has_signed_further_than_the_export_goes_is_not_taken() throws IOException {
        KeyFile ahead = KeyFile.open(key().toString(), ORIGIN, true);
        ahead.sign(new Checkpoint(ORIGIN, 700, Hash.ofNothing()));

        assertThat(refused(export)).contains("this one further than the export goes");
    }

    @Test
    void what_cannot_be_remembered_beside_the_key_is_told_and_the_register_stays_empty() throws IOException {
        Files.createDirectory(directory.resolve("log.key.last-checkpoint.new"));

        assertThat(refused(export)).startsWith("not restored, nothing was changed in the register: ");
        assertThat(new StoredLog(register).events(0, Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    void a_commit_that_fails_is_told_as_one_whose_fate_is_not_known() throws IOException {
        Restore.migrate(register);
        new JdbcTemplate(register).execute("""
                create function fail() returns trigger language plpgsql as $$ begin raise 'at the end'; end $$;
                create constraint trigger fails after insert on log_checkpoint
                deferrable initially deferred for each row execute function fail()
                """);

        assertThat(refused(export))
                .startsWith("whether it is restored is not known, the commit failed: ERROR: at the end")
                .doesNotContain("nothing was changed");
    }

    @Test
    void how_far_it_is_is_told_wherever_checkpoints_fall() throws IOException, SQLException {
        Restore.migrate(register);
        Path file = directory.resolve("log.ndjson");
        Files.writeString(file, String.join("", export));
        try (Connection session = register.getConnection()) {
            session.setAutoCommit(false);
            new Restore(new SingleConnectionDataSource(session, true), Set.of(), told::add, 250).run(file, null);
        }

        assertThat(told).contains("300 of 600 events", "600 of 600 events");
    }

    private Path annex(int events, String... lines) throws IOException {
        Path file = directory.resolve("annex.ndjson");
        long position = events == 600 ? RestoreTest.events.getLast().position() : events;
        Files.writeString(
                file,
                "{\"format\":\"mandatum-annex\",\"version\":1,\"of\":\"command-service\",\"position\":" + position
                        + "}\n" + String.join("\n", lines) + "\n{\"end\":true,\"lines\":" + lines.length + "}\n");
        return file;
    }

    private String refused(Path annex) throws IOException {
        assertThat(restore(export, annex)).isEqualTo(1);
        return told.getLast();
    }

    private String refused(List<String> lines) throws IOException {
        assertThat(restore(lines)).isEqualTo(1);
        return told.getLast();
    }

    private int restore(List<String> lines, Path annex) throws IOException {
        return restore(lines, "--annex", annex.toString());
    }

    private int restore(List<String> lines, String... words) throws IOException {
        Path file = directory.resolve("log.ndjson.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (String line : lines) out.write(line.getBytes(StandardCharsets.UTF_8));
        }
        var arguments = new ArrayList<>(List.of("restore", file.toString()));
        arguments.addAll(List.of(words));
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
