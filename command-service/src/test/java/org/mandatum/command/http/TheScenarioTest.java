package org.mandatum.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mandatum.access.Role;
import org.mandatum.access.TestIssuer;
import org.mandatum.command.RealPostgreSql;
import org.mandatum.command.journal.Journal;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.journal.StructureAsOf;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Structure;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demonstration is history that the rules accept, submitted by the people that it names. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import({RealPostgreSql.class, TestIssuer.class})
class TheScenarioTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path SCENARIO = Path.of("..", "scenario", "oas-2015");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Journal journal;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void every_request_is_accepted_and_what_was_proposed_is_what_was_enacted() throws Exception {
        for (Path phase : phases())
            for (JsonNode request : JSON.readTree(phase.toFile()).path("requests")) {
                HttpResponse<String> answer = send(request);
                assertThat(answer.statusCode())
                        .as("%s: %s", request.path("key").asString(), answer.body())
                        .isEqualTo(201);
            }

        stands("2014-05-31", 31, 10, 0);
        stands("2015-09-30", 31, 10, 0);
        stands("2015-12-31", 45, 58, 4);
        JsonNode enacted = event("ProposalEnacted");
        assertThat(enacted.path("changes")).as("the five changes").hasSize(5);
        assertThat(enacted.path("contentHash"))
                .isEqualTo(event("ProposalApproved").path("contentHash"));
        assertThat(jdbc.queryForList(
                        "select distinct metadata->'actor'->>'subject' from event where type = 'ProposalApproved'"
                                + " intersect select metadata->'actor'->>'subject' from event where type ="
                                + " 'ProposalDrafted'",
                        String.class))
                .as("nobody approved their own")
                .isEmpty();
    }

    /** The counts that its README tells. */
    private void stands(String day, int units, int functions, int links) {
        List<RecordedEvent> log = journal.stream("organisations/oas", 0, Long.MAX_VALUE);
        Structure structure = StructureAsOf.fold(
                new OrganisationId("oas"),
                log,
                LocalDate.parse(day),
                log.getLast().recordedAt());
        assertThat(List.of(
                        structure.units().size(),
                        structure.functions().size(),
                        structure.links().size()))
                .as("units, functions and links on %s", day)
                .containsExactly(units, functions, links);
    }

    private static List<Path> phases() throws IOException {
        try (var files = Files.list(SCENARIO)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private JsonNode event(String type) {
        return JSON.readTree(jdbc.queryForObject("select payload::text from event where type = ?", String.class, type));
    }

    private HttpResponse<String> send(JsonNode request) throws IOException, InterruptedException {
        Role role = request.path("by").asString("officer").equals("approver") ? Role.APPROVER : Role.OFFICER;
        String token = TestIssuer.token(claims -> claims.subject(role.word()), role);
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port
                                + request.path("path").asString()))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", request.path("key").asString())
                        .POST(HttpRequest.BodyPublishers.ofString(
                                request.path("body").toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
