package org.mandatum.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mandatum.command.OnARegisterOfItsOwn;
import org.mandatum.command.journal.Journal;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.journal.StructureAsOf;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.Structure;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demonstration is history that the rules accept, submitted by the people that it names. */
@OnARegisterOfItsOwn
class TheScenarioTest {
    private static final JsonMapper JSON = new JsonMapper();

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Journal journal;

    @Test
    void every_request_is_accepted_and_what_was_proposed_is_what_was_enacted() throws Exception {
        new Demonstration(port).load();

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

    private JsonNode event(String type) {
        return JSON.readTree(jdbc.queryForObject("select payload::text from event where type = ?", String.class, type));
    }
}
