package org.mandatum.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.mandatum.access.TestIssuer;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Correction.ChangeAnnulled;
import org.mandatum.organisation.Correction.EffectiveDateCorrected;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.StructuralEvent.*;
import org.mandatum.organisation.Superior;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.OnARegisterOfItsOwn;
import org.mandatum.resolution.ResolutionId;
import org.mandatum.value.Name;
import tools.jackson.databind.JsonNode;

/** The contract of the query side. */
@OnARegisterOfItsOwn(properties = "mandatum.stream.heartbeat=200ms")
class QuestionsOverHttpTest extends AskedOverHttp {
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
    void what_was_known_at_a_moment_that_has_just_passed_is_told_once_it_cannot_grow() {
        OrganisationId org = opened();
        Instant knownAt = Instant.now();

        JsonNode structure = get("/organisations/" + org + "/structure?knownAt=" + knownAt);

        assertThat(structure.get("version").asInt()).isEqualTo(1);
        assertThat(Instant.now()).isAfterOrEqualTo(knownAt.plusMillis(250));
    }

    @Test
    void a_service_that_does_not_see_the_log_says_so_and_answers_everything_else() {
        var answer = send("/log/checkpoint");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(JSON.readTree(answer.body()).get("code").asString()).isEqualTo("log-unavailable");
        assertThat(send("/actuator/health/readiness").statusCode()).isEqualTo(200);
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
    void lists_wait_for_what_whoever_asks_has_just_written() {
        for (String list : List.of("/organisations", "/resolutions")) {
            // given a list that is asked for as of a position to come
            long position = positionAfterNext();
            var asked = CompletableFuture.supplyAsync(() -> get(list + "?minPosition=" + position));
            await().during(Duration.ofMillis(200)).until(() -> !asked.isDone());

            // when that is projected
            OrganisationId org = opened();
            String act = adopted(org + "-act");

            // then it is in the list
            assertThat(asked)
                    .succeedsWithin(Duration.ofSeconds(9))
                    .asString()
                    .contains(list.equals("/resolutions") ? act : org.value());
        }
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
        assertThat(refused(path + "?effectiveOn=2015-01-01&effectiveOn=2016-01-01", 400))
                .as("nobody knows which is meant")
                .isEqualTo("effectiveOn");
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

    @Test
    void the_log_as_known_then_ends_then() {
        OrganisationId org = opened();
        record(org, 1, "2020-01-02T00:00:00Z", office(org, "one", "2015-01-01"));
        record(org, 2, "2020-01-03T00:00:00Z", office(org, "two", "2015-01-01"));
        String events = "/organisations/" + org + "/events";

        JsonNode then = get(events + "?knownAt=2020-01-02");

        assertThat(then.get("events"))
                .extracting(event -> event.get("type").asString() + " "
                        + event.get("subject").asString())
                .containsExactly("org.mandatum.OrganisationOpened.v1 " + org, "org.mandatum.UnitCreated.v1 one");
        assertThat(then.get("next").isNull()).isTrue();
        assertThat(send(events + "?format=csv&knownAt=2020-01-02T00:00:00Z").body())
                .startsWith("position,type,id,subject,effectiveOn,recordedAt,resolution\r\n")
                .contains(",UnitCreated," + org + "-1,one,2015-01-01,2020-01-02T00:00:00Z,res-1\r\n")
                .doesNotContain(",two,");
        assertThat(send(events + "?format=csv&after=1000000").body())
                .isEqualTo("position,type,id,subject,effectiveOn,recordedAt,resolution\r\n");
        assertThat(get(events + "?knownAt=2020-01-03T00:00:00Z").get("events")).hasSize(3);
        assertThat(send(events + "?knownAt=2019-12-31").statusCode()).isEqualTo(404);
    }

    @Test
    void an_organisation_is_listed_from_when_it_is_known() {
        OrganisationId org = opened();

        for (String then : List.of("?knownAt=2019-12-31", "?knownAt=2019-12-31T23:59:59.999999Z")) {
            assertThat(organisations(then)).doesNotContain(org.value());
            assertThat(send("/organisations/" + org + then).statusCode()).isEqualTo(404);
        }
        for (String then : List.of("", "?knownAt=2020-01-01", "?knownAt=2020-01-01T00:00:00Z")) {
            assertThat(organisations(then)).contains(org.value());
            assertThat(send("/organisations/" + org + then).statusCode()).isEqualTo(200);
        }
    }

    private List<String> organisations(String then) {
        return get("/organisations" + then)
                .get("organisations")
                .valueStream()
                .map(listed -> listed.get("id").asString())
                .toList();
    }

    private static void collect(BufferedReader lines, List<String> ids) throws IOException {
        String line = lines.readLine();
        if (line == null) throw new IOException("the stream ended");
        if (line.startsWith("id: ")) ids.add(line.substring(4));
    }
}
