package org.mandatum.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.TestInstance;
import org.mandatum.access.TestIssuer;
import org.mandatum.event.Event;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.EstablishedUnit;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.FunctionStatement;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.organisation.OrganisationRules;
import org.mandatum.organisation.StructuralEvent.UnitCreated;
import org.mandatum.organisation.UnitId;
import org.mandatum.organisation.UnitKind;
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

/** A register into which events are fed without Kafka, and which is asked over HTTP; on a real PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AskedOverHttp {
    static final JsonMapper JSON = new JsonMapper();
    static final Grounds GROUNDS = new Grounds(Authority.of("res-1"), null, null);
    private static int organisations;

    @LocalServerPort
    int port;

    @Autowired
    private Feed feed;

    final HttpClient client = HttpClient.newHttpClient();

    OrganisationId opened() {
        var org = new OrganisationId("org-" + ++organisations);
        record(
                org,
                0,
                "2020-01-01T00:00:00Z",
                new OrganisationOpened(org, Name.of("en", "Organisation"), "en", OrganisationRules.DEFAULT, List.of()));
        return org;
    }

    String adopted(String id) {
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

    void rescinded(String id, String day) {
        act(id, 1, new ResolutionRescinded(new ResolutionId(id), new ResolutionId("later"), day(day), null, null));
    }

    void act(String id, long sequence, Event fact) {
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
    void record(OrganisationId org, long sequence, String recordedAt, Event... facts) {
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

    /** With a function, {@code press-work} of {@code press}. */
    static UnitCreated office(OrganisationId org, String id, String day, String... parent) {
        var work = new FunctionStatement(new FunctionId(id + "-work"), Name.of("en", "Work of " + id), null);
        return unit(org, id, day, List.of(work), parent);
    }

    /** Without a function, so that it can end. */
    static UnitCreated unit(OrganisationId org, String id, String day, String... parent) {
        return unit(org, id, day, List.of(), parent);
    }

    private static UnitCreated unit(
            OrganisationId org, String id, String day, List<FunctionStatement> functions, String... parent) {
        return new UnitCreated(
                org,
                new UnitId(id),
                new UnitKind("office"),
                Name.of("en", id),
                parent.length == 0 ? null : new UnitId(parent[0]),
                List.of(),
                null,
                false,
                functions,
                day(day),
                GROUNDS);
    }

    /** What a unit becomes, or becomes a part of. */
    static EstablishedUnit into(String id) {
        return new EstablishedUnit(new UnitId(id), null, Name.of("en", id), null, List.of(), List.of());
    }

    /** Of what will be recorded second from now. */
    long positionAfterNext() {
        return feed.lastPosition() + 2;
    }

    static LocalDate day(String day) {
        return LocalDate.parse(day);
    }

    String refused(String path, int status) {
        var answer = send(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        return JSON.readTree(answer.body()).path("field").asString();
    }

    JsonNode get(String path) {
        var answer = send(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    HttpResponse<String> send(String path, String... headers) {
        return sent("GET", path, headers);
    }

    HttpResponse<String> sent(String method, String path, String... headers) {
        var request = HttpRequest.newBuilder(uri(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", TestIssuer.bearer());
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

    HttpResponse<byte[]> bytes(String path, String name, String value) {
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

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
