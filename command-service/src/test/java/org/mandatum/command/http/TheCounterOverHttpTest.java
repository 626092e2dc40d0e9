package org.mandatum.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mandatum.access.TestIssuer;
import org.mandatum.command.OnARegisterOfItsOwn;
import org.mandatum.command.journal.JournalStorageEngine;
import org.mandatum.command.organisation.Organisation;
import org.mandatum.log.Checkpoint;
import org.mandatum.log.Hash;
import org.mandatum.log.SignedNote;
import org.mandatum.log.StoredLog;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The contract of the command side, over HTTP on a real PostgreSQL. Kafka is down: commands go on all the same. */
@OnARegisterOfItsOwn(properties = "mandatum.aggregates.snapshot-every=3")
class TheCounterOverHttpTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static int organisations;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private JournalStorageEngine engine;

    @Autowired
    private StoredLog log;

    private final HttpClient client = HttpClient.newHttpClient();
    private String org = "";

    @BeforeEach
    void an_organisation_and_a_resolution() {
        org = "org-" + ++organisations;
        assertThat(post("/organisations", "{'id':'" + org + "','name':'An organisation'}")
                        .statusCode())
                .isEqualTo(201);
        post(
                "/resolutions",
                "{'id':'res-1','kind':'resolution','symbol':'RES. 1','organ':'assembly','title':'On structure',"
                        + "'adoptedOn':'2015-01-01','paragraphs':[{'number':'1','text':'Do it.'}]}");
    }

    @Test
    void a_package_is_answered_with_version_positions_and_receipt() {
        var answer = change(
                "{'type':'CreateUnit','unit':'office','kind':'office','name':'Office'}",
                "{'type':'CreateUnit','unit':'section','kind':'section','name':'Section','parent':'office'}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"3\"");
        JsonNode body = json(answer);
        assertThat(body.get("organisation").asString()).isEqualTo(org);
        assertThat(body.get("version").asLong()).isEqualTo(3);
        assertThat(body.get("events")).hasSize(2);
        assertThat(body.at("/events/0/type").asString()).isEqualTo("UnitCreated");
        assertThat(body.at("/events/0/effectiveOn").asString()).isEqualTo("2015-06-01");
        assertThat(body.at("/events/1/position").asLong())
                .isEqualTo(body.get("position").asLong());
        assertThat(body.at("/events/0/recordedAt").asString())
                .isEqualTo(body.at("/events/1/recordedAt").asString());
        assertThat(body.at("/receipt/sha256").asString()).hasSize(64);
    }

    @Test
    void who_sent_it_stands_beside_every_event() {
        change("{'type':'CreateUnit','unit':'office','kind':'office','name':'Office'}");

        assertThat(jdbc.queryForList(
                        "select distinct metadata->'actor'->>'subject' from event where stream = ?",
                        String.class,
                        "organisations/" + org))
                .containsExactly("somebody");
    }

    @Test
    void whoever_waits_gets_the_proof_that_the_log_has_the_change() {
        var answer = post(
                "/organisations/" + org + "/changes",
                "{'authority':{'resolution':'res-1'},'effectiveOn':'2015-06-01','changes':[{'type':'CreateUnit',"
                        + "'unit':'office','kind':'office','name':'Office'}]}",
                "Prefer",
                "respond-async, wait=10");

        assertThat(answer.headers().firstValue("Preference-Applied")).hasValue("wait=10");
        JsonNode proof = json(answer).at("/receipt/inclusion/0");
        assertThat(proof.get("event").asString())
                .isEqualTo(json(answer).at("/events/0/id").asString());
        Checkpoint checkpoint = Checkpoint.parse(
                SignedNote.parse(proof.get("checkpoint").asString()).text());
        assertThat(proof.get("size").asLong()).isEqualTo(checkpoint.size());
        assertThat(log.tree().root(checkpoint.size())).isEqualTo(checkpoint.root());
        assertThat(proof.get("leaf").asString())
                .isEqualTo(log.event(proof.get("event").asString())
                        .orElseThrow()
                        .leafHash()
                        .toString());
        assertThat(proof.get("hashes").valueStream().map(JsonNode::asString))
                .isEqualTo(log.tree().inclusion(proof.get("index").asLong(), checkpoint.size()).stream()
                        .map(Hash::toString)
                        .toList());
    }

    @Test
    void whoever_does_not_wait_is_told_where_the_proof_will_be() {
        var answer = change("{'type':'CreateUnit','unit':'office','kind':'office','name':'Office'}");

        assertThat(json(answer).at("/receipt/inclusion").isMissingNode()).isTrue();
        assertThat(json(answer).at("/receipt/proofs/0").asString())
                .isEqualTo("/log/proofs/inclusion?event="
                        + json(answer).at("/events/0/id").asString());
    }

    @Test
    void an_unknown_field_is_refused_by_its_path_and_nothing_is_recorded() {
        long before = events();

        var answer = change("{'type':'CreateUnit','unit':'office','kind':'office','nmae':'Office','name':'Office'}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).get("field").asString()).isEqualTo("changes[0].nmae");
        assertThat(json(answer).get("code").asString()).isEqualTo("unknown-field");
        assertThat(json(answer).get("detail").asString())
                .isEqualTo(
                        "changes[0].nmae is not a field here; known are [unit, kind, name, parent, reportsTo, pillar,"
                                + " autonomous, functions, type, effectiveOn, note, evidence].");
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void every_malformed_body_names_what_is_wrong() {
        assertThat(field(change("{'type':'CreateUnit','unit':'Office!','kind':'office','name':'Office'}")))
                .isEqualTo("changes[0].unit");
        assertThat(field(change("{'type':'CreateUnit','unit':'o','kind':'office'}")))
                .isEqualTo("changes[0].name");
        assertThat(field(change("{'type':'AbolishUnit','unit':'o'}"))).isEqualTo("changes[0].type");
        assertThat(field(change("{'type':'CreateUnit','unit':'o','kind':'office','name':{'de':'Amt'}}")))
                .isEqualTo("changes[0].name.de");
        assertThat(field(change("{'type':'RenameUnit','unit':'o','name':'N','effectiveOn':'2015-02-30'}")))
                .isEqualTo("changes[0].effectiveOn");
        assertThat(field(post("/organisations/" + org + "/changes", "{'effectiveOn':'2015-06-01','changes':[]}")))
                .isEqualTo("authority");
        assertThat(json(post("/organisations/" + org + "/changes", "{'changes':"))
                        .get("code")
                        .asString())
                .isEqualTo("malformed-json");
        assertThat(
                        field(
                                post(
                                        "/organisations",
                                        "{'id':'twice','name':'T','organs':[{'id':'council','name':'C'},{'id':'council','name':'D'}]}")))
                .isEqualTo("organs");
        String act =
                "{'id':'r','kind':'resolution','symbol':'R','organ':'assembly','title':'T','adoptedOn':'2015-01-01',%s}";
        assertThat(field(post("/resolutions", act.formatted("'url':'javascript:alert(1)'"))))
                .isEqualTo("url");
        assertThat(field(post(
                        "/resolutions",
                        act.formatted("'delegations':[{'to':'council','changes':['RenameUnit','Nope']}]"))))
                .isEqualTo("delegations[0].changes[1]");
        assertThat(field(post("/organisations/" + org + "/changes?dryrun=true", "{}")))
                .isEqualTo("dryrun");
    }

    @Test
    void a_request_without_a_content_type_is_told_which_one_it_needs() throws Exception {
        var answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/organisations"))
                        .header("Authorization", TestIssuer.bearer())
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(json(answer).get("detail").asString())
                .isEqualTo("The request has no Content-Type; here it is application/json.");
    }

    @Test
    void a_body_nested_beyond_reason_is_not_json_to_the_register() {
        var answer = post("/organisations/" + org + "/changes", "{'changes':" + "[".repeat(100_000));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("code").asString()).isEqualTo("malformed-json");
    }

    @Test
    void a_refused_rule_is_a_409_with_the_facts() {
        change(
                "{'type':'CreateSecretariat','unit':'affairs','name':'Affairs','functions':[{'id':'press','name':'Press'}]}");

        var answer = change("{'type':'EliminateSecretariat','unit':'affairs'}");

        assertThat(answer.statusCode()).isEqualTo(409);
        JsonNode refusal = json(answer).at("/refusals/0");
        assertThat(refusal.get("index").asInt()).isZero();
        assertThat(refusal.get("code").asString()).isEqualTo("functions-remain");
        assertThat(refusal.get("unit").asString()).isEqualTo("affairs");
        assertThat(refusal.get("functions").toString()).isEqualTo("[\"press\"]");
    }

    @Test
    void a_dry_run_says_what_would_happen_and_records_nothing() {
        long before = events();

        var answer = post(
                "/organisations/" + org + "/changes?dryRun=true",
                pack("{'type':'CreateUnit','unit':'office','kind':'office','name':'Office'}"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).at("/events/0/type").asString()).isEqualTo("UnitCreated");
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void a_parameter_that_comes_twice_is_refused_by_name_and_nothing_is_recorded() {
        long before = events();

        var answer = post(
                "/organisations/" + org + "/changes?dryRun=false&dryRun=true",
                pack("{'type':'CreateUnit','unit':'office','kind':'office','name':'Office'}"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("field").asString()).isEqualTo("dryRun");
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void the_same_key_gets_the_first_answer_and_another_body_a_422() {
        String body = pack("{'type':'CreateUnit','unit':'office','kind':'office','name':'Office'}");
        var first = post("/organisations/" + org + "/changes", body, "Idempotency-Key", org + "-k1");

        var again = post("/organisations/" + org + "/changes", body, "Idempotency-Key", org + "-k1");
        var other = post(
                "/organisations/" + org + "/changes", body.replace("Office", "Bureau"), "Idempotency-Key", org + "-k1");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.statusCode()).isEqualTo(422);
    }

    @Test
    void one_key_sent_many_times_at_once_is_done_once() throws Exception {
        String body = pack("{'type':'CreateUnit','unit':'office','kind':'office','name':'Office'}");
        var answers = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<HttpResponse<String>> send =
                    () -> post("/organisations/" + org + "/changes", body, "Idempotency-Key", org + "-many");
            for (var sent :
                    threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> send).toList()))
                answers.add(sent.get().body());
        }
        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(jdbc.queryForObject(
                        "select count(*) from event where stream = ?", Long.class, "organisations/" + org))
                .isEqualTo(2);
    }

    @Test
    void a_stale_version_is_a_412() {
        var fresh = post(
                "/organisations/" + org + "/changes",
                pack("{'type':'CreateUnit','unit':'office','kind':'office','name':'Office'}"),
                "If-Match",
                "\"1\"");
        var stale = post(
                "/organisations/" + org + "/changes",
                pack("{'type':'CreateUnit','unit':'bureau','kind':'office','name':'Bureau'}"),
                "If-Match",
                "\"1\"");

        assertThat(fresh.statusCode()).isEqualTo(201);
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(json(stale).get("version").asLong()).isEqualTo(2);
    }

    @Test
    void what_is_unknown_is_a_404_and_what_exists_a_409() {
        assertThat(post("/organisations/nowhere/changes", pack("{'type':'RenameUnit','unit':'office','name':'Office'}"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(json(post("/organisations", "{'id':'" + org + "','name':'Again'}"))
                        .get("code")
                        .asString())
                .isEqualTo("organisation-exists");
        assertThat(post("/resolutions/none/rescission", "{'by':'res-1','effectiveOn':'2016-01-01'}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_rescinded_act_carries_nothing_from_that_day_on() {
        post(
                "/resolutions",
                "{'id':'" + org
                        + "-res','kind':'resolution','symbol':'R','organ':'assembly','title':'T','adoptedOn':'2015-01-01','paragraphs':[]}");
        assertThat(post("/resolutions/" + org + "-res/rescission", "{'by':'res-1','effectiveOn':'2015-05-01'}")
                        .statusCode())
                .isEqualTo(201);

        var answer = post(
                "/organisations/" + org + "/changes",
                pack("{'type':'CreateUnit','unit':'office','kind':'office','name':'Office'}")
                        .replace("res-1", org + "-res"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).at("/refusals/0/code").asString()).isEqualTo("authority-rescinded");
        var rescission = post("/resolutions/res-1/rescission", "{'by':'" + org + "-res','effectiveOn':'2015-06-01'}");
        assertThat(json(rescission).get("detail").asString())
                .isEqualTo(org + "-res was rescinded from 2015-05-01 on: nothing can rest on it on 2015-06-01.");
    }

    @Test
    void a_snapshot_holds_what_the_log_says_up_to_its_event() {
        for (int i = 0; i < 6; i++)
            change("{'type':'CreateUnit','unit':'u" + i + "','kind':'office','name':'U" + i + "'}");
        String stream = "organisations/" + org;

        Awaitility.await().until(() -> engine.readSnapshot(stream).isPresent());

        assertThat(engine.readSnapshot(stream).orElseThrow().getPayload()).isInstanceOf(Organisation.class);
        // The organisation was opened by the event of sequence 0. In one statement, since another snapshot may be on
        // its way.
        var difference = jdbc.queryForObject(
                "select sequence - jsonb_array_length(payload::jsonb -> 'changes') from snapshot where stream = ?",
                Long.class,
                stream);
        assertThat(difference).isZero();
    }

    private HttpResponse<String> change(String... changes) {
        return post("/organisations/" + org + "/changes", pack(changes));
    }

    private static String pack(String... changes) {
        return "{'authority':{'resolution':'res-1'},'effectiveOn':'2015-06-01','changes':[" + String.join(",", changes)
                + "]}";
    }

    private HttpResponse<String> post(String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", TestIssuer.bearer())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private long events() {
        Long count = jdbc.queryForObject("select count(*) from event", Long.class);
        return count == null ? -1 : count;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private static String field(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return json(answer).path("field").asString();
    }
}
