package org.mandatum.command.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mandatum.access.TestIssuer;
import org.mandatum.command.OnARegisterOfItsOwn;
import org.mandatum.command.journal.Journal;
import org.mandatum.command.journal.JournalStorageEngine;
import org.mandatum.journal.RecordedEvent;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bulk capture over HTTP on a real PostgreSQL. */
@OnARegisterOfItsOwn(properties = "mandatum.aggregates.snapshot-every=100")
class ImportsOverHttpTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static int organisations;

    @TempDir
    private static Path spools;

    @DynamicPropertySource
    static void spoolDirectory(DynamicPropertyRegistry properties) {
        properties.add("mandatum.imports.directory", spools::toString);
    }

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Journal journal;

    @Autowired
    private JournalStorageEngine engine;

    @Autowired
    private ImportDesk desk;

    private final HttpClient client = HttpClient.newHttpClient();
    private String org = "";

    @BeforeEach
    void an_organisation_and_a_resolution() {
        org = "org-" + ++organisations;
        assertThat(post("/organisations", "application/json", json("{'id':'" + org + "','name':'An organisation'}"))
                        .statusCode())
                .isEqualTo(201);
        post(
                "/resolutions",
                "application/json",
                json("{'id':'res-1','kind':'resolution','symbol':'RES. 1','organ':'assembly','title':'On structure',"
                        + "'adoptedOn':'2015-01-01','paragraphs':[]}"));
    }

    @Test
    void a_file_is_received_recorded_and_reported() {
        var answer = send(file(office("a"), office("b"), office("c")));

        assertThat(answer.statusCode()).isEqualTo(202);
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith("/organisations/" + org + "/imports/");
        JsonNode report = ended(answer);
        assertThat(location).endsWith(report.get("id").asString());
        assertThat(report.get("organisation").asString()).isEqualTo(org);
        assertThat(report.get("state").asString()).isEqualTo("completed");
        assertThat(counts(report)).isEqualTo("3 lines, 3 accepted, 0 refused, 0 repeated, 3 changes");
        assertThat(report.get("errors")).isEmpty();
        assertThat(Instant.parse(report.get("endedAt").asString()))
                .isAfterOrEqualTo(Instant.parse(report.get("startedAt").asString()));
        assertThat(log()).hasSize(4);
        assertThat(log()).allSatisfy(event -> assertThat(event.actor()).isNotNull());
    }

    @Test
    void two_organisations_may_number_their_lines_alike() {
        // given a file that was imported for one organisation
        String[] lines = {office("a").replace(org + "-a", "1"), office("b").replace(org + "-b", "2")};
        ended(send(file(lines)));

        // when another organisation's file has the same keys
        an_organisation_and_a_resolution();
        JsonNode report = ended(send(file(lines)));

        // then its lines are its own, and are known again when they come again
        assertThat(counts(report)).isEqualTo("2 lines, 2 accepted, 0 refused, 0 repeated, 2 changes");
        assertThat(counts(ended(send(file(lines))))).isEqualTo("2 lines, 0 accepted, 0 refused, 2 repeated, 0 changes");
    }

    @Test
    void an_existing_registry_of_mandates_is_captured_with_its_history() {
        send(file(office("cabinet")));
        String[] lines = IntStream.rangeClosed(1, 10_000)
                .mapToObj(
                        number -> "{'key':'%s-m%d','mandate':{'id':'%s-m%d','title':'Mandate %d','dueOn':'2016-12-31',"
                                        .formatted(org, number, org, number, number)
                                + "'authority':{'resolution':'res-1'},'history':["
                                + "{'step':'assignment','lead':'cabinet','effectiveOn':'2015-07-01'},"
                                + "{'step':'reports','status':'in-progress','effectiveOn':'2015-08-01'}]}}")
                .toArray(String[]::new);

        JsonNode report = ended(send(file(lines)));
        JsonNode again = ended(send(file(lines)));

        assertThat(counts(report)).isEqualTo("10000 lines, 10000 accepted, 0 refused, 0 repeated, 30000 changes");
        assertThat(counts(again)).isEqualTo("10000 lines, 0 accepted, 0 refused, 10000 repeated, 0 changes");
        List<RecordedEvent> log = journal.stream("mandates/" + org + "-m7", 0, 9);
        assertThat(log).hasSize(3).allSatisfy(event -> assertThat(event.actor()).isNotNull());
        assertThat(log).extracting(RecordedEvent::remaining).containsExactly(2, 1, 0);
    }

    @Test
    void packages_and_mandates_share_a_file_and_bad_mandates_are_reported_by_line() {
        String mandate = "{'key':'%s','mandate':{'id':'%s','title':'M','authority':{'resolution':'res-1'},%s}}";

        JsonNode report = ended(send(file(
                office("cabinet"),
                mandate.formatted("k1", org + "-1", "'dueOn':'2016-01-01'"),
                mandate.formatted("k2", org + "-2", "'prioritty':'high'"),
                mandate.formatted("k3", org + "-1", "'dueOn':'2016-01-01'"),
                mandate.formatted("k4", org + "-4", "'history':[{'step':'closure','effectiveOn':'2015-08-01'}]"),
                mandate.formatted(
                        "k5",
                        org + "-5",
                        "'history':[{'step':'merger','into':'" + org + "-1','effectiveOn':'2016-08-01',"
                                + "'authority':{'resolution':'res-1'}}]"),
                mandate.formatted("k6", org + "-6", "'organisation':'another'"))));

        assertThat(counts(report)).isEqualTo("7 lines, 3 accepted, 4 refused, 0 repeated, 4 changes");
        assertThat(report.get("errors")
                        .valueStream()
                        .map(error ->
                                error.get("line") + " " + error.get("code").asString()))
                .containsExactly("3 unknown-field", "4 mandate-exists", "5 transition-impossible", "7 invalid-field");
    }

    @Test
    void bad_lines_are_reported_by_number_and_the_rest_is_recorded() {
        JsonNode report = ended(send(file(
                office("a"),
                "{'authority':",
                office("b").replace("'kind'", "'knid':'office','kind'"),
                office("c").replace("'key':'" + org + "-c',", ""),
                office("a").replace("'key':'" + org + "-a'", "'key':'" + org + "-again'"),
                "[1]",
                office("d").replace("res-1", "res-nobody-knows"),
                office("e").replace("'Office e'", "'Office \\u0000'"),
                office("f").replace("'Office f'", "'Office \\ud800'"),
                office("g"))));

        assertThat(report.get("state").asString()).isEqualTo("completed");
        assertThat(counts(report)).isEqualTo("10 lines, 2 accepted, 8 refused, 0 repeated, 2 changes");
        assertThat(errors(report))
                .containsExactly(
                        "2 malformed-json",
                        "3 unknown-field",
                        "4 invalid-field",
                        "5 unit-id-taken",
                        "6 malformed-json",
                        "7 authority-unknown",
                        "8 invalid-field",
                        "9 invalid-field");
        assertThat(report.at("/errors/1/detail").asString()).contains("changes[0].knid");
        assertThat(report.at("/errors/2/detail").asString()).contains("key");
        assertThat(log()).hasSize(3);
    }

    @Test
    void blank_lines_carriage_returns_and_a_missing_last_end_are_no_errors() {
        byte[] file = ("\uFEFF" + json(office("a")) + "\r\n\r\n  \t\n" + json(office("b")) + "\r\n\n"
                        + json(office("c")))
                .getBytes(StandardCharsets.UTF_8);

        JsonNode report = ended(send(file));

        assertThat(counts(report)).isEqualTo("3 lines, 3 accepted, 0 refused, 0 repeated, 3 changes");
    }

    @Test
    void a_line_that_is_not_utf_8_or_too_long_harms_no_other() {
        byte[] latin =
                json(office("b").replace("Office b", "Oficina de atención")).getBytes(StandardCharsets.ISO_8859_1);
        byte[] tooLong =
                json(office("c").replace("Office c", "x".repeat(Lines.LONGEST))).getBytes(StandardCharsets.UTF_8);

        JsonNode report = ended(send(joined(bytes(office("a")), latin, tooLong, bytes(office("d")))));

        assertThat(errors(report)).containsExactly("2 malformed-utf-8", "3 line-too-long");
        assertThat(counts(report)).isEqualTo("4 lines, 2 accepted, 2 refused, 0 repeated, 2 changes");
    }

    @Test
    void with_stopOnError_the_first_refused_line_is_the_last_one_looked_at() {
        JsonNode refused =
                ended(send("?stopOnError=true", file(office("a"), office("b"), office("a2", "a"), office("c"))));
        JsonNode unreadable = ended(send("?stopOnError=true", file(office("d"), "nonsense", office("e"))));

        assertThat(refused.get("state").asString()).isEqualTo("failed");
        assertThat(refused.get("detail").asString()).contains("line 3").contains("unit-id-taken");
        assertThat(counts(refused)).isEqualTo("3 lines, 2 accepted, 1 refused, 0 repeated, 2 changes");
        assertThat(unreadable.get("detail").asString()).contains("line 2").contains("malformed-json");
        assertThat(counts(unreadable)).isEqualTo("2 lines, 1 accepted, 1 refused, 0 repeated, 1 changes");
        assertThat(log()).hasSize(4);
    }

    @Test
    void a_file_sent_again_counts_as_repeated_and_records_only_what_is_new() {
        ended(send(file(office("a"), office("b"))));

        JsonNode again = ended(send(file(office("a"), office("b"), office("c"))));

        assertThat(counts(again)).isEqualTo("3 lines, 1 accepted, 0 refused, 2 repeated, 1 changes");
        assertThat(log()).hasSize(4);
    }

    @Test
    void a_line_that_was_refused_may_be_recorded_when_it_is_sent_again() {
        String section =
                line("section", "{'type':'CreateUnit','unit':'section','kind':'section','name':'S','parent':'a'}");
        assertThat(errors(ended(send(file(section))))).containsExactly("1 unit-unknown");

        JsonNode again = ended(send(file(office("a"), section)));

        assertThat(counts(again)).isEqualTo("2 lines, 2 accepted, 0 refused, 0 repeated, 2 changes");
    }

    @Test
    void a_key_is_good_for_one_request_only() {
        JsonNode report =
                ended(send(file(office("a"), office("a"), office("a").replace("Office", "Bureau"), office("b"))));

        assertThat(errors(report)).containsExactly("3 idempotency-key-reused");
        assertThat(counts(report)).isEqualTo("4 lines, 2 accepted, 1 refused, 1 repeated, 2 changes");
        JsonNode stopped =
                ended(send("?stopOnError=true", file(office("c"), office("a").replace("Office", "Bureau"))));
        assertThat(stopped.get("detail").asString()).contains("line 2");
        assertThat(counts(stopped)).isEqualTo("2 lines, 1 accepted, 1 refused, 0 repeated, 1 changes");
    }

    @Test
    void a_package_is_the_same_however_it_is_written_and_whichever_way_it_comes() {
        // given one package that was posted, and one that was imported, each under a key
        String posted = "{'authority':{'resolution':'res-1'},'effectiveOn':'2015-06-01','changes':"
                + "[{'type':'CreateUnit','unit':'a','kind':'office','name':'Office a'}]}";
        var first = submit("a", posted);
        assertThat(first.statusCode()).isEqualTo(201);
        ended(send(file(office("b"))));

        // when each comes again the other way, and the posted one with its members in another order too
        JsonNode imported = ended(send(file(office("a"))));
        var again = submit("b", posted.replace("'a'", "'b'").replace("Office a", "Office b"));
        var rewritten = submit(
                "a",
                "{'changes' : [{'name':'\\u004fffice a','kind':'office','unit':'a','type':'CreateUnit'}],"
                        + " 'effectiveOn':'2015-06-01','authority':{'resolution':'res-1'}}");

        // then they are known, and nothing is recorded twice
        assertThat(counts(imported)).isEqualTo("1 lines, 0 accepted, 0 refused, 1 repeated, 0 changes");
        assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
        assertThat(JSON.readTree(again.body()).at("/events/0/type").asString()).isEqualTo("UnitCreated");
        assertThat(rewritten.body()).isEqualTo(first.body());
        assertThat(log()).hasSize(3);

        // and another package under the same key is still another
        assertThat(submit("b", posted).statusCode()).isEqualTo(422);
        assertThat(errors(ended(send(file(office("a", "c")))))).containsExactly("1 idempotency-key-reused");
    }

    private HttpResponse<String> submit(String key, String body) {
        return exchange(HttpRequest.newBuilder(uri("/organisations/" + org + "/changes"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", org + "-" + key)
                .POST(HttpRequest.BodyPublishers.ofString(json(body))));
    }

    @Test
    void of_a_package_with_one_impossible_change_nothing_is_recorded() {
        JsonNode report = ended(send(file(
                office("a"),
                line(
                        "pair",
                        "{'type':'CreateUnit','unit':'b','kind':'office','name':'B'}",
                        "{'type':'RenameUnit','unit':'nobody','name':'N'}"),
                office("c"))));

        assertThat(errors(report)).containsExactly("2 unit-unknown");
        assertThat(log().stream().map(event -> event.event().toString())).noneMatch(text -> text.contains("unit=b,"));
        assertThat(counts(report)).isEqualTo("3 lines, 2 accepted, 1 refused, 0 repeated, 2 changes");
    }

    @Test
    void packages_that_share_a_transaction_keep_their_boundaries_in_the_journal() {
        String[] lines = IntStream.range(0, 60)
                .mapToObj(i -> line(
                        "p" + i,
                        "{'type':'CreateUnit','unit':'u" + i + "','kind':'office','name':'U" + i + "'}",
                        "{'type':'RenameUnit','unit':'u" + i + "','name':'V" + i + "'}",
                        "{'type':'RenameUnit','unit':'u" + i + "','name':'W" + i + "'}"))
                .toArray(String[]::new);

        assertThat(counts(ended(send(file(lines)))))
                .isEqualTo("60 lines, 60 accepted, 0 refused, 0 repeated, 180 changes");

        List<RecordedEvent> events = log().subList(1, 181);
        for (int i = 0; i < 60; i++) {
            List<RecordedEvent> events3 = events.subList(3 * i, 3 * i + 3);
            assertThat(events3).extracting(RecordedEvent::remaining).containsExactly(2, 1, 0);
            assertThat(events3.stream().map(RecordedEvent::recordedAt).distinct())
                    .hasSize(1);
        }
        assertThat(events.stream().map(RecordedEvent::recordedAt).distinct().toList())
                .hasSize(60)
                .isSorted();
        Long transactions = jdbc.queryForObject(
                "select count(distinct xmin::text) from event where stream = ? and sequence > 0", Long.class, stream());
        assertThat(transactions).isLessThan(10);
        assertThat(journal.stream(stream(), 1, 1).getFirst().correlation()).isNotNull();
    }

    @Test
    void a_long_import_leaves_one_snapshot_of_its_end() {
        ended(send(file(IntStream.range(0, 700).mapToObj(i -> office("u" + i)).toArray(String[]::new))));

        Awaitility.await().until(() -> engine.readSnapshot(stream()).isPresent());

        assertThat(engine.readSnapshot(stream()).orElseThrow().getSequenceNumber())
                .isEqualTo(700);
    }

    @Test
    void an_import_beside_other_writers_loses_nothing_of_either() throws Exception {
        byte[] file =
                file(IntStream.range(0, 300).mapToObj(i -> office("i" + i)).toArray(String[]::new));
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<JsonNode> bulk = () -> ended(send(file));
            var one = threads.submit(bulk);
            var same = threads.submit(bulk);
            for (int i = 0; i < 30; i++)
                assertThat(post(
                                        "/organisations/" + org + "/changes",
                                        "application/json",
                                        json(office("w" + i).replace("'key':'" + org + "-w" + i + "',", "")))
                                .statusCode())
                        .isEqualTo(201);
            int accepted = one.get().get("accepted").asInt()
                    + same.get().get("accepted").asInt();
            int repeated = one.get().get("repeated").asInt()
                    + same.get().get("repeated").asInt();
            assertThat(accepted).isEqualTo(300);
            assertThat(repeated).isEqualTo(300);
        }
        assertThat(log()).hasSize(331);
    }

    @Test
    void what_another_instance_recorded_meanwhile_is_seen_by_the_next_lines() {
        ended(send(file(office("a"))));
        jdbc.update("""
                insert into event (id, stream, sequence, remaining, type, revision, recorded_at, position, payload, metadata)
                select gen_random_uuid(), stream, 2, 0, type, revision, now(), 0,
                       payload || '{"unit":"b","name":{"en":"B"}}', '{}'
                from event where stream = ? and sequence = 1
                """, stream());

        JsonNode report = ended(send(file(office("b"), office("c"))));

        assertThat(errors(report)).containsExactly("1 unit-id-taken");
        assertThat(counts(report)).isEqualTo("2 lines, 1 accepted, 1 refused, 0 repeated, 1 changes");
        assertThat(log()).hasSize(4);
    }

    @Test
    void an_import_that_is_stopped_in_the_middle_is_completed_by_sending_the_file_again() {
        int lines = 20_000;
        byte[] file =
                file(IntStream.range(0, lines).mapToObj(i -> office("u" + i)).toArray(String[]::new));
        var begun = send(file);
        String location = begun.headers().firstValue("Location").orElseThrow();
        Awaitility.await()
                .until(() -> JSON.readTree(get(location, "application/json").body())
                                .get("lines")
                                .asInt()
                        > 0);

        desk.stop();
        desk.start();

        JsonNode stopped = ended(begun);
        assertThat(stopped.get("state").asString()).isEqualTo("failed");
        assertThat(stopped.get("detail").asString()).contains("Send the file again");
        int recorded = stopped.get("accepted").asInt();
        assertThat(log()).hasSize(1 + recorded);
        assertThat(counts(ended(send(file))))
                .isEqualTo(lines + " lines, " + (lines - recorded) + " accepted, 0 refused, " + recorded + " repeated, "
                        + (lines - recorded) + " changes");
        assertThat(log()).hasSize(1 + lines);
    }

    @Test
    void sessions_that_break_in_the_middle_cost_no_line_and_record_none_twice() {
        int lines = 10_000;
        var begun = send(
                file(IntStream.range(0, lines).mapToObj(i -> office("u" + i)).toArray(String[]::new)));
        for (int broken = 0; broken < 3 && runs(); )
            broken += jdbc.queryForList("""
                            select pg_terminate_backend(pid) from pg_stat_activity
                            where query like 'insert into event%' and state <> 'idle' or query like 'update import%'
                            """).size();

        assertThat(counts(ended(begun)))
                .isEqualTo(lines + " lines, " + lines + " accepted, 0 refused, 0 repeated, " + lines + " changes");
        assertThat(log()).hasSize(1 + lines);
    }

    @Test
    void more_errors_than_anybody_reads_are_counted() {
        JsonNode report =
                ended(send(file(IntStream.range(0, 1_200).mapToObj(i -> "no").toArray(String[]::new))));

        assertThat(report.get("errors")).hasSize(1_000);
        assertThat(report.get("errorsOmitted").asInt()).isEqualTo(200);
        assertThat(report.get("refused").asInt()).isEqualTo(1_200);
    }

    @Test
    @Timeout(300)
    void whoever_watches_an_import_sees_its_progress_and_its_end() throws Exception {
        int lines = 400;
        var watched = new ArrayList<JsonNode>();
        HttpResponse<String> begun;
        // given an import that waits at its first line for somebody who is about to use its key, and will at its last
        try (Connection atFirst = taken("u0");
                Connection atLast = taken("u" + (lines - 1))) {
            begun = send(file(
                    IntStream.range(0, lines).mapToObj(i -> office("u" + i)).toArray(String[]::new)));

            // when somebody watches it
            var answer = watch(begun.headers().firstValue("Location").orElseThrow());
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
            Iterator<String> stream = answer.body().iterator();
            watched.add(next(stream, "progress"));
            letGoOnceItWasWaitedFor(atFirst);
            while (watched.getLast().get("lines").asInt() == 0) watched.add(next(stream, "progress"));
            atLast.rollback();
            while (watched.getLast().get("state").asString().equals("running")) watched.add(next(stream, null));
            while (stream.hasNext()) assertThat(stream.next()).isEmpty();
        }

        // then they see how it goes on: from nothing, by what is done so far, to the last line
        List<Integer> done =
                watched.stream().map(report -> report.get("lines").asInt()).toList();
        assertThat(done).isSorted().startsWith(0).endsWith(lines);
        assertThat(done).anyMatch(count -> count > 0 && count < lines);
        assertThat(watched).allSatisfy(report -> {
            int each = report.get("lines").asInt();
            assertThat(counts(report))
                    .isEqualTo(each + " lines, " + each + " accepted, 0 refused, 0 repeated, " + each + " changes");
        });
        assertThat(watched.getLast().get("state").asString()).isEqualTo("completed");
        assertThat(watched.getLast()).isEqualTo(ended(begun));
    }

    /** A session in which the key of that office's line is being used. */
    private Connection taken(String office) throws SQLException {
        Connection session = Objects.requireNonNull(jdbc.getDataSource()).getConnection();
        session.setAutoCommit(false);
        try (var insert = session.prepareStatement("insert into submission (key, request_sha256, stream,"
                + " first_sequence, last_sequence) values (?, 'another', 'another', 0, 0)")) {
            insert.setString(1, org + " " + org + "-" + office);
            insert.executeUpdate();
        }
        return session;
    }

    /** Progress is written down five times a second at most; once it has waited that long, what comes next is. */
    private void letGoOnceItWasWaitedFor(Connection session) throws SQLException {
        int pid;
        try (var statement = session.createStatement();
                var row = statement.executeQuery("select pg_backend_pid()")) {
            assertThat(row.next()).isTrue();
            pid = row.getInt(1);
        }
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> !jdbc.queryForList(
                                "select 1 from pg_stat_activity where ? = any (pg_blocking_pids(pid))"
                                        + " and query_start < clock_timestamp() - interval '250 milliseconds'",
                                pid)
                        .isEmpty());
        session.rollback();
    }

    /** The report that the next event carries; comments are passed by. */
    private static JsonNode next(Iterator<String> stream, @Nullable String name) {
        String event = "";
        while (stream.hasNext()) {
            String line = stream.next();
            if (line.startsWith("event: ")) event = line.substring("event: ".length());
            if (!line.startsWith("data: ")) continue;
            JsonNode report = JSON.readTree(line.substring("data: ".length()));
            String state = report.get("state").asString();
            assertThat(event).isEqualTo(state.equals("running") ? "progress" : state);
            if (name != null) assertThat(event).isEqualTo(name);
            return report;
        }
        throw new AssertionError("the stream ended before the import did");
    }

    private HttpResponse<Stream<String>> watch(String location) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri(location))
                        .header("Accept", "text/event-stream")
                        .header("Authorization", TestIssuer.bearer())
                        .build(),
                HttpResponse.BodyHandlers.ofLines());
    }

    @Test
    void what_is_unknown_is_a_404() {
        assertThat(post("/organisations/nowhere/imports", "application/x-ndjson", json(office("a")))
                        .statusCode())
                .isEqualTo(404);
        var unknown = get("/organisations/" + org + "/imports/none", "application/json");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(get("/organisations/" + org + "/imports/none", "text/event-stream")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_misspelt_parameter_and_another_kind_of_body_are_refused() {
        assertThat(send("?stopOnErorr=true", file(office("a"))).statusCode()).isEqualTo(400);
        assertThat(post("/organisations/" + org + "/imports", "application/json", json(office("a")))
                        .statusCode())
                .isEqualTo(415);
        assertThat(log()).hasSize(1);
    }

    @Test
    void a_body_that_breaks_off_leaves_nothing() throws IOException {
        try (var socket = new Socket(java.net.InetAddress.ofLiteral("127.0.0.1"), port)) {
            var out = socket.getOutputStream();
            out.write(("POST /organisations/" + org + "/imports HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                            + TestIssuer.bearer() + "\r\n"
                            + "Content-Type: application/x-ndjson\r\nContent-Length: 100000\r\n\r\n"
                            + json(office("a")) + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
        // The next one is answered after the first has been given up or beside it; either way only it is recorded.
        ended(send(file(office("b"))));

        assertThat(jdbc.queryForObject("select count(*) from import where organisation = ?", Long.class, org))
                .isEqualTo(1);
        assertThat(log()).hasSize(2);
        try (var left = Files.list(spools)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void an_import_that_nobody_runs_any_more_has_failed_and_says_what_to_do() {
        jdbc.update(
                "insert into import (id, organisation, state, progress) values ('orphan', ?, 'running',"
                        + " '{\"lines\":7,\"accepted\":7,\"refused\":0,\"repeated\":0,\"changes\":7,\"errors\":[],\"errorsOmitted\":0}')",
                org);

        desk.start();

        assertThat(jdbc.queryForObject("select state from import where id = 'orphan'", String.class))
                .isEqualTo("failed");
        JsonNode report = JSON.readTree(get("/organisations/" + org + "/imports/orphan", "application/json")
                .body());
        assertThat(report.get("detail").asString()).contains("Send the file again");
        assertThat(report.get("lines").asInt()).isEqualTo(7);
        assertThat(report.hasNonNull("endedAt")).isTrue();
    }

    private String office(String unit) {
        return office(unit, unit);
    }

    private String office(String key, String unit) {
        return line(key, "{'type':'CreateUnit','unit':'" + unit + "','kind':'office','name':'Office " + unit + "'}");
    }

    private String line(String key, String... changes) {
        return "{'key':'" + org + "-" + key
                + "','authority':{'resolution':'res-1'},'effectiveOn':'2015-06-01','changes':["
                + String.join(",", changes) + "]}";
    }

    private static byte[] file(String... lines) {
        return Arrays.stream(lines)
                .map(ImportsOverHttpTest::json)
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[]... lines) {
        var file = new java.io.ByteArrayOutputStream();
        for (byte[] line : lines) {
            file.writeBytes(line);
            file.write('\n');
        }
        return file.toByteArray();
    }

    private static byte[] bytes(String line) {
        return json(line).getBytes(StandardCharsets.UTF_8);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private HttpResponse<String> send(byte[] file) {
        return send("", file);
    }

    private HttpResponse<String> send(String query, byte[] file) {
        return exchange(HttpRequest.newBuilder(uri("/organisations/" + org + "/imports" + query))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    private HttpResponse<String> post(String path, String type, String body) {
        return exchange(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path, String accept) {
        return exchange(HttpRequest.newBuilder(uri(path)).header("Accept", accept));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        request.header("Authorization", TestIssuer.bearer());
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private JsonNode ended(HttpResponse<String> begun) {
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        String location = begun.headers().firstValue("Location").orElseThrow();
        // Ten thousand mandates keep a machine that does other things besides busy for more than a minute.
        return Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .until(
                        () -> JSON.readTree(get(location, "application/json").body()),
                        report -> !report.get("state").asString().equals("running"));
    }

    private boolean runs() {
        return !jdbc.queryForList("select 1 from import where organisation = ? and state = 'running'", org)
                .isEmpty();
    }

    private static String counts(JsonNode report) {
        return List.of("lines", "accepted", "refused", "repeated", "changes").stream()
                .map(name -> report.get(name).asLong() + " " + name)
                .collect(Collectors.joining(", "));
    }

    private static List<String> errors(JsonNode report) {
        return report.get("errors")
                .valueStream()
                .map(error ->
                        error.get("line").asLong() + " " + error.get("code").asString())
                .toList();
    }

    private String stream() {
        return "organisations/" + org;
    }

    private List<RecordedEvent> log() {
        return journal.stream(stream(), 0, Long.MAX_VALUE);
    }
}
