package org.mandatum.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mandatum.access.Role;
import org.mandatum.access.TestIssuer;
import org.mandatum.event.Event;
import org.mandatum.journal.EventJson;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.mandate.Attributes;
import org.mandatum.mandate.MandateEvent.MandateAssigned;
import org.mandatum.mandate.MandateEvent.MandateIssued;
import org.mandatum.mandate.MandateId;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.UnitId;
import org.mandatum.query.LockedTable;
import org.mandatum.query.OnARegisterOfItsOwn;
import org.mandatum.query.QueryService;
import org.mandatum.query.audit.CommandSide;
import org.mandatum.query.index.Indexes;
import org.mandatum.query.projection.Feed;
import org.mandatum.query.projection.LiveProjection;
import org.mandatum.query.projection.RandomHistory;
import org.mandatum.resolution.OrganId;
import org.mandatum.resolution.Paragraph;
import org.mandatum.resolution.ResolutionEvent.ResolutionAdopted;
import org.mandatum.resolution.ResolutionId;
import org.mandatum.value.Name;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * Two instances answer from one projection while it is made anew beside itself, from a log on the command side's own
 * PostgreSQL. The first instance is fed as Kafka would; the second one asks the rows.
 */
@OnARegisterOfItsOwn(properties = {"mandatum.webhooks.inside-allowed=true", RebuildOverHttpTest.LARGE})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RebuildOverHttpTest {
    /** The organisation's index is filled before anybody asks. */
    static final String LARGE = "mandatum.index.fill-ahead-from=200";

    private static final OrganisationId OAS = new OrganisationId("oas");
    private static final CommandSide COMMAND_SIDE = CommandSide.start();
    private static final String ADMIN = TestIssuer.bearer(Role.ADMIN);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @LocalServerPort
    private int first;

    private int second;

    @Autowired
    private Feed feed;

    @Autowired
    private JdbcTemplate rows;

    @Autowired
    private EmbeddedPostgres postgres;

    @Autowired
    private LiveProjection live;

    @Autowired
    private Indexes indexes;

    private ConfigurableApplicationContext secondInstance;
    private final HttpClient client = HttpClient.newHttpClient();
    private final RandomHistory history = new RandomHistory(OAS, 11, 1);
    private final List<RecordedEvent> recorded = new ArrayList<>();
    private int taken;

    @DynamicPropertySource
    static void aLogOnTheCommandSide(DynamicPropertyRegistry registry) {
        COMMAND_SIDE.tell(registry);
    }

    @BeforeAll
    void a_register_and_a_second_instance() {
        history.grow(250);
        record(history.events());
        record(workflow());
        secondInstance = anotherInstance();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fills(secondInstance))
                        .as("before anybody asks")
                        .isEqualTo(1));
        second = Integer.parseInt(
                Objects.requireNonNull(secondInstance.getEnvironment().getProperty("local.server.port")));
    }

    private ConfigurableApplicationContext anotherInstance() {
        return new SpringApplicationBuilder(QueryService.class, TestIssuer.class)
                .run(
                        "--server.port=0",
                        "--mandatum.webhooks.inside-allowed=true",
                        "--" + LARGE,
                        "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                        "--spring.datasource.username=postgres",
                        "--spring.datasource.hikari.maximum-pool-size=8",
                        "--mandatum.log.datasource.url=" + COMMAND_SIDE.url(),
                        "--mandatum.log.datasource.username=postgres");
    }

    /** How often the instance has filled an index. */
    private static double fills(ConfigurableApplicationContext instance) {
        return instance.getBean(MeterRegistry.class)
                .counter("mandatum.index.requests", "result", "miss")
                .count();
    }

    @BeforeEach
    void nobody_looks_back() {
        awaitBothSee(liveSchema());
    }

    @AfterAll
    void stop() {
        secondInstance.close();
        COMMAND_SIDE.close();
    }

    @Test
    void an_instance_that_starts_has_a_large_organisation_in_memory_before_anybody_asks() {
        try (ConfigurableApplicationContext starting = anotherInstance()) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(fills(starting)).isEqualTo(1));
        }
    }

    @Test
    void readers_of_both_instances_notice_nothing_while_the_register_goes_on() throws Exception {
        Map<String, String> questions = questions();
        var amiss = ConcurrentHashMap.<String>newKeySet();
        var asked = new AtomicInteger();
        var over = new AtomicBoolean();
        List<Thread> readers = Stream.of(first, second)
                .map(port -> Thread.startVirtualThread(() -> {
                    while (!over.get())
                        questions.forEach((question, expected) -> {
                            HttpResponse<String> answer = get(port, question);
                            if (answer.statusCode() != 200 || !answer.body().equals(expected))
                                amiss.add(question + ": " + answer.statusCode() + " " + answer.body());
                            asked.incrementAndGet();
                        });
                }))
                .toList();
        var heard = new ArrayList<Long>();
        Thread subscriber = subscriber(heard, over);
        var received = new CopyOnWriteArrayList<Long>();
        HttpServer receiver = receiver(received);
        String before = liveSchema();
        double fills = fills(secondInstance);

        String place = begin("{}");
        for (int more = 0; more < 10; more++) {
            history.grow(5);
            recordNews();
        }
        JsonNode end = awaitEnd(second, place);
        awaitBothSee(liveSchema());
        int seen = asked.get();
        await().atMost(PATIENCE).until(() -> asked.get() > seen + 4 * questions.size());
        // Nobody has any more use for the one before.
        rows.execute("drop schema " + before + " cascade");
        history.grow(5);
        recordNews();
        int then = asked.get();
        await().atMost(PATIENCE).until(() -> asked.get() > then + 4 * questions.size());

        assertThat(end.get("state").asString()).as(end.toString()).isEqualTo("swapped");
        assertThat(end.get("differences")).isEmpty();
        assertThat(liveSchema()).isNotEqualTo(before);
        List<Long> all = positions();
        await().atMost(PATIENCE).untilAsserted(() -> {
            synchronized (heard) {
                assertThat(heard).containsExactlyElementsOf(all);
            }
            assertThat(received).containsExactlyElementsOf(all);
        });
        receiver.stop(0);
        String now = "/organisations/oas/structure?effectiveOn=2030-01-01&knownAt=" + Instant.now() + "&minPosition="
                + all.getLast();
        assertThat(get(first, now).body()).isEqualTo(get(second, now).body());
        over.set(true);
        for (Thread reader : readers) reader.join();
        subscriber.interrupt();
        assertThat(amiss).isEmpty();
        assertThat(fills(secondInstance)).as("what is in memory is kept").isEqualTo(fills);
    }

    @Test
    void an_instance_that_has_not_noticed_yet_takes_in_only_what_it_lacks() throws Exception {
        String question = "/organisations/oas/structure?effectiveOn=2030-01-01&knownAt=2031-01-01T00:00:00Z";
        get(second, question);
        double fills = fills(secondInstance);
        SmartLifecycle watch = secondInstance.getBean("swapWatch", SmartLifecycle.class);
        watch.stop();
        try {
            String before = liveSchema();
            history.grow(5);
            recordNews();

            JsonNode end = awaitEnd(first, begin("{}"));
            HttpResponse<String> answer = get(second, question);

            assertThat(end.get("state").asString()).as(end.toString()).isEqualTo("swapped");
            assertThat(liveSchema()).isNotEqualTo(before);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(get(first, question).body());
            assertThat(fills(secondInstance)).isEqualTo(fills);
        } finally {
            watch.start();
        }
    }

    @Test
    void what_somebody_damaged_is_named_and_stays_until_one_says_that_it_may_be_replaced() {
        String question = "/organisations/oas/structure?effectiveOn=2030-01-01&knownAt=" + Instant.now();
        String right = get(first, question).body();
        String unit = rows.queryForObject(
                "select id from unit_version where upper_inf(recorded) and upper_inf(effective)"
                        + " and lower(effective) <= date '2030-01-01' order by id limit 1",
                String.class);
        rows.update(
                "update unit_version set document = regexp_replace(document, '\"since\":\"\\d{4}', '\"since\":\"1066')"
                        + " where id = ? and upper_inf(recorded) and upper_inf(effective)",
                unit);
        rows.update("update mandate_version set lead = 'nobody' where id = 'restructure'");
        forgetWhatIsInMemory();
        HttpResponse<String> wrong = get(first, question);
        assertThat(wrong.body()).contains("1066");
        assertThat(get(first, question).body()).isEqualTo(wrong.body());
        String before = liveSchema();

        JsonNode refused = awaitEnd(first, begin(""));

        assertThat(refused.get("state").asString()).as(refused.toString()).isEqualTo("different");
        assertThat(refused.get("differences").valueStream())
                .anySatisfy(difference -> {
                    assertThat(difference.get("table").asString()).isEqualTo("unit_version");
                    assertThat(difference.get("log").asString()).isEqualTo("/organisations/oas");
                    assertThat(difference.get("id").asString()).isEqualTo(unit);
                    assertThat(difference.at("/live/document").asString()).contains("\"since\":\"1066");
                    assertThat(difference.at("/rebuilt/document").asString()).contains("\"since\":\"20");
                })
                .anySatisfy(difference -> {
                    assertThat(difference.path("table").asString("")).isEqualTo("mandate_version");
                    assertThat(difference.at("/live/lead").asString()).isEqualTo("nobody");
                    assertThat(difference.at("/rebuilt/lead").asString()).isEqualTo("unit-1");
                })
                .anySatisfy(difference -> {
                    assertThat(difference.get("what").asString()).isEqualTo("structure");
                    assertThat(difference.get("live")).isNotEqualTo(difference.get("rebuilt"));
                });
        assertThat(liveSchema()).isEqualTo(before);
        assertThat(get(first, question).body()).isEqualTo(wrong.body());

        double fills = fills(secondInstance);
        JsonNode mended = awaitEnd(first, begin("{\"swapWhenDifferent\": true}"));

        assertThat(mended.get("state").asString()).as(mended.toString()).isEqualTo("swapped");
        assertThat(mended.get("differences")).isNotEmpty();
        awaitBothSee(liveSchema());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(fills(secondInstance))
                        .as("before anybody asks")
                        .isEqualTo(fills + 1));
        for (int port : List.of(first, second)) {
            HttpResponse<String> answer = send(request(port, question)
                    .header("If-None-Match", wrong.headers().firstValue("ETag").orElseThrow())
                    .GET());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(right);
        }
        assertThat(get(second, "/mandates?organisation=oas").body()).contains("\"lead\":\"unit-1\"");
    }

    @Test
    void a_second_one_at_once_is_told_of_the_first_and_any_instance_can_cancel_that() throws Exception {
        String before = liveSchema();
        LockedTable stalled = stallTheLog();
        String place = begin("{}");
        String id = place.substring(place.lastIndexOf('/') + 1);

        HttpResponse<String> refused = post(second, "{}");
        HttpResponse<String> cancelled = send(request(second, place).DELETE());
        stalled.close();
        JsonNode end = awaitEnd(second, place);

        assertThat(refused.statusCode()).isEqualTo(409);
        JsonNode problem = EventJson.MAPPER.readTree(refused.body());
        assertThat(problem.get("code").asString()).isEqualTo("rebuild-running");
        assertThat(problem.get("rebuild").asString()).isEqualTo(id);
        assertThat(cancelled.statusCode()).isEqualTo(202);
        assertThat(end.get("state").asString()).as(end.toString()).isEqualTo("cancelled");
        assertThat(send(request(first, place).DELETE()).statusCode()).isEqualTo(409);
        assertThat(liveSchema()).isEqualTo(before);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(leftovers()).isEmpty());
    }

    @Test
    void one_whose_instance_is_gone_is_given_up_and_its_leftovers_are_removed() throws Exception {
        String before = liveSchema();
        LockedTable stalled = stallTheLog();
        String place = begin("{}");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(leftovers()).hasSize(1));
        // As when its process ends, which the database notices by the connection.
        rows.queryForList("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'");

        JsonNode end = awaitEnd(second, place);
        assertThat(end.get("state").asString()).isEqualTo("failed");
        assertThat(end.get("code").asString()).isEqualTo("abandoned");
        assertThat(liveSchema()).isEqualTo(before);
        assertThat(leftovers()).isEmpty();
        stalled.close();

        assertThat(awaitEnd(second, begin("{}")).get("state").asString()).isEqualTo("swapped");
        assertThat(liveSchema()).isNotEqualTo(before);
    }

    @Test
    void its_progress_is_streamed_until_the_end() {
        String place = begin("{}");

        String stream = send(request(second, place)
                        .header("Accept", "text/event-stream")
                        .GET())
                .body();

        assertThat(stream).contains("event: end\ndata: {").endsWith("\n\n");
        JsonNode end =
                EventJson.MAPPER.readTree(stream.substring(stream.indexOf("data: ", stream.indexOf("event: end")) + 6));
        assertThat(end.get("state").asString()).as(end.toString()).isEqualTo("swapped");
        assertThat(end.get("events").asInt()).isEqualTo(recorded.size());
        assertThat(end.get("of").asInt()).isEqualTo(recorded.size());
        assertThat(end.get("perSecond").asInt()).isPositive();
        assertThat(end.get("organisationsVerified").asInt()).isEqualTo(1);
        assertThat(json(get(first, "/projection/rebuilds")).at("/rebuilds/0/id"))
                .isEqualTo(end.get("id"));
    }

    @Test
    void what_cannot_be_read_is_told_by_field() {
        assertThat(problem(post(first, "{\"force\": true}"), 400).get("field").asString())
                .isEqualTo("force");
        assertThat(problem(post(first, "{\"swapWhenDifferent\": 1}"), 400)
                        .get("field")
                        .asString())
                .isEqualTo("swapWhenDifferent");
        assertThat(problem(get(first, "/projection/rebuilds/none"), 404)
                        .get("code")
                        .asString())
                .isEqualTo("unknown-rebuild");
    }

    /** Whoever adds a table decides where it belongs: what is made from the log goes into the projection's schema. */
    @Test
    void what_is_not_made_from_the_log_stands_outside_of_the_projection() {
        assertThat(rows.queryForList(
                        "select tablename from pg_tables where schemaname = 'public' order by 1", String.class))
                .containsExactly(
                        "flyway_schema_history", "projection", "projection_rebuild", "webhook", "webhook_dead_letter");
    }

    /** Answers that never change again: each must be the same, byte for byte, from whichever projection. */
    private Map<String, String> questions() {
        var questions = new LinkedHashMap<String, String>();
        for (int part = 1; part <= 3; part++) {
            String as = "knownAt=" + recorded.get(taken * part / 4).recordedAt() + "&effectiveOn=20" + (9 + part);
            for (String question : List.of(
                    "/organisations/oas/structure?" + as + "-06-30",
                    "/organisations/oas/structure/diff?from=2000-02-01&to=2000-09-30&toKnownAt="
                            + recorded.get(taken * part / 4).recordedAt() + "&fromKnownAt="
                            + recorded.get(taken * part / 4).recordedAt(),
                    "/mandates?organisation=oas&" + as + "-06-30",
                    "/organisations/oas/events?limit=20&after="
                            + recorded.get(taken * part / 8).position()))
                questions.put(question, get(first, question).body());
        }
        return questions;
    }

    private Thread subscriber(List<Long> heard, AtomicBoolean over) throws Exception {
        HttpResponse<Stream<String>> stream = client.send(
                request(second, "/organisations/oas/events/stream?after=0")
                        .GET()
                        .build(),
                HttpResponse.BodyHandlers.ofLines());
        return Thread.startVirtualThread(() -> {
            try (Stream<String> lines = stream.body()) {
                lines.takeWhile(line -> !over.get())
                        .filter(line -> line.startsWith("id: "))
                        .forEach(line -> {
                            synchronized (heard) {
                                heard.add(Long.parseLong(line.substring(4)));
                            }
                        });
            } catch (UncheckedIOException heardEnough) {
                // the test has heard enough
            }
        });
    }

    /** Has everything from the beginning sent to it. */
    private HttpServer receiver(List<Long> received) throws IOException {
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", exchange -> {
            received.add(EventJson.MAPPER
                    .readTree(exchange.getRequestBody())
                    .get("position")
                    .asLong());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
        HttpResponse<String> registered = send(request(first, "/organisations/oas/webhooks")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"url\": \"" + url + "\", \"after\": 0}")));
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        return receiver;
    }

    private List<Long> positions() {
        return recorded.stream()
                .filter(event -> event.organisation() != null)
                .map(RecordedEvent::position)
                .sorted()
                .toList();
    }

    /** An act, and a mandate that it orders. */
    private static List<RecordedEvent> workflow() {
        var mandate = new MandateId("restructure");
        var grounds = new Grounds(Authority.of("act"), null, null);
        LocalDate day = LocalDate.parse("2000-03-01");
        return List.of(
                recorded(
                        "act",
                        0,
                        new ResolutionAdopted(
                                new ResolutionId("act"),
                                "resolution",
                                "AG/RES. 1",
                                new OrganId("general-assembly"),
                                null,
                                Name.of("en", "Structure"),
                                day,
                                null,
                                List.of(new Paragraph("1", "Adjust the structure.")),
                                null,
                                List.of(),
                                null,
                                null)),
                recorded(
                        "restructure",
                        0,
                        new MandateIssued(
                                mandate,
                                OAS,
                                Name.of("en", "Adjust the structure"),
                                null,
                                LocalDate.parse("2001-01-31"),
                                Attributes.NONE,
                                day,
                                grounds)),
                recorded(
                        "restructure",
                        1,
                        new MandateAssigned(mandate, OAS, new UnitId("unit-1"), List.of(), day, grounds)));
    }

    private static RecordedEvent recorded(String stream, long sequence, Event event) {
        return new RecordedEvent(
                stream + " " + sequence, stream, sequence, 0, 0, Instant.EPOCH, null, null, null, event);
    }

    private void recordNews() {
        record(history.events().subList(taken, history.events().size()));
    }

    private void record(List<RecordedEvent> events) {
        List<RecordedEvent> taken = COMMAND_SIDE.record(List.copyOf(events));
        COMMAND_SIDE.settle();
        feed.apply(taken);
        recorded.addAll(taken);
        this.taken = history.events().size();
    }

    private static LockedTable stallTheLog() throws InterruptedException {
        return new LockedTable(COMMAND_SIDE.jdbc(), COMMAND_SIDE.transaction(), "event");
    }

    private void forgetWhatIsInMemory() {
        secondInstance.getBean(Indexes.class).forget();
        indexes.forget();
    }

    private String liveSchema() {
        return Objects.requireNonNull(rows.queryForObject("select live from public.projection", String.class));
    }

    private void awaitBothSee(String schema) {
        LiveProjection seconds = secondInstance.getBean(LiveProjection.class);
        await().atMost(PATIENCE).until(() -> schema.equals(live.schema()) && schema.equals(seconds.schema()));
    }

    /** Projections that nobody sees, nor may still see. */
    private List<String> leftovers() {
        return rows.queryForList(
                "select nspname from pg_namespace, public.projection where nspname like 'projection\\_%'"
                        + " and nspname <> live and nspname is distinct from previous",
                String.class);
    }

    private String begin(String body) {
        HttpResponse<String> begun = post(first, body);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        return begun.headers().firstValue("Location").orElseThrow();
    }

    private JsonNode awaitEnd(int port, String place) {
        Set<String> underWay = Set.of("projecting", "verifying", "swapping");
        await().atMost(PATIENCE)
                .until(() ->
                        !underWay.contains(json(get(port, place)).get("state").asString()));
        return json(get(port, place));
    }

    private HttpResponse<String> post(int port, String body) {
        return send(request(port, "/projection/rebuilds")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(int port, String path) {
        return send(request(port, path).GET());
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", ADMIN);
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
