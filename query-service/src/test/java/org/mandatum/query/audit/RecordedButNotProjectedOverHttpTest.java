package org.mandatum.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mandatum.access.TestIssuer;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.query.OnARegisterOfItsOwn;
import org.mandatum.query.projection.Feed;
import org.mandatum.query.projection.RandomHistory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The command side has recorded what has not come to the query side, as while Kafka is away. */
@OnARegisterOfItsOwn(properties = "mandatum.answers.patience=1s")
class RecordedButNotProjectedOverHttpTest {
    private static final OrganisationId OAS = new OrganisationId("oas");
    private static final CommandSide COMMAND_SIDE = CommandSide.start();
    private static List<RecordedEvent> recorded = List.of();
    private static List<RecordedEvent> withheld = List.of();

    @LocalServerPort
    private int port;

    @Autowired
    private Feed feed;

    private final HttpClient client = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void aLogOnTheCommandSide(DynamicPropertyRegistry registry) {
        COMMAND_SIDE.tell(registry);
    }

    /** Once: a register that holds forty packages and a command side that holds more. */
    @BeforeEach
    void a_history_of_which_the_end_is_withheld() {
        if (!recorded.isEmpty()) return;
        var history = new RandomHistory(OAS, 7, 1);
        history.grow(40);
        int known = history.events().size();
        history.grow(5);
        List<RecordedEvent> all = COMMAND_SIDE.record(history.events());
        recorded = all.subList(0, known);
        withheld = all.subList(known, all.size());
        feed.apply(recorded);
    }

    @AfterAll
    static void stop() {
        COMMAND_SIDE.close();
    }

    @Test
    void an_answer_about_a_moment_is_not_given_before_all_that_had_been_recorded_by_then_is_projected()
            throws Exception {
        // given a moment by which more had been recorded than has been projected
        String then = withheld.getLast().recordedAt().toString();

        // when it is asked about, then it is not answered by half
        HttpResponse<String> early = ask("/structure?effectiveOn=2030-01-01&knownAt=" + then);
        assertThat(early.statusCode()).as(early.body()).isEqualTo(503);
        assertThat(early.headers().firstValue("Retry-After")).isPresent();
        JsonNode problem = EventJson.MAPPER.readTree(early.body());
        assertThat(problem.get("code").asString()).isEqualTo("not-yet-projected");
        assertThat(problem.get("knownAt").asString()).isEqualTo(then);
        assertThat(problem.get("detail").asString())
                .isEqualTo("Not everything that had been recorded by " + then
                        + " has been projected yet; ask again, or without knownAt for what has been.");

        // and while that is so, what is known now is answered as far as it has come, however long that took, and so is
        // what is final
        assertThat(versionAt("/structure?effectiveOn=2030-01-01")).isEqualTo(recorded.size());
        assertThat(versionAt("/structure?effectiveOn=2030-01-01&minPosition="
                        + recorded.getLast().position()))
                .isEqualTo(recorded.size());
        Instant before = recorded.getLast().recordedAt().minusNanos(1_000);
        assertThat(versionAt("/structure?effectiveOn=2030-01-01&knownAt=" + before))
                .isLessThan(recorded.size());

        // and a difference knows neither side by half
        assertThat(ask("/structure/diff?from=2000-01-01&to=2030-01-01&fromKnownAt=" + then)
                        .statusCode())
                .isEqualTo(503);

        // and once it is projected, all of it is in the answer
        feed.apply(withheld);
        assertThat(versionAt("/structure?effectiveOn=2030-01-01&knownAt=" + then))
                .isEqualTo(recorded.size() + withheld.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "jdbc:postgresql://127.0.0.1:1/nobody"})
    void a_log_that_cannot_be_asked_keeps_nobody_from_an_answer(String url) {
        var database = new LogDatabase(url, "nobody", "");
        try {
            var log = new OrganisationLog(database);
            assertThat(log.by(OAS, Instant.now())).isEmpty();
            assertThat(log.by(OAS, Instant.now())).isEmpty();
        } finally {
            database.destroy();
        }
    }

    private int versionAt(String path) throws Exception {
        HttpResponse<String> answer = ask(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return EventJson.MAPPER.readTree(answer.body()).get("version").asInt();
    }

    private HttpResponse<String> ask(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/organisations/oas" + path))
                .header("Authorization", TestIssuer.bearer());
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
