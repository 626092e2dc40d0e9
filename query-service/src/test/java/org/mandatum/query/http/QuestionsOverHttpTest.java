package org.mandatum.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mandatum.access.TestIssuer;
import org.mandatum.event.Event;
import org.mandatum.journal.CanonicalJson;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Correction.ChangeAnnulled;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.FunctionStatement;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.organisation.OrganisationRules;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.UnitId;
import org.mandatum.organisation.UnitKind;
import org.mandatum.query.OnARegisterOfItsOwn;
import org.mandatum.query.projection.Feed;
import org.mandatum.resolution.OrganId;
import org.mandatum.resolution.Paragraph;
import org.mandatum.resolution.ResolutionEvent.ResolutionAdopted;
import org.mandatum.resolution.ResolutionEvent.ResolutionRescinded;
import org.mandatum.resolution.ResolutionId;
import org.mandatum.value.Name;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The contract of the query side, over HTTP on a real PostgreSQL; events are fed in without Kafka. */
@OnARegisterOfItsOwn(properties = "mandatum.stream.heartbeat=200ms")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuestionsOverHttpTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Grounds GROUNDS = new Grounds(Authority.of("res-1"), null, null);
    private static int organisations;

    @LocalServerPort
    private int port;

    @Autowired
    private Feed feed;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void a_back_dated_change_shows_as_known_now_and_not_as_known_then() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "press", "2015-01-01"));
        record(
                org,
                2,
                "2020-01-05T00:00:00Z",
                new UnitRenamed(org, new UnitId("press"), Name.of("en", "Media"), day("2016-01-01"), GROUNDS));

        String path = "/organisations/" + org + "/structure?effectiveOn=2016-06-01";
        assertThat(get(path).at("/units/0/name/en").asString()).isEqualTo("Media");
        assertThat(get(path + "&knownAt=2020-01-03").at("/units/0/name/en").asString())
                .isEqualTo("press");
        assertThat(get(path + "&knownAt=2020-01-03").get("version").asInt()).isEqualTo(2);
    }

    @Test
    void a_service_that_does_not_see_the_log_says_so_and_answers_everything_else() {
        var answer = send("/log/checkpoint");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(JSON.readTree(answer.body()).get("code").asString()).isEqualTo("log-unavailable");
        assertThat(send("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    @Test
    void a_past_answer_is_final_and_its_tag_saves_sending_it_again() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "press", "2015-01-01"));
        String path = "/organisations/" + org + "/structure?effectiveOn=2016-06-01&knownAt=2020-01-03";

        var first = send(path);
        record(
                org,
                2,
                "2020-01-05T00:00:00Z",
                new UnitRenamed(org, new UnitId("press"), Name.of("en", "Media"), day("2016-01-01"), GROUNDS));
        var again = send(path);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(first.headers().firstValue("Cache-Control").orElse(""))
                .as("something recorded by then might still be on its way")
                .contains("no-cache");
        assertThat(again.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        String etag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(send(path, "If-None-Match", etag).statusCode()).isEqualTo(304);
    }

    @Test
    void a_correction_shows_as_known_now_and_not_as_known_then() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "press", "2015-01-01"));
        record(org, 2, "2020-01-05T00:00:00Z", new EffectiveDateCorrected(org, org + "-1", day("2017-01-01"), GROUNDS));
        record(org, 3, "2020-01-08T00:00:00Z", new ChangeAnnulled(org, org + "-1", "void", GROUNDS));

        String path = "/organisations/" + org + "/structure?effectiveOn=2016-06-01&knownAt=";
        assertThat(get(path + "2020-01-03").get("units")).hasSize(1);
        assertThat(get(path + "2020-01-06").get("units")).isEmpty();
        String later = "/organisations/" + org + "/structure?effectiveOn=2018-01-01&knownAt=";
        assertThat(get(later + "2020-01-06").at("/units/0/since").asString()).isEqualTo("2017-01-01");
        assertThat(get(later + "2020-01-09").get("units")).isEmpty();
        JsonNode history = get("/organisations/" + org + "/units/press/history?knownAt=2020-01-06");
        assertThat(history.at("/entries/0/effectiveOn").asString()).isEqualTo("2017-01-01");
        assertThat(history.at("/corrections/0/change").asString()).isEqualTo(org + "-1");
    }

    @Test
    void why_leads_back_to_the_event_and_the_paragraph_of_the_act_it_rests_on() {
        OrganisationId org = opened();
        String act = adopted(org + "-act");
        var grounds = new Grounds(new Authority(new ResolutionId(act), "2", null), null, "noted");
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "press", "2015-01-01"));
        record(
                org,
                2,
                "2020-01-03T00:00:00Z",
                new UnitRenamed(org, new UnitId("press"), Name.of("en", "Media"), day("2016-01-01"), grounds),
                new UnitSuspended(org, new UnitId("press"), "pending", day("2016-01-01"), GROUNDS));

        JsonNode chain = get("/organisations/" + org + "/why?unit=press&effectiveOn=2016-06-01")
                .get("chain");

        assertThat(chain.valueStream().map(link -> link.get("respect").asString()))
                .containsExactly("established", "name", "suspended");
        JsonNode renamed = chain.get(1);
        assertThat(renamed.get("event").asString()).isEqualTo(org + "-2");
        assertThat(renamed.get("type").asString()).isEqualTo("UnitRenamed");
        assertThat(renamed.at("/authority/symbol").asString()).isEqualTo("RES/" + act);
        assertThat(renamed.at("/authority/text").asString()).isEqualTo("To rename.");
        assertThat(renamed.at("/receipt/sha256").asString()).hasSize(64);
        assertThat(get("/organisations/" + org + "/why?function=press-work")
                        .at("/chain/0/respect")
                        .asString())
                .isEqualTo("assigned");
        assertThat(refused("/organisations/" + org + "/why", 400)).isEqualTo("unit");
    }

    @Test
    void why_is_told_of_reporting_lines_and_coordination_too() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "press", "2015-01-01"));
        record(org, 2, "2020-01-02T00:00:01Z", office(org, "cabinet", "2015-01-01"));
        var press = new UnitId("press");
        record(
                org,
                3,
                "2020-01-03T00:00:00Z",
                new UnitMoved(org, press, new UnitId("cabinet"), day("2016-01-01"), GROUNDS),
                new ReportingLinesSet(org, press, List.of(Superior.organ("council")), day("2016-01-01"), GROUNDS),
                new CoordinationLinked(
                        org, List.of(press, new UnitId("cabinet")), "media", day("2016-01-01"), GROUNDS));
        String why = "/organisations/" + org + "/why?effectiveOn=2016-06-01&";

        JsonNode principal = get(why + "unit=press&superior=cabinet");
        assertThat(principal.at("/principal").asBoolean()).isTrue();
        assertThat(principal.at("/chain/0/type").asString()).isEqualTo("UnitMoved");
        assertThat(get(why + "unit=press&superior=council").at("/chain/0/type").asString())
                .isEqualTo("ReportingLinesSet");
        JsonNode link = get(why + "coordination=press,cabinet");
        assertThat(link.at("/purpose").asString()).isEqualTo("media");
        assertThat(link.at("/chain/0/type").asString()).isEqualTo("CoordinationLinked");

        assertThat(send(why + "unit=cabinet&superior=press").statusCode()).isEqualTo(404);
        assertThat(send(why + "coordination=press,treasury").statusCode()).isEqualTo(404);
        assertThat(refused(why + "coordination=press", 400)).isEqualTo("coordination");
        assertThat(refused(why + "function=press-work&superior=cabinet", 400)).isEqualTo("superior");
    }

    @Test
    void what_rests_on_a_rescinded_act_stays_and_is_flagged_from_the_day_of_the_rescission() {
        OrganisationId org = opened();
        String act = adopted(org + "-act");
        record(
                org,
                1,
                "2020-01-02T00:00:00Z",
                new UnitCreated(
                        org,
                        new UnitId("press"),
                        new UnitKind("office"),
                        Name.of("en", "Press"),
                        null,
                        List.of(),
                        null,
                        false,
                        List.of(),
                        day("2015-01-01"),
                        new Grounds(Authority.of(act), null, null)));
        rescinded(act, "2018-01-01");

        assertThat(get("/organisations/" + org + "/structure?effectiveOn=2019-01-01")
                        .get("units"))
                .hasSize(1);
        JsonNode flags = get("/organisations/" + org + "/flags?effectiveOn=2019-01-01");
        assertThat(flags.at("/rescinded/0/resolution").asString()).isEqualTo(act);
        assertThat(flags.at("/rescinded/0/units/0").asString()).isEqualTo("press");
        assertThat(get("/organisations/" + org + "/flags?effectiveOn=2017-01-01")
                        .get("rescinded"))
                .isEmpty();
        assertThat(get("/organisations/" + org + "/why?unit=press&effectiveOn=2019-01-01")
                        .at("/chain/0/authority/rescinded/effectiveOn")
                        .asString())
                .isEqualTo("2018-01-01");
    }

    @Test
    void a_compressed_answer_says_the_same_under_a_tag_of_its_own() throws IOException {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "press", "2015-01-01"));
        String path = "/organisations/" + org + "/structure?effectiveOn=2016-06-01&knownAt=2020-01-03";

        for (String further : List.of("", "&digest=true", "&tree=true&lang=es")) {
            var plain = send(path + further);
            var compressed = bytes(path + further, "Accept-Encoding", "br, gzip");

            assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(new String(
                            new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes(),
                            StandardCharsets.UTF_8))
                    .isEqualTo(plain.body());
            assertThat(compressed.headers().firstValue("ETag"))
                    .isPresent()
                    .isNotEqualTo(plain.headers().firstValue("ETag"));
        }
        assertThat(send(path, "Accept-Encoding", "gzip;q=0").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void an_answer_says_where_it_stands_in_time() {
        OrganisationId org = opened();
        var answer = send("/organisations/" + org + "/structure?effectiveOn=2016-06-01&knownAt=2020-01-03");

        assertThat(answer.headers().firstValue("Memento-Datetime")).contains("Wed, 01 Jun 2016 00:00:00 GMT");
        assertThat(answer.headers().allValues("Link"))
                .anySatisfy(link -> assertThat(link).contains("rel=\"original timegate\""))
                .anySatisfy(link ->
                        assertThat(link).contains("effectiveOn=2016-06-01&knownAt=2020-01-03T23:59:59.999999Z"));
        assertThat(JSON.readTree(send(
                                        "/organisations/" + org + "/structure",
                                        "Accept-Datetime",
                                        "Wed, 01 Jun 2016 00:00:00 GMT")
                                .body())
                        .get("effectiveOn")
                        .asString())
                .isEqualTo("2016-06-01");
    }

    @Test
    void a_digest_is_given_when_asked_for_and_differs_with_the_structure() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "press", "2015-01-01"));
        record(org, 2, "2020-01-02T00:00:01Z", office(org, "archive", "2016-01-01"));
        String path = "/organisations/" + org + "/structure?digest=true&effectiveOn=";

        assertThat(get(path + "2015-06-01").get("digest").asString())
                .startsWith("sha-256:")
                .isEqualTo(get(path + "2015-07-01").get("digest").asString())
                .isNotEqualTo(get(path + "2016-07-01").get("digest").asString());
    }

    @Test
    void a_digest_is_that_of_units_and_coordination_in_canonical_form_whatever_form_the_answer_has() {
        // given two linked units
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "press", "2015-01-01"));
        record(org, 2, "2020-01-02T00:00:01Z", office(org, "archive", "2015-01-01"));
        record(
                org,
                3,
                "2020-01-02T00:00:02Z",
                new CoordinationLinked(
                        org, List.of(new UnitId("archive"), new UnitId("press")), "media", day("2015-01-01"), GROUNDS));
        String path = "/organisations/" + org + "/structure?effectiveOn=2015-06-01&knownAt=2020-01-03T00:00:00Z";

        // when the structure is asked for with its digest
        JsonNode plain = get(path);
        ObjectNode digested = (ObjectNode) get(path + "&digest=true");
        JsonNode digest = digested.remove("digest");

        // then the digest stands beside the plain answer
        var parts = EventJson.MAPPER.createObjectNode();
        parts.set("units", plain.get("units"));
        parts.set("coordination", plain.get("coordination"));
        assertThat(plain.get("coordination")).hasSize(1);
        assertThat(digest.asString()).isEqualTo(CanonicalJson.digest(parts));
        assertThat(digested).isEqualTo(plain);

        // and beside other forms of it
        assertThat(get(path + "&digest=true&tree=true").get("digest")).isEqualTo(digest);
        assertThat(get(path + "&digest=true&lang=es").get("digest")).isEqualTo(digest);
    }

    @Test
    void the_tree_nests_and_a_language_makes_names_texts() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "top", "2015-01-01"));
        record(org, 2, "2020-01-03T00:00:00Z", office(org, "low", "2015-01-01", "top"));
        // Its name and its rest have causes of their own, which must not be taken for names.
        record(
                org,
                3,
                "2020-01-04T00:00:00Z",
                new UnitRenamed(org, new UnitId("top"), Name.of("en", "Summit"), day("2015-02-01"), GROUNDS),
                new UnitSuspended(org, new UnitId("top"), null, day("2015-03-01"), GROUNDS));

        JsonNode tree = get("/organisations/" + org + "/structure?effectiveOn=2016-01-01&tree=true&lang=es");

        assertThat(tree.at("/units/0/id").asString()).isEqualTo("top");
        assertThat(tree.at("/units/0/units/0/id").asString()).isEqualTo("low");
        assertThat(tree.at("/units/0/units/0/name").asString()).isEqualTo("low");
        assertThat(tree.at("/units/0/name").asString()).isEqualTo("Summit");
        assertThat(get("/organisations/" + org + "/units/top?effectiveOn=2016-01-01&lang=es")
                        .at("/causes/name/event")
                        .asString())
                .isEqualTo(org + "-3");
    }

    @Test
    void every_wrong_parameter_is_named() {
        OrganisationId org = opened();
        String path = "/organisations/" + org + "/structure";
        assertThat(refused(path + "?effectiveOn=2015-02-30", 400)).isEqualTo("effectiveOn");
        assertThat(refused(path + "?knownAt=yesterday", 400)).isEqualTo("knownAt");
        assertThat(refused(path + "?effectveOn=2015-01-01", 400)).isEqualTo("effectveOn");
        assertThat(refused(path + "?lang=xx", 400)).isEqualTo("lang");
        assertThat(refused(path + "?minPosition=-1", 400)).isEqualTo("minPosition");
        assertThat(refused(path + "/diff?from=2015-01-01", 400)).isEqualTo("to");
        assertThat(send("/organisations/nowhere/structure").statusCode()).isEqualTo(404);
        assertThat(send("/organisations/" + org + "/units/none").statusCode()).isEqualTo(404);
        assertThat(send(path, "Accept", "image/png").statusCode()).isEqualTo(406);
        assertThat(send(path, "Accept", "text/csv")
                        .headers()
                        .firstValue("Content-Type")
                        .orElse(""))
                .startsWith("text/csv");
    }

    @Test
    void the_difference_tells_each_change_with_its_cause() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "old", "2015-01-01"), office(org, "ended", "2015-01-01"));
        record(
                org,
                3,
                "2020-01-03T00:00:00Z",
                new UnitConverted(
                        org,
                        new UnitId("old"),
                        new org.mandatum.organisation.EstablishedUnit(
                                new UnitId("new"), null, Name.of("en", "New"), null, List.of(), List.of()),
                        day("2016-01-01"),
                        GROUNDS),
                new FunctionRedistributed(
                        org,
                        new FunctionId("ended-work"),
                        new UnitId("ended"),
                        new UnitId("new"),
                        day("2016-01-01"),
                        GROUNDS),
                new UnitEliminated(org, new UnitId("ended"), null, List.of(), List.of(), day("2016-01-01"), GROUNDS));

        JsonNode diff = get("/organisations/" + org + "/structure/diff?from=2015-12-31&to=2016-01-01");

        assertThat(diff.get("created")).isEmpty();
        assertThat(diff.at("/converted/0/from").asString()).isEqualTo("old");
        assertThat(diff.at("/converted/0/to").asString()).isEqualTo("new");
        assertThat(diff.at("/eliminated/0/unit").asString()).isEqualTo("ended");
        assertThat(diff.get("functionsMoved")).hasSize(1);
        assertThat(diff.at("/functionsMoved/0/function").asString()).isEqualTo("ended-work");
        assertThat(diff.at("/functionsMoved/0/cause/authority/resolution").asString())
                .isEqualTo("res-1");
        JsonNode history = get("/organisations/" + org + "/units/new/history");
        assertThat(history.at("/predecessors/0/name/en").asString()).isEqualTo("old");
        JsonNode held =
                get("/organisations/" + org + "/functions/ended-work/history").get("held");
        assertThat(held).extracting(period -> period.get("unit").asString()).containsExactly("ended", "new");
        assertThat(held.get(0).get("until").asString()).isEqualTo("2016-01-01");
    }

    @Test
    void the_stream_resumes_after_the_last_event_seen_and_brings_what_comes_later() throws Exception {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "one", "2015-01-01"));
        record(org, 2, "2020-01-03T00:00:00Z", office(org, "two", "2015-01-01"));
        long first = get("/organisations/" + org + "/events")
                .at("/events/1/position")
                .asLong();

        var request = HttpRequest.newBuilder(uri("/organisations/" + org + "/events/stream"))
                .header("Authorization", TestIssuer.bearer())
                .header("Last-Event-ID", Long.toString(first))
                .build();
        var ids = new ArrayList<String>();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            while (ids.isEmpty()) collect(lines, ids);
            record(org, 3, "2020-01-04T00:00:00Z", office(org, "three", "2015-01-01"));
            while (ids.size() < 2) collect(lines, ids);
        }

        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        JsonNode events =
                get("/organisations/" + org + "/events?after=" + first).get("events");
        assertThat(ids)
                .containsExactly(
                        events.get(0).get("position").asString(),
                        events.get(1).get("position").asString());
    }

    @Test
    void the_log_is_paged_and_filtered() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "one", "2015-01-01"));
        record(org, 2, "2020-01-03T00:00:00Z", office(org, "two", "2015-01-01"));

        JsonNode page = get("/organisations/" + org + "/events?limit=2");
        assertThat(page.get("events")).hasSize(2);
        assertThat(get("/organisations/" + org + "/events?after="
                                + page.get("next").asLong())
                        .get("events"))
                .hasSize(1);
        assertThat(get("/organisations/" + org + "/events?unit=two").get("events"))
                .hasSize(1);
        assertThat(get("/organisations/" + org + "/events?type=UnitCreated").get("events"))
                .hasSize(2);
    }

    private static void collect(BufferedReader lines, List<String> ids) throws IOException {
        String line = lines.readLine();
        if (line == null) throw new IOException("the stream ended");
        if (line.startsWith("id: ")) ids.add(line.substring(4));
    }

    private OrganisationId opened() {
        var org = new OrganisationId("org-" + ++organisations);
        record(
                org,
                0,
                "2020-01-01T00:00:00Z",
                new OrganisationOpened(org, Name.of("en", "Organisation"), "en", OrganisationRules.DEFAULT, List.of()));
        return org;
    }

    private String adopted(String id) {
        act(
                id,
                0,
                new ResolutionAdopted(
                        new ResolutionId(id),
                        "resolution",
                        "RES/" + id,
                        new OrganId("assembly"),
                        null,
                        Name.of("en", "On the press"),
                        day("2014-01-01"),
                        null,
                        List.of(new Paragraph("1", "To create."), new Paragraph("2", "To rename.")),
                        null,
                        List.of(),
                        null,
                        null));
        return id;
    }

    private void rescinded(String id, String day) {
        act(id, 1, new ResolutionRescinded(new ResolutionId(id), new ResolutionId("later"), day(day), null, null));
    }

    private void act(String id, long sequence, Event fact) {
        feed.apply(List.of(new RecordedEvent(
                id + "-" + sequence,
                id,
                sequence,
                feed.nextPosition(),
                0,
                Instant.parse("2020-01-01T00:00:00Z").plusSeconds(sequence),
                null,
                null,
                null,
                fact)));
    }

    /** One package. */
    private void record(OrganisationId org, long sequence, String recordedAt, Event... facts) {
        var events = new ArrayList<RecordedEvent>();
        for (int i = 0; i < facts.length; i++)
            events.add(new RecordedEvent(
                    org + "-" + (sequence + i),
                    org.value(),
                    sequence + i,
                    feed.nextPosition(),
                    facts.length - 1 - i,
                    Instant.parse(recordedAt),
                    null,
                    null,
                    null,
                    facts[i]));
        feed.apply(events);
    }

    private static UnitCreated office(OrganisationId org, String id, String day, String... parent) {
        return new UnitCreated(
                org,
                new UnitId(id),
                new UnitKind("office"),
                Name.of("en", id),
                parent.length == 0 ? null : new UnitId(parent[0]),
                List.of(),
                null,
                false,
                List.of(new FunctionStatement(new FunctionId(id + "-work"), Name.of("en", "Work of " + id), null)),
                day(day),
                GROUNDS);
    }

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }

    private String refused(String path, int status) {
        var answer = send(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        return JSON.readTree(answer.body()).path("field").asString();
    }

    private JsonNode get(String path) {
        var answer = send(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(String path, String... headers) {
        var request = HttpRequest.newBuilder(uri(path)).header("Authorization", TestIssuer.bearer());
        for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private HttpResponse<byte[]> bytes(String path, String name, String value) {
        try {
            return client.send(
                    HttpRequest.newBuilder(uri(path))
                            .header("Authorization", TestIssuer.bearer())
                            .header(name, value)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
