package org.mandatum.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.mandatum.access.Role;
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
import org.mandatum.organisation.UnitId;
import org.mandatum.organisation.UnitKind;
import org.mandatum.query.OnARegisterOfItsOwn;
import org.mandatum.query.projection.Feed;
import org.mandatum.value.Name;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** When a stream ends, and how it goes on; over HTTP on a real PostgreSQL. */
@OnARegisterOfItsOwn(
        properties = {
            "mandatum.stream.heartbeat=200ms",
            "server.tomcat.connection-timeout=1s",
            "mandatum.limits.streams-per-person=1"
        })
class StreamOverHttpTest {
    private static final int LARGE = 200_000;

    @LocalServerPort
    private int port;

    @Autowired
    private Feed feed;

    @Autowired
    private MeterRegistry meters;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void a_stream_ends_with_its_token_and_no_sooner() throws Exception {
        OrganisationId org = opened("brief");
        Instant end = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 2);
        String token = TestIssuer.token(claims -> claims.expirationTime(Date.from(end)), Role.VIEWER);

        var answer = subscribe(org, "Bearer " + token);
        answer.body().readAllBytes();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Instant.now()).isBetween(end, end.plusSeconds(5));
    }

    @Test
    void a_person_has_no_more_streams_than_they_may() throws Exception {
        OrganisationId org = opened("crowded");
        String one = TestIssuer.bearer(Role.VIEWER);
        var first = subscribe(org, one);

        var second = subscribe(org, one);
        String refusal = new String(second.body().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.headers().firstValue("Retry-After")).isPresent();
        assertThat(refusal).contains("\"code\":\"too-many-requests\"");

        first.body().close();
        awaitNoSubscribers();
        var third = subscribe(org, one);
        assertThat(third.statusCode()).isEqualTo(200);
        third.body().close();
        awaitNoSubscribers();
    }

    @Test
    void who_does_not_read_is_dropped_and_goes_on_where_reading_stopped() throws Exception {
        OrganisationId org = opened("patient");
        List<Event> offices = IntStream.range(0, 100)
                .<Event>mapToObj(n -> office(org, "office-" + n, "x".repeat(LARGE)))
                .toList();
        record(org, 1, offices);
        var seen = new ArrayList<String>();
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(java.net.InetAddress.ofLiteral("127.0.0.1"), port));
            socket.getOutputStream()
                    .write(("GET /organisations/" + org + "/events/stream?after=0 HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Authorization: " + TestIssuer.bearer(Role.VIEWER) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            Awaitility.await().until(() -> subscribers() == 1);
            awaitNoSubscribers();
            socket.setSoTimeout(5_000);
            collect(new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)), seen);
        } catch (IOException cutOff) {
            // In the middle of an event, as likely as not: those that came whole are what counts.
        }
        assertThat(seen.size()).as("whole events that reached the reader").isLessThan(101);

        var request = HttpRequest.newBuilder(uri(org)).header("Authorization", TestIssuer.bearer(Role.VIEWER));
        if (!seen.isEmpty()) request.header("Last-Event-ID", seen.getLast());
        var again = client.send(
                (seen.isEmpty() ? request.uri(URI.create(uri(org) + "?after=0")) : request).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(again.body(), StandardCharsets.UTF_8))) {
            while (seen.size() < 101) collectOne(lines, seen);
        }
        assertThat(seen).doesNotHaveDuplicates().hasSize(101);
        awaitNoSubscribers();
    }

    @Test
    void a_page_of_large_events_has_fewer_and_says_where_the_next_begins() throws Exception {
        OrganisationId org = opened("wordy");
        record(
                org,
                1,
                IntStream.range(0, 100)
                        .<Event>mapToObj(n -> office(org, "office-" + n, "x".repeat(LARGE)))
                        .toList());
        var seen = new ArrayList<Long>();
        var pages = new ArrayList<Integer>();

        for (String after = "0"; !after.equals("null"); ) {
            JsonNode page = EventJson.MAPPER.readTree(client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/organisations/" + org
                                            + "/events?limit=1000&after=" + after))
                                    .header("Authorization", TestIssuer.bearer(Role.VIEWER))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body());
            page.get("events").forEach(event -> seen.add(event.get("position").asLong()));
            pages.add(page.get("events").size());
            after = page.get("next").toString();
        }

        assertThat(seen).isSorted().doesNotHaveDuplicates().hasSize(101);
        assertThat(pages).hasSize(3).allMatch(events -> events < 50);
    }

    /** An id counts when its event has come whole. */
    private static void collect(BufferedReader lines, List<String> ids) throws IOException {
        while (true) if (!collectOne(lines, ids)) return;
    }

    private static boolean collectOne(BufferedReader lines, List<String> ids) throws IOException {
        String id = null;
        boolean data = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id: ")) id = line.substring(4);
            if (line.startsWith("data: ")) data = true;
            if (line.isEmpty() && id != null && data) {
                ids.add(id);
                return true;
            }
        }
        return false;
    }

    private void awaitNoSubscribers() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> subscribers() == 0);
    }

    private double subscribers() {
        return meters.get("mandatum.stream.subscribers").gauge().value();
    }

    private HttpResponse<java.io.InputStream> subscribe(OrganisationId org, String authorization) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri(org))
                        .header("Authorization", authorization)
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    private URI uri(OrganisationId org) {
        return URI.create("http://127.0.0.1:" + port + "/organisations/" + org + "/events/stream");
    }

    private OrganisationId opened(String id) {
        var org = new OrganisationId(id);
        record(
                org,
                0,
                List.of(new OrganisationOpened(
                        org, Name.of("en", "Organisation"), "en", OrganisationRules.DEFAULT, List.of())));
        return org;
    }

    private void record(OrganisationId org, long sequence, List<? extends Event> facts) {
        var events = new ArrayList<RecordedEvent>();
        for (int i = 0; i < facts.size(); i++)
            events.add(new RecordedEvent(
                    org + "-" + (sequence + i),
                    org.value(),
                    sequence + i,
                    feed.nextPosition(),
                    facts.size() - 1 - i,
                    Instant.parse("2020-01-01T00:00:00Z").plusSeconds(sequence),
                    null,
                    null,
                    null,
                    facts.get(i)));
        feed.apply(events);
    }

    private static UnitCreated office(OrganisationId org, String id, String note) {
        return new UnitCreated(
                org,
                new UnitId(id),
                new UnitKind("office"),
                Name.of("en", id),
                null,
                List.of(),
                null,
                false,
                List.of(),
                LocalDate.parse("2015-01-01"),
                new Grounds(Authority.of("res-1"), null, note));
    }
}
