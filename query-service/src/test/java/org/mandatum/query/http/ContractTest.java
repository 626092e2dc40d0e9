package org.mandatum.query.http;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.mandatum.access.ContractTests;
import org.mandatum.access.HostileRequests;
import org.mandatum.event.Event;
import org.mandatum.journal.RecordedEvent;
import org.mandatum.mandate.Attributes;
import org.mandatum.mandate.MandateEvent.MandateIssued;
import org.mandatum.mandate.MandateId;
import org.mandatum.organisation.Authority;
import org.mandatum.organisation.FunctionId;
import org.mandatum.organisation.FunctionStatement;
import org.mandatum.organisation.Grounds;
import org.mandatum.organisation.OrganisationId;
import org.mandatum.organisation.OrganisationOpened;
import org.mandatum.organisation.OrganisationRules;
import org.mandatum.organisation.StructuralEvent.SecretariatCreated;
import org.mandatum.organisation.UnitId;
import org.mandatum.organisation.UnitKind;
import org.mandatum.proposal.ProposalEvent.ProposalDrafted;
import org.mandatum.proposal.ProposalId;
import org.mandatum.proposal.ProposedPackage;
import org.mandatum.query.OnARegisterOfItsOwn;
import org.mandatum.query.projection.Feed;
import org.mandatum.resolution.OrganId;
import org.mandatum.resolution.Paragraph;
import org.mandatum.resolution.ResolutionEvent.ResolutionAdopted;
import org.mandatum.resolution.ResolutionId;
import org.mandatum.value.Name;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** The OpenAPI document of the query side, and what comes of those who do not keep to it. */
@OnARegisterOfItsOwn
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractTest {
    private static final OrganisationId OAS = new OrganisationId("oas");
    private static final LocalDate DAY = LocalDate.parse("2015-10-01");
    private static final Authority AUTHORITY = Authority.of("ag-res-2876");
    private static final Grounds GROUNDS = new Grounds(AUTHORITY, null, null);

    @LocalServerPort
    private int port;

    @Autowired
    private Feed feed;

    @Autowired
    private JdbcTemplate jdbc;

    /** Something of each kind, under the ids that the examples name. */
    @BeforeAll
    void a_small_register() {
        record(
                "ag-res-2876",
                new ResolutionAdopted(
                        new ResolutionId("ag-res-2876"),
                        "resolution",
                        "AG/RES. 2876 (XLV-O/15)",
                        new OrganId("general-assembly"),
                        null,
                        name("Modernization and Reorganization"),
                        LocalDate.parse("2015-06-15"),
                        null,
                        List.of(new Paragraph("1", "To instruct the Secretary General.")),
                        null,
                        List.of(),
                        null,
                        null));
        record(
                "oas",
                new OrganisationOpened(OAS, name("General Secretariat"), "en", OrganisationRules.DEFAULT, List.of()),
                new SecretariatCreated(
                        OAS,
                        new UnitId("secretariat-for-hemispheric-affairs"),
                        UnitKind.SECRETARIAT,
                        name("Secretariat for Hemispheric Affairs"),
                        null,
                        List.of(),
                        null,
                        false,
                        List.of(new FunctionStatement(
                                new FunctionId("social-charter-and-plan-of-action"), name("Social Charter"), null)),
                        DAY,
                        GROUNDS));
        record(
                "follow-up-on-the-social-charter",
                new MandateIssued(
                        new MandateId("follow-up-on-the-social-charter"),
                        OAS,
                        name("Follow up on the Social Charter"),
                        null,
                        null,
                        Attributes.NONE,
                        DAY,
                        GROUNDS));
        record(
                "one-department-for-inclusion-and-equity",
                new ProposalDrafted(
                        new ProposalId("one-department-for-inclusion-and-equity"),
                        OAS,
                        null,
                        name("One department"),
                        new ProposedPackage(
                                DAY, List.of(Map.of("type", "DiscontinueFunction", "function", "press")), null, null),
                        DAY,
                        AUTHORITY));
    }

    @TestFactory
    Stream<DynamicTest> the_contract_is_kept() throws Exception {
        return new ContractTests(port).tests(Path.of("..", "docs", "openapi", "query-service.json"), "");
    }

    @Test
    void hostile_requests_break_nothing_and_leave_nothing() throws Exception {
        new HostileRequests(
                        port, () -> jdbc.queryForObject("select count(*) from webhook", Long.class), "log-unavailable")
                .send();
    }

    private void record(String stream, Event... facts) {
        for (int i = 0; i < facts.length; i++)
            feed.apply(List.of(new RecordedEvent(
                    stream + "-" + i,
                    stream,
                    i,
                    feed.nextPosition(),
                    0,
                    Instant.parse("2020-01-0" + (i + 1) + "T00:00:00Z"),
                    null,
                    null,
                    null,
                    facts[i])));
    }

    private static Name name(String text) {
        return Name.of("en", text);
    }
}
