package org.mandatum.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.mandatum.access.Role;
import org.mandatum.access.TestIssuer;
import org.mandatum.log.Checkpoint;
import org.mandatum.log.ExportLines.Entry;
import org.mandatum.log.Hash;
import org.mandatum.log.LogKey;
import org.mandatum.log.SignedNote;
import org.mandatum.log.SigningKey;
import org.mandatum.log.StoredEvent;
import org.mandatum.log.StoredLog;
import org.mandatum.query.OnARegisterOfItsOwn;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log as auditors get it, over HTTP: nine events, of which seven are signed for, at sizes 0, 3 and 7. */
@OnARegisterOfItsOwn
class LogOverHttpTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final SigningKey KEY = SigningKey.parse("mandatum.example/log", SigningKey.generate());
    private static final EmbeddedPostgres COMMAND_SIDE = start();
    private static final StoredLog LOG = new StoredLog(COMMAND_SIDE.getPostgresDatabase());

    @LocalServerPort
    private int port;

    private final HttpClient client = HttpClient.newHttpClient();

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @DynamicPropertySource
    static void aLogOnTheCommandSide(DynamicPropertyRegistry registry) {
        var database = COMMAND_SIDE.getPostgresDatabase();
        Flyway.configure()
                .dataSource(database)
                .locations("filesystem:../command-service/src/main/resources/db/migration")
                .load()
                .migrate();
        var jdbc = new JdbcTemplate(database);
        for (int i = 0; i < 9; i++)
            jdbc.update(
                    "insert into event (id, stream, sequence, remaining, type, revision, recorded_at, position, payload, metadata)"
                            + " values (gen_random_uuid(), ?, ?, 0, 'ResolutionRescinded', 1, now(), 0, ?::jsonb, '{}')",
                    "resolutions/r" + i % 2,
                    i / 2,
                    "{\"resolution\": \"r\", \"n\": " + i + ".50}");
        List<StoredEvent> events = LOG.events(0, 8, 8);
        byte[] hashes = new byte[8 * Hash.LENGTH];
        for (int i = 0; i < 8; i++)
            System.arraycopy(events.get(i).leafHash().bytes(), 0, hashes, i * Hash.LENGTH, Hash.LENGTH);
        jdbc.update("insert into log_tile values (0, 0, 1, 8, ?)", hashes);
        for (int size : new int[] {0, 3, 7})
            jdbc.update(
                    "insert into log_checkpoint (size, note) values (?, ?)",
                    size,
                    KEY.sign(new Checkpoint(
                                    "mandatum.example/log", size, LOG.tree().root(size)))
                            .toString());
        jdbc.update("insert into log_key (key) values (?)", KEY.key().toString());
        registry.add("mandatum.log.datasource.url", () -> COMMAND_SIDE.getJdbcUrl("postgres", "postgres"));
        registry.add("mandatum.log.datasource.username", () -> "postgres");
    }

    @AfterAll
    static void stop() throws IOException {
        COMMAND_SIDE.close();
    }

    @Test
    void the_newest_checkpoint_is_the_note_that_the_log_s_key_signed() {
        var answer = get("/log/checkpoint");

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        SignedNote note = SignedNote.parse(text(answer));
        assertThat(Checkpoint.parse(note.text()).size()).isEqualTo(7);
        LogKey key = LogKey.parse(json(get("/log/key")).at("/keys/0").asString());
        assertThat(note.isSignedBy(key)).isTrue();
        assertThat(json(get("/log/key")).get("origin").asString()).isEqualTo("mandatum.example/log");
        assertThat(text(get("/log/checkpoint?size=3"))).startsWith("mandatum.example/log\n3\n");
        assertThat(problem(get("/log/checkpoint?size=4"), 404)).isEqualTo("unknown-checkpoint");
    }

    @Test
    void checkpoints_and_keys_are_for_whoever_is_signed_in_the_rest_for_auditors() {
        String viewer = TestIssuer.bearer(Role.VIEWER);

        assertThat(getAs(viewer, "/log/checkpoint").statusCode()).isEqualTo(200);
        assertThat(getAs(viewer, "/log/key").statusCode()).isEqualTo(200);
        for (String path : List.of("/log/export", "/log/proofs/consistency?from=0", "/log/proofs/inclusion?event=7"))
            assertThat(problem(getAs(viewer, path), 403)).isEqualTo("role-missing");
        assertThat(problem(getAs(TestIssuer.bearerIn("oas", Role.AUDITOR), "/log/export"), 403))
                .isEqualTo("whole-register-only");
    }

    @Test
    void an_inclusion_proof_holds_the_event_its_place_and_the_way_to_the_root() {
        StoredEvent event = LOG.events(4, 9, 1).getFirst();

        JsonNode proof = json(get("/log/proofs/inclusion?event=" + event.id()));

        assertThat(proof.get("index").asLong()).isEqualTo(4);
        assertThat(proof.get("size").asLong()).isEqualTo(7);
        assertThat(JSON.treeToValue(proof.get("entry"), Entry.class).event()).isEqualTo(event);
        assertThat(proof.get("leaf").asString()).isEqualTo(event.leafHash().toString());
        assertThat(proof.get("hashes").valueStream().map(JsonNode::asString))
                .isEqualTo(
                        LOG.tree().inclusion(4, 7).stream().map(Hash::toString).toList());
        assertThat(proof.get("checkpoint").asString()).startsWith("mandatum.example/log\n7\n");
    }

    @Test
    void an_event_that_is_not_signed_for_yet_comes_soon_and_an_unknown_one_never() {
        for (int position : new int[] {8, 9}) {
            var early = get("/log/proofs/inclusion?event="
                    + LOG.events(position - 1, 9, 1).getFirst().id());

            assertThat(problem(early, 404)).isEqualTo("not-in-log-yet");
            assertThat(early.headers().firstValue("Retry-After")).hasValue("1");
        }
        assertThat(problem(get("/log/proofs/inclusion?event=00000000-0000-0000-0000-000000000000"), 404))
                .isEqualTo("unknown-event");
        assertThat(problem(get("/log/proofs/inclusion?event=7"), 400)).isEqualTo("invalid-parameter");
    }

    @Test
    void a_consistency_proof_leads_from_one_root_to_the_other() {
        JsonNode proof = json(get("/log/proofs/consistency?from=3"));

        assertThat(proof.get("fromRoot").asString())
                .isEqualTo(LOG.tree().root(3).toString());
        assertThat(proof.get("toRoot").asString()).isEqualTo(LOG.tree().root(7).toString());
        assertThat(proof.get("hashes").valueStream().map(JsonNode::asString))
                .isEqualTo(LOG.tree().consistency(3, 7).stream()
                        .map(Hash::toString)
                        .toList());
        assertThat(json(get("/log/proofs/consistency?from=0&to=5"))
                        .get("checkpoint")
                        .isNull())
                .isTrue();
        assertThat(problem(get("/log/proofs/consistency?from=4&to=8"), 400)).isEqualTo("invalid-parameter");
    }

    @Test
    void an_export_is_complete_up_to_the_newest_checkpoint_and_has_every_checkpoint_in_its_place() {
        List<String> lines = text(get("/log/export")).lines().toList();

        assertThat(JSON.readTree(lines.getFirst()).get("size").asLong()).isEqualTo(7);
        assertThat(lines.get(1)).contains("log\\n0\\n");
        assertThat(lines.get(5)).contains("log\\n3\\n");
        assertThat(lines.get(10)).contains("log\\n7\\n");
        assertThat(lines.getLast()).isEqualTo("{\"end\":true,\"events\":7,\"checkpoints\":3}");
        assertThat(lines.stream()
                        .filter(line -> line.startsWith("{\"index\""))
                        .map(line -> JSON.readValue(line, Entry.class).event()))
                .isEqualTo(LOG.events(0, 7, 100));
    }

    @Test
    void an_export_goes_on_where_an_earlier_one_ended_and_is_compressed_when_that_is_understood() throws IOException {
        var answer = get("/log/export?from=3", "Accept-Encoding", "br, gzip");

        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        String text = new String(
                new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes(), StandardCharsets.UTF_8);
        List<String> lines = text.lines().toList();
        assertThat(lines.get(1)).contains("log\\n3\\n");
        assertThat(lines.get(2)).startsWith("{\"index\":3,");
        assertThat(lines.getLast()).isEqualTo("{\"end\":true,\"events\":4,\"checkpoints\":2}");
        assertThat(text(get("/log/export?from=7")).lines()).hasSize(3);
    }

    private HttpResponse<byte[]> get(String path, String... headers) {
        return getAs(TestIssuer.bearer(Role.AUDITOR), path, headers);
    }

    private HttpResponse<byte[]> getAs(String bearer, String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", bearer);
        if (headers.length > 0) request.headers(headers);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String text(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return JSON.readTree(text(answer));
    }

    private static String problem(HttpResponse<byte[]> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        return JSON.readTree(answer.body()).get("code").asString();
    }
}
