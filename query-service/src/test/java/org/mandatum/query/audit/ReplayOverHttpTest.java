package org.mandatum.query.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mandatum.access.Role;
import org.mandatum.access.TestIssuer;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.query.OnARegisterOfItsOwn;
import org.mandatum.query.http.Problem;
import org.mandatum.query.index.Indexes;
import org.mandatum.query.projection.Arrivals;
import org.mandatum.query.projection.Feed;
import org.mandatum.query.projection.RandomHistory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A history of chance, recorded on the command side and projected; an auditor replays it from there. */
@OnARegisterOfItsOwn
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayOverHttpTest {
    private static final OrganisationId OAS = new OrganisationId("oas");
    private static final CommandSide COMMAND_SIDE = CommandSide.start();
    private static final String LAST_DAY = "2030-01-01";

    @LocalServerPort
    private int port;

    @Autowired
    private Feed feed;

    @Autowired
    private JdbcTemplate rows;

    @Autowired
    private OrganisationLog log;

    @Autowired
    private Indexes indexes;

    @Autowired
    private Arrivals arrivals;

    private final HttpClient client = HttpClient.newHttpClient();
    private final RandomHistory history = new RandomHistory(OAS, 7, 1);
    private final List<RecordedEvent> recorded = new ArrayList<>();

    @DynamicPropertySource
    static void aLogOnTheCommandSide(DynamicPropertyRegistry registry) {
        COMMAND_SIDE.tell(registry);
    }

    @BeforeAll
    void aHistory() {
        history.grow(200);
        recorded.addAll(COMMAND_SIDE.record(history.events()));
        feed.apply(recorded);
    }

    @AfterAll
    static void stop() {
        COMMAND_SIDE.close();
    }

    @Test
    void a_replay_comes_to_what_the_register_shows_at_any_point_of_both_clocks() {
        for (int part = 1; part <= 4; part++) {
            RecordedEvent event = recorded.get(recorded.size() * part / 4 - 1);

            JsonNode replay = replayed("2015-06-30", event.recordedAt().toString());

            assertThat(replay.get("differences")).isEmpty();
            assertThat(replay.get("agrees").asBoolean()).isTrue();
            JsonNode shown = json(get(
                    "/organisations/oas/structure?digest=true&effectiveOn=2015-06-30&knownAt=" + event.recordedAt()));
            assertThat(replay.get("digest").asString())
                    .isEqualTo(shown.get("digest").asString());
            assertThat(replay.at("/structure/units").size())
                    .isEqualTo(shown.get("units").size());
        }
    }

    @Test
    void a_row_that_somebody_altered_is_found_and_named() {
        String altered = rows.queryForObject(
                "select id from unit_version where upper_inf(recorded) and upper_inf(effective)"
                        + " and lower(effective) <= ?::date order by id limit 1",
                String.class,
                LAST_DAY);
        String document = rows.queryForObject(
                "select document from unit_version where id = ? and upper_inf(recorded) and upper_inf(effective)",
                String.class,
                altered);
        rows.update(
                "update unit_version set document = regexp_replace(document, '\"since\":\"\\d{4}', '\"since\":\"1066')"
                        + " where id = ? and upper_inf(recorded) and upper_inf(effective)",
                altered);
        try {
            JsonNode replay = replayed(LAST_DAY, Instant.now().toString());

            assertThat(replay.get("agrees").asBoolean()).isFalse();
            assertThat(replay.get("projectionDigest")).isNotEqualTo(replay.get("digest"));
            JsonNode difference = replay.at("/differences/0");
            assertThat(difference.get("what").asString()).isEqualTo("unit");
            assertThat(difference.get("id").asString()).isEqualTo(altered);
            assertThat(difference.get("shownBy").asString()).isEqualTo("rows");
            assertThat(difference.at("/shown/since").asString()).startsWith("1066");
            assertThat(difference.at("/log/since").asString()).startsWith("20");
        } finally {
            rows.update(
                    "update unit_version set document = ? where id = ? and upper_inf(recorded) and upper_inf(effective)",
                    document,
                    altered);
        }
    }

    @Test
    void an_authority_altered_in_one_row_is_found_although_an_earlier_row_tells_it_as_it_was() {
        Map<String, Object> row = rows.queryForMap(
                "select id, lower(effective)::text as day, document from unit_version now where upper_inf(recorded)"
                        + " and exists (select 1 from unit_version earlier where earlier.id = now.id"
                        + " and lower(earlier.recorded) < lower(now.recorded) and earlier.document = now.document"
                        + " and lower(earlier.effective) = lower(now.effective)) order by id, day limit 1");
        String altered = String.valueOf(row.get("id"));
        String day = String.valueOf(row.get("day"));
        String known = " where id = ? and upper_inf(recorded) and lower(effective) = ?::date";
        rows.update(
                "update unit_version set document = regexp_replace(document, '\"resolution\":\"[^\"]*\"',"
                        + " '\"resolution\":\"forged\"')" + known,
                altered,
                day);
        try {
            JsonNode replay = replayed(day, Instant.now().toString());

            assertThat(replay.get("agrees").asBoolean()).isFalse();
            assertThat(replay.at("/differences/0/id").asString()).isEqualTo(altered);
            assertThat(replay.at("/differences/0/shownBy").asString()).isEqualTo("rows");
            assertThat(replay.at("/differences/0/shown/authority/resolution").asString())
                    .isEqualTo("forged");
        } finally {
            rows.update("update unit_version set document = ?" + known, row.get("document"), altered, day);
        }
    }

    @Test
    void its_progress_is_streamed_until_the_end() {
        String place = begin(LAST_DAY, Instant.now().toString());

        String stream =
                send(request(place).header("Accept", "text/event-stream").GET()).body();

        assertThat(stream).contains("event: end\ndata: {").endsWith("\n\n");
        JsonNode end =
                EventJson.MAPPER.readTree(stream.substring(stream.indexOf("data: ", stream.indexOf("event: end")) + 6));
        assertThat(end.get("state").asString()).isEqualTo("done");
        assertThat(end.get("read").asInt()).isEqualTo(recorded.size());
        assertThat(end.get("events").asInt()).isEqualTo(recorded.size());
    }

    @Test
    void its_steps_lead_change_by_change_to_the_day_each_with_its_authority_and_what_it_altered() {
        String place = begin(LAST_DAY, Instant.now().toString());

        JsonNode first = json(get(place + "/steps?limit=10"));

        int of = first.get("of").asInt();
        assertThat(first.get("steps")).hasSize(10);
        assertThat(first.get("next").asInt()).isEqualTo(11);
        JsonNode step = first.at("/steps/0");
        assertThat(step.get("step").asInt()).isEqualTo(1);
        assertThat(step.at("/authority/resolution").asString()).isNotEmpty();
        assertThat(step.at("/changed/created").isEmpty()).isFalse();
        assertThat(step.at("/changed/created/0/cause/event")).isEqualTo(step.get("event"));
        JsonNode last = json(get(place + "/steps?from=" + of));
        assertThat(last.get("steps")).hasSize(1);
        assertThat(last.get("next").isNull()).isTrue();
    }

    @Test
    void what_cannot_be_replayed_is_told() {
        assertThat(problem(post("{\"effectiveOn\": \"soon\"}"), 400)
                        .get("field")
                        .asString())
                .isEqualTo("effectiveOn");
        assertThat(problem(post("{\"knownAt\": 7}"), 400).get("field").asString())
                .isEqualTo("knownAt");
        assertThat(problem(post("{\"knownAt\": \"1999-01-01T00:00:00Z\"}"), 404)
                        .get("code")
                        .asString())
                .isEqualTo("unknown-organisation");
        assertThat(problem(get("/organisations/oas/replays/none"), 404)
                        .get("code")
                        .asString())
                .isEqualTo("unknown-replay");
    }

    @Test
    void its_steps_come_two_hundred_at_once_at_most() {
        String place = begin(LAST_DAY, Instant.now().toString());

        JsonNode problem = problem(get(place + "/steps?limit=201"), 400);

        assertThat(problem.get("field").asString()).isEqualTo("limit");
        assertThat(problem.get("detail").asString()).isEqualTo("limit is a number from 1 to 200.");
        assertThat(json(get(place + "/steps?limit=200")).get("steps").size()).isEqualTo(200);
    }

    @Test
    void two_run_at_once_and_the_third_is_asked_to_come_again() {
        int known = history.events().size();
        history.grow(5);
        List<RecordedEvent> ahead = COMMAND_SIDE.record(
                history.events().subList(known, history.events().size()));
        // Both wait for the projection to come as far as the log.
        String first = begin(LAST_DAY, Instant.now().toString());
        String second = begin(LAST_DAY, Instant.now().toString());

        HttpResponse<String> third = post("{}");

        assertThat(problem(third, 429).get("code").asString()).isEqualTo("replays-busy");
        assertThat(third.headers().firstValue("Retry-After")).isPresent();
        recorded.addAll(ahead);
        feed.apply(ahead);
        for (String place : List.of(first, second)) {
            send(request(place).header("Accept", "text/event-stream").GET());
            assertThat(json(get(place)).get("agrees").asBoolean()).isTrue();
        }
    }

    @Test
    void one_that_is_not_kept_any_more_is_not_found() {
        var nanos = new AtomicLong();
        var replays = new Replays(log, indexes, arrivals, nanos::get);
        Replay replay = replays.begin(OAS, LocalDate.parse(LAST_DAY), Instant.now());
        assertThat(replays.of(OAS, replay.id)).isSameAs(replay);

        nanos.addAndGet(Replays.KEPT.toNanos() + 1);

        assertThatThrownBy(() -> replays.of(OAS, replay.id))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Ask for it anew");
    }

    private String begin(String effectiveOn, String knownAt) {
        HttpResponse<String> begun;
        do begun = post("{\"effectiveOn\": \"" + effectiveOn + "\", \"knownAt\": \"" + knownAt + "\"}");
        while (begun.statusCode() == 429);
        assertThat(begun.statusCode()).isEqualTo(202);
        return begun.headers().firstValue("Location").orElseThrow();
    }

    private JsonNode replayed(String effectiveOn, String knownAt) {
        String place = begin(effectiveOn, knownAt);
        send(request(place).header("Accept", "text/event-stream").GET());
        JsonNode replay = json(get(place));
        assertThat(replay.get("state").asString()).as(replay.toString()).isEqualTo("done");
        return replay;
    }

    private HttpResponse<String> post(String body) {
        return send(request("/organisations/oas/replays")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", TestIssuer.bearer(Role.AUDITOR));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return EventJson.MAPPER.readTree(answer.body());
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return EventJson.MAPPER.readTree(answer.body());
    }
}
