package org.mandatum.query.webhooks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mandatum.access.TestIssuer;
import org.mandatum.event.Event;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.organisation.OrganisationRules;
import org.mandatum.organisation.StructuralEvent.UnitCreated;
import org.mandatum.organisation.StructuralEvent.UnitRenamed;
import org.mandatum.organisation.UnitId;
import org.mandatum.organisation.UnitKind;
import org.mandatum.query.OnARegisterOfItsOwn;
import org.mandatum.query.projection.Feed;
import org.mandatum.value.Name;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A receiver of the organisation's events, as one would run it: it answers, refuses, is away, is gone. */
@OnARegisterOfItsOwn(properties = {"mandatum.webhooks.inside-allowed=true", "mandatum.webhooks.longest-answer=1s"})
class WebhooksOverHttpTest {
    private static final AtomicInteger ORGANISATIONS = new AtomicInteger();
    private static final Grounds GROUNDS = new Grounds(Authority.of("res-1"), null, null);
    private static final LocalDate DAY = LocalDate.parse("2015-10-01");

    @LocalServerPort
    private int port;

    @Autowired
    private Feed feed;

    @Autowired
    private JdbcTemplate jdbc;

    private final HttpClient client = HttpClient.newHttpClient();
    private final OrganisationId oas = new OrganisationId("receiving-" + ORGANISATIONS.incrementAndGet());
    private final String path = "/organisations/" + oas + "/webhooks";
    private final List<Message> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger answer = new AtomicInteger(204);
    private HttpServer receiver;
    private long sequence;

    private record Message(String id, String sentAt, String signature, String body) {
        int position() {
            return EventJson.MAPPER.readTree(body).get("position").asInt();
        }
    }

    @BeforeEach
    void a_receiver_and_an_organisation() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", exchange -> {
            var headers = exchange.getRequestHeaders();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Message(
                    headers.getFirst("webhook-id"),
                    headers.getFirst("webhook-timestamp"),
                    headers.getFirst("webhook-signature"),
                    body));
            exchange.sendResponseHeaders(answer.get(), -1);
            exchange.close();
        });
        receiver.start();
        record(new OrganisationOpened(oas, Name.of("en", "OAS"), "en", OrganisationRules.DEFAULT, List.of()));
    }

    @AfterEach
    void the_receiver_closes() {
        receiver.stop(0);
    }

    @Test
    void events_come_in_order_each_once_and_signed() {
        JsonNode webhook = register("");
        record(office("press"));
        record(office("summits"), office("protocol"));

        await().until(() -> received.size() == 3);

        assertThat(received.stream().map(Message::position)).isSorted().doesNotHaveDuplicates();
        var secret = new Secret(webhook.get("secret").asString());
        for (Message message : received) {
            assertThat(message.id())
                    .isEqualTo(
                            EventJson.MAPPER.readTree(message.body()).get("id").asString());
            assertThat(message.signature())
                    .isEqualTo(secret.signature(
                            message.id(), Instant.ofEpochSecond(Long.parseLong(message.sentAt())), message.body()));
        }
    }

    @Test
    void only_what_was_asked_for_comes_and_from_where_it_was_asked_for() {
        record(office("press"), office("summits"));
        record(new UnitRenamed(oas, new UnitId("summits"), Name.of("en", "Summits Follow-Up"), DAY, GROUNDS));

        register(", \"type\": \"UnitRenamed\", \"after\": 0");

        await().until(() -> !received.isEmpty());
        assertThat(received).hasSize(1);
        assertThat(received.getFirst().body()).contains("Summits Follow-Up");
    }

    @Test
    void a_receiver_that_is_away_is_tried_again_and_misses_nothing() {
        String id = register("").get("id").asString();
        answer.set(503);
        record(office("press"));
        record(office("summits"));
        await().until(() -> state(id).get("attempts").asInt() == 1);
        assertThat(state(id).get("lastStatus").asInt()).isEqualTo(503);
        assertThat(received).as("what comes after waits").hasSize(1);

        answer.set(200);
        itsTimeHasCome(id);

        await().until(() -> received.size() == 3);
        assertThat(received.get(1).id())
                .as("the same message again")
                .isEqualTo(received.get(0).id());
        await().until(() -> state(id).get("attempts").asInt() == 0);
    }

    @Test
    void what_is_refused_again_and_again_is_a_dead_letter_that_can_be_sent_again() {
        String id = register("").get("id").asString();
        answer.set(400);
        record(office("press"));
        for (int attempts = 1; attempts < 4; attempts++) {
            int so = attempts;
            await().until(() -> state(id).get("attempts").asInt() == so);
            itsTimeHasCome(id);
        }
        await().until(() -> state(id).get("deadLetters").asInt() == 1);
        JsonNode letter = get(path + "/" + id + "/dead-letters").at("/deadLetters/0");
        assertThat(letter.get("attempts").asInt()).isEqualTo(4);
        assertThat(letter.get("lastStatus").asInt()).isEqualTo(400);

        String again =
                path + "/" + id + "/dead-letters/" + letter.get("position").asLong() + "/redelivery";
        assertThat(post(again, null).get("delivered").asBoolean()).isFalse();
        answer.set(200);
        assertThat(post(again, null).get("delivered").asBoolean()).isTrue();

        assertThat(state(id).get("deadLetters").asInt()).isZero();
        assertThat(send("POST", again, null).statusCode()).isEqualTo(404);
    }

    @Test
    void a_receiver_that_says_it_is_gone_is_left_alone_until_somebody_reactivates_it() {
        String id = register("").get("id").asString();
        answer.set(410);
        record(office("press"));
        await().until(() -> state(id).get("state").asString().equals("disabled"));

        answer.set(200);
        post(path + "/" + id + "/reactivation", null);

        await().until(() -> received.size() == 2);
        assertThat(state(id).get("state").asString()).isEqualTo("active");
    }

    @Test
    void after_a_change_of_secret_both_sign() {
        JsonNode webhook = register("");
        String id = webhook.get("id").asString();
        JsonNode changed = post(path + "/" + id + "/secret", null);
        record(office("press"));

        await().until(() -> received.size() == 1);

        Message message = received.getFirst();
        var sentAt = Instant.ofEpochSecond(Long.parseLong(message.sentAt()));
        assertThat(message.signature().split(" "))
                .containsExactly(
                        new Secret(changed.get("secret").asString()).signature(message.id(), sentAt, message.body()),
                        new Secret(webhook.get("secret").asString()).signature(message.id(), sentAt, message.body()));
        assertThat(state(id).has("secret")).as("shown once").isFalse();
    }

    @Test
    void a_receiver_that_answers_without_an_end_has_answered() {
        receiver.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                while (true) {
                    body.write('x');
                    body.flush();
                }
            }
        });
        JsonNode webhook = post(
                path, "{\"url\": \"http://127.0.0.1:" + receiver.getAddress().getPort() + "/endless\"}");
        record(office("press"));
        record(office("summits"));

        String id = webhook.get("id").asString();
        Long last =
                jdbc.queryForObject("select max(position) from event where organisation = ?", Long.class, oas.value());
        await().until(() -> state(id).get("deliveredPosition").asLong() == requireNonNull(last));
        assertThat(state(id).get("lastStatus").asInt()).isEqualTo(200);
        assertThat(state(id).get("attempts").asInt()).isZero();
    }

    @Test
    void a_removed_webhook_gets_nothing_more() {
        String id = register("").get("id").asString();
        assertThat(send("DELETE", path + "/" + id, null).statusCode()).isEqualTo(204);
        register("");
        record(office("press"));

        await().until(() -> !received.isEmpty());

        assertThat(received).hasSize(1);
        assertThat(get(path).get("webhooks")).hasSize(1);
    }

    @Test
    void what_cannot_be_registered_is_told_by_field() {
        assertThat(refusedField("{\"url\": \"ftp://receiver.example/\"}")).isEqualTo("url");
        assertThat(refusedField("{\"url\": \"https://user:word@receiver.example/\"}"))
                .isEqualTo("url");
        assertThat(refusedField("{\"url\": \"https://receiver.example:99999/\"}"))
                .isEqualTo("url");
        assertThat(refusedField("{}")).isEqualTo("url");
        assertThat(refusedField("{\"url\": \"https://receiver.example/\", \"secret\": \"short\"}"))
                .isEqualTo("secret");
        assertThat(refusedField("{\"url\": \"https://receiver.example/\", \"typ\": \"UnitCreated\"}"))
                .isEqualTo("typ");
        assertThat(refusedField("{\"url\": \"https://receiver.example/\", \"after\": -1}"))
                .isEqualTo("after");
        assertThat(refusedField("not json")).isEqualTo("body");
        assertThat(get(path).get("webhooks")).isEmpty();
    }

    private JsonNode register(String further) {
        return post(
                path, "{\"url\": \"http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook\"" + further + "}");
    }

    /** What the schedule would do in seconds to hours. */
    private void itsTimeHasCome(String id) {
        jdbc.update("update webhook set next_attempt_at = now() where id = ?", id);
    }

    private JsonNode state(String id) {
        return get(path + "/" + id);
    }

    private void record(Event... facts) {
        var events = new ArrayList<RecordedEvent>();
        for (int i = 0; i < facts.length; i++)
            events.add(new RecordedEvent(
                    oas + "-" + (sequence + i),
                    oas.value(),
                    sequence + i,
                    feed.nextPosition(),
                    facts.length - 1 - i,
                    Instant.parse("2020-01-01T00:00:00Z").plusSeconds(sequence),
                    null,
                    null,
                    null,
                    facts[i]));
        sequence += facts.length;
        feed.apply(events);
    }

    private UnitCreated office(String id) {
        return new UnitCreated(
                oas,
                new UnitId(id),
                new UnitKind("office"),
                Name.of("en", id),
                null,
                List.of(),
                null,
                false,
                List.of(),
                DAY,
                GROUNDS);
    }

    private String refusedField(String body) {
        HttpResponse<String> refused = send("POST", path, body);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        return EventJson.MAPPER.readTree(refused.body()).get("field").asString();
    }

    private JsonNode get(String path) {
        return EventJson.MAPPER.readTree(send("GET", path, null).body());
    }

    private JsonNode post(String path, @Nullable String body) {
        HttpResponse<String> answered = send("POST", path, body);
        assertThat(answered.statusCode()).as(answered.body()).isIn(200, 201);
        return EventJson.MAPPER.readTree(answered.body());
    }

    private HttpResponse<String> send(String method, String path, @Nullable String body) {
        try {
            var content =
                    body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .header("Authorization", TestIssuer.bearer())
                            .header("Content-Type", "application/json")
                            .method(method, content)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }
}
